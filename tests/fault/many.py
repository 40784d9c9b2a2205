# SPDX-License-Identifier: MIT
"""Fifty judges rate at once; ten read, one imports, exports, backs up."""
import concurrent.futures
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time

import fault

WRITERS, ROUNDS = 50, 20 if fault.FULL else 5
READERS = ("score", "list ratings", "verify", "status", "log",
           "list projects", "list judges", "list persons", "list teams",
           "report coverage")
problems, receipts, writes, reads, copies = fault.Problems(), set(), [], [], 0
folder = tempfile.mkdtemp(prefix="jam-many-")
env = dict(os.environ, JAM_NOW=fault.DURING)
for key in ("JAM_DB", "JAM_EVENT", "JAM_JUDGE", "FAULT", "JAM_TEST_SEED"):
    env.pop(key, None)


def jam(words):
    child = subprocess.Popen(["jam"] + words.split(), cwd=folder, env=env,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
    child.begun = time.time()
    return child


def wait(child, what):
    out, err = child.communicate(timeout=120)
    if child.returncode != 0 or b"locked" in err:
        problems.append("%s: exit %d %s" % (what, child.returncode, err))
    return out.decode()


def timed(children):
    """Each with its answer, and how long it took, as they end."""
    def one(child):
        out = wait(child, " ".join(child.args))
        return child, out, time.time() - child.begun
    with concurrent.futures.ThreadPoolExecutor(len(children)) as pool:
        return list(pool.map(one, children))


def put(name, text):
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)


def most(seconds, part):
    """The time within which this part of all are done, in ms."""
    return int(1000 * sorted(seconds)[int(part * (len(seconds) - 1))])


put("e.yaml", fault.EVENT.replace("batch: 3", "batch: 1, unlock: anytime"))
put("p.csv", "id,title\n" + "".join("%d,Project %d\n" % (i, i)
                                    for i in range(1, ROUNDS + 1)))
put("j.csv", "email,name\n" + "".join("j%d@y.org,J\n" % i
                                      for i in range(WRITERS)))
for words in ("create e.yaml", "import projects p.csv",
              "import judges j.csv"):
    wait(jam(words), words)
for turn in range(1, ROUNDS + 1):
    put("j%d.csv" % turn, "email,name\nk%d@y.org,K\n" % turn)
    writers = [jam("rate #%d a=%d b=3 --judge j%d@y.org" % (
        turn, 1 + j % 5, j)) for j in range(WRITERS)]
    writers += [jam("import judges j%d.csv" % turn),
                jam("backup copy%d.db" % turn)]
    others = [jam(words) for words in READERS + (
        "export pages --html -o site",)]
    for child, out, seconds in timed(writers + others):
        if child in others:
            reads.append(seconds)
            continue
        writes.append(seconds)
        if child.args[1] == "rate" and out:
            receipts.add(out.splitlines()[1].split("\t")[0])
log = wait(jam("log"), "log")
for receipt in receipts:
    if log.count("\t%s\t" % receipt) != 1:
        problems.append("receipt %s is not once in the log" % receipt)
given = len(wait(jam("list ratings"), "list").splitlines()) - 1
if len(receipts) != WRITERS * ROUNDS or given != 2 * WRITERS * ROUNDS:
    problems.append("%d receipts, %d scores" % (len(receipts), given))
wait(jam("verify"), "verify")
for turn in range(1, ROUNDS + 1):
    wait(jam("verify --db copy%d.db" % turn), "backup %d" % turn)
    copies += 1

# Readers never wait: here one who writes does not come to an end.
writer = sqlite3.connect(os.path.join(folder, "jam.db"), isolation_level=None)
writer.execute("BEGIN IMMEDIATE")
writer.execute("UPDATE rating SET scores = '9 9'")
for child, out, _ in timed([jam(words) for words in READERS]):
    if not out:
        problems.append("%s says nothing" % child.args)
if wait(jam("list ratings"), "list ratings").count("\t9") > 0:
    problems.append("what was not saved is read")
writer.execute("ROLLBACK")
writer.close()

# Fifty first `create` at once: one schema, fifty events.
for turn in range(ROUNDS):
    for i in range(WRITERS):
        put("e%d.yaml" % i, fault.EVENT.replace("event: e", "event: e%d" % i))
    name = "new%d.db" % turn
    makers = [jam("create e%d.yaml --db %s" % (i, name))
              for i in range(WRITERS)]
    for child in makers:
        wait(child, "create")
    if len(wait(jam("list events --db " + name), "list").splitlines()) != \
            WRITERS + 1:
        problems.append("events are missing in " + name)
    wait(jam("verify --db " + name), "verify " + name)
shutil.rmtree(folder)
fault.finish("many", [("ratings at once", WRITERS), ("rounds", ROUNDS),
                      ("receipts", len(receipts)), ("readers meanwhile", len(reads)),
                      ("backups", copies), ("creates", WRITERS * ROUNDS),
                      ("p99 of writers in ms", most(writes, 0.99)),
                      ("p99 of readers in ms", most(reads, 0.99))],
             problems)
