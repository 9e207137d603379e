# Reads beside invitations: 500 week views a second at planned moments, alone and while 64 connections invite
# as fast as they are answered.
run_beside() {
  start_server
  planned week=500 "3x1" # warms up
  while [ "$round" -le "$rounds" ]; do
    planned week=500 "${seconds}x1"
    alone=$(of_planned 1 week p99)
    wrk_with invite "$tokens" load -t1 -c64 "-d$((seconds + 3))s" >"$directory/inviting" &
    inviting=$!
    planned week=500 "${seconds}x1"
    beside=$(of_planned 1 week p99)
    wait "$inviting"
    invited=$(awk '/^RESULT/ { print $2 }' "$directory/inviting")
    [ -n "$invited" ] || fail "beside: nobody invited: $(cat "$directory/inviting")"
    figure beside 'week p99 alone' "$alone" ms
    figure beside 'week p99 beside invitations' "$beside" ms
    figure beside 'invitations meanwhile' "$invited" requests/s
    figure beside 'p99 beside of p99 alone' "$(calculate "$beside / $alone")" times '<=2'
    figure beside 'week views not answered' "$(of_planned 1 week errors)" '' '<=0'
    round=$((round + 1))
  done
  round=1
}
