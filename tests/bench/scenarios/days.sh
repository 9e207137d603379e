# The day map of a month.
needs_days=healthz
run_days() {
  check days "$tokens" 4
  seen days 16 "$tokens"
  measure days 16 "$tokens"
  compare rate days healthz '>=0.5'
}
