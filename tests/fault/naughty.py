# SPDX-License-Identifier: MIT
"""515 naughty strings in every text field, and back; what is made of them.

Each comes back as it was, or was refused.  All JSON is JSON to two parsers;
pages are as many as projects, all inside their folder; nothing is run.
"""
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import fault

CORPUS = os.path.join(os.environ.get("JAM_SHARED", "../shared"),
                      "corpora/blns/strings.jsonl")
if not os.path.exists(CORPUS):
    print("skipped: no " + CORPUS)
    sys.exit(77)
strings = [json.loads(line)["s"] for line in open(CORPUS, encoding="ascii")]
problems, parsed, back = fault.Problems(), 0, 0
folder = tempfile.mkdtemp(prefix="jam-naughty-")
sqlite = sqlite3.connect(":memory:")


def jam(words, now=fault.DURING, codes=(0,)):
    env = dict(os.environ, JAM_NOW=now)
    for key in ("JAM_DB", "JAM_EVENT", "JAM_JUDGE", "FAULT"):
        env.pop(key, None)
    done = subprocess.run(["jam"] + words, cwd=folder, env=env,
                          stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode not in codes:
        problems.append("%r: exit %d %r" % (words[:6], done.returncode,
                                            done.stderr[:300]))
    return done


def put(name, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8",
              errors="surrogatepass", newline="") as file:
        csv.writer(file).writerows(rows)


def kept(text, one_line):
    """As formats.md keeps text: outer blanks off, lines ended by LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return " ".join(text.split()) if one_line else text.strip()


def check_json(words, now, codes=(0, 1)):
    """What one command says is JSON to two parsers."""
    global parsed
    text = jam(words, now, codes).stdout
    if not text:
        return None
    parsed += 1
    try:
        value = json.loads(text.decode("utf-8", "strict"),
                           parse_constant=lambda name: 1 / 0)
    except (ValueError, ZeroDivisionError) as error:
        problems.append("%r: %r" % (words, error))
        return None
    if sqlite.execute("SELECT json_valid(?)", [text.decode()]) \
            .fetchone() != (1,):
        problems.append("%r: no JSON to SQLite" % words)
    return value


with open(os.path.join(folder, "e.yaml"), "w") as file:
    file.write(fault.EVENT.replace("batch: 3", "batch: 1, unlock: anytime")
               + "survey:\n  - {id: why, kind: text, question: Why, "
               "column: Why}\n")
jam(["create", "e.yaml"])
put("p.csv", [["id", "title", "members", "abstract", "team", "Answer"]] +
    [["%d" % i, text, "m%d@x.org" % i, text, "T%d %s" % (i, text), text]
     for i, text in enumerate(strings)])
put("r.csv", [["email", "name", "role", "Diet"]] +
    [["m%d@x.org" % i, text, text, text] for i, text in enumerate(strings)])
put("j.csv", [["email", "name", "affiliation", "expertise"]] +
    [["j%d@y.org" % i, text or "J", text, text]
     for i, text in enumerate(strings)])
put("s.csv", [["email", "Why"]] + [["m%d@x.org" % i, text]
                                   for i, text in enumerate(strings)])
for what in ("registrations r.csv", "projects p.csv", "judges j.csv",
             "survey s.csv"):
    done = jam(["import"] + what.split() + ["--skip-bad"], codes=(0, 1, 65))
for i, text in enumerate(strings):
    done = jam(["rate", "#1", "a=3", "b=4", "--judge", "j%d@y.org" % i,
                "--comment=" + text.encode("utf-8", "surrogatepass")
                .decode("utf-8", "surrogateescape")]
               if "\0" not in text else ["log"], codes=(0, 65, 66))
    jam(["show", "project", text] if "\0" not in text and text else ["log"],
        codes=(0, 64, 65, 66))

# What stands in the database is what was typed.
data = check_json(["export", "data", "--private", "--json"], fault.AFTER)
whole = json.dumps(data, ensure_ascii=False)
for i, text in enumerate(strings):
    if any(json.dumps(kept(text, one), ensure_ascii=False) in whole
           for one in (True, False)):
        back += 1
    else:
        problems.append("string %d did not come back: %r" % (i + 1, text))

for now in (fault.DURING, fault.AFTER):
    for words in ("list projects", "list registrations", "list persons",
                  "list judges", "list teams", "list ratings",
                  "list assignments", "list events", "list sites", "status",
                  "score", "check", "log", "verify", "report coverage",
                  "report raters", "report survey", "report sources",
                  "export results", "export ratings", "export data",
                  "export ratings --private", "show event", "assign",
                  "show project #1", "show project #13"):
        check_json(words.split() + ["--json"], now, (0, 1, 64, 65, 66, 77))
jam(["publish"], fault.AFTER)
check_json(["export", "results", "--json"], fault.AFTER)
number = len(check_json(["list", "projects", "--json"], fault.AFTER)["rows"])

# One page a project, all of them inside.
before = set(os.listdir(folder))
for name, words in (("html", ["--html"]), ("md", []),
                    ("hugo", ["--front-matter", "hugo"])):
    jam(["export", "pages", "-o", name] + words, fault.AFTER)
    pages = os.listdir(os.path.join(folder, name, "projects"))
    if len(pages) != number or len({p.lower() for p in pages}) != number:
        problems.append("%s: %d pages of %d projects" % (name, len(pages),
                                                         number))
left = set(os.listdir(folder)) - before - {"html", "md", "hugo"}
if left:
    problems.append("left behind: %s" % left)
jam(["verify"], fault.AFTER)
shutil.rmtree(folder)
fault.finish("naughty", [("strings", len(strings)), ("came back", back),
                         ("pages a time", number), ("JSON texts", parsed)], problems)
