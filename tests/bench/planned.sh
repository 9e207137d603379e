# Requests at planned moments, by kalends_load. Read by bench.sh.

# The load of 100,000 people at their busiest, a second: 531 reads and 52 writes. Each meeting has some guests
# who answer, and a few are changed.
reads_at_peak=week=211,notifications=107,days=80,meeting=80,freebusy=53
writes_at_peak=invite=12,answer=34,change=6

# planned RATES PHASES [FLAG...]: leaves the lines of kalends_load in `planned`.
planned() {
  rates=$1 phases=$2
  shift 2
  "$binaries/kalends_load" "$address" "$tokens" --rates "$rates" --phases "$phases" "$@" \
    >"$directory/planned" 2>"$directory/planned.statuses" ||
    fail "kalends_load: $(cat "$directory/planned.statuses")"
}

# of_planned PHASE NAME COLUMN: one number of them. COLUMN is one of those that kalends_load names in its
# usage; `errors` is all that was not answered as it should be.
of_planned() {
  awk -v phase="$1" -v name="$2" -v column="$3" '
    BEGIN { split("phase name planned good shed refused broken given-up p50 p90 p99 p99.9 max rate", names)
      for (i in names) place[names[i]] = i }
    $1 == phase && $2 == name { print column == "errors" ? $3 - $4 : $place[column]; found = 1 }
    END { if (!found) exit 1 }' "$directory/planned" || fail "there is no $2 in phase $1"
}
