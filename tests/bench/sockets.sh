# WebSockets by kalends_sockets, and what the server takes. Read by bench.sh.

socket_count=${KALENDS_BENCH_SOCKETS:-15000}
reminded=${KALENDS_BENCH_REMINDED:-54000}
client=

# plan_hour SECOND: on the copy, while no server has it: who is reminded then, and `hour_tokens` of those who
# are connected.
plan_hour() {
  hour_tokens=$directory/hour
  "$binaries/kalends_full_hour" --database "$directory/kalends.db" --tokens "$hour_tokens" --due "$1" \
    --told "$reminded" --sockets "$socket_count" >&2
  sync "$directory/kalends.db"
}

# open_sockets FLAG...: returns when all are open.
open_sockets() {
  "$binaries/kalends_sockets" --address "$address" --tokens "$hour_tokens" --count "$socket_count" "$@" \
    >"$directory/sockets" 2>&1 &
  client=$!
  await_sockets open 1
}

# await_sockets open|back TIMES: the client says this word each time when all are.
await_sockets() {
  waited=0
  until [ "$(grep -c "^$1 " "$directory/sockets")" -ge "$2" ]; do
    kill -0 "$client" 2>/dev/null || fail "kalends_sockets: $(cat "$directory/sockets")"
    waited=$((waited + 1))
    [ $waited -lt 600 ] || fail "the sockets are not $1 after a minute"
    sleep 0.1
  done
}

close_sockets() {
  [ -n "$client" ] || return 0
  { kill "$client" && wait "$client"; } 2>/dev/null || true
  client=
}

# of_sockets NAME: a number that the client said last; 0 where it said nothing of that.
of_sockets() { awk -v name="$1" '$1 == name { found = $2 } END { print found + 0 }' "$directory/sockets"; }

sleep_until() {
  left=$(calculate "$1 - $(date +%s.%N)")
  case $left in -*) fail "this machine needs longer than planned to get there" ;; esac
  sleep "$left"
}

# memory_of NAME: KiB of the server, by a name of /proc/PID/smaps_rollup. Pss_Anon is what is its own,
# Pss_File what it has mapped of files.
memory_of() { awk -v name="$1:" '$1 == name { print $2 }' "/proc/$server/smaps_rollup"; }

# KiB that the kernel holds in objects of its own, for both ends of each connection.
kernel_objects() { awk '$1 == "Slab:" { print $2 }' /proc/meminfo; }

descriptors() { ls "/proc/$server/fd" | wc -l; }
