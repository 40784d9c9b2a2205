#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""change_bundle.py BUNDLE COUNT: write COUNT copies with one change each.

A byte that is another one, a line that is gone, twice there or elsewhere; the
names of the copies are printed.
"""
import random
import sys

lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
chance = random.Random("jam")
for i in range(int(sys.argv[2])):
    new = list(lines)
    at = chance.randrange(1, len(new))
    if i % 4 == 0:
        del new[at]
    elif i % 4 == 1:
        new.insert(at, new[at])
    else:
        # Of the fields that bind; `leaves` only help to name a row.
        while True:
            at = chance.randrange(1, len(new))
            place = chance.randrange(len(new[at]))
            old = new[at][place]
            start = new[at].find('"leaves":"')
            end = new[at].find('"', start + 10)
            if old.isalnum() and not (start >= 0 and start <= place <= end):
                break
        other = chance.choice([c for c in "0123456789abcdef" if c != old])
        new[at] = new[at][:place] + other + new[at][place + 1:]
    if i % 4 != 0 and new == lines:
        continue
    name = "%s.%d" % (sys.argv[1], i)
    with open(name, "w", encoding="utf-8") as file:
        file.write("\n".join(new) + "\n")
    print(name)
