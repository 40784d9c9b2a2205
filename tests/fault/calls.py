# SPDX-License-Identifier: MIT
"""Each system call that opens, reads or changes a file fails, or kills.

strace sees what stdio does inside libc, where the shim of disk.py and kill.py
cannot look.  A call is named by its kind and number: `pwrite64 7`.
"""
import re
import shutil
import subprocess
import sys

import fault

WRITES = ("write", "pwrite64", "fsync", "fdatasync", "syncfs", "ftruncate",
          "unlink", "unlinkat", "rename", "renameat", "mkdir", "mkdirat")
READS = ("openat", "read", "pread64", "fcntl", "flock", "newfstatat")
problems, ends = fault.Problems(), []


def strace(jam, step, words):
    return subprocess.run(["strace", "-qq", "-f"] + words + ["jam"] +
                          step.words, cwd=jam.work, env=step.env,
                          stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=120)


def count(jam, step):
    """{call: (the first that is jam's own, the last)}"""
    jam.fresh(step)
    strace(jam, step, ["-e", "trace=" + ",".join(WRITES + READS),
                       "-o", jam.root + "/calls"])
    first, last = {}, {}
    begun = False
    for line in open(jam.root + "/calls", encoding="utf-8",
                     errors="replace"):
        match = re.match(r"^(?:\d+ +)?(\w+)\(", line)
        if match is None:
            continue
        # What main does first; before it the loader reads libraries.
        begun = begun or '"/dev/null"' in line
        name = match.group(1)
        last[name] = last.get(name, 0) + 1
        if begun:
            first.setdefault(name, last[name])
    return {name: (n, last[name]) for name, n in first.items()}


def fail(jam, task):
    i, name, what, n = task
    step = jam.steps[i]
    jam.fresh(step)
    done = strace(jam, step, ["-e", "trace=none", "-e", "inject=%s:%s:when=%d"
                              % (name, what, n), "-o", "/dev/null"])
    how = "%s, %s at %s %d" % (step.name, what, name, n)
    ends.append(what)
    killed = what.startswith("signal")
    if done.returncode not in ((0, -9, 137) if killed else
                               (0, 66, 71, 73, 74, 75, 78)):
        problems.append("%s: exit %d %s" % (how, done.returncode,
                                            done.stderr))
    if not killed and done.returncode != 0 and b"jam: " not in done.stderr \
            and (name, what) != ("write", "error=EIO"):
        problems.append("%s: exit %d without a word" % (how, done.returncode))
    jam.judge(step, -9 if killed else done.returncode, done.stdout,
              done.stderr, problems, how)


if shutil.which("strace") is None:
    print("skipped: no strace")
    sys.exit(77)
jam = fault.Jam()
calls = [count(jam, step) for step in jam.steps]
jam.close()
tasks = []
for i, names in enumerate(calls):
    for name, (first, last) in sorted(names.items()):
        for what in (("error=EIO", "error=ENOSPC", "error=EINTR",
                      "signal=KILL") if name in WRITES else
                     ("error=EIO", "error=ENOMEM")):
            tasks += [(i, name, what, first - 1 + n) for n in
                      fault.sample(last - first + 1, 2)]
fault.sweep(tasks, fail)
fault.finish("calls", [("calls", sum(last - first + 1 for names in calls
                                     for first, last in names.values())),
                       ("failing", sum(e[0] == "e" for e in ends)),
                       ("kills", sum(e[0] == "s" for e in ends))], problems)
