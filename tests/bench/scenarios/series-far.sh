# The same people's weeks of 2040.
needs_series_far=series
run_series_far() {
  check series-far "$tokens.series" 50
  measure series-far 16 "$tokens.series"
  compare cost series-far series '<=1.2'
}
