# SPDX-License-Identifier: MIT
"""Files made to cost time or memory: refused, the bound in the message.

64 MB and five seconds of CPU at most for each; nothing is imported.
"""
import csv
import json
import os
import resource
import shutil
import tempfile

import fault

MOST_KB, MOST_SECONDS = 64 * 1024, 5
problems, peak, slowest, tried = fault.Problems(), 0, 0, 0
folder = tempfile.mkdtemp(prefix="jam-bombs-")


def jam(words, now=fault.DURING):
    """(exit, what it said, memory in KB, seconds of CPU)"""
    env = dict(os.environ, JAM_NOW=now)
    for key in ("JAM_DB", "JAM_EVENT", "JAM_JUDGE", "FAULT"):
        env.pop(key, None)
    said = os.path.join(folder, "said")
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        os.dup2(os.open(said, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), 2)
        os.dup2(os.open("/dev/null", os.O_RDWR), 1)
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        os.execvpe("jam", ["jam"] + words.split(), env)
    _, status, used = os.wait4(child, 0)
    with open(said, encoding="utf-8") as file:
        return (os.waitstatus_to_exitcode(status), file.read(),
                used.ru_maxrss, used.ru_utime + used.ru_stime)


def refuse(words, name, parts, bound):
    """A file of the parts, each a text and how often it stands there."""
    global peak, slowest, tried
    with open(os.path.join(folder, name), "w") as file:
        for text, times in parts:
            for _ in range(times // 10000):
                file.write(text * 10000)
            file.write(text * (times % 10000))
    code, said, memory, seconds = jam(words + " " + name)
    os.unlink(os.path.join(folder, name))
    tried, peak = tried + 1, max(peak, memory)
    slowest = max(slowest, seconds)
    if code != 65 or bound not in said or not said.count(name):
        problems.append("%s: exit %d %s" % (name, code, said[:200]))
    if memory > MOST_KB or seconds > MOST_SECONDS:
        problems.append("%s: %d KB, %.1f s" % (name, memory, seconds))


YAML = [
    ("brackets.yaml", [("[", 10 ** 6)], "16 levels"),
    ("blocks.yaml", [("- ", 10 ** 5)], "16 levels"),
    ("braces.yaml", [("{", 10 ** 6)], "plain text"),
    ("aliases.yaml", [("a: &a [x]\nb: &b [*a,*a]\n", 1)], "anchor (&)"),
    ("merge.yaml", [("a:\n  <<: {b: 1}\n", 1)], "merge key"),
    ("key.yaml", [("a", 10 ** 6), (": 1\n", 1)], "64 KiB"),
    ("scalar.yaml", [("title: ", 1), ("x", 10 ** 5)], "64 KiB"),
    ("file.yaml", [("title: x\n# ", 1), ("x", 3 * 10 ** 6)], "1024 KiB"),
    ("parts.yaml", [("a: [", 1), ("1,", 200000), ("1]\n", 1)], "100,000"),
]
CSV = [
    ("field.csv", [('email,title\na@x.org,"', 1), ("y", 10 ** 8),
                   ('"\n', 1)], "1 MiB"),
    ("open.csv", [('email,title\na@x.org,"', 1), ("y" * 99 + "\n", 10 ** 6)],
     "1 MiB"),
    ("line.csv", [("email,title\n", 1), ("z", 10 ** 8)], "1 MiB"),
    ("header.csv", [("z", 10 ** 8)], "1 MiB"),
]
for name, parts, bound in YAML:
    refuse("create", name, parts, bound)
if os.path.exists(os.path.join(folder, "jam.db")):
    problems.append("a refused file made a database")
with open(os.path.join(folder, "e.yaml"), "w") as file:
    file.write(fault.EVENT)
jam("create e.yaml")
before = open(os.path.join(folder, "jam.db"), "rb").read()
for name, parts, bound in CSV:
    for what in ("registrations", "projects"):
        refuse("import " + what, name, parts, bound)
if open(os.path.join(folder, "jam.db"), "rb").read() != before:
    problems.append("a refused file changed the database")

# Markdown that costs cmark seconds, as abstracts as long as are allowed.
CORPUS = os.path.join(os.environ.get("JAM_SHARED", "../shared"),
                      "corpora/commonmark/pathological.jsonl")
texts = ["- " * 32000 + "x", "> " * 32000, "\n".join(
    ["- " * 20 + "x"] * 1500), "[" * 60000, "*a **a " * 9000]
if os.path.exists(CORPUS):
    for line in open(CORPUS, encoding="ascii"):
        parts = json.loads(line)["parts"]
        texts.append("".join(
            p["text"] * p["times"] if "text" in p else
            "".join(p["before"] + p["pad"] * i + p["after"]
                    for i in range(p["i_from"], p["i_to"] + 1))
            for p in parts if "rule" not in p)[:60000].replace("\0", ""))
else:
    print("there is no %s: five cases of our own" % CORPUS)
with open(os.path.join(folder, "p.csv"), "w", newline="") as file:
    csv.writer(file).writerows([["id", "title", "abstract"]] + [
        [i, "Project %d" % i, text] for i, text in enumerate(texts)])
for words in ("import projects p.csv", "check", "export pages --html -o site",
              "export pages -o md"):
    code, said, memory, seconds = jam(words)
    if code not in (0, 1) or seconds > len(texts):
        problems.append("%s: exit %d, %.1f s %s" % (words, code, seconds,
                                                    said[:300]))
shutil.rmtree(folder)
fault.finish("bombs", [("files", tried), ("abstracts", len(texts)),
                       ("most memory in KB", peak),
                       ("most CPU in ms", int(1000 * slowest))], problems)
