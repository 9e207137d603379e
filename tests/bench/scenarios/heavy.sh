# A heavy calendar: 1,000 entries in the year, 200 of them weekly series; a week shows about 215.
heavy_known() {
  number=0
  while read -r token id; do
    for place in 1 2 3 4 5; do
      # The week that requests.lua asks for on this line.
      number=$((number + 1))
      monday=$(date -u -d "2036-05-19 + $((number % 5 * 7)) days" +%F)
      sunday=$(date -u -d "$monday + 7 days" +%F)
      etag=$(curl -s -o /dev/null -D - -H "Authorization: Bearer $token" \
        "$address/api/v1/users/me/calendar?from=$monday&to=$sunday" | tr -d '\r' |
        sed -n 's/^ETag: //Ip')
      [ -n "$etag" ] || fail "heavy: no ETag for $monday"
      echo "$token $id $etag"
    done
  done <"$tokens.heavy"
}

run_heavy() {
  check heavy "$tokens.heavy" 200
  aim_rate='>=4000'
  measure heavy 16 "$tokens.heavy"
  heavy_known >"$directory/known"
  aim_rate='>=15000'
  measure heavy-known 16 "$directory/known"
  # Else it was not 304 that was measured.
  [ "${bytes_heavy_known%.*}" -lt 1000 ] || fail "heavy-known: answers of $bytes_heavy_known bytes"
}
