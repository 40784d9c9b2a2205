# SPDX-License-Identifier: MIT
"""Two verifiers agree: on random events, whole and with one thing changed.

A database of 20 events, random in criteria, weights, methods, judges and
ratings, some given twice, some set aside; its bundle goes to `jam verify` and
to verify_bundle.py, as it is and changed.
"""
import os
import shutil
import subprocess
import sys
import tempfile

import fault

DATABASES, EVENTS, CHANGED = (50, 20, 20) if fault.FULL else (1, 20, 20)
SECOND = os.path.join(fault.TOP, "tests", "verify_bundle.py")
CHANGE = os.path.join(fault.TOP, "tests", "change_bundle.py")
problems, agreed = fault.Problems(), []


class Folder:
    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="jam-agree-")

    def close(self):
        shutil.rmtree(self.path)

    def put(self, name, text):
        with open(os.path.join(self.path, name), "w") as file:
            file.write(text)

    def run(self, words, now=fault.DURING, codes=(0,)):
        env = dict(os.environ, JAM_NOW=now)
        for key in ("JAM_DB", "JAM_EVENT", "JAM_JUDGE", "FAULT"):
            env.pop(key, None)
        done = subprocess.run(words, cwd=self.path, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode not in codes:
            problems.append("%s: exit %d %s" % (words, done.returncode,
                                                done.stderr + done.stdout))
        return done

    def jam(self, words, **more):
        return self.run(["jam"] + words.split(), **more)


def make(folder, chance, name):
    """One event, from its file to its results."""
    criteria = chance.randint(1, 4)
    top = chance.choice((3, 5, 10))
    projects, judges = chance.randint(1, 8), chance.randint(1, 6)
    keys = "abcd"[:criteria]
    folder.put("e.yaml", fault.EVENT.replace("event: e", "event: " + name)
               .replace("batch: 3", "batch: 1, unlock: anytime, "
                        "scale: {min: 1, max: %d}" % top)
               .replace("criteria: [{id: a, title: A, weight: 2}, "
                        "{id: b, title: B}]", "criteria: [%s]" % ", ".join(
                            "{id: %s, title: %s, weight: %d}" % (
                                k, k, chance.randint(1, 5)) for k in keys)))
    folder.put("p.csv", "id,title\n" + "".join(
        "%d,Project %d\n" % (i, i) for i in range(1, projects + 1)))
    folder.put("j.csv", "email,name\n" + "".join(
        "j%d@y.org,J%d\n" % (j, j) for j in range(judges)))
    folder.jam("create e.yaml")
    at = " --event " + name
    folder.jam("import projects p.csv" + at)
    folder.jam("import judges j.csv" + at)

    def rate(number):
        folder.put("r.csv", "judge,project,%s\n" % ",".join(keys) + "".join(
            "j%d@y.org,%d,%s\n" % (j, p, ",".join(
                str(chance.randint(1, top)) for _ in keys))
            for j in range(judges) for p in range(1, projects + 1)
            if chance.random() < number))
        folder.jam("import ratings r.csv --as-recorded" + at)
    rate(0.8)
    if chance.random() < 0.5:
        rate(0.3)
    if chance.random() < 0.3:
        # By chance that judge may have given none.
        folder.jam("retract --judge j0@y.org --reason x" + at, codes=(0, 65))
    folder.jam("publish" + at, now=fault.AFTER)
    if chance.random() < 0.2:
        folder.jam("publish --reason again" + at, now=fault.AFTER)


def try_one(folder, number):
    chance = fault.random.Random("%s-%d" % (fault.SEED, number))
    for name in os.listdir(folder.path):
        os.unlink(os.path.join(folder.path, name))
    for i in range(EVENTS):
        make(folder, chance, "e%d" % i)
    folder.jam("export data --audit --event e0 -o b.jsonl", now=fault.AFTER)
    files = folder.run([sys.executable, CHANGE, "b.jsonl", str(CHANGED)])
    for name in ["b.jsonl"] + files.stdout.decode().split():
        ours = folder.jam("verify " + name, codes=(0, 1, 65)).returncode
        theirs = folder.run([sys.executable, SECOND, name],
                            codes=(0, 1, 65)).returncode
        agreed.append(ours)
        if (ours == 0) != (theirs == 0) or (ours == 0) != (name == "b.jsonl"):
            problems.append("database %d, %s: %d and %d" % (number, name,
                                                            ours, theirs))


fault.sweep(range(DATABASES), try_one, Folder)
fault.finish("agree", [("events", DATABASES * EVENTS),
                       ("bundles", len(agreed)),
                       ("of them whole", agreed.count(0))], problems)
