# SPDX-License-Identifier: MIT
"""Is a vote worked out from public numbers?  Brute force over small events.

An event has every set of ratings that one to six judges can give, a project
each, on a scale of 1 to 3 and by one or two criteria.  From what is public of
a project all sets that give the same are found; a judge's score is fixed when
it is the same in all of them.  That may be so with one or two ratings, and
where the mean is at the very end of the scale; then only.

Then pairs of published versions: what judges gave between the two.  One rating
more can always be told, as the page says; of two at once no score may follow
but at the ends of the scale.
"""
import collections
import itertools
import json
import os
import shutil
import subprocess
import tempfile

import fault

SCALE = (1, 2, 3)
problems, cases, fixed, groups = fault.Problems(), 0, 0, 0
pairs, told = collections.Counter(), collections.Counter()
folder = tempfile.mkdtemp(prefix="jam-votes-")


def jam(words, now):
    env = dict(os.environ, JAM_NOW=now)
    for key in ("JAM_DB", "JAM_EVENT", "JAM_JUDGE", "FAULT"):
        env.pop(key, None)
    done = subprocess.run(["jam"] + words.split(), cwd=folder, env=env,
                          stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode != 0:
        problems.append("%s: exit %d %s" % (words, done.returncode,
                                            done.stderr))
    return done.stdout.decode()


def put(name, text):
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)


def public(name, criteria, sets):
    """What the world sees of each set of ratings, ranks aside."""
    keys = "ab"[:criteria]
    put(name + ".yaml", fault.EVENT.replace("event: e", "event: " + name)
        .replace("batch: 3", "batch: 1, unlock: anytime, "
                 "scale: {min: 1, max: 3}")
        .replace("criteria: [{id: a, title: A, weight: 2}, {id: b, title: B}]",
                 "criteria: [%s]" % ", ".join(
                     "{id: %s, title: %s}" % (k, k.upper()) for k in keys)))
    put("p.csv", "id,title\n" + "".join(
        "%d,Project %d\n" % (i, i) for i in range(1, len(sets) + 1)))
    put("j.csv", "email,name\n" + "".join("j%d@y.org,J\n" % j
                                          for j in range(6)))
    put("r.csv", "judge,project,%s\n" % ",".join(keys) + "".join(
        "j%d@y.org,%d,%s\n" % (j, i, ",".join(map(str, scores)))
        for i, given in enumerate(sets, 1)
        for j, scores in enumerate(given)))
    jam("create %s.yaml" % name, fault.DURING)
    for what in ("projects p.csv", "judges j.csv",
                 "ratings r.csv --as-recorded"):
        jam("import %s --event %s" % (what, name), fault.DURING)
    jam("publish --event " + name, fault.AFTER)
    rows = json.loads(jam("export results --json --event " + name,
                          fault.AFTER))["rows"]
    seen = {}
    for row in rows:
        number = int(row["project"].rsplit("-", 1)[1])
        seen[number] = json.dumps(
            {key: value if key != "criteria" else [
                {k: v for k, v in one.items() if k != "rank"}
                for one in value]
             for key, value in row.items() if key not in (
                "rank", "project", "number", "title", "team", "url",
                "tie_broken_by", "criteria_rank", "place")}, sort_keys=True)
    return [seen[i] for i in range(1, len(sets) + 1)]


def between(sets, shown):
    """Two versions, one or two ratings apart: which scores must have come?"""
    look_alike = {}
    for before, after in itertools.product(sets, repeat=2):
        new = collections.Counter(after)
        new.subtract(before)
        if len(before) < 3 or min(new.values()) < 0 or \
                len(after) - len(before) not in (1, 2):
            continue
        look_alike.setdefault((shown[before], shown[after]), []).append(
            sorted(new.elements()))
    for all_of in look_alike.values():
        more = len(all_of[0])
        pairs[more] += len(all_of)
        values = {scores[0] for new in all_of for scores in new}
        if len(values) > 1:
            continue
        told[more] += len(all_of)
        if more > 1 and not values <= {min(SCALE), max(SCALE)}:
            problems.append("two versions tell %s" % values)


for name, criteria, most in (("one", 1, 6), ("two", 2, 3)):
    one = list(itertools.product(SCALE, repeat=criteria))
    sets = [given for n in range(1, most + 1)
            for given in itertools.combinations_with_replacement(one, n)]
    same, shown = {}, dict(zip(sets, public(name, criteria, sets)))
    if criteria == 1:
        between(sets, shown)
    for given, seen in shown.items():
        same.setdefault(seen, []).append(given)
    groups += len(same)
    for seen, all_of in same.items():
        cases += len(all_of)
        for slot in range(criteria):
            values = {scores[slot] for given in all_of for scores in given}
            end = len({min(SCALE), max(SCALE)} & values) == 1 and \
                len(values) == 1
            if len(values) > 1:
                continue
            fixed += 1
            if max(len(given) for given in all_of) > 2 and not end:
                problems.append("%s tells %s" % (seen, all_of[0]))
shutil.rmtree(folder)
fault.finish("votes", [("sets of ratings", cases), ("that look alike", groups),
                       ("scores fixed, as the page says", fixed),
                       ("pairs of versions a rating apart", pairs[1]),
                       ("of them told", told[1]),
                       ("pairs two apart", pairs[2]),
                       ("of them told at the ends", told[2])], problems)
