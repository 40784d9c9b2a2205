# SPDX-License-Identifier: MIT
"""A token in every private field; none in anything public, said or left."""
import os
import shutil
import subprocess
import tempfile

import fault

problems, tokens, looked = fault.Problems(), [], 0
folder = tempfile.mkdtemp(prefix="jam-canary-")
spool = os.path.join(folder, "tmp")
os.mkdir(spool)


def token(name):
    tokens.append("zq%dxk%s" % (len(tokens) + 10, name))
    return tokens[-1]


def put(name, text):
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)


def jam(words, now=fault.DURING, expect=(0,)):
    env = dict(os.environ, JAM_NOW=now, TMPDIR=spool)
    for key in ("JAM_DB", "JAM_EVENT", "JAM_JUDGE", "FAULT"):
        env.pop(key, None)
    done = subprocess.run(["jam"] + words, cwd=folder, env=env,
                          stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode not in expect:
        problems.append("%s: exit %d %s" % (words, done.returncode,
                                            done.stderr))
    return done


def look(where, data):
    global looked
    looked += 1
    for word in tokens:
        if word.encode() in data.lower():
            problems.append("%s holds %s" % (where, word))


def private(words, now=fault.DURING, expect=(0,)):
    return jam(words, now, expect)


def public(words, now, expect=(0,)):
    done = jam(words, now, expect)
    look("jam " + " ".join(words), done.stdout + done.stderr)


host, late, twin = (token(w) + "@x.org" for w in ("host", "late", "twin"))
authors = [token("author%d" % i) + "@x.org" for i in range(6)]
judges = [token("judge%d" % i) + "@y.org" for i in range(4)]
put("e.yaml", fault.EVENT.replace("host@x.org", host)
    .replace("batch: 3", "batch: 2, extensions: "
             "[{judge: %s, until: 2022-11-13 19:00}]" % judges[0])
    + "same_person: [[%s, %s]]\n" % (authors[0], twin)
    + "survey:\n  - {id: why, kind: text, question: Why, column: Why}\n"
    + "  - {id: you, kind: choice, options: [yes, no], question: You, "
      "column: You}\n")
put("r.csv", "email,name,site,team,role,Phone,Diet\n" + "".join(
    "%s,Author %d,london,,%s,%s,%s\n" % (
        a, i, token("role"), token("phone"), token("diet"))
    for i, a in enumerate(authors)))
put("p.csv", "id,title,members,Secret\n" + "".join(
    "%s,Project %d,%s,%s\n" % (token("id"), i, a, token("secret"))
    for i, a in enumerate(authors)))
put("j.csv", "email,name,affiliation,public,expertise,conflicts\n" + "".join(
    "%s,%s,%s,no,%s,\n" % (j, token("name"), token("school"),
                           token("expertise")) for j in judges))
put("s.csv", "email,Why\n%s,%s\n%s,%s\n" % (
    authors[1], token("answer"), token("nobody") + "@z.org", token("more")))
put("o.csv", "wave,email,kind,detail,quote,consent\n%s,%s,job,%s,%s,no\n" % (
    "2023", authors[2], token("detail"), token("quote")))
put("c.csv", "email,You\n" + "".join(
    "%s,%s\n" % (a, token("you") if i else "yes")
    for i, a in enumerate(authors)))
for words in ("create e.yaml", "import registrations r.csv",
              "import projects p.csv", "import judges j.csv", "assign",
              "import survey s.csv", "import survey c.csv",
              "import outcomes o.csv"):
    private(words.split())
for judge in judges:
    out = private(["list", "assignments"]).stdout.decode().splitlines()
    for line in out:
        if line.startswith(judge):
            private(["rate", line.split("\t")[1], "a=3", "b=4", "--judge",
                     judge, "--comment", token("comment")])
slug = out[-1].split("\t")[1]
private(["rate", slug, "a=5", "b=5", "--judge", out[-1].split("\t")[0],
         "--at", "2022-11-13 15:30", "--reason", token("reason"),
         "--replace"], fault.AFTER)
put("f.yaml", open(os.path.join(folder, "e.yaml")).read()
    .replace("weight: 2", "weight: 3"))
private(["amend", "f.yaml", "--reason", token("amend")], fault.AFTER)
private(["publish", "--reason", token("again")], fault.AFTER)
private(["retract", "--judge", judges[1], "--reason", token("aside")],
        fault.AFTER)

WHEN = ((fault.DURING, (0, 77)), (fault.AFTER, (0, 1)))
for now, codes in WHEN:
    for words in ("export pages --html -o html", "export pages -o md",
                  "export pages -o hugo --front-matter hugo",
                  "export results", "export results --json",
                  "export ratings", "export ratings --json",
                  "export calendar", "export data", "export data --audit",
                  "log", "log --json", "verify", "verify --json", "score",
                  "score --json", "status --json", "list projects",
                  "list events", "list sites", "check", "help",
                  "--version"):
        if words in ("list projects", "list sites", "status --json",
                     "check"):
            continue  # for the organizer, who may see it
        public(words.split(), now, codes + (0, 1, 77))
for root, _, names in os.walk(folder):
    part = os.path.relpath(root, folder).split("/")[0]
    for name in names:
        path = os.path.join(root, name)
        if part in ("html", "md", "hugo", "tmp"):
            with open(path, "rb") as file:
                look(path, file.read())
        elif part == "." and name not in (
                "e.yaml", "f.yaml", "r.csv", "p.csv", "j.csv", "s.csv", "o.csv", "c.csv",
                "jam.db", "jam.db-wal", "jam.db-shm"):
            problems.append("left behind: " + path)
if os.listdir(spool):
    problems.append("left behind: %s" % os.listdir(spool))

# The control: where the organizer asks for it, it is there.
seen = private(["export", "ratings", "--private"], fault.AFTER).stdout.lower()
if judges[0].encode() not in seen or b"comment" not in seen:
    problems.append("the control shows nothing")
shutil.rmtree(folder)
fault.finish("canary", [("tokens", len(tokens)), ("inputs", looked)], problems)
