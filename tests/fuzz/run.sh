#!/bin/bash
# run.sh [SECONDS] [NAME...]: builds the fuzzers and runs each that long (20 s), from its seeds and from
# what earlier runs found worth keeping. What breaks one is left in build/fuzz. With `check` instead of
# SECONDS each is given the same inputs every time, some seconds of them, so that no change is blamed for
# what chance found.
set -eu
cd "$(dirname "$0")/../.."
length=${1:-20}
shift $(($# < 1 ? $# : 1))
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls -- *_fuzz.cpp | sed 's/_fuzz\.cpp$//')

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --parallel "$(nproc)"

# What each makes of some 10 s.
same_each_time() {
  case $1 in
    api) echo -seed=1 -runs=3000 ;;
    frames) echo -seed=1 -runs=6000 ;;
    request) echo -seed=1 -runs=500000 ;;
    rule) echo -seed=1 -runs=150000 ;;
    *) echo -seed=1 -runs=20000 ;;
  esac
}

for name in "$@"; do
  seeds="tests/fuzz/seeds/${name/import/calendar}"
  found="build/fuzz/found/$name"
  options=("-max_total_time=$length")
  if [ "$length" = check ]; then
    read -ra options <<<"$(same_each_time "$name")"
    found=build/fuzz/found/check
    rm -rf "$found"
  fi
  mkdir -p "$found"
  folders=("$found")
  [ ! -d "$seeds" ] || folders+=("$seeds")
  [ ! -e "tests/fuzz/$name.dict" ] || options+=("-dict=tests/fuzz/$name.dict")
  echo "==> $name: ${options[*]}"
  "build/fuzz/${name}_fuzz" -timeout=15 -rss_limit_mb=1024 -max_len=4096 \
    -artifact_prefix="build/fuzz/$name-" -print_final_stats=1 "${options[@]}" \
    "${folders[@]}" 2>"build/fuzz/$name.log" || {
    cat "build/fuzz/$name.log"
    exit 1
  }
  grep -E '^stat::(number_of_executed_units|average_exec_per_sec|slowest_unit|peak_rss)' \
    "build/fuzz/$name.log"
done
