#!/bin/sh
# Measures the release build on a generated organisation: ./dev bench [NAME...]. NAME is one of the files in
# tests/bench/scenarios; without any, all of them but those that take long.
set -eu
cd "$(dirname "$0")/../.."
. tests/bench/common.sh
. tests/bench/requests.sh
. tests/bench/planned.sh
. tests/bench/sockets.sh
# Some scenarios open thousands of sockets, at both ends.
ulimit -S -n "$(ulimit -H -n)"

# These take turns, `rounds` times, on one server; a yardstick stands before what is held against it.
in_rounds="healthz week nginx raw-week week-new days freebusy freebusy-500 heavy singles series series-far looks
  invite import"
# Each of these begins with a fresh copy of the database, and starts its server itself.
once="full-hour sockets memory beside peak curve growth-calendar growth-users overload bounds"
# As these do, but only where they are named: they take long.
only_by_name="soak"
# These have a server and a database of their own.
apart="page"
all="$in_rounds $once $only_by_name $apart"

for scenario in $all; do . "$here/scenarios/$scenario.sh"; done

run_scenario() {
  say "$1"
  "run_$(word "$1")"
}

# Scenarios with the yardsticks that they need (needs_NAME), and those with theirs.
with_yardsticks() (
  for scenario in "$@"; do
    # shellcheck disable=SC2046
    with_yardsticks $(eval "echo \${needs_$(word "$scenario"):-}")
    echo "$scenario"
  done
)

# chosen LIST: what of the list is wanted, in its order.
chosen() {
  for scenario in $1; do
    case " $wanted " in *" $scenario "*) printf '%s ' "$scenario" ;; esac
  done
}

for name in "$@"; do
  # shellcheck disable=SC2086  # a list of words
  echo $all | tr ' ' '\n' | grep -qx "$name" || fail "there is no '$name': "$all
done
[ $# -gt 0 ] || set -- $in_rounds $once $apart
wanted=$(with_yardsticks "$@" | tr '\n' ' ')

made='' tokens=''
[ -z "$(chosen "$in_rounds $once $only_by_name")" ] || make_database "$users" "$rows"
mkdir -p $work
directory=$(mktemp -d "$work/run.XXXXXX")
# What was measured until then is reported even when the run breaks off.
finish() {
  status=$?
  close_sockets
  stop_server
  rm -rf "$directory"
  [ "$status" -eq 0 ] || say "the run broke off: not all was measured"
  [ ! -s "$results" ] || node $here/report.mjs "$results" "$work/machine" "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM
: >"$results"
machine >"$work/machine"

turns=$(chosen "$in_rounds")
if [ -n "$turns" ]; then
  copy_database
  start_server
  while [ "$round" -le "$rounds" ]; do
    say "round $round of $rounds"
    for scenario in $turns; do run_scenario "$scenario"; done
    round=$((round + 1))
  done
  stop_server
  round=1
fi
for scenario in $(chosen "$apart"); do run_scenario "$scenario"; done
for scenario in $(chosen "$once $only_by_name"); do
  copy_database
  run_scenario "$scenario"
  stop_server
done
