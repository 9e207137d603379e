# The week of somebody with fifty single meetings in it.
needs_singles=healthz
run_singles() {
  check singles "$tokens.singles" 50
  measure singles 16 "$tokens.singles"
  compare rate singles healthz
}
