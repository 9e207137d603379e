# Twenty minutes of the mix with sockets open: memory stays, the log of writes is bounded, no descriptor is
# left behind. Only by name: ./dev bench soak.
soak_minutes=${KALENDS_BENCH_SOAK_MINUTES:-20}

# Every ten seconds: the time, own memory in KiB, bytes of the log of writes.
watch_server() {
  while [ -e "/proc/$server/smaps_rollup" ] && [ -e "$directory/soaking" ]; do
    echo "$(date +%s) $(memory_of Pss_Anon) $(stat -c %s "$directory/kalends.db-wal")"
    sleep 10
  done >"$directory/watched" 2>/dev/null
}

# KiB a minute, by least squares over what was watched after a quarter of the time.
slope() {
  awk '{ x[NR] = $1 / 60; y[NR] = $2 }
    END { for (i = int(NR / 4) + 1; i <= NR; i++) { n++; sx += x[i] - x[1]; sy += y[i]
        sxx += (x[i] - x[1]) ^ 2; sxy += (x[i] - x[1]) * y[i] }
      printf "%.6g", (n * sxy - sx * sy) / (n * sxx - sx * sx) }' "$directory/watched"
}

run_soak() {
  socket_count=$((socket_count / 5))
  plan_hour "$(($(date +%s) + 120))"
  start_server
  planned "$reads_at_peak,$writes_at_peak" 10x1 # warms up
  before=$(descriptors)
  : >"$directory/soaking"
  watch_server &
  watcher=$!
  open_sockets --seconds $((soak_minutes * 60 + 60))
  planned "$reads_at_peak,$writes_at_peak" "$((soak_minutes * 60))x1"
  rm "$directory/soaking"
  wait "$watcher"
  close_sockets
  sleep 3 # the server hears of it
  figure soak 'not answered' "$(calculate "$(of_planned 1 reads errors) + $(of_planned 1 writes errors)")" '' '<=0'
  figure soak 'notifications missed or doubled' "$(($(of_sockets missing) + $(of_sockets doubled)))" '' '<=0'
  figure soak 'memory at the end' "$(tail -n 1 "$directory/watched" | awk '{ print $2 / 1024 }')" MiB
  figure soak 'memory grows' "$(slope)" KiB/min '<=256'
  figure soak 'log of writes, most' "$(awk '$3 > most { most = $3 } END { print most / 1048576 }' "$directory/watched")" MiB '<=128'
  figure soak 'descriptors left behind' $(($(descriptors) - before)) '' '<=0'
  socket_count=$((socket_count * 5))
}
