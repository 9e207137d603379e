#!/bin/sh
# Measures the release build on a generated organisation: ./dev bench [NAME...]. NAME is one of healthz,
# week, days, freebusy, invite, singles, series, series-far, looks, import, page; without any, all of them.
set -eu
cd "$(dirname "$0")/../.."

seconds=${KALENDS_BENCH_SECONDS:-8}
rounds=${KALENDS_BENCH_ROUNDS:-3}
users=${KALENDS_BENCH_USERS:-100000}
rows=${KALENDS_BENCH_ROWS:-5000000}
binaries=${KALENDS_BENCH_BUILD:-build/release}
here=tests/bench
work=build/bench
all="healthz week days freebusy invite singles series series-far looks import"
# Of one import.
events=10000

say() { printf '==> %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# What the generated database depends on.
database_key() {
  {
    for source in generate people diary habits sample; do cat $here/$source.cpp; done
    cat $here/*.hpp migrations/*.sql src/calendar/span.hpp src/calendar/placement_store.cpp \
      src/calendar/series_store.cpp src/calendar/series_input.cpp
    echo "$users $rows"
  } | sha256sum | cut -c 1-12
}

make_database() {
  mkdir -p $work
  key=$(database_key)
  made=$work/organisation-$key.db
  tokens=$work/organisation-$key.tokens
  [ ! -e "$tokens" ] || return 0
  say "generating $rows calendar rows of $users people; this is done once"
  rm -f $work/organisation-* $work/new.*
  "$binaries/kalends_generate" --database $work/new.db --tokens $work/new.tokens \
    --users "$users" --rows "$rows"
  mv $work/new.db "$made"
  for kind in singles series; do mv "$work/new.tokens.$kind" "$tokens.$kind"; done
  mv $work/new.tokens "$tokens"
}

# The server works on a copy: invitations change it, and every run shall begin with the same bytes.
start_server() {
  directory=$(mktemp -d "$work/run.XXXXXX")
  trap stop_server EXIT
  trap 'exit 1' INT TERM
  say "copying the database"
  cp "$made" "$directory/kalends.db"
  sync "$directory/kalends.db"
  mkfifo "$directory/said"
  "$binaries/kalends" serve --database "$directory/kalends.db" --listen 127.0.0.1:0 \
    >"$directory/said" 2>"$directory/log" &
  server=$!
  exec 3<"$directory/said"
  read -r line <&3 || fail "the server does not start: $(cat "$directory/log")"
  address=${line#listening on }
}

stop_server() {
  [ -z "${server:-}" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  rm -rf "$directory"
}

ask() {
  wrk --latency "$@" 2>&1
}

# Whether it is measured by requests; the others are programs of their own.
is_asked() {
  case $1 in looks | import) return 1 ;; esac
}

tokens_of() {
  case $1 in
    singles) echo "$tokens.singles" ;;
    series | series-far) echo "$tokens.series" ;;
    *) echo "$tokens" ;;
  esac
}

connections_of() {
  if [ "$1" = invite ]; then echo 64; else echo 16; fi
}

# Fewest entries that an answer shows on average: less would say that the data is not what it should be.
least_entries_of() {
  case $1 in
    healthz) echo 1 ;;
    week) echo 2 ;;
    days) echo 4 ;;
    freebusy) echo 20 ;;
    invite) echo 6 ;;
    singles | series | series-far) echo 50 ;;
  esac
}

# Looks into the answers of two seconds; this warms the caches up as well.
check() {
  out=$(ask -t1 -c4 -d2s -s $here/requests.lua "$address" -- "$1" "$(tokens_of "$1")" check)
  line=$(echo "$out" | grep '^CHECK ') || fail "$1: no answers: $out"
  echo "$line" | awk -v name="$1" -v least="$(least_entries_of "$1")" '
    { shown = $4 / $2; empty = $5 / $2
      printf "%s %.1f %.3f\n", name, shown, empty
      if ($3 > 0 || shown < least || empty > 0.2) exit 1 }' >>"$directory/checks" ||
    fail "$1: these are not the answers that were asked for: $line"
}

# Microseconds of processor time that the server has used.
server_time() {
  awk -v ticks="$(getconf CLK_TCK)" '{ printf "%.0f\n", ($14 + $15) * 1000000 / ticks }' "/proc/$server/stat"
}

measure_requests() {
  begin=$(server_time)
  out=$(ask -t2 "-c$(connections_of "$1")" "-d${seconds}s" -s $here/requests.lua "$address" -- \
    "$1" "$(tokens_of "$1")" load)
  line=$(echo "$out" | grep '^RESULT ') || fail "$1: $out"
  echo "$line" | awk '$5 > 0 || $6 > 0 { exit 1 }' || fail "$1: some answers failed: $line"
  echo "$line" | awk -v round="$2" -v name="$1" -v time=$(($(server_time) - begin)) \
    '{ print round, name, $2, $3, $4, $7, time / $8 }' >>"$directory/figures"
}

# The yardstick for invitations, on the same file and disk, while the server is idle.
measure_commit_each() {
  line=$("$binaries/kalends_commit_each" "$directory/kalends.db" "$tokens" "$seconds")
  echo "$line" | awk -v round="$1" '{ print round, "commit-each", $1, $2, $3, 0, 0 }' \
    >>"$directory/figures"
}

# What a week of series costs without the network, and the cache's size.
measure_looks() {
  "$binaries/kalends_series_looks" "$directory/kalends.db" "$tokens" "$seconds" >"$directory/looks"
  awk -v round="$1" '{ print round, $1, $2 }' "$directory/looks" >>"$directory/values"
}

rows_of() {
  sqlite3 "$directory/kalends.db" "SELECT COUNT(*) FROM users u JOIN (SELECT user_id FROM calendar
    UNION ALL SELECT user_id FROM calendar_series) c ON c.user_id = u.id WHERE u.email = '$1'"
}

# Each round somebody else imports, so that nothing is there already; start and commit included.
measure_import() {
  somebody=person${1}9@example.org
  rows=$(rows_of "$somebody")
  begin=$(date +%s%N)
  "$binaries/kalends" import "$directory/events.ics" --user "$somebody" \
    --database "$directory/kalends.db" >"$directory/import" 2>&1 ||
    fail "import: $(tail -n 5 "$directory/import")"
  end=$(date +%s%N)
  rows=$(($(rows_of "$somebody") - rows))
  [ "$rows" -eq "$events" ] || fail "import: of $events events came $rows"
  echo "$1 import $((events * 1000000000 / (end - begin)))" >>"$directory/values"
}

measure() {
  case $1 in
    looks) measure_looks "$2" ;;
    import) measure_import "$2" ;;
    *) measure_requests "$1" "$2" ;;
  esac
}

machine() {
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  echo "$(date -u '+%Y-%m-%d %H:%M') UTC, $(nproc) cores ($processor), kernel $(uname -r)"
  echo "load before the start: $(cut -d ' ' -f 1-3 /proc/loadavg); file system: $(stat -f -c %T $work)"
  echo "$users people, $rows calendar rows, $(du -m "$made" | cut -f 1) MiB; medians of $rounds rounds" \
    "of $seconds s; the load generator is on the same machine"
}

# Functions of awk that both tables use: medians over the rounds.
medians='
  function median(list, count,    i, j, swap) {
    for (i = 1; i < count; i++) for (j = i + 1; j <= count; j++)
      if (list[j] < list[i]) { swap = list[i]; list[i] = list[j]; list[j] = swap }
    return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
  }
  function over_rounds(name, column,    list, count, round) {
    count = 0
    for (round = 1; round <= rounds; round++) list[++count] = value[round, name, column]
    return median(list, count)
  }
  function ratio(name, yardstick, column,    list, round) {
    for (round = 1; round <= rounds; round++)
      list[round] = value[round, name, column] / value[round, yardstick, column]
    return median(list, rounds)
  }
  function verdict(good, aim) { return sprintf("%s (aim: %s)", good ? "reached" : "NOT reached", aim) }'

# Ratios are taken within a round first: of rates, or of processor time where costs are compared.
table() {
  cat "$directory/checks" "$directory/figures" | awk "$medians"'
    function compared(name, yardstick,    r) {
      if (yardstick == "") return " | "
      r = ratio(name, yardstick, name in most ? 7 : 3)
      if (name in most)
        return sprintf("%.2f times %s | %s", r, yardstick, verdict(r <= most[name], "at most " most[name]))
      return sprintf("%.2f of %s | %s", r, yardstick, name in aim ? verdict(r >= aim[name], aim[name]) : "")
    }
    NF == 3 { shown[$1] = $2; next }
    { if (!($2 in seen)) { seen[$2] = 1; names[++many] = $2 }
      rounds = $1; for (i = 3; i <= 7; i++) value[$1, $2, i] = $i }
    END {
      aim["week"] = 0.65; aim["freebusy"] = 0.25; aim["invite"] = 8
      most["series"] = 2; most["series-far"] = 1.2
      for (name in seen) of[name] = "healthz"
      of["healthz"] = of["commit-each"] = ""
      of["invite"] = "commit-each"; of["series"] = "singles"; of["series-far"] = "series"
      print "| scenario | requests/s | p50 ms | p99 ms | server us | entries | bytes | ratio | |"
      print "|---|---|---|---|---|---|---|---|---|"
      for (n = 1; n <= many; n++) {
        name = names[n]
        printf "| %s | %.0f | %.2f | %.2f | %.0f | %s | %.0f | %s |\n", name, over_rounds(name, 3),
          over_rounds(name, 4) / 1000, over_rounds(name, 5) / 1000, over_rounds(name, 7), shown[name],
          over_rounds(name, 6), compared(name, of[name])
      }
    }'
}

# What was measured without the network; most aims here are upper bounds.
table_of_values() {
  [ -e "$directory/values" ] || return 0
  awk "$medians"'
    function show(what, number, unit, aim) {
      printf number < 1000 ? "| %s | %.2f %s | %s |\n" : "| %s | %.0f %s | %s |\n", what, number, unit, aim
    }
    function at_most(number, aim) { return verdict(number <= aim, "at most " aim) }
    { seen[$2] = 1; rounds = $1; value[$1, $2, 3] = $3 }
    END {
      print "\n| in process | | |\n|---|---|---|"
      if ("singles" in seen) {
        p99 = over_rounds("first-look-p99", 3)
        near = ratio("series", "singles", 3)
        far = ratio("series-far", "series", 3)
        bytes = over_rounds("cache-bytes", 3)
        show("first look at 50 series, p50", over_rounds("first-look-p50", 3), "ms", "")
        show("first look at 50 series, p99", p99, "ms", at_most(p99, 20))
        show("week of 50 single meetings, processor time", over_rounds("singles", 3), "us", "")
        show("week of 50 series", over_rounds("series", 3), "us", "")
        show("week of 50 series in 2040", over_rounds("series-far", 3), "us", "")
        show("series", near, "of singles", at_most(near, 2))
        show("series in 2040", far, "of series", at_most(far, 1.2))
        show("cache that cannot hold all", bytes, "bytes",
          at_most(bytes, over_rounds("cache-bound", 3)))
        real = over_rounds("cache-real", 3)
        show("cache that can: taken", real, "of what it counts", at_most(real, 1.1))
      }
      if ("import" in seen) {
        rate = over_rounds("import", 3)
        show("import of '"$events"' events", rate, "events/s", verdict(rate >= 2000, 2000))
      }
    }' "$directory/values"
}

# What each of these needs beside it, each once; in the order of `all`.
with_yardsticks() {
  wanted=" healthz $* "
  case $wanted in *" series-far "*) wanted="$wanted series " ;; esac
  case $wanted in *" series "*) wanted="$wanted singles " ;; esac
  for name in $all; do
    case $wanted in *" $name "*) printf '%s ' "$name" ;; esac
  done
}

# What the page costs a browser: on a server and a database of its own.
measure_page() {
  say "measuring the page in a browser"
  mkdir -p $work
  KALENDS_BINARY="$binaries/kalends" node $here/page.mjs >"$work/page"
  printf '\n| the page | | |\n|---|---|---|\n'
  awk -F '|' '{
    aim = $4 == "" ? "" : sprintf("%s (aim: at most %s)", $2 <= $4 ? "reached" : "NOT reached", $4)
    printf "| %s | %s %s | %s |\n", $1, $2, $3, aim
  }' "$work/page"
}

can_import() {
  "$binaries/kalends" --help | grep -q '^ *import '
}

for name in "$@"; do
  case " $all page " in *" $name "*) ;; *) fail "there is no '$name': $all page" ;; esac
done
case " ${*:-page} " in *" page "*) measure_page ;; esac
[ "$*" != page ] || exit 0
[ $# -gt 0 ] || set -- "$all"
names=$(with_yardsticks "$@")

cmake --build "$binaries" --target kalends_generate kalends_commit_each kalends_series_looks >&2
make_database
case " $names " in
  *" import "*)
    can_import || {
      say "import is left out: this kalends has no such command"
      names=$(echo "$names" | sed 's/import//')
    }
    ;;
esac
before=$(machine)
start_server
case " $names " in
  *" import "*) awk -v events="$events" -v seed=1 -f $here/events.awk >"$directory/events.ics" ;;
esac
say "measuring $names on $address"
for name in $names; do
  if is_asked "$name"; then check "$name"; fi
done
round=1
while [ "$round" -le "$rounds" ]; do
  for name in $names; do
    measure "$name" "$round"
    [ "$name" != invite ] || measure_commit_each "$round"
  done
  say "round $round of $rounds is done"
  round=$((round + 1))
done
echo "$before"
echo
table
table_of_values
