# A week's view, of views that were seen lately: each person of 4,000 asks in turn for one of five weeks, as
# pages and clients do that look again.
needs_week=healthz
run_week() {
  check week "$tokens" 2
  aim_p99='<=5'
  seen week 16 "$tokens"
  measure week 16 "$tokens"
  compare rate week healthz '>=0.75'
}
