# What the page costs a browser, on a server and a database of its own.
run_page() {
  KALENDS_BINARY="$binaries/kalends" node $here/page.mjs >"$directory/page"
  while IFS='|' read -r what number unit most; do
    figure page "$what" "$number" "$unit" "${most:+<=$most}"
  done <"$directory/page"
}
