# SPDX-License-Identifier: MIT
"""Full disk, I/O errors, short writes, interruptions, /dev/full, no stdout."""
import os
import resource
import shutil
import subprocess

import fault

problems, failed, limited, streams = fault.Problems(), [], [], 0
KINDS = (("enospc", False), ("enospc", True), ("eio", False), ("eio", True),
         ("short", False), ("eintr", False))
jam = fault.Jam()
totals = [jam.count(step, "count") for step in jam.steps]


def fail_call(jam, step, how):
    what, on, n = how
    done = jam.fail(step, what, n, on)
    said = "%s, %s at call %d%s" % (step.name, what, n, " and on" * on)
    failed.append(done.returncode)
    if done.returncode not in ((0,) if what == "eintr" else
                               (0, 71, 73, 74, 78)):
        problems.append("%s: exit %d %s" % (said, done.returncode,
                                            done.stderr))
    jam.judge(step, done.returncode, done.stdout, done.stderr, problems, said)


def limit_files(jam, step, size):
    """A limit of the size of files, signal and all."""
    done = jam.run(step, preexec_fn=lambda: resource.setrlimit(
        resource.RLIMIT_FSIZE, (size, size)))
    limited.append(done.returncode)
    jam.judge(step, done.returncode, done.stdout, done.stderr, problems,
              "%s, files of %d bytes at most" % (step.name, size))


def fail(jam, task):
    i, what, how = task
    jam.fresh(jam.steps[i])
    what(jam, jam.steps[i], how)


fault.sweep([(i, fail_call, (what, on, n)) for i, total in enumerate(totals)
             for what, on in KINDS for n in fault.sample(total, 12, 4)] +
            [(i, limit_files, size) for i in range(len(totals))
             for size in (0, 4096, 40960, 200000)], fail)

# A real disk that is too small, where one can be made.
small = os.path.join(jam.root, "small")
os.mkdir(small)
usual, disks = jam.work, 0
for step in jam.steps:
    size = sum(len(data or b"") // 4096 + 1
               for data in step.files_before.values())
    for more in (0, 1, 3, 10, 40):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dk" % (
                4 * (size + more)), "tmpfs", small],
                capture_output=True).returncode != 0:
            continue
        jam.work = os.path.join(small, "work")
        try:
            shutil.copytree(step.before, jam.work)
            done = jam.run(step)
            disks += 1
            if done.returncode not in (0, 73, 74):
                problems.append("%s, %d pages free: exit %d %s" % (
                    step.name, more, done.returncode, done.stderr))
            subprocess.run(["mount", "-o", "remount,size=16m", small])
            jam.judge(step, done.returncode, done.stdout, done.stderr,
                      problems, "%s, %d pages free" % (step.name, more))
        finally:
            jam.work = usual
            subprocess.run(["umount", small])
if disks == 0:
    print("no small disks: that takes root")

# Who cannot say it, says that it is saved; who only reads, fails.
for step in jam.steps:
    jam.fresh(step)
    with open("/dev/full", "w") as full:
        done = jam.run(step, stdout=full)
    streams += 1
    if done.returncode != 74 or jam.head(jam.work) != step.head_after:
        problems.append("%s >/dev/full: exit %d %s" % (
            step.name, done.returncode, done.stderr))
for words in ("list projects", "list assignments", "score", "log", "verify",
              "status", "export results", "export ratings",
              "export data --audit", "help", "help rate", "completion bash",
              "list persons --json", "score --csv", "create --template"):
    for closing in ("1>&-", ">/dev/full"):
        done = subprocess.run("jam %s %s" % (words, closing), shell=True,
                              cwd=jam.steps[-1].after, capture_output=True,
                              stdin=subprocess.DEVNULL)
        streams += 1
        if done.returncode != 74:
            problems.append("%s %s: exit %d %s" % (
                words, closing, done.returncode, done.stderr))
    done = subprocess.run("jam %s | true" % words, shell=True,
                          cwd=jam.steps[-1].after, capture_output=True,
                          stdin=subprocess.DEVNULL)
    if done.stderr:
        problems.append("%s into a closed pipe: %s" % (words, done.stderr))
jam.close()
fault.finish("disk", [("failing calls", len(failed)),
                      ("small limits", len(limited)),
                      ("small disks", disks), ("lost streams", streams)], problems)
