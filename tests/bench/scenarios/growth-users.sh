# A week's view with ever more people in the database: of the same calendars in each (fifty single meetings a
# week, of 16 people), and of the organisation's own people, whose weeks differ a little and of whom ever more
# ask: one a team, up to 4,000. No view is asked for twice.
run_growth_users() {
  largest=$made
  for size in $((users / 1000)) $((users / 10)) "$users"; do
    # A team has ten.
    [ "$size" -ge 10 ] || continue
    make_database "$size" $((rows / (users / size)))
    copy_database
    start_server
    check "among-$size" "$tokens.singles" 49.9 week-new
    while [ "$round" -le "$rounds" ]; do
      measure "among-$size" 16 "$tokens.singles" week-new
      measure "people-of-$size" 16 "$tokens" week-new
      round=$((round + 1))
    done
    round=1
    stop_server
    first=${first:-$size}
    for name in among people-of; do
      eval "cost_$(word "$name-$size")=$(median_of "$name-$size" server)"
      [ "$size" -gt "$first" ] || continue
      aim=
      [ "$size" -lt "$users" ] || aim='<=1.3'
      compare cost "$name-$size" "$name-$first" "$aim"
    done
  done
  [ "$made" = "$largest" ] || fail "growth-users: did not end where it began"
}
