# The full hour: 54,000 people, in 14,000 meetings, are reminded in the same second; 15,000 of them are
# connected. Weeks are looked at meanwhile, at planned moments.
run_full_hour() {
  due=$(($(date +%s) + ${KALENDS_BENCH_HOUR_AHEAD:-45}))
  plan_hour "$due"
  start_server
  open_sockets --due "$due"
  sleep_until "$((due - 10))"
  planned week=500 5x1,12x1 # the first phase warms up
  close_sockets
  frames=$(of_sockets frames)
  figure full-hour 'sockets' "$(of_sockets sockets)" ''
  figure full-hour 'frames that did not come' $((socket_count - frames)) '' '<=0'
  figure full-hour 'frames that came twice' "$(of_sockets doubled)" '' '<=0'
  figure full-hour 'first frame after the second' "$(of_sockets first-ms)" ms
  figure full-hour 'p99 frame after the second' "$(of_sockets p99-ms)" ms
  figure full-hour 'last frame after the second' "$(of_sockets last-ms)" ms '<=2000'
  figure full-hour 'weeks meanwhile, p99' "$(of_planned 2 reads p99)" ms '<=50'
  figure full-hour 'weeks meanwhile, not answered' "$(of_planned 2 reads errors)" '' '<=0'
}
