# Free/busy of the ten of a team, a week.
needs_freebusy=healthz
run_freebusy() {
  check freebusy "$tokens" 20
  measure freebusy 16 "$tokens"
  compare rate freebusy healthz '>=0.3'
}
