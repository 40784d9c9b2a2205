# SPDX-License-Identifier: MIT
"""Escapes in every text, bad row and file name; none reaches a terminal."""
import os
import pty
import select
import shutil
import subprocess
import tempfile

import fault

EVIL = ["\x1b]8;;http://evil\x07", "\x1b]52;c;ZXZpbA==\x07", "\x1b[2J",
        "\x1bP$q\x1b\\", "\u009b31m", "\u202egnp.exe", "\u2066x", "\x07\x08",
        "\x1b[31m", "\u200b"]
problems, shown = fault.Problems(), 0
folder = tempfile.mkdtemp(prefix="jam-term-")


def put(name, text):
    with open(os.path.join(folder, name), "w", newline="") as file:
        file.write(text)


def on_terminal(words, now=fault.AFTER):
    """All that a terminal shows."""
    env = dict(os.environ, JAM_NOW=now, NO_COLOR="1", TERM="xterm",
               LC_ALL="C.UTF-8", COLUMNS="120")
    env.pop("PAGER", None)
    main, other = pty.openpty()
    child = subprocess.Popen(["jam"] + words, cwd=folder, env=env,
                             stdin=subprocess.DEVNULL, stdout=other,
                             stderr=other)
    os.close(other)
    data = b""
    while True:
        ready, _, _ = select.select([main], [], [], 30)
        try:
            part = os.read(main, 65536) if ready else b""
        except OSError:
            part = b""
        if not part:
            break
        data += part
    os.close(main)
    child.wait()
    return data


def check(words, now=fault.AFTER):
    global shown
    shown += 1
    data = on_terminal(words, now)
    # The ends of the lines of CSV, and a bar of progress, are jam's own.
    for own, plain in ((b"\r\r\n", b"\n"), (b"\r\n", b"\n"),
                       (b"\r\x1b[K", b"")):
        data = data.replace(own, plain)
    text = data.decode("utf-8", "replace")
    bad = [c for c in text if (ord(c) < 32 and c not in "\n\t") or
           0x7f <= ord(c) < 0xa0 or c in "\u202a\u202b\u202c\u202d\u202e"
           "\u2066\u2067\u2068\u2069"]
    if bad:
        problems.append("%s shows %r" % (words, sorted(set(bad))))


put("e.yaml", fault.EVENT)
for words in ("create e.yaml", "import judges j.csv"):
    put("j.csv", "email,name\neve@y.org,Eve\n")
    on_terminal(words.split(), fault.DURING)
for i, evil in enumerate(EVIL):
    put("p.csv", "id,title,members,abstract,team\n\"i%d%s\",\"T%d%s\","
        "a%d@x.org,\"A%s\",\"Team%d%s\"\n" % (i, evil, i, evil, i, evil, i,
                                             evil))
    check(["import", "projects", "p.csv"], fault.DURING)
    put("r.csv", "email,name,role,Q%s\na%d@x.org,\"N%s\",\"R%s\",\"V%s\"\n" %
        (evil, i, evil, evil, evil))
    check(["import", "registrations", "r.csv"], fault.DURING)
    put("bad.csv", "email,name\n\"no%s\",x\n" % evil)
    check(["import", "registrations", "bad.csv"], fault.DURING)
    name = "f%d%s.csv" % (i, evil.replace("/", "_"))
    put(name, "email\nnonsense%s\n" % evil)
    check(["import", "registrations", name], fault.DURING)
    put("bad.yaml", "event: e\ntitle: \"%s\"\nstarts: x%s\n%s: 1\n" % (
        evil.encode("unicode_escape").decode(), evil, evil))
    check(["amend", "bad.yaml"], fault.DURING)
    check(["rate", "x" + evil, "a=1", "--judge", "eve@y.org"], fault.DURING)
    check(["rate", "#1", "a=" + evil, "--judge", "e" + evil], fault.DURING)
    check(["frob" + evil])
    check(["list", "projects", "--db", "no" + evil])
    check(["list", "projects", "--event", "no" + evil])
    check(["verify", "--receipt", evil])
    check(["verify", "none" + evil])
    check(["forget", evil, "--yes"])
for words in ("list projects", "list registrations", "list persons",
              "list judges", "list teams", "list projects --json",
              "list projects --csv", "list projects --format md", "status",
              "score", "check", "export results", "export ratings",
              "export data --audit", "log", "verify", "assign",
              "list assignments", "list events", "report coverage"):
    check(words.split(), fault.DURING)
    check(words.split())
shutil.rmtree(folder, ignore_errors=True)
fault.finish("terminal", [("inputs", shown)], problems)
