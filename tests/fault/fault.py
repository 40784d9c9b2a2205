# SPDX-License-Identifier: MIT
"""What the tests of faults stand on: a small jam, step by step.

Each step is a command with the files it needs and the state before it.  Clock
and uids are fixed (the test build heeds JAM_NOW and JAM_TEST_SEED), so that
the head of the log after a step is always the same: a database is either as
before, or as after, or something was lost.
"""
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time

FULL = os.environ.get("FAULT") == "full"
TOP = os.getcwd()
SEED = os.environ.get("FAULT_SEED") or time.strftime("%Y%m%d")
chance = random.Random(SEED)
enough = threading.Event()
SHIM = os.path.join(TOP, "build", "shim.so")

EVENT = """event: e
title: E
starts: 2022-11-11 18:00
ends: 2022-11-13 14:15
judging: {opens: 2022-11-13 14:15, closes: 2022-11-13 18:15, by: [experts],
          batch: 3}
criteria: [{id: a, title: A, weight: 2}, {id: b, title: B}]
sites: [{id: london, title: London, hosts: [host@x.org]}]
"""


class Problems(list):
    """What was lost, told at once: a full run takes long."""

    def append(self, text):
        if len(self) < 10:
            print("  lost:", text, file=sys.stderr, flush=True)
        super().append(text)


def files(folder):
    def put(name, text):
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    put("e.yaml", EVENT)
    put("p.csv", "id,title,members,abstract\n" + "".join(
        "%d,Project %d,m%d@x.org,Text of it\n" % (i, i, i)
        for i in range(1, 9)))
    put("j.csv", "email,name\n" + "".join(
        "j%d@y.org,Judge %d\n" % (i, i) for i in range(1, 7)))
    put("r.csv", "email,name,site\n" + "".join(
        "m%d@x.org,Member %d,london\n" % (i, i) for i in range(1, 30)))
    put("s.csv", "judge,project,a,b\n" + "".join(
        "j%d@y.org,%d,%d,3\n" % (j, p, 1 + (p + j) % 5)
        for j in range(1, 7) for p in range(1, 9)))


DURING, AFTER = "2022-11-13T15:00:00Z", "2022-12-14T10:00:00Z"
# name, words, time; NEXT is the first open project of judge 1.
STEPS = [
    ("create", "create e.yaml", DURING),
    ("import projects", "import projects p.csv", DURING),
    ("import registrations", "import registrations r.csv", DURING),
    ("import judges", "import judges j.csv", DURING),
    ("assign", "assign", DURING),
    ("rate", "rate NEXT a=4 b=2 --judge j1@y.org", DURING),
    ("import ratings", "import ratings s.csv --as-recorded", DURING),
    ("amend", "amend f.yaml --reason because", DURING),
    ("publish", "publish", AFTER),
    ("export", "export pages --html -o site", AFTER),
    ("backup", "backup copy.db --yes", AFTER),
    ("forget", "forget m2@x.org --yes", AFTER),
]


def look(folder):
    """All that is in a folder, by name."""
    seen = {}
    for root, folders, names in os.walk(folder):
        for name in folders:
            seen[os.path.join(root, name)[len(folder):]] = None
        for name in names:
            path = os.path.join(root, name)
            seen[path[len(folder):]] = os.lstat(path).st_mode
            # A FIFO that was planted has nobody at its other end.
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    seen[path[len(folder):]] = file.read()
    return seen


class Step:
    def __init__(self, jam, name, words, now):
        self.jam, self.name, self.words, self.now = jam, name, words, now
        self.env = dict(os.environ, JAM_NOW=now, JAM_TEST_SEED=name)
        for key in ("JAM_DB", "JAM_EVENT", "JAM_JUDGE", "FAULT"):
            self.env.pop(key, None)


