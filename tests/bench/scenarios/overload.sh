# Twice what it carries, for ten seconds: of writes, then of reads. Normal is a third of that, before and
# after; whoever watches asks /healthz twenty times a second all the while. Who has no answer after two seconds
# gives up: else it would be the clients' own queue that is seen afterwards.

# overloaded LANE RATES: RATES are the busiest second of this lane.
overloaded() {
  planned "$2" "2x0,${seconds}x0"
  carried=$(of_planned 2 "$1" rate)
  sum=$(echo "$2" | tr , '\n' | awk -F = '{ sum += $2 } END { print sum }')
  normal=$(calculate "$carried / $sum / 3")
  planned "$2,healthz=20" "5x$normal,10x$(calculate "$normal * 6"),5x$normal,10x$normal" \
    --reads 1000 --writes 6000 --patience 2000
  figure overload "$1 carried" "$carried" requests/s
  figure overload "$1 at twice: answered" "$(of_planned 2 "$1" rate)" requests/s
  for what in planned shed refused broken given-up; do
    figure overload "$1 at twice: $what" "$(of_planned 2 "$1" $what)" ''
  done
  unclear=$(($(of_planned 2 "$1" refused) + $(of_planned 2 "$1" broken)))
  figure overload "$1 at twice: neither 2xx nor 503 with Retry-After" "$unclear" '' '<=0'
  figure overload "$1 at twice: p99 of the good" "$(of_planned 2 "$1" p99)" ms
  figure overload "$1 at twice: healthz p99" "$(of_planned 2 watch p99)" ms
  figure overload "$1 at twice: healthz not answered" "$(of_planned 2 watch errors)" '' '<=0'
  figure overload "$1 before: p99" "$(of_planned 1 "$1" p99)" ms
  figure overload "$1 from 5 s after: p99" "$(of_planned 4 "$1" p99)" ms
  figure overload "$1 from 5 s after: not answered" "$(of_planned 4 "$1" errors)" '' '<=0'
}

run_overload() {
  start_server
  overloaded writes "$writes_at_peak"
  overloaded reads "$reads_at_peak"
}
