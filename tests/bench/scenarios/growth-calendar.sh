# A week's view of calendars with 100 to 100,000 meetings, with the same ten in each week that is asked for.
# No view is asked for twice; costs are the server's processor time, which other programs disturb least.
run_growth_calendar() {
  start_server
  while [ "$round" -le "$rounds" ]; do
    for size in 100 1000 10000 100000; do
      check "calendar-of-$size" "$tokens.grown-$size" 9.9 week-new
      measure "calendar-of-$size" 16 "$tokens.grown-$size" week-new
    done
    for size in 1000 10000 100000; do
      aim=
      [ $size -lt 100000 ] || aim='<=1.3'
      compare cost "calendar-of-$size" calendar-of-100 "$aim"
    done
    round=$((round + 1))
  done
  round=1
}
