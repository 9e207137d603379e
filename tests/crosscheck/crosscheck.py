#!/usr/bin/python3
"""Holds Kalends' recurrence engine against two others on random rules.

Usage: crosscheck.py KALENDS LIBICAL [HOW_MANY [SEED]]

Each engine is a program that reads questions, one a line, and writes an answer a line. A question is
a rule, DTSTART, the end of a window that begins there, the begin and the end of a window far away,
and how many starts are wanted of each: with tabs between. An answer is the starts of the first
window, `|`, those of the second; or `refused...`, or `no answer in time`.

Where an engine is known to differ is in kinds.py, and why in differences.md, with an example of each
kind. Any other difference is a failure; so is a kind without an example that shows it.
"""
import collections
import pathlib
import random
import re
import subprocess
import sys
from concurrent import futures
from datetime import datetime, timedelta

import kinds
import rules

HERE = pathlib.Path(__file__).parent
STARTS_WANTED = 25
WINDOW = {'YEARLY': 2000, 'MONTHLY': 500, 'WEEKLY': 200, 'DAILY': 100, 'HOURLY': 20,
          'MINUTELY': 4, 'SECONDLY': 1}


def question(parts, first):
    frequency = parts['FREQ'][0]
    far = first + timedelta(days=rules.FAR[frequency])
    end = far + timedelta(days=WINDOW[frequency])
    times = [time.isoformat() for time in (first, far, far, end)]
    return '\t'.join([rules.text_of(parts), *times, str(STARTS_WANTED)])


def ask(program, questions):
    result = subprocess.run(program, input='\n'.join(questions) + '\n', capture_output=True,
                            text=True, check=True)
    answers = result.stdout.splitlines()
    if len(answers) != len(questions):
        sys.exit(f'{program} gave {len(answers)} answers to {len(questions)} questions')
    return answers


def ask_all(programs, questions):
    """The answers of each program, which are asked beside each other."""
    with futures.ThreadPoolExecutor() as pool:
        asked = {name: pool.submit(ask, program, questions) for name, program in programs.items()}
        return {name: future.result() for name, future in asked.items()}


def is_taken(answer):
    return not answer.startswith('refused')


def synchronized(cases, answers):
    """Every second series begins where its rule gives a start, as RFC 5545 3.8.5.3 asks."""
    out = []
    for index, ((parts, first), answer) in enumerate(zip(cases, answers)):
        starts = answer.split('|')[0].split()
        if index % 2 == 0 and len(starts) > 1:
            first = datetime.fromisoformat(starts[1])
            if 'UNTIL' in parts and parts['UNTIL'][0] < first.strftime('%Y%m%dT%H%M%S'):
                del parts['UNTIL']
        out.append((parts, first))
    return out


def make_cases(ours, how_many, seed):
    """(parts, first) of series that Kalends takes."""
    dice = random.Random(seed)
    cases = []
    while len(cases) < how_many:
        drawn = [rules.rule_and_start(dice) for _ in range(500)]
        answers = ask(ours, [question(*case) for case in drawn])
        taken = [(case, answer) for case, answer in zip(drawn, answers) if is_taken(answer)]
        cases += synchronized([case for case, _ in taken], [answer for _, answer in taken])
    return cases[:how_many]


def judge(cases, ours, theirs, engine):
    """What became of each rule, as a count of words; the failures are printed."""
    seen = collections.Counter()
    for (parts, first), our, their in zip(cases, ours, theirs):
        if their == 'no answer in time':
            seen['no answer in time'] += 1
            continue
        names = kinds.kinds_of(engine, parts, first)
        if our == their:
            seen['the same'] += 1
        elif names:
            seen[names[0]] += 1
        else:
            seen['FAILED'] += 1
            print(f'{engine}: {question(parts, first)}\n  Kalends: {our}\n  {engine}: {their}')
    return seen


def count_alone(answers):
    """How many of Kalends' answers no other engine gives too."""
    return sum(given.count(given[0]) == 1 for given in zip(*answers))


def examples():
    """(engine, kind): (parts, first) of each kind in differences.md."""
    text = (HERE / 'differences.md').read_text()
    pattern = r'^## (\w+): (.*)\n+`(.*)` from\s+`(.*)`'
    return {(engine, kind): (rules.parts_of(rule), datetime.fromisoformat(first))
            for engine, kind, rule, first in re.findall(pattern, text, re.MULTILINE)}


def faults_of_examples(programs):
    """What is wrong with the list of differences."""
    shown = examples()
    named = {(engine, kind) for engine in kinds.KINDS for kind in kinds.KINDS[engine]}
    faults = [f'has no example in differences.md: {case}' for case in named - shown.keys()]
    faults += [f'is in differences.md, but is no kind: {case}' for case in shown.keys() - named]
    answers = ask_all(programs, [question(*case) for case in shown.values()])
    for index, ((engine, kind), (parts, first)) in enumerate(shown.items()):
        if kind not in kinds.kinds_of(engine, parts, first):
            faults.append(f'is an example of another kind: {engine}: {kind}')
        if answers['Kalends'][index] == answers[engine][index]:
            faults.append(f'is no difference: {engine}: {kind}')
    return faults


def main():
    programs = {'Kalends': [sys.argv[1]], 'libical': [sys.argv[2]],
                'dateutil': [str(HERE / 'with_dateutil.py')]}
    how_many = int(sys.argv[3]) if len(sys.argv) > 3 else 3000
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 5545
    faults = faults_of_examples(programs)
    cases = make_cases(programs['Kalends'], how_many, seed)
    answers = ask_all(programs, [question(*case) for case in cases])
    for engine in kinds.KINDS:
        seen = judge(cases, answers['Kalends'], answers[engine], engine)
        print(f'{engine}, of {how_many} rules:')
        for name, count in seen.most_common():
            print(f'  {count:5} {name}')
        if seen['FAILED'] > 0:
            faults.append(f'{engine}: {seen["FAILED"]} differences that nothing explains')
        if seen['no answer in time'] > how_many / 20:
            faults.append(f'{engine}: too many questions without an answer')
    alone = count_alone([answers[engine] for engine in programs])
    print(f'said by Kalends alone: {alone}')
    if alone > how_many / 50:
        faults.append('Kalends is alone too often')
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
