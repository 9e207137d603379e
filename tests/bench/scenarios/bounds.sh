# What one person or one request can ask for, and what it is told. Each answer's status and time.

# told WANTED NAME FLAG...: one request by curl, that is to be answered with the status WANTED; 000 is none
# within a minute.
told() {
  wanted=$1 name=$2
  shift 2
  # shellcheck disable=SC2046  # words: status, seconds, bytes
  set -- $(curl -s -m 60 -o "$directory/answer" -w '%{http_code} %{time_total} %{size_download}' "$@")
  figure bounds "$name: status" "$1" ''
  figure bounds "$name: time" "$(calculate "$2 * 1000")" ms
  figure bounds "$name: answer" "$3" B
  other=0
  [ "$1" = "$wanted" ] || other=1
  figure bounds "$name: another status than $wanted" "$other" '' '<=0'
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
  told "$1" "$2" -H "Authorization: Bearer $(cut -d ' ' -f 1 "$tokens.grown-100")" \
    -H 'Content-Type: application/json' --data-binary "@$directory/invitation" "$address/api/v1/meetings"
}

run_bounds() {
  start_server
  own=$address/api/v1/users/me
  grown=$(cut -d ' ' -f 1 "$tokens.grown-100000")
  told 422 'ten years of 100,000 meetings' -H "Authorization: Bearer $grown" \
    "$own/calendar?from=2028-01-01&to=2038-01-01"
  told 422 'day map of ten years' -H "Authorization: Bearer $grown" "$own/busy-days?from=2028-01-01&to=2038-01-01"
  told 200 'five years of 100,000 meetings, a page of 1,000' -H "Authorization: Bearer $grown" \
    "$own/calendar?from=2031-01-01&to=2035-12-01&limit=1000"
  told 200 'day map of five years' -H "Authorization: Bearer $grown" \
    "$own/busy-days?from=2031-01-01&to=2035-12-01"
  most=$(wc -l <"$tokens")0
  [ "$most" -lt 5000 ] || most=5000
  invitation_of "$most" >"$directory/invitation"
  # A small organisation has not so many people that they would be too many.
  [ "$most" -le 500 ] || invite_all 422 "a meeting of $most"
  stop_server
  start_server --limits-attendees 5000
  invite_all 201 "a meeting of $most, allowed"
}
