# SPDX-License-Identifier: MIT
"""SQL as every text that a person types: the statements stay those they were.

A jam is made twice with the same commands, once of plain words and once of
SQL; SQLite tells each statement that it begins.  Both say the same ones, and
the texts come back as they were typed.
"""
import csv
import json
import os
import shutil
import subprocess
import tempfile

import fault

TYPED = ["'; DROP TABLE rating; --", "\"; DELETE FROM log; --",
         "' OR '1'='1", "1; UPDATE rating SET scores = '5 5'; --",
         "') UNION SELECT email FROM person_private; --",
         "x' || (SELECT group_concat(email) FROM person) || '",
         "%_' ESCAPE '\\", "[log]", "`log`", "$1", "?1", ":a", "/* */ --",
         "'';ATTACH DATABASE 'stolen.db' AS a;--",
         "load_extension('x')", "\"log\""]
problems, begun, back = fault.Problems(), 0, 0
SPY = os.path.join(fault.TOP, "build", "sql.so")


def live(texts):
    """One jam whose texts are these in turn; its statements, and its data."""
    global begun
    folder = tempfile.mkdtemp(prefix="jam-inject-")
    heard = os.path.join(folder, "heard")

    def jam(*words, now=fault.DURING, codes=(0,)):
        env = dict(os.environ, JAM_NOW=now, LD_PRELOAD=SPY, FAULT_SQL=heard)
        for key in ("JAM_DB", "JAM_EVENT", "JAM_JUDGE", "FAULT"):
            env.pop(key, None)
        done = subprocess.run(("jam",) + words, cwd=folder, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode not in codes:
            problems.append("%r: exit %d %r" % (words, done.returncode,
                                                done.stderr))
        return done.stdout.decode()

    def put(name, *rows):
        with open(os.path.join(folder, name), "w", newline="") as file:
            csv.writer(file).writerows(rows)

    def each(*words):
        return [[word % i if "%" in word else text for word in words]
                for i, text in enumerate(texts)]
    title = json.dumps(texts[0])
    with open(os.path.join(folder, "e.yaml"), "w") as file:
        file.write(fault.EVENT.replace("title: E", "title: " + title)
                   .replace("title: London", "title: " + title)
                   .replace("batch: 3", "batch: 1, unlock: anytime")
                   + "survey:\n  - {id: why, kind: text, question: %s, "
                   "column: Why}\n" % title)
    put("p.csv", ["id", "title", "members", "abstract", "team", "Answer"],
        *each("%d", "", "m%d@x.org", "", "", ""))
    put("r.csv", ["email", "name", "role", "Diet", "site"],
        *(row + ["london"] for row in each("m%d@x.org", "", "", "")))
    put("j.csv", ["email", "name", "affiliation", "expertise"],
        *each("j%d@y.org", "", "", ""))
    put("s.csv", ["email", "Why"], *each("m%d@x.org", ""))
    jam("create", "e.yaml")
    for what in ("registrations r.csv", "projects p.csv", "judges j.csv",
                 "survey s.csv"):
        jam("import", *what.split())
    for i, text in enumerate(texts):
        jam("rate", "#%d" % (1 + i % 9), "a=3", "b=4", "--judge",
            "j%d@y.org" % i, "--comment=" + text)
        for words in (("show", "projects", text), ("show", "persons", text),
                      ("show", "ratings", text), ("show", "judges", text),
                      ("list", "projects", "--event", text),
                      ("export", "pages", "--site", text, "-o", "none"),
                      ("verify", "--receipt", text),
                      ("verify", "--head", text)):
            jam(*words, codes=(0, 64, 65, 66))
        jam("retract", "--judge", "j%d@y.org" % i, "--reason", text)
        jam("restore", "--judge", "j%d@y.org" % i)
    jam("retract", "#2", "--tier", "named", "--reason", texts[1])
    jam("amend", "e.yaml", "--reason", texts[2])
    jam("publish", now=fault.AFTER)
    jam("export", "pages", "-o", "pages", now=fault.AFTER)
    jam("forget", "m0@x.org", "--yes", now=fault.AFTER)
    data = jam("export", "data", "--private", "--json", now=fault.AFTER)
    jam("verify", now=fault.AFTER)
    if os.path.exists(os.path.join(folder, "stolen.db")):
        problems.append("a file was attached")
    with open(heard) as file:
        lines = file.read().splitlines()
    begun += len(lines)
    shutil.rmtree(folder)
    return set(lines), data


plain, _ = live(["word (%d) & more" % i for i in range(len(TYPED))])
statements, data = live(TYPED)
for text in statements - plain:
    problems.append("a new statement: " + text)
for text in TYPED:
    if json.dumps(text, ensure_ascii=False) in data:
        back += 1
    else:
        problems.append("did not come back: " + text)
fault.finish("inject", [("texts", len(TYPED)), ("came back", back),
                        ("statements begun", begun),
                        ("different ones", len(plain))], problems)
