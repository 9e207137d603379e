# 15,000 idle sockets: what they take, and how they come back. One client with a thousand.

# returned NAME SIGNAL TIMES: the server ends by this signal and starts again, while its sockets want back
# for so many times now.
returned() {
  kill "-$2" "$server" && wait "$server" || true
  server=
  begin=$(date +%s%N)
  start_server
  first_answer
  figure sockets "$1: first request answered" "$answered" ms
  planned week=100 8x1
  await_sockets back "$3"
  figure sockets "$1: all are back" "$(of_sockets back)" ms '<=20000'
  figure sockets "$1: weeks meanwhile, p99" "$(of_planned 1 reads p99)" ms
  figure sockets "$1: weeks meanwhile, not answered" "$(of_planned 1 reads errors)" '' '<=0'
}

# Milliseconds from `begin` to the first answer: somebody's week.
first_answer() {
  status=$(curl -s -o "$directory/answer" -w '%{http_code}' \
    -H "Authorization: Bearer $(head -n 1 "$tokens" | cut -d ' ' -f 1)" \
    "$address/api/v1/users/me/calendar?from=2036-06-02&to=2036-06-08")
  answered=$((($(date +%s%N) - begin) / 1000000))
  [ "$status" = 200 ] || fail "the first answer is $status: $(cat "$directory/answer")"
}

crowd_of_one() {
  "$binaries/kalends_sockets" --address "$address" --tokens "$hour_tokens" --count 1 --each 1000 --over 1 \
    --seconds 4 >"$directory/crowd"
  figure sockets 'open of 1,000 that one person asks for' "$(awk '$1 == "sockets" { print $2 }' "$directory/crowd")" '' '<=50'
  figure sockets 'refused with 429' "$(awk '$1 == "refused-429" { print $2 }' "$directory/crowd")" '' '>=950'
}

run_sockets() {
  plan_hour "$(($(date +%s) + 86400))"
  begin=$(date +%s%N)
  start_server
  first_answer
  figure start 'first request answered' "$answered" ms '<=500'
  crowd_of_one
  own=$(memory_of Pss_Anon) kernel=$(kernel_objects)
  open_sockets
  figure sockets 'opening all' "$(of_sockets open)" ms
  figure sockets 'memory of an idle socket' \
    "$(calculate "($(memory_of Pss_Anon) - $own) / $socket_count")" KiB '<=10'
  figure sockets 'kernel objects of a connection, both ends' \
    "$(calculate "($(kernel_objects) - $kernel) / $socket_count")" KiB
  listen=${address#http://}
  returned 'after a restart' TERM 1
  returned 'after a crash' KILL 2
  close_sockets
  listen=127.0.0.1:0
}
