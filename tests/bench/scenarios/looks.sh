# Series in process, by one thread: what a week of them costs without the network, and the cache's size.
run_looks() {
  "$binaries/kalends_series_looks" "$directory/kalends.db" "$tokens" "$seconds" >"$directory/looks"
  look() { awk -v name="$1" '$1 == name { print $2 }' "$directory/looks"; }
  figure looks 'first look at 50 series, p50' "$(look first-look-p50)" ms
  figure looks 'first look at 50 series, p99' "$(look first-look-p99)" ms '<=20'
  figure looks 'week of 50 single meetings, processor time' "$(look singles)" us
  figure looks 'week of 50 series' "$(look series)" us
  figure looks 'week of 50 series in 2040' "$(look series-far)" us
  figure looks 'series of singles' "$(calculate "$(look series) / $(look singles)")" times '<=2'
  figure looks 'series in 2040 of series' "$(calculate "$(look series-far) / $(look series)")" times '<=1.2'
  figure looks 'cache that cannot hold all' "$(look cache-bytes)" B "<=$(look cache-bound)"
  figure looks 'cache that can: taken of what it counts' "$(look cache-real)" times '<=1.1'
}
