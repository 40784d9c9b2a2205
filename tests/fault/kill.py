# SPDX-License-Identifier: MIT
"""kill -9 at random moments, and at each call that changes a file."""
import signal
import subprocess
import time

import fault

jam, problems = fault.Jam(), []
rounds = 10000 // len(jam.steps) if fault.FULL else 42
kills = points = unharmed = 0

for step in jam.steps:
    for i in range(rounds):
        jam.fresh(step)
        child = subprocess.Popen(["jam"] + step.words, cwd=jam.work,
                                 env=step.env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        wait = fault.chance.uniform(0, step.seconds * 1.1)
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        out, err = child.communicate()
        kills += 1
        unharmed += child.returncode == 0
        jam.judge(step, child.returncode, out, err, problems,
                  "%s killed after %.4f s" % (step.name, wait))
    for n in fault.sample(jam.count(step, "count"), 25):
        jam.fresh(step)
        done = jam.run(step, {"FAULT_DO": "kill", "FAULT_AT": str(n)})
        points += 1
        jam.judge(step, done.returncode, done.stdout, done.stderr, problems,
                  "%s killed at call %d" % (step.name, n))
jam.close()
fault.finish("kill", [("kills", kills), ("of them too late", unharmed),
                      ("cut points", points)], problems)
