# A yardstick: a week's rows read in process, by one thread with one statement, on the same file.
run_raw_week() {
  # shellcheck disable=SC2046  # words: rate, microseconds, rows
  set -- $("$binaries/kalends_raw_week" "$directory/kalends.db" "$tokens" "$seconds")
  cost_raw_week=$2
  figure raw-week rate "$1" weeks/s
  figure raw-week server "$2" us
  figure raw-week entries "$3" ''
}
