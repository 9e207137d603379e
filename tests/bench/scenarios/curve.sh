# Latency over load: the reads of the peak at 10% to 100% of what is carried. The report draws it.
run_curve() {
  start_server
  planned "$reads_at_peak" "3x0,${seconds}x0"
  carried=$(of_planned 2 reads rate)
  figure curve 'reads carried' "$carried" requests/s
  share=$(calculate "$carried / 531")
  phases=$(for tenth in 1 2 3 4 5 6 7 8 9 10; do calculate "$share * $tenth / 10" | sed "s/^/${seconds}x/;s/$/,/"; done)
  planned "$reads_at_peak" "${phases%,}" --reads 256
  for tenth in 1 2 3 4 5 6 7 8 9 10; do
    figure curve "rate at ${tenth}0%" "$(of_planned "$tenth" reads rate)" requests/s
    for part in p50 p99 p99.9; do
      figure curve "$part at ${tenth}0%" "$(of_planned "$tenth" reads $part)" ms
    done
  done
}
