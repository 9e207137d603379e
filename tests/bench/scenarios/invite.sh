# An invitation of five, on the disk when it is answered; against the same SQL with a commit each, by one
# thread in process, on the same file while the server is idle.
run_invite() {
  check invite "$tokens" 6
  measure invite 64 "$tokens"
  # shellcheck disable=SC2046  # words: rate, p50, p99
  set -- $("$binaries/kalends_commit_each" "$directory/kalends.db" "$tokens" "$seconds")
  rate_commit_each=$1
  figure commit-each rate "$1" commits/s
  figure commit-each p50 "$(calculate "$2 / 1000")" ms
  figure commit-each p99 "$(calculate "$3 / 1000")" ms
  compare rate invite commit-each '>=8'
}
