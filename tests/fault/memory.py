# SPDX-License-Identifier: MIT
"""Every allocation fails in turn: once, and from then on."""
import fault

jam, problems = fault.Jam(), []
runs = allocations = unharmed = 0

for step in jam.steps:
    total = jam.count(step, "memory")
    allocations += total
    for on in (False, True):
        for n in fault.sample(total, 45):
            jam.fresh(step)
            env = {"FAULT_DO": "memory", "FAULT_AT": str(n)}
            if on:
                env["FAULT_ON"] = "1"
            done = jam.run(step, env)
            how = "%s, allocation %d%s" % (step.name, n,
                                           " and on" if on else "")
            runs += 1
            unharmed += done.returncode == 0
            if done.returncode not in (0, 71, 74, 127):
                problems.append("%s: exit %d %s" % (how, done.returncode,
                                                    done.stderr))
            jam.judge(step, done.returncode, done.stdout, done.stderr,
                      problems, how)
jam.close()
fault.finish("memory", [("allocations", allocations), ("runs", runs),
                        ("of them unharmed", unharmed)], problems)
