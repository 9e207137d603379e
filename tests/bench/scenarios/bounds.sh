# What one person or one request can ask for, and what it is told. Each answer's status and time.

# told NAME FILE FLAG...: one request by curl; its status is held against the pattern `wanted`.
told() {
  name=$1
  shift
  # shellcheck disable=SC2046  # words: status, seconds, bytes
  set -- $(curl -s -m 60 -o "$directory/answer" -w '%{http_code} %{time_total} %{size_download}' "$@")
  figure bounds "$name: status" "$1" ''
  figure bounds "$name: time" "$(calculate "$2 * 1000")" ms
  figure bounds "$name: answer" "$3" B
  # shellcheck disable=SC2254  # a pattern
  case $1 in $wanted) ;; *) fail "$name: $1 $(head -c 500 "$directory/answer")" ;; esac
}

# The ids of so many people, each between these.
ids() {
  cut -d ' ' -f 2- "$tokens" | tr ' ' '\n' | head -n "$1" | sed "s/.*/$2&$3/" | paste -sd ,
}

invitation_of() {
  printf '{"title":"All of us","start":"2036-06-02T09:00:00","duration":"PT30M","timeZone":"Europe/Berlin",'
  printf '"attendees":[%s]}' "$(ids "$1" '{"userId":"' '"}')"
}

invite_all() {
  told "$1" -H "Authorization: Bearer $(cut -d ' ' -f 1 "$tokens.grown-100")" \
    -H 'Content-Type: application/json' --data-binary "@$directory/invitation" "$address/api/v1/meetings"
}

run_bounds() {
  start_server
  own=$address/api/v1/users/me
  grown=$(cut -d ' ' -f 1 "$tokens.grown-100000")
  wanted=422
  told 'ten years of 100,000 meetings' -H "Authorization: Bearer $grown" "$own/calendar?from=2028-01-01&to=2038-01-01"
  told 'day map of ten years' -H "Authorization: Bearer $grown" "$own/busy-days?from=2028-01-01&to=2038-01-01"
  wanted=200
  told 'five years of 100,000 meetings, a page of 1,000' -H "Authorization: Bearer $grown" \
    "$own/calendar?from=2031-01-01&to=2035-12-01&limit=1000"
  told 'day map of five years' -H "Authorization: Bearer $grown" "$own/busy-days?from=2031-01-01&to=2035-12-01"
  most=$(wc -l <"$tokens")0
  [ "$most" -lt 5000 ] || most=5000
  invitation_of "$most" >"$directory/invitation"
  wanted=422
  invite_all "a meeting of $most"
  stop_server
  start_server --limits-attendees 5000
  wanted=201
  invite_all "a meeting of $most, allowed"
}
