#!/bin/sh
# Measures the release build on a generated organisation: ./dev bench [NAME...]. NAME is one of healthz,
# week, days, freebusy, invite; without any, all of them.
set -eu
cd "$(dirname "$0")/../.."

seconds=${KALENDS_BENCH_SECONDS:-8}
rounds=${KALENDS_BENCH_ROUNDS:-3}
users=${KALENDS_BENCH_USERS:-100000}
rows=${KALENDS_BENCH_ROWS:-5000000}
binaries=${KALENDS_BENCH_BUILD:-build/release}
here=tests/bench
work=build/bench
all="healthz week days freebusy invite"

say() { printf '==> %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# What the generated database depends on.
database_key() {
  {
    cat $here/*.cpp $here/*.hpp migrations/*.sql src/calendar/span.hpp src/calendar/placement_store.cpp
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
  esac
}

# Looks into the answers of two seconds; this warms the caches up as well.
check() {
  out=$(ask -t1 -c4 -d2s -s $here/requests.lua "$address" -- "$1" "$tokens" check)
  line=$(echo "$out" | grep '^CHECK ') || fail "$1: no answers: $out"
  echo "$line" | awk -v name="$1" -v least="$(least_entries_of "$1")" '
    { shown = $4 / $2; empty = $5 / $2
      printf "%s %.1f %.3f\n", name, shown, empty
      if ($3 > 0 || shown < least || empty > 0.2) exit 1 }' >>"$directory/checks" ||
    fail "$1: these are not the answers that were asked for: $line"
}

measure() {
  out=$(ask -t2 "-c$(connections_of "$1")" "-d${seconds}s" -s $here/requests.lua "$address" -- \
    "$1" "$tokens" load)
  line=$(echo "$out" | grep '^RESULT ') || fail "$1: $out"
  echo "$line" | awk '$5 > 0 || $6 > 0 { exit 1 }' || fail "$1: some answers failed: $line"
  echo "$line" | awk -v round="$2" -v name="$1" '{ print round, name, $2, $3, $4, $7 }' \
    >>"$directory/figures"
}

# The yardstick for invitations, on the same file and disk, while the server is idle.
measure_commit_each() {
  line=$("$binaries/kalends_commit_each" "$directory/kalends.db" "$tokens" "$seconds")
  echo "$line" | awk -v round="$1" '{ print round, "commit-each", $1, $2, $3, 0 }' \
    >>"$directory/figures"
}

machine() {
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  echo "$(date -u '+%Y-%m-%d %H:%M') UTC, $(nproc) cores ($processor), kernel $(uname -r)"
  echo "load before the start: $(cut -d ' ' -f 1-3 /proc/loadavg); file system: $(stat -f -c %T $work)"
  echo "$users people, $rows calendar rows, $(du -m "$made" | cut -f 1) MiB; medians of $rounds rounds" \
    "of $seconds s; the load generator is on the same machine"
}

# Medians over the rounds; ratios are taken within a round first.
table() {
  cat "$directory/checks" "$directory/figures" | awk '
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
    function ratio(name, yardstick,    list, round) {
      for (round = 1; round <= rounds; round++)
        list[round] = value[round, name, 3] / value[round, yardstick, 3]
      return median(list, rounds)
    }
    function goal(name, reached, aim) {
      return aim == 0 ? "" : sprintf("%s (aim: %s)", reached >= aim ? "reached" : "NOT reached", aim)
    }
    NF == 3 { shown[$1] = $2; next }
    { if (!($2 in seen)) { seen[$2] = 1; names[++many] = $2 }
      rounds = $1; for (i = 3; i <= 6; i++) value[$1, $2, i] = $i }
    END {
      aim["week"] = 0.65; aim["freebusy"] = 0.25; aim["invite"] = 8
      print "| scenario | requests/s | p50 ms | p99 ms | entries | bytes | ratio | |"
      print "|---|---|---|---|---|---|---|---|"
      for (n = 1; n <= many; n++) {
        name = names[n]
        yardstick = name == "invite" && ("commit-each" in seen) ? "commit-each" : "healthz"
        plain = name == "healthz" || name == "commit-each"
        r = plain ? 0 : ratio(name, yardstick)
        printf "| %s | %.0f | %.2f | %.2f | %s | %.0f | %s | %s |\n", name, over_rounds(name, 3),
          over_rounds(name, 4) / 1000, over_rounds(name, 5) / 1000, shown[name], over_rounds(name, 6),
          plain ? "" : sprintf("%.2f of %s", r, yardstick), plain ? "" : goal(name, r, aim[name])
      }
    }'
}

names=${*:-$all}
for name in $names; do
  case " $all " in *" $name "*) ;; *) fail "there is no '$name': $all" ;; esac
done
case " $names " in *" healthz "*) ;; *) names="healthz $names" ;; esac

cmake --build "$binaries" --target kalends_generate kalends_commit_each >&2
make_database
before=$(machine)
start_server
say "measuring $names on $address"
for name in $names; do check "$name"; done
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
