# SPDX-License-Identifier: MIT
"""The power goes at a random moment: what was not synced is lost or reordered.

All steps of a jam run once under strace, which writes down each call that
changes a file.  A cut takes the calls up to a random one and makes the disk
that may be found then: what a file's last fsync covers, and of what came after
it any part in any order, in sectors; names up to the last fsync of their
folder, and any number of the next ones.  Once more with a reader that keeps
the -wal from being folded back.
"""
import os
import re
import shutil
import sqlite3
import subprocess
import sys

import fault

CUTS = 5000 if fault.FULL else 200
SECTOR = 512
CALLS = ("openat,write,pwrite64,lseek,ftruncate,fsync,fdatasync,syncfs,unlink,"
         "unlinkat,rename,renameat,mkdir,mkdirat")
LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?")
PART = re.compile(r'"([^"]*)"|<([^>]*)>|([^,"<>]+)')
problems = fault.Problems()


def plain(text):
    return bytes.fromhex(text.replace("\\x", ""))


def parse(path, root, number):
    """(step, call, arguments) in order; paths are those below root."""
    places, calls = {}, []

    def below(at, name=b""):
        full = os.path.join(at, name) if name else at
        return os.path.relpath(os.path.normpath(full), root).decode() \
            if full.startswith(root) else None

    for line in open(path, encoding="ascii"):
        match = LINE.match(line)
        if match is None or int(match.group(3)) < 0:
            continue
        call, inside, got, made = match.groups()
        got = int(got)
        quoted = [plain(a) for a in re.findall(r'"([^"]*)"', inside)]
        named = [plain(a) for a in re.findall(r"<([^>]*)>", inside)]
        numbers = re.sub(r'"[^"]*"|<[^>]*>', "", inside).split(",")
        fd = numbers[0].strip()
        if call == "openat":
            name = below(plain(made))
            flags = numbers[2]
            places[str(got)] = 0
            if name is not None and "O_CREAT" in flags:
                calls.append((number, "create", name))
            if name is not None and "O_TRUNC" in flags:
                calls.append((number, "cut", name, 0))
        elif call == "lseek":
            places[fd] = got
        elif call == "write" and fd == "1":
            calls.append((number, "answer"))
        elif call in ("write", "pwrite64"):
            at = places.get(fd, 0) if call == "write" else int(numbers[3])
            if call == "write":
                places[fd] = at + got
            if below(named[0]) is not None:
                calls.append((number, "write", below(named[0]), at,
                              quoted[0][:got]))
        elif call == "ftruncate" and below(named[0]) is not None:
            calls.append((number, "cut", below(named[0]), int(numbers[1])))
        elif call in ("fsync", "fdatasync") and below(named[0]) is not None:
            calls.append((number, "sync", below(named[0])))
        elif call == "syncfs":
            calls.append((number, "sync all"))
        elif call == "unlink":
            calls.append((number, "gone", below(root, quoted[0])))
        elif call == "unlinkat":
            calls.append((number, "gone", below(named[0], quoted[0])))
        elif call == "mkdir":
            calls.append((number, "folder", below(root, quoted[0])))
        elif call == "mkdirat":
            calls.append((number, "folder", below(named[0], quoted[0])))
        elif call == "rename":
            calls.append((number, "move", below(root, quoted[0]),
                          below(root, quoted[1])))
        elif call == "renameat":
            calls.append((number, "move", below(named[0], quoted[0]),
                          below(named[1], quoted[1])))
    return calls


class File:
    """What is on the disk, and what may come to be."""

    def __init__(self, data=b""):
        self.disk, self.waiting = bytearray(data), []

    def apply(self, change):
        if change[0] == "cut":
            size = change[1]
            del self.disk[size:]
            self.disk.extend(bytes(size - len(self.disk)))
            return
        _, at, data = change
        if len(self.disk) < at + len(data):
            self.disk.extend(bytes(at + len(data) - len(self.disk)))
        self.disk[at:at + len(data)] = data

    def sync(self):
        for change in self.waiting:
            self.apply(change)
        self.waiting = []

    def lose(self, chance):
        """Of what waits any part, in any order; a write may be torn."""
        kept = [c for c in self.waiting if chance.random() < 0.5]
        if chance.random() < 0.5:
            chance.shuffle(kept)
        for change in kept:
            if change[0] == "cut" or chance.random() < 0.7:
                self.apply(change)
                continue
            _, at, data = change
            for i in range(0, len(data), SECTOR):
                if chance.random() < 0.5:
                    self.apply(("write", at + i, data[i:i + SECTOR]))


