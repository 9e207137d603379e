# What every scenario has: settings, the database, a server, and a place for figures. Read by bench.sh.

seconds=${KALENDS_BENCH_SECONDS:-5}
rounds=${KALENDS_BENCH_ROUNDS:-3}
users=${KALENDS_BENCH_USERS:-100000}
rows=${KALENDS_BENCH_ROWS:-5000000}
binaries=${KALENDS_BENCH_BUILD:-build/release}
here=tests/bench
work=build/bench
results=$work/results.tsv
round=1
listen=127.0.0.1:0
server=

say() { printf '==> %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# figure SCENARIO NAME VALUE UNIT [AIM]: one line of the results. AIM is such as '<=5' or '>=0.75', or
# nothing where the figure is only told. What is measured in rounds has a line a round; the report
# takes the median.
figure() {
  printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "${5:-}" >>"$results"
}

# calculate EXPRESSION: with fractions, which the shell has not.
calculate() { awk "BEGIN { printf \"%.6g\", $1 }"; }

# What the generated database depends on.
database_key() {
  {
    for source in generate people diary keeper habits burdens sample; do cat $here/$source.cpp; done
    cat $here/*.hpp migrations/*.sql src/calendar/span.hpp src/calendar/placement_store.cpp \
      src/calendar/series_store.cpp src/calendar/series_input.cpp
  } | sha256sum | cut -c 1-12
}

# make_database USERS ROWS: sets `made` to the generated file and `tokens` to who is signed in there.
make_database() {
  mkdir -p $work
  name=organisation-$1-$2-$(database_key)
  made=$work/$name.db
  tokens=$work/$name.tokens
  [ ! -e "$tokens" ] || return 0
  say "generating $2 calendar rows of $1 people; this is done once"
  rm -rf $work/"organisation-$1-$2-"* $work/new
  mkdir $work/new
  "$binaries/kalends_generate" --database "$work/new/$name.db" --tokens "$work/new/$name.tokens" \
    --users "$1" --rows "$2"
  mv "$work/new/$name.db" "$made"
  rm -f "$work/new/$name.db"-*
  for file in "$work/new/$name.tokens."*; do mv "$file" $work/; done
  mv "$work/new/$name.tokens" "$tokens"
  rmdir $work/new
}

# The server works on a copy: requests change it, and every scenario shall begin with the same bytes.
copy_database() {
  rm -f "$directory"/kalends.db*
  cp --reflink=auto "$made" "$directory/kalends.db"
  sync "$directory/kalends.db"
}

# start_server [FLAG...]: on the copy as it is now, at `listen`. Sets `server` (its process) and `address`.
start_server() {
  rm -f "$directory/said"
  mkfifo "$directory/said"
  "$binaries/kalends" serve --database "$directory/kalends.db" --listen "$listen" "$@" \
    >"$directory/said" 2>>"$directory/log" &
  server=$!
  exec 3<"$directory/said"
  read -r line <&3 || fail "the server does not start: $(tail -n 5 "$directory/log")"
  address=${line#listening on }
}

stop_server() {
  [ -n "$server" ] || return 0
  { kill "$server" && wait "$server"; } 2>/dev/null || true
  server=
}

# Microseconds of processor time that the server has used.
server_time() {
  awk -v ticks="$(getconf CLK_TCK)" '{ printf "%.0f\n", ($14 + $15) * 1000000 / ticks }' "/proc/$server/stat"
}

machine() {
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  echo "$(date -u '+%Y-%m-%d %H:%M') UTC, $(nproc) cores ($processor), kernel $(uname -r)"
  echo "load before the start: $(cut -d ' ' -f 1-3 /proc/loadavg); file system: $(stat -f -c %T $work)"
  [ -z "$made" ] || echo "$users people, $rows calendar rows, $(du -m "$made" | cut -f 1) MiB; medians of" \
    "$rounds rounds of $seconds s; the load generator is on the same machine"
}
