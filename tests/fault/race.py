# SPDX-License-Identifier: MIT
"""An export folder whose parts turn into symlinks while jam writes."""
import os
import shutil
import subprocess
import threading

import fault

SWAPS = 100000 if fault.FULL else 4000
jam, problems = fault.Jam(), fault.Problems()
step = [s for s in jam.steps if s.name == "export"][0]
jam.fresh(step)
outside = os.path.join(jam.root, "outside")
os.mkdir(outside)
with open(os.path.join(outside, "index.html"), "w") as file:
    file.write("mine")
with open(os.path.join(outside, "victim"), "w") as file:
    file.write("mine")
site = os.path.join(jam.work, "site")
part, aside = os.path.join(site, "projects"), os.path.join(jam.work, "aside")
jam.run(step)
stop, swaps, exports, codes = threading.Event(), 0, 0, {}


def swap():
    global swaps
    while not stop.is_set():
        try:
            os.rename(part, aside)
            os.symlink(outside, part)
            os.unlink(part)
            os.rename(aside, part)
        except OSError:
            # jam made the folder anew: begin again.
            if os.path.islink(part):
                os.unlink(part)
            if os.path.isdir(aside):
                shutil.rmtree(part, ignore_errors=True)
                try:
                    os.rename(aside, part)
                except OSError:
                    pass
        swaps += 1


thread = threading.Thread(target=swap)
thread.start()
while swaps < SWAPS or exports < 20:
    done = jam.run(step)
    exports += 1
    codes[done.returncode] = codes.get(done.returncode, 0) + 1
    if done.returncode not in (0, 73, 74):
        problems.append("exit %d %s" % (done.returncode, done.stderr))
stop.set()
thread.join()
if sorted(os.listdir(outside)) != ["index.html", "victim"] or any(
        open(os.path.join(outside, n)).read() != "mine"
        for n in ("index.html", "victim")):
    problems.append("written outside: %s" % os.listdir(outside))

# Planted: at the top, in a folder, as a file, as a hard link, as a FIFO.
planted = 0
for where, kind in (("site", "link"), ("site/projects", "link"),
                    ("site/index.html", "link"), ("site/index.html", "hard"),
                    ("site/index.html", "fifo"),
                    ("site/.jam-export", "link"),
                    ("site/.jam-export", "fifo")):
    jam.fresh(step)
    jam.run(step)
    path = os.path.join(jam.work, where)
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.unlink(path)
    if kind == "link":
        os.symlink(outside if where in ("site", "site/projects")
                   else outside + "/victim", path)
    elif kind == "hard":
        os.link(outside + "/victim", path)
    else:
        os.mkfifo(path)
    done = jam.run(step)
    planted += 1
    if done.returncode != 73:
        problems.append("%s as %s: exit %d" % (where, kind, done.returncode))
    if open(outside + "/victim").read() != "mine" or len(
            os.listdir(outside)) != 2:
        problems.append("%s as %s: written outside" % (where, kind))
jam.close()
fault.finish("race", [("swaps", swaps), ("exports", exports),
                      ("of them done", codes.get(0, 0)),
                      ("planted", planted)], problems)