class Disk:
    """Files by name: as programs see them, and as the disk has them."""

    def __init__(self, folder):
        self.seen = {}
        for name, data in fault.look(folder).items():
            self.seen[name[1:]] = None if data is None else File(data)
        self.disk, self.waiting = dict(self.seen), []

    def change(self, call):
        what, name = call[1], call[2] if len(call) > 2 else None
        if what == "write" and name in self.seen:
            self.seen[name].waiting.append(("write",) + call[3:])
        elif what == "cut" and name in self.seen:
            self.seen[name].waiting.append(("cut",) + call[3:])
        elif what == "create" and name not in self.seen:
            self.note("put", name, File())
        elif what == "folder":
            self.note("put", name, None)
        elif what == "gone":
            self.note("gone", name, None)
        elif what == "move":
            file = self.seen[name]
            self.note("move", name, (call[3], file))
        elif what == "sync all":
            for file in self.seen.values():
                if file is not None:
                    file.sync()
            self.settle(lambda name: True)
        elif what == "sync" and self.seen.get(name) is not None:
            self.seen[name].sync()
        elif what == "sync":
            self.settle(lambda other: os.path.dirname(other) ==
                        ("" if name == "." else name))

    def note(self, *entry):
        self.rename(self.seen, entry)
        self.waiting.append(entry)

    @staticmethod
    def rename(names, entry):
        what, name, more = entry
        if what == "put":
            names[name] = more
        else:
            names.pop(name, None)
            if what == "move":
                names[more[0]] = more[1]

    def settle(self, of):
        rest = []
        for entry in self.waiting:
            if of(entry[1]):
                self.rename(self.disk, entry)
            else:
                rest.append(entry)
        self.waiting = rest

    def lose(self, chance, folder):
        """Write down what is found when the power is back."""
        until = {}
        for entry in self.waiting:
            until.setdefault(os.path.dirname(entry[1]), []).append(entry)
        for entries in until.values():
            for entry in entries[:chance.randrange(len(entries) + 1)]:
                self.rename(self.disk, entry)
        for name in sorted(self.disk):
            file, path = self.disk[name], os.path.join(folder, name)
            if not os.path.isdir(os.path.dirname(path)):
                continue  # its folder is lost
            if file is None:
                os.mkdir(path)
                continue
            file.lose(chance)
            with open(path, "wb") as out:
                out.write(file.disk)


def record(jam, steps, read_along):
    """The calls of the steps, and the head after each."""
    calls, heads, reader = [], [""], None
    root = os.path.realpath(jam.work).encode()
    jam.fresh(jam.steps[0])
    trace = os.path.join(jam.root, "trace")
    for number, step in enumerate(steps):
        done = subprocess.run(
            ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e",
             "trace=" + CALLS, "-o", trace, "jam"] + step.words,
            cwd=jam.work, env=step.env, stdin=subprocess.DEVNULL,
            capture_output=True)
        if done.returncode != 0:
            sys.exit("%s: %s" % (step.name, done.stderr.decode()))
        calls += parse(trace, root, number)
        heads.append(jam.head(jam.work))
        if read_along:
            reader = reader or sqlite3.connect(
                os.path.join(jam.work, "jam.db"), isolation_level=None)
            if reader.in_transaction:
                reader.execute("COMMIT")
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM log").fetchone()
    if reader is not None:
        reader.close()
    return calls, heads


def judge(jam, step, done, here, heads, how):
    """As before the step or as after it; as after if it had answered."""
    head = jam.head(jam.work)
    if step.name == "create" and not done and head != heads[1]:
        # What stands there is nobody's yet: the next create fills it.
        if jam.run(step).returncode == 0:
            head = heads[1] = jam.head(jam.work)
    if head not in heads[1:] if done else head not in heads:
        problems.append("%s: %s" % (how, head))
        return
    if head and jam.say(jam.work, "verify").returncode != 0:
        problems.append(how + ": does not verify")
    copy = os.path.join(jam.work, "copy.db")
    if os.path.exists(copy) and jam.say(
            jam.work, "verify", "--db", "copy.db").returncode != 0:
        problems.append(how + ": the backup does not verify")
    if step.name == "backup" and done and not os.path.exists(copy):
        problems.append(how + ": the backup is lost")
    if step.name == "export":
        same = subprocess.run(["diff", "-r", "site", step.after + "/site"],
                              cwd=jam.work, capture_output=True)
        if done and same.returncode != 0:
            problems.append("%s: %s" % (how, same.stdout[:300]))
        jam.judge_pages(step, problems, how)
    if step.name == "forget" and done and any(
            b"m2@x.org" in data for name, data in here.items()
            if name.startswith("/jam.db")):
        problems.append(how + ": not forgotten")


def cut(jam, task):
    which, at, seed = task
    steps, calls, heads = recorded[which]
    number = calls[at][0]
    disk = Disk(jam.steps[0].before)
    for call in calls[:at]:
        disk.change(call)
    last = max(i for i, call in enumerate(calls)
               if call[0] == number and call[1] == "answer")
    shutil.rmtree(jam.work)
    os.mkdir(jam.work)
    disk.lose(fault.random.Random(seed), jam.work)
    judge(jam, jam.steps[number], at > last, fault.look(jam.work),
          list(heads[number:number + 2]), "%s, cut before call %d%s, chance %s"
          % (steps[number].name, at, " with a reader" * which, seed))


if shutil.which("strace") is None:
    print("skipped: no strace")
    sys.exit(77)
jam = fault.Jam()
names = [step.name for step in jam.steps]
recorded = []
for read_along in (False, True):
    steps = jam.steps[:names.index("backup")] if read_along else jam.steps
    recorded.append((steps,) + record(jam, steps, read_along))
jam.close()
tasks = []
for i in range(CUTS):
    which = i % 2
    calls = recorded[which][1]
    # Half of them at a sync, where most is waiting.
    syncs = [n for n, call in enumerate(calls) if call[1] == "sync"]
    tasks.append((which, fault.chance.choice(syncs if i % 4 < 2 else
                                             range(len(calls))),
                  "%s-%d" % (fault.SEED, i)))
fault.sweep(tasks, cut)
fault.finish("power", [("cuts", len(tasks)),
                       ("calls", sum(len(r[1]) for r in recorded))], problems)
