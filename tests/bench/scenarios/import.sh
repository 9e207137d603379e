# `kalends import` of a calendar of 10,000 events while the server is idle, start and commit included.
imported_events=10000

rows_of() {
  sqlite3 "$directory/kalends.db" "SELECT COUNT(*) FROM users u JOIN (SELECT user_id FROM calendar
    UNION ALL SELECT user_id FROM calendar_series) c ON c.user_id = u.id WHERE u.email = '$1'"
}

# Each round somebody else imports, so that nothing is there already.
run_import() {
  awk -v events=$imported_events -v seed=1 -f $here/events.awk >"$directory/events.ics"
  somebody=person${round}9@example.org
  before=$(rows_of "$somebody")
  begin=$(date +%s%N)
  "$binaries/kalends" import "$directory/events.ics" --user "$somebody" \
    --database "$directory/kalends.db" >"$directory/import" 2>&1 ||
    fail "import: $(tail -n 5 "$directory/import")"
  end=$(date +%s%N)
  came=$(($(rows_of "$somebody") - before))
  [ "$came" -eq $imported_events ] || fail "import: of $imported_events events came $came"
  figure import rate "$((imported_events * 1000000000 / (end - begin)))" events/s '>=2000'
}
