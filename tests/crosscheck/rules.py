"""Random rules: each a text of RFC 5545 3.3.10 that keeps to its grammar."""
from datetime import datetime, timedelta

FREQUENCIES = ['YEARLY'] * 6 + ['MONTHLY'] * 6 + ['WEEKLY'] * 5 + ['DAILY'] * 4 + [
    'HOURLY'] * 3 + ['MINUTELY'] * 2 + ['SECONDLY']
DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

# How far the second window lies from the start, in days: what stepping engines reach in time.
FAR = {'YEARLY': 365 * 16, 'MONTHLY': 365 * 10, 'WEEKLY': 365 * 8, 'DAILY': 365 * 3,
       'HOURLY': 60, 'MINUTELY': 6, 'SECONDLY': 1}


def some(dice, choices, most):
    return sorted(dice.sample(list(choices), dice.randint(1, min(most, len(choices)))))


def from_either_end(dice, last, most):
    return [dice.choice([1, 1, -1]) * number for number in some(dice, range(1, last + 1), most)]


def days(dice, frequency, parts):
    plain = some(dice, DAYS, 5)
    may_have_numbers = frequency in ('MONTHLY', 'YEARLY') and 'BYWEEKNO' not in parts
    if not may_have_numbers or dice.random() < 0.5:
        return plain
    last = 53 if frequency == 'YEARLY' and 'BYMONTH' not in parts else 5
    return [f'{dice.choice([1, -1]) * dice.randint(1, last)}{day}' for day in plain]


def day_parts(dice, frequency, parts):
    if dice.random() < 0.3:
        parts['BYMONTH'] = some(dice, range(1, 13), 5)
    if frequency == 'YEARLY' and dice.random() < 0.2:
        parts['BYWEEKNO'] = from_either_end(dice, 53, 4)
    if frequency not in ('DAILY', 'WEEKLY', 'MONTHLY') and dice.random() < 0.12:
        parts['BYYEARDAY'] = from_either_end(dice, 366, 6)
    if frequency != 'WEEKLY' and dice.random() < 0.25:
        parts['BYMONTHDAY'] = from_either_end(dice, 31, 6)
    if dice.random() < 0.45:
        parts['BYDAY'] = days(dice, frequency, parts)


def time_parts(dice, parts):
    for name, end in (('BYHOUR', 24), ('BYMINUTE', 60), ('BYSECOND', 60)):
        if dice.random() < 0.12:
            parts[name] = some(dice, range(end), 4)


def end_parts(dice, frequency, first, parts):
    end = dice.random()
    if end < 0.2:
        parts['COUNT'] = [dice.randint(1, 40)]
    elif end < 0.4:
        until = first + timedelta(days=dice.randint(0, FAR[frequency] + 400),
                                  seconds=dice.choice([0, 0, 1, -1, 3600]))
        parts['UNTIL'] = [max(first, until).strftime('%Y%m%dT%H%M%S')]


def rule_and_start(dice):
    """(parts, start): the parts of a rule as a dictionary of lists, FREQ first."""
    frequency = dice.choice(FREQUENCIES)
    first = datetime(dice.randint(1985, 2035), 1, 1) + timedelta(
        days=dice.randrange(366), hours=dice.randrange(24), minutes=dice.choice([0, 0, 15, 30, 59]))
    parts = {'FREQ': [frequency]}
    if dice.random() < 0.5:
        parts['INTERVAL'] = [dice.choice([2, 3, 4, 5, 6, 7, 10, 12, 13, 24, 31, 90, 100])]
    day_parts(dice, frequency, parts)
    time_parts(dice, parts)
    if any(name.startswith('BY') for name in parts) and dice.random() < 0.2:
        parts['BYSETPOS'] = from_either_end(dice, dice.choice([2, 5, 20]), 3)
    end_parts(dice, frequency, first, parts)
    if dice.random() < 0.3:
        parts['WKST'] = [dice.choice(DAYS)]
    return parts, first


def text_of(parts):
    return ';'.join(f"{name}={','.join(map(str, values))}" for name, values in parts.items())


def parts_of(text):
    """The dictionary that text_of made this of."""
    def value_of(text):
        return int(text) if text.lstrip('-').isdigit() else text

    pairs = (part.split('=') for part in text.split(';'))
    return {name: [value_of(value) for value in values.split(',')] for name, values in pairs}