class Server:
    """A step again and again, each time with another fault.

    It waits before main and forks: all that a run costs is the run itself.
    """

    def __init__(self, jam, step, what):
        self.key = (step, what)
        self.out, self.err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        orders, self.orders = os.pipe()
        self.answers, answers = os.pipe()
        self.child = subprocess.Popen(
            ["jam"] + step.words, stdin=subprocess.DEVNULL, stdout=self.out,
            stderr=self.err, pass_fds=(orders, answers),
            env=dict(step.env, LD_PRELOAD=SHIM, FAULT_DO=what, PWD=jam.work,
                     FAULT_SERVE="%d %d" % (orders, answers)))
        os.close(orders)
        os.close(answers)

    def run(self, at, on):
        for file in (self.out, self.err):
            file.seek(0)
            file.truncate()
        os.write(self.orders, struct.pack("ll", at, on))
        status, = struct.unpack("i", os.read(self.answers, 4))
        said = []
        for file in (self.out, self.err):
            file.seek(0)
            said.append(file.read())
        return subprocess.CompletedProcess(
            self.child.args, os.waitstatus_to_exitcode(status), *said)

    def close(self):
        os.close(self.orders)
        self.child.wait()
        os.close(self.answers)
        self.out.close()
        self.err.close()


class Jam:
    """All states of one jam, in a folder of its own that is removed."""

    def __init__(self):
        # A kill leaves what the kernel has: memory is as good as a disk.
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.root = tempfile.mkdtemp(prefix="jam-fault-", dir=memory)
        self.server = None
        self.work = os.path.join(self.root, "work")
        os.mkdir(self.work)
        files(self.work)
        with open(os.path.join(self.work, "f.yaml"), "w") as file:
            file.write(EVENT.replace("title: B}", "title: B, weight: 3}"))
        self.steps = []
        for i, (name, words, now) in enumerate(STEPS):
            step = Step(self, name, words.split(), now)
            step.before = os.path.join(self.root, "state%d" % i)
            shutil.copytree(self.work, step.before)
            if "NEXT" in step.words:
                step.words = [self.next() if w == "NEXT" else w
                              for w in step.words]
            step.head_before = self.head(self.work)
            begun = time.time()
            done = self.run(step)
            step.seconds = time.time() - begun
            if done.returncode != 0:
                sys.exit("%s: %s" % (name, done.stderr.decode()))
            step.answer = done.stdout
            step.head_after = self.head(self.work)
            step.after = os.path.join(self.root, "state%d" % (i + 1))
            self.steps.append(step)
        shutil.copytree(self.work, step.after)
        for step in self.steps:
            step.files_before = look(step.before)
            step.files_after = look(step.after)
            if self.say(step.after, "verify").returncode != 0:
                sys.exit("%s: does not verify" % step.name)

    def close(self):
        if self.server:
            self.server.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def next(self):
        out = self.say(self.work, "list", "assignments").stdout.decode()
        return [line.split("\t")[1] for line in out.splitlines()
                if line.startswith("j1@y.org")][0]

    def say(self, folder, *words, **more):
        env = dict(os.environ, JAM_NOW=AFTER)
        env.pop("FAULT", None)
        return subprocess.run(["jam"] + list(words), cwd=folder, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=600, **more)

    def head(self, folder):
        if not os.path.exists(os.path.join(folder, "jam.db")):
            return ""
        out = self.say(folder, "log")
        if out.returncode != 0:
            return "unreadable: " + out.stderr.decode()
        return out.stdout.decode().split()[-1]

    def fresh(self, step):
        if look(self.work) == step.files_before:
            return
        shutil.rmtree(self.work)
        shutil.copytree(step.before, self.work)

    def fail(self, step, what, at, on=False):
        """The step with the fault `what` at its call number `at`."""
        if not self.server or self.server.key != (step, what):
            if self.server:
                self.server.close()
            self.server = Server(self, step, what)
        return self.server.run(at, on)

    def run(self, step, faults=None, **more):
        env = dict(step.env)
        if faults:
            env.update(faults, LD_PRELOAD=SHIM)
        more.setdefault("stdout", subprocess.PIPE)
        return subprocess.run(["jam"] + step.words, cwd=self.work, env=env,
                              stdin=subprocess.DEVNULL, timeout=600,
                              stderr=subprocess.PIPE, **more)

    def count(self, step, kind):
        """How many calls or allocations a step makes when nothing fails."""
        self.fresh(step)
        path = os.path.join(self.root, "count")
        self.run(step, {"FAULT_DO": kind, "FAULT_AT": "0",
                        "FAULT_COUNT": path})
        with open(path) as file:
            return int(file.read())

    def judge(self, step, status, out, err, problems, how):
        """Before, or after; after if it said so; and it verifies."""
        now = look(self.work)
        if now == step.files_before and status != 0 and not out:
            return
        if now == step.files_after and status == 0 and out == step.answer:
            return
        here = self.head(self.work)
        if step.name == "create" and here != step.head_after:
            # What stands there is nobody's yet: the next create fills it.
            if self.run(step).returncode == 0:
                here = self.head(self.work)
                step = self.after_create(step)
        if here not in (step.head_before, step.head_after):
            problems.append("%s: half done: %s" % (how, here))
        elif here and self.say(self.work, "verify").returncode != 0:
            problems.append("%s: does not verify" % how)
        acknowledged = out == step.answer and out
        if acknowledged and here != step.head_after:
            problems.append("%s: acknowledged and lost" % how)
        if status == 0 and not acknowledged:
            problems.append("%s: exit 0 without its answer" % how)
        if (status > 0 and here == step.head_after != step.head_before
                and b"saved" not in err and status != 75
                and step.name not in ("backup", "forget")):
            problems.append("%s: saved, but says %r" % (how, err))
        if step.name == "export":
            self.judge_pages(step, problems, how)

    def after_create(self, step):
        again = Step(self, "create", step.words, step.now)
        again.answer, again.after = b"", step.after
        again.head_before = again.head_after = step.head_after
        return again

    def judge_pages(self, step, problems, how):
        """The next export goes on, and gives what it always gives."""
        again = self.run(step)
        same = subprocess.run(["diff", "-r", "site", step.after + "/site"],
                              cwd=self.work, capture_output=True)
        if again.returncode != 0 or same.returncode != 0:
            problems.append("%s: the next export: %s%s" % (
                how, again.stderr, same.stdout[:300]))


