# SPDX-License-Identifier: MIT
"""What jam writes, and for whom: only files that were named, modes as listed.

strace sees every file that a command makes, moves or removes.  On a network
file system, which fstatfs is made to tell, nothing is opened or made.
"""
import os
import re
import shutil
import subprocess
import sys

import fault

MAKES = re.compile(r'^\d+ +(openat|creat|mkdirat?|renameat2?|rename|linkat?|'
                   r'symlinkat?|mknodat?|unlinkat?)\((.*)\) += (-?\d+)')
PRIVATE = 0o600
problems, made = fault.Problems(), set()
if shutil.which("strace") is None:
    print("skipped: no strace")
    sys.exit(77)
jam = fault.Jam()
work = os.path.realpath(jam.work)
DATABASE = {"jam.db", "jam.db-wal", "jam.db-shm", "jam.db-journal"}


def names(line):
    """The paths that a traced call made, below the folder where it is."""
    match = MAKES.match(line)
    if match is None or int(match.group(3)) < 0:
        return
    call, inside = match.group(1), match.group(2)
    if call == "openat" and "O_CREAT" not in inside and \
            "O_TMPFILE" not in inside:
        return
    parts = re.findall(r'(?:AT_FDCWD|\d+)<([^>]*)>|"([^"]*)"', inside)
    at = work
    for folder, name in parts:
        if folder:
            at = folder
        elif name:
            path = os.path.normpath(os.path.join(at, name))
            yield os.path.relpath(path, work) if path.startswith(work + "/") \
                else path


def run(words, allowed, now, codes=(0,), feed=None):
    trace = jam.root + "/places"
    env = dict(os.environ, JAM_NOW=now, TMPDIR=jam.root)
    env.pop("FAULT", None)
    done = subprocess.run(["strace", "-qq", "-f", "-y", "-s", "4096", "-o",
                           trace, "-e", "trace=file", "jam"] + words.split(),
                          cwd=work, env=env, input=feed, capture_output=True)
    if done.returncode not in codes:
        problems.append("%s: exit %d %s" % (words, done.returncode,
                                            done.stderr))
    for line in open(trace, encoding="utf-8", errors="replace"):
        for name in names(line):
            if name.endswith(".gcda"):  # of make coverage
                continue
            made.add(name)
            first = name.split("/")[0]
            if name in DATABASE or first in allowed or any(
                    first.startswith("." + a) or first.startswith(a + ".")
                    for a in allowed) or name == "/dev/null":
                continue
            # Whole files come by rename; spooled input never has a name.
            if allowed and first.startswith(".jam-") and not os.path.exists(
                    os.path.join(work, name)) or \
                    feed is not None and "O_TMPFILE" in line:
                continue
            problems.append("%s makes %s" % (words, name))


def mode(name, expected):
    have = os.stat(os.path.join(work, name)).st_mode & 0o777
    if have != expected:
        problems.append("%s has mode %03o, not %03o" % (name, have, expected))


for step in jam.steps:
    jam.fresh(step)
    run(" ".join(step.words), {"site", "copy.db"} if step.name in (
        "export", "backup") else (), step.now)
last = jam.steps[-1]
jam.fresh(last)
for words in ("list projects", "list persons --json", "status", "score",
              "check", "log", "verify", "report coverage", "report raters",
              "export results", "export ratings --private", "show event",
              "plan", "help rate", "completion bash", "create --template"):
    run(words, (), fault.AFTER, (0, 1, 64))
with open(os.path.join(work, "r.csv"), "rb") as file:
    run("import registrations -", (), fault.AFTER, (0,), file.read())

# Modes, whatever the umask says.
for mask in (0o000, 0o022, 0o077, 0o002):
    before = os.umask(mask)
    for name, words, step, expected in (
            ("jam.db", "create e.yaml", 0, PRIVATE),
            ("copy.db", "backup copy.db", -2, PRIVATE),
            ("b.jsonl", "export data --audit -o b.jsonl", -1, PRIVATE),
            ("d.json", "export data --private -o d.json", -1, PRIVATE),
            ("open.json", "export data -o open.json", -1, 0o666 & ~mask),
            ("p.tsv", "export ratings --private -o p.tsv", -1, PRIVATE),
            ("bad.csv", "import judges j.csv --skip-bad --rejects bad.csv", 3,
             PRIVATE),
            ("ballots", "export ballots --as yaml -o ballots", 5, 0o700),
            ("r.tsv", "export ratings -o r.tsv", -1, 0o666 & ~mask),
            ("res.tsv", "export results -o res.tsv", -1, 0o666 & ~mask),
            ("c.ics", "export calendar -o c.ics", -1, 0o666 & ~mask),
            ("html", "export pages --html -o html", -1, 0o777 & ~mask)):
        jam.fresh(jam.steps[step])
        if name == "bad.csv":
            with open(os.path.join(work, "j.csv"), "a") as file:
                file.write("none,x\n")
        env = dict(os.environ, JAM_NOW=jam.steps[step].now)
        done = subprocess.run(["jam"] + words.split(), cwd=work, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode not in (0, 65):
            problems.append("%s: exit %d %s" % (words, done.returncode,
                                                done.stderr))
            continue
        mode(name, expected)
        for root, _, files in os.walk(os.path.join(work, name)):
            for file in files:
                mode(os.path.relpath(os.path.join(root, file), work),
                     PRIVATE if expected == 0o700 else 0o666 & ~mask)
    os.umask(before)
# Where WAL cannot work: the numbers are those of linux/magic.h.
networks = {"NFS": ["0x6969"], "AFS": ["0x5346414f", "0x6b414653"],
            "SMB": ["0x517b", "0xff534d42", "0xfe534d42"],
            "Coda": ["0x73757245"], "NCP": ["0x564c"], "9P": ["0x01021997"],
            "Ceph": ["0x00c36400"], "Lustre": ["0x0bd00bd0"],
            "GPFS": ["0x47504653"], "GFS2": ["0x01161970"],
            "OCFS2": ["0x7461636f"]}
for network, number in [(n, x) for n in networks for x in networks[n]]:
    for step in jam.steps[0], jam.steps[5]:
        jam.fresh(step)
        done = jam.run(step, {"FAULT_FS": number})
        if done.returncode != 78 or ("network file system (%s)" % network) \
                .encode() not in done.stderr or \
                fault.look(work) != step.files_before:
            problems.append("%s on %s: exit %d %s" % (
                step.name, network, done.returncode, done.stderr))
jam.close()
fault.finish("places", [("names made", len(made)),
                        ("network file systems", len(networks))], problems)
