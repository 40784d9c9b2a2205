# SPDX-License-Identifier: MIT
"""kill -9 at random moments, and at each call that changes a file."""
import signal
import subprocess
import time

import fault

problems, kills, late, points = fault.Problems(), [], [], []
jam = fault.Jam()
totals = [jam.count(step, "count") for step in jam.steps]
jam.close()
rounds = 10000 // len(totals) + 1 if fault.FULL else 42


def kill_later(jam, step, part):
    """Killed after a part of its time, which is learned on the way."""
    child = subprocess.Popen(["jam"] + step.words, cwd=jam.work, env=step.env,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
    wait = part * step.seconds
    time.sleep(wait)
    child.send_signal(signal.SIGKILL)
    out, err = child.communicate()
    jam.judge(step, child.returncode, out, err, problems,
              "%s killed after %.4f s" % (step.name, wait))
    if child.returncode == -signal.SIGKILL:
        kills.append(wait)
        step.seconds *= 1.05
        return
    late.append(wait)
    step.seconds *= 0.8
    jam.fresh(step)
    kill_later(jam, step, part)


def kill_at(jam, step, n):
    done = jam.fail(step, "kill", n)
    points.append(done.returncode)
    jam.judge(step, done.returncode, done.stdout, done.stderr, problems,
              "%s killed at call %d" % (step.name, n))


def kill(jam, task):
    i, how, when = task
    jam.fresh(jam.steps[i])
    how(jam, jam.steps[i], when)


fault.sweep(
    [(i, kill_later, fault.chance.uniform(0, 1.1))
     for i in range(len(totals)) for _ in range(rounds)] +
    [(i, kill_at, n) for i, total in enumerate(totals)
     for n in fault.sample(total, 25)], kill)
fault.finish("kill", [("kills", len(kills)),
                      ("too late", len(late)),
                      ("cut points", len(points))], problems)
