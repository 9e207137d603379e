#!/bin/bash
# run.sh [SECONDS] [NAME...]: builds the fuzzers and runs each that long (20 s), from its seeds and from
# what earlier runs found worth keeping. What breaks one is left in build/fuzz.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-20}
shift $(($# < 1 ? $# : 1))
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls -- *_fuzz.cpp | sed 's/_fuzz\.cpp$//')

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --parallel "$(nproc)"
for name in "$@"; do
  mkdir -p "build/fuzz/found/$name"
  seeds="tests/fuzz/seeds/${name/import/calendar}"
  folders=("build/fuzz/found/$name")
  [ ! -d "$seeds" ] || folders+=("$seeds")
  options=()
  [ ! -e "tests/fuzz/$name.dict" ] || options+=("-dict=tests/fuzz/$name.dict")
  echo "==> $name for $seconds s"
  "build/fuzz/${name}_fuzz" -max_total_time="$seconds" -timeout=15 -rss_limit_mb=1024 -max_len=4096 \
    -artifact_prefix="build/fuzz/$name-" -print_final_stats=1 "${options[@]}" \
    "${folders[@]}" 2>"build/fuzz/$name.log" || {
    cat "build/fuzz/$name.log"
    exit 1
  }
  grep -E '^stat::(number_of_executed_units|average_exec_per_sec|slowest_unit|peak_rss)' \
    "build/fuzz/$name.log"
done
