# Requests by wrk, as many as the server answers: rates and what a request costs. Read by bench.sh.

# No view of a `fresh` scenario is asked for twice in a run.
salt=0

# A name as the shell's variables and functions may have it.
word() { echo "$1" | tr - _; }

# wrk_with NAME TOKENS load|check FLAG...: what requests.lua knows by this name.
wrk_with() {
  salt=$((salt + 1))
  called=$1 signed_in=$2 how=$3
  shift 3
  wrk --latency "$@" -s $here/requests.lua "$address" -- "$called" "$signed_in" "$how" "$salt" 2>&1
}

# check NAME TOKENS LEAST [CALLED]: looks into the answers of two seconds. Fewer than LEAST entries in an answer,
# or many without any, say that the data is not what it should be. This warms up as well, in every round: the
# invitations of the one before have changed what all these people see.
check() {
  wrk_with "${4:-$1}" "$2" check -t1 -c4 -d2s >"$directory/wrk"
  line=$(grep '^CHECK ' "$directory/wrk") || fail "$1: no answers: $(cat "$directory/wrk")"
  shown=$(echo "$line" | awk '{ printf "%.1f", $4 / $2 }')
  echo "$line" | awk -v least="$3" '$3 > 0 || $4 / $2 < least || $5 / $2 > 0.2 { exit 1 }' ||
    fail "$1: these are not the answers that were asked for: $line"
  [ "$round" -gt 1 ] || figure "$1" entries "$shown" ''
}

# seen NAME CONNECTIONS TOKENS: asks without measuring until everybody has asked for each of their views. What was
# there in the round before is of no use: its invitations have changed what all these people see.
seen() {
  wrk_with "$1" "$3" load -t2 "-c$2" -d4s >"$directory/wrk"
}

# measure NAME CONNECTIONS TOKENS [CALLED]: as many requests as are answered, CALLED so in requests.lua. Leaves
# rate_NAME, cost_NAME (microseconds of the server's processor time for one) and bytes_NAME for the ratios.
# `aim_p50` and `aim_p99` are the aims of these, where there are any.
measure() {
  begin=$(server_time)
  threads=2
  [ "$2" -gt 1 ] || threads=1
  wrk_with "${4:-$1}" "$3" load "-t$threads" "-c$2" "-d${seconds}s" >"$directory/wrk"
  used=$(($(server_time) - begin))
  line=$(grep '^RESULT ' "$directory/wrk") || fail "$1: $(cat "$directory/wrk")"
  # shellcheck disable=SC2046  # words: rate, p50, p99, refused, broken, bytes, requests
  set -- "$1" $(echo "$line" | cut -d ' ' -f 2-)
  [ "$5" -eq 0 ] && [ "$6" -eq 0 ] || fail "$1: some answers failed: $line"
  name=$(word "$1")
  cost=$(calculate "$used / $8")
  eval "rate_$name=$2 cost_$name=$cost bytes_$name=$7"
  figure "$1" rate "$2" requests/s "${aim_rate:-}"
  figure "$1" p50 "$(calculate "$3 / 1000")" ms "${aim_p50:-}"
  figure "$1" p99 "$(calculate "$4 / 1000")" ms "${aim_p99:-}"
  figure "$1" server "$cost" us
  figure "$1" bytes "$7" B
  aim_rate='' aim_p50='' aim_p99=''
}

# compare rate|cost NAME YARDSTICK [AIM]: both were measured in this round.
compare() {
  ours=$(eval "echo \$$1_$(word "$2")")
  yardstick=$(eval "echo \$$1_$(word "$3")")
  figure "$2" "$1 of $3" "$(calculate "$ours / $yardstick")" times "${4:-}"
}

# median_of SCENARIO NAME: over what was measured in this run.
median_of() {
  awk -F '\t' -v scenario="$1" -v name="$2" '$1 == scenario && $2 == name { print $3 }' "$results" | sort -g |
    awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}
