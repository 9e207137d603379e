# The same week held as fifty endless weekly series begun in 2004. Costs are compared by processor time, which
# other programs on the machine disturb less than rates.
needs_series=singles
run_series() {
  check series "$tokens.series" 50
  measure series 16 "$tokens.series"
  compare cost series singles '<=2'
}
