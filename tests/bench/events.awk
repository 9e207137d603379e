# A calendar as other programs write it: awk -v events=N -v seed=N -f events.awk. The same bytes for the
# same arguments. Of 20 events 12 are in a zone, 2 in UTC, 2 whole days, 3 series (one with dates left out)
# and 1 a series of a day a year.

# The generator of Park and Miller (1988): awk's own differs from one awk to the next.
function below(bound) {
  seed = (seed * 16807) % 2147483647
  return seed % bound
}

function one_of(list,    words, count) {
  count = split(list, words, "|")
  return words[1 + below(count)]
}

function line(text) { printf "%s\r\n", text }

function day() { return sprintf("%04d%02d%02d", 2022 + below(8), 1 + below(12), 1 + below(28)) }

function zone(    name) {
  name = "Europe/Berlin"
  line("BEGIN:VTIMEZONE")
  line("TZID:" name)
  line("BEGIN:STANDARD"); line("DTSTART:19961027T030000")
  line("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
  line("TZOFFSETFROM:+0200"); line("TZOFFSETTO:+0100"); line("TZNAME:CET"); line("END:STANDARD")
  line("BEGIN:DAYLIGHT"); line("DTSTART:19810329T020000")
  line("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
  line("TZOFFSETFROM:+0100"); line("TZOFFSETTO:+0200"); line("TZNAME:CEST"); line("END:DAYLIGHT")
  line("END:VTIMEZONE")
}

function time(    date, hour, minute) {
  date = day(); hour = 8 + below(10); minute = 15 * below(4)
  return sprintf("%sT%02d%02d00", date, hour, minute)
}

function in_zone(name, value) { line(name ";TZID=Europe/Berlin:" value) }

function when(kind,    start) {
  start = time()
  if (kind < 12) {
    in_zone("DTSTART", start)
    in_zone("DTEND", substr(start, 1, 9) sprintf("%02d", substr(start, 10, 2) + 1) substr(start, 12))
  } else if (kind < 14) {
    line("DTSTART:" start "Z"); line("DURATION:PT45M")
  } else if (kind < 16) {
    line("DTSTART;VALUE=DATE:" substr(start, 1, 8)); line("TRANSP:TRANSPARENT")
  } else if (kind < 19) {
    in_zone("DTSTART", start); line("DURATION:PT30M")
    line("RRULE:FREQ=WEEKLY;" (kind < 18 ? "COUNT=" (10 + below(90)) : "INTERVAL=2"))
    if (kind == 18) in_zone("EXDATE", start)
  } else {
    line("DTSTART;VALUE=DATE:" substr(start, 1, 8)); line("RRULE:FREQ=YEARLY")
  }
}

function event(number) {
  line("BEGIN:VEVENT")
  line(sprintf("UID:%08d-%d@calendar.example.org", number, below(1000000)))
  line("DTSTAMP:20260102T090000Z")
  when(number % 20)
  line("SUMMARY:" one_of("Planning|Review|Übergabe|Customer call|Réunion|Budget\\, part 2|打ち合わせ"))
  if (below(2)) line("LOCATION:Room " below(6) "." (10 + below(30)))
  if (below(3) == 0) {
    line("DESCRIPTION:What was said the last time is to be gone through again\\, point ")
    line("  by point\\; then what is new.\\nhttps://meet.example.org/" below(1000000))
  }
  if (below(2)) {
    line("BEGIN:VALARM"); line("ACTION:DISPLAY"); line("DESCRIPTION:Soon"); line("TRIGGER:-PT15M")
    line("END:VALARM")
  }
  line("X-COLOUR-OF-PROGRAM:" below(16))
  line("END:VEVENT")
}

BEGIN {
  line("BEGIN:VCALENDAR"); line("VERSION:2.0"); line("PRODID:-//Example//Events of the bench//EN")
  zone()
  for (number = 1; number <= events; number++) event(number)
  line("END:VCALENDAR")
}
