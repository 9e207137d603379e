#!/usr/bin/python3
"""Answers for python3-dateutil: see crosscheck.py for what is asked and how it is answered."""
import re
import signal
import sys
from datetime import datetime

from dateutil.rrule import rrulestr

SECONDS_A_QUESTION = 0.5


class TooLong(Exception):
    pass


def end_question(_signal, _frame):
    raise TooLong


def starts_of(rule, first):
    """The starts, of which the first counts whether the rule gives it or not."""
    count = re.search(r'COUNT=(\d+)', rule)
    left = int(count.group(1)) if count else -1
    given = iter(rrulestr(rule, dtstart=first))
    start = next(given, None)
    if start != first:
        yield first
        left -= 1
    while start is not None and left != 0:
        yield start
        left -= 1
        start = next(given, None)


def answer(rule, first, near_end, far, far_end, most):
    near_starts, far_starts = [], []
    for start in starts_of(rule, first):
        if len(near_starts) < most and start < near_end:
            near_starts.append(start.isoformat())
        if start >= far_end or len(far_starts) == most:
            break
        if start >= far:
            far_starts.append(start.isoformat())
    return ' '.join(near_starts) + '|' + ' '.join(far_starts)


def main():
    signal.signal(signal.SIGPROF, end_question)
    for line in sys.stdin:
        rule, *times, most = line.rstrip('\n').split('\t')
        signal.setitimer(signal.ITIMER_PROF, SECONDS_A_QUESTION)
        try:
            text = answer(rule, *(datetime.fromisoformat(time) for time in times), int(most))
        except TooLong:
            text = 'no answer in time'
        except ValueError as error:
            text = f'refused: {error}'
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        print(text)


main()
