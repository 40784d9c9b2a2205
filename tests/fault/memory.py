# SPDX-License-Identifier: MIT
"""Every allocation fails in turn: once, and from then on."""
import fault

problems, codes = fault.Problems(), []
jam = fault.Jam()
totals = [jam.count(step, "memory") for step in jam.steps]
jam.close()


def fail_one(jam, task):
    i, on, n = task
    step = jam.steps[i]
    jam.fresh(step)
    done = jam.fail(step, "memory", n, on)
    how = "%s, allocation %d%s" % (step.name, n, " and on" if on else "")
    codes.append(done.returncode)
    if done.returncode not in (0, 71, 74):
        problems.append("%s: exit %d %s" % (how, done.returncode,
                                            done.stderr))
    elif done.returncode and b"hint: " not in done.stderr:
        problems.append("%s: no hint: %s" % (how, done.stderr))
    jam.judge(step, done.returncode, done.stdout, done.stderr, problems, how)


tasks = [(i, on, n) for i, total in enumerate(totals)
         for on in (False, True) for n in fault.sample(total, 45, 4)]
# Of each step a part in turn: who stops early has seen something of all.
tasks.sort(key=lambda task: (task[2] // 500, task))
fault.sweep(tasks, fail_one)
fault.finish("memory", [("allocations", sum(totals)), ("runs", len(codes)),
                        ("of them unharmed", codes.count(0))], problems)
