# The same weeks, but no view is asked for twice: what is told here is the way to the rows.
needs_week_new='healthz raw-week'
run_week_new() {
  check week-new "$tokens" 2
  measure week-new 16 "$tokens"
  compare rate week-new healthz
  compare cost week-new raw-week
}
