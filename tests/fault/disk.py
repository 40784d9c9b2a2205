# SPDX-License-Identifier: MIT
"""Full disk, I/O errors, short writes, interruptions, /dev/full, no stdout."""
import resource
import subprocess

import fault

jam, problems = fault.Jam(), []
faults = runs = streams = 0

for step in jam.steps:
    total = jam.count(step, "count")
    for what in ("enospc", "eio", "short", "eintr"):
        for on in (False, True):
            if on and what in ("short", "eintr"):
                continue
            for n in fault.sample(total, 12):
                jam.fresh(step)
                env = {"FAULT_DO": what, "FAULT_AT": str(n)}
                if on:
                    env["FAULT_ON"] = "1"
                done = jam.run(step, env)
                how = "%s, %s at call %d%s" % (step.name, what, n,
                                               " and on" if on else "")
                faults += 1
                if done.returncode not in (0, 71, 73, 74, 78):
                    problems.append("%s: exit %d %s" % (
                        how, done.returncode, done.stderr))
                if what == "eintr" and done.returncode != 0:
                    problems.append("%s: exit %d %s" % (
                        how, done.returncode, done.stderr))
                jam.judge(step, done.returncode, done.stdout, done.stderr,
                          problems, how)
    # A limit of the size of files, signal and all.
    for size in (0, 4096, 40960, 200000):
        jam.fresh(step)
        done = jam.run(step, preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (size, size)))
        runs += 1
        jam.judge(step, done.returncode, done.stdout, done.stderr, problems,
                  "%s, files of %d bytes at most" % (step.name, size))

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
fault.finish("disk", [("failing calls", faults), ("small limits", runs),
                      ("lost streams", streams)], problems)