def sample(total, most, last=0):
    """All of 1 to total, or `most` of them, evenly with a chosen start.

    The `last` are always there: they make the answer, after the COMMIT.
    """
    if FULL or total <= most:
        return range(1, total + 1)
    gap = (total + most - 1) // most
    return sorted({*range(1 + chance.randrange(gap), total + 1, gap),
                   *range(total - last + 1, total + 1)})


def sweep(tasks, work, make=None):
    """work(jam, task) for all tasks, each processor with a jam of its own.

    SIGTERM ends it early, and what was done until then is counted.
    """
    signal.signal(signal.SIGTERM, lambda *_: enough.set())
    tasks, errors = iter(tasks), []
    lock = threading.Lock()

    def go_on(jam):
        try:
            while True:
                with lock:
                    task = next(tasks, None)
                if task is None or errors or enough.is_set():
                    return
                work(jam, task)
        except Exception as error:  # told by the thread that waits
            errors.append(error)
            raise
        finally:
            jam.close()

    threads = [threading.Thread(target=go_on, args=((make or Jam)(),))
               for _ in range(os.cpu_count() or 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        sys.exit("stopped: %r" % errors[0])


def finish(name, counts, problems):
    words = ", ".join("%s: %d" % item for item in counts)
    if enough.is_set():
        words += ", not all"
    print("%s: %s, lost: %d" % (name, words, len(problems)))
    if problems:
        print("  again: FAULT_SEED=%s sh tests/fault/%s.sh" % (SEED, name))
    sys.exit(1 if problems else 0)
