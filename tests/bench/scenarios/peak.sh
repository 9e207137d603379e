# Ten times the busiest second of 100,000 people, at planned moments.
run_peak() {
  start_server
  planned "$reads_at_peak,$writes_at_peak" "5x5" # warms up
  planned "$reads_at_peak,$writes_at_peak" "${KALENDS_BENCH_PEAK_SECONDS:-60}x10" --reads 256 --writes 128
  for lane in reads writes; do
    figure peak "$lane planned" "$(of_planned 1 $lane planned)" ''
    figure peak "$lane answered a second" "$(of_planned 1 $lane rate)" requests/s
    figure peak "$lane p50" "$(of_planned 1 $lane p50)" ms
    figure peak "$lane p99.9" "$(of_planned 1 $lane p99.9)" ms
    figure peak "$lane not answered" "$(of_planned 1 $lane errors)" '' '<=0'
  done
  figure peak 'reads p99' "$(of_planned 1 reads p99)" ms '<=25'
  figure peak 'writes p99' "$(of_planned 1 writes p99)" ms '<=100'
}
