# Free/busy of 500 people, a day: how long one client waits.
run_freebusy_500() {
  check freebusy-500 "$tokens" 60
  aim_p50='<=15'
  measure freebusy-500 1 "$tokens"
}
