# Requests by wrk, as many as the server answers: rates and what a request costs. Read by bench.sh.

ask() { wrk --latency "$@" 2>&1; }

# A name as the shell's variables and functions may have it.
word() { echo "$1" | tr - _; }

# check NAME TOKENS LEAST: looks into the answers of two seconds, once a run; this warms up as well. Fewer
# than LEAST entries in an answer, or many without any, say that the data is not what it should be.
check() {
  [ "$round" -eq 1 ] || return 0
  out=$(ask -t1 -c4 -d2s -s $here/requests.lua "$address" -- "$1" "$2" check)
  line=$(echo "$out" | grep '^CHECK ') || fail "$1: no answers: $out"
  shown=$(echo "$line" | awk '{ printf "%.1f", $4 / $2 }')
  echo "$line" | awk -v least="$3" '$3 > 0 || $4 / $2 < least || $5 / $2 > 0.2 { exit 1 }' ||
    fail "$1: these are not the answers that were asked for: $line"
  figure "$1" entries "$shown" ''
}

# measure NAME CONNECTIONS TOKENS: the requests that requests.lua knows by this name. Leaves rate_NAME,
# cost_NAME (microseconds of the server's processor time for one) and bytes_NAME for the ratios.
measure() {
  begin=$(server_time)
  out=$(ask -t2 "-c$2" "-d${seconds}s" -s $here/requests.lua "$address" -- "$1" "$3" load)
  line=$(echo "$out" | grep '^RESULT ') || fail "$1: $out"
  # shellcheck disable=SC2046  # words: rate, p50, p99, refused, broken, bytes, requests
  set -- "$1" $(echo "$line" | cut -d ' ' -f 2-)
  [ "$5" -eq 0 ] && [ "$6" -eq 0 ] || fail "$1: some answers failed: $line"
  eval "rate_$(word "$1")=$2 bytes_$(word "$1")=$7"
  eval "cost_$(word "$1")=$(calculate "($(server_time) - $begin) / $8")"
  figure "$1" rate "$2" requests/s
  figure "$1" p50 "$(calculate "$3 / 1000")" ms
  figure "$1" p99 "$(calculate "$4 / 1000")" ms
  figure "$1" server "$(eval "echo \$cost_$(word "$1")")" us
  figure "$1" bytes "$7" B
}

# compare rate|cost NAME YARDSTICK [AIM]: both were measured in this round.
compare() {
  ours=$(eval "echo \$$1_$(word "$2")")
  yardstick=$(eval "echo \$$1_$(word "$3")")
  figure "$2" "$1 of $3" "$(calculate "$ours / $yardstick")" times "${4:-}"
}
