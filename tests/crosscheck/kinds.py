"""The kinds of rules of which other engines are known to make something else. Why it is they who
differ from RFC 5545, or what it leaves open, stands in differences.md under the same names."""
import rules

SHORT = ('SECONDLY', 'MINUTELY', 'HOURLY')


def has(parts, *names):
    return any(name in parts for name in names)


def frequency(parts):
    return parts['FREQ'][0]


def counts_from_end(parts, *names):
    return any(value < 0 for name in names for value in parts.get(name, []))


def names_no_day(parts):
    return not has(parts, 'BYDAY', 'BYMONTHDAY', 'BYYEARDAY')


def own_times(parts):
    """BYHOUR in an hourly rule, BYMINUTE in one by minutes, BYSECOND in one by seconds."""
    own = {'HOURLY': 'BYHOUR', 'MINUTELY': 'BYMINUTE', 'SECONDLY': 'BYSECOND'}
    return has(parts, own.get(frequency(parts)))


def starts_on_another_day(parts, first):
    return rules.DAYS[first.weekday()] not in parts.get('BYDAY', rules.DAYS)


def week_is_cut(parts, first):
    """The first week of the series begins before DTSTART."""
    return rules.DAYS[first.weekday()] != parts.get('WKST', ['MO'])[0]


KINDS = {
    'libical': {
        'BYWEEKNO': lambda parts, first: has(parts, 'BYWEEKNO'),
        'BYYEARDAY beside BYMONTH or BYMONTHDAY':
            lambda parts, first: frequency(parts) == 'YEARLY' and has(parts, 'BYYEARDAY')
            and has(parts, 'BYMONTH', 'BYMONTHDAY'),
        'BYMONTHDAY without BYMONTH in a yearly rule':
            lambda parts, first: frequency(parts) == 'YEARLY' and has(parts, 'BYMONTHDAY')
            and not has(parts, 'BYMONTH'),
        'days from the end as a limit':
            lambda parts, first: frequency(parts) in SHORT + ('DAILY',)
            and counts_from_end(parts, 'BYMONTHDAY', 'BYYEARDAY'),
        'BYSETPOS of anything but days in months and years':
            lambda parts, first: has(parts, 'BYSETPOS') and (
                frequency(parts) not in ('MONTHLY', 'YEARLY')
                or has(parts, 'BYHOUR', 'BYMINUTE', 'BYSECOND')),
        'BYSETPOS from the end over days that are named twice':
            lambda parts, first: counts_from_end(parts, 'BYSETPOS')
            and counts_from_end(parts, 'BYMONTHDAY') and max(parts['BYMONTHDAY']) > 0,
        'hours, minutes and seconds that limit their own frequency':
            lambda parts, first: own_times(parts),
        'turns of a series whose DTSTART its rule does not give':
            lambda parts, first: has(parts, 'INTERVAL') and (
                frequency(parts) in ('MINUTELY', 'SECONDLY') and has(parts, 'BYHOUR', 'BYMINUTE')
                or frequency(parts) == 'WEEKLY' and starts_on_another_day(parts, first)),
        'turns of weeks that begin on neither Sunday nor Monday':
            lambda parts, first: has(parts, 'INTERVAL') and frequency(parts) == 'WEEKLY'
            and parts.get('WKST', ['MO'])[0] not in ('SU', 'MO'),
    },
    'dateutil': {
        'BYWEEKNO without a day':
            lambda parts, first: has(parts, 'BYWEEKNO') and names_no_day(parts),
        'BYWEEKNO and whole years':
            lambda parts, first: has(parts, 'BYWEEKNO') and has(parts, 'BYSETPOS', 'INTERVAL'),
        'BYWEEKNO 52 and 53, from either end':
            lambda parts, first: any(abs(week) >= 52 for week in parts.get('BYWEEKNO', [])),
        'BYSETPOS in the first week':
            lambda parts, first: frequency(parts) == 'WEEKLY' and has(parts, 'BYSETPOS')
            and week_is_cut(parts, first),
    },
}


def names(engine):
    return KINDS[engine].keys()


def kinds_of(engine, parts, first):
    return [name for name, is_one in KINDS[engine].items() if is_one(parts, first)]
