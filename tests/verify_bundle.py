#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second verifier of what `jam export data --audit` writes.

Written from the description of the log, not from jam's code, with nothing but
the standard library: verify_bundle.py BUNDLE [HEAD].  Exit 0: all holds;
1: the first things that do not are named; 65: this is no bundle.
"""
import hashlib
import json
import struct
import sys
from collections import Counter, defaultdict
from fractions import Fraction

flaws = []
IDLE = ("publish", "export", "backup", "forget", "award")


def flaw(seq, table, key, what):
    flaws.append("entry %s, %s %s: %s" % (seq, table, key, what))


def sha(data):
    return hashlib.sha256(data).digest()


def canonical(value):
    """JSON as it is hashed: sorted keys, no blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"),
                      ensure_ascii=False)


def read(path):
    rows, ended, results, log = [], [], defaultdict(str), []
    with open(path, encoding="utf-8", newline="\n") as file:
        if json.loads(next(file)) != {"bundle": "jam audit 1"}:
            raise ValueError("no bundle")
        for item in map(json.loads, file):
            if "hash" in item:
                log.append(item)
            elif "row" in item:
                rows.append(dict(item, leaf=sha(item["row"].encode())))
            elif "leaf" in item:
                ended.append(dict(item, leaf=bytes.fromhex(item["leaf"])))
            else:
                results[item["key"]] += item["results"]
    return rows, ended, results, log


def check_chain(log):
    """Each entry's hash covers itself and the one before it."""
    prev = "0" * 64
    for expected, entry in enumerate(log, 1):
        kind, payload = entry["kind"].encode(), entry["payload"].encode()
        if entry["seq"] != expected:
            flaw(expected, "log", "", "is missing")
        if entry["prev"] != prev:
            flaw(entry["seq"], "log", "", "does not follow the one before")
        prev = entry["hash"]
        if prev != sha(
                b"jam log 1\n" + bytes.fromhex(entry["prev"]) +
                struct.pack(">QqI", entry["seq"], entry["at"], len(kind)) +
                kind + bytes.fromhex(entry["nonce"]) +
                struct.pack(">I", len(payload)) + payload).hex():
            flaw(entry["seq"], "log", "", "was changed")


def check_list(seq, says, name, leaves):
    """The entry counts its rows and hashes them in order of table and key."""
    leaves.sort(key=lambda leaf: (leaf["table"].encode(),
                                  leaf["key"].encode(), leaf["seq"]))
    counts = dict(Counter(leaf["table"] for leaf in leaves)) or None
    data = b"".join(leaf["leaf"] for leaf in leaves)
    if says.get(name) != counts or says.get(name + "_sha256") != (
            sha(data).hex() if leaves else None):
        flaw(seq, name, says.get("key", ""), "not those that are here")


def check_entries(log, rows, ended):
    """The rows that an entry made, and those that it ended, are its own."""
    made, over = defaultdict(list), defaultdict(list)
    for row in rows + ended:
        made[row["seq"]].append(row)
    for row in ended:
        name = (row["table"] + "\0" + row["key"] + "\0").encode()
        over[row["ended"]].append(dict(
            row, leaf=name + struct.pack(">Q", row["seq"]) + row["leaf"]))
        if row["seq"] >= row["ended"]:
            flaw(row["ended"], row["table"], row["key"], "ended too early")
    standing = set()
    for row in rows:
        if (row["table"], row["key"]) in standing:
            flaw("-", row["table"], row["key"], "is there more than once")
        standing.add((row["table"], row["key"]))
        if any(len(part) == 32 and part not in row["row"]
               for part in row["key"].split(" ")):
            flaw(row["seq"], row["table"], row["key"], "not its key")
    for entry in log:
        seq, says = entry["seq"], json.loads(entry["payload"])
        if canonical(says) != entry["payload"]:
            flaw(seq, "log", "", "its payload is not canonical JSON")
        mine = made.pop(seq, [])
        check_list(seq, says, "rows", mine)
        check_list(seq, says, "ended", over.pop(seq, []))
        if "row" in says:
            told = (says["table"], says["key"],
                    sha(canonical(says["row"]).encode()))
            if told not in [(leaf["table"], leaf["key"], leaf["leaf"])
                            for leaf in mine]:
                flaw(seq, says["table"], says["key"], "was changed")
    for seq in list(made) + list(over):
        flaw(seq, "rows", "", "name an entry that is not there")


def check_results(rows, results, log):
    """What was published is what its row fixes, and what the ratings give."""
    table, latest = defaultdict(dict), {}
    for row in rows:
        table[row["table"]][row["key"]] = dict(json.loads(row["row"]),
                                               made_by=row["seq"])
    for key, row in table["publication"].items():
        have = results.pop(key, "")
        if sha(have.encode()).hex() != row["results"]:
            flaw("-", "publication", key, "its results are not these")
        elif latest.get(row["event"], (0,))[0] < row["number"]:
            latest[row["event"]] = row["number"], key, json.loads(have)
    for key in results:
        flaw("-", "publication", key, "was never published")
    last = max([e["seq"] for e in log if e["kind"] not in IDLE], default=0)
    for event, (_, key, have) in latest.items():
        if last < table["publication"][key]["made_by"] and not flaws:
            recount(event, table, have, key)


def means(event, table, rules):
    """The weighted scores of each project, exactly, of those who count."""
    criteria = [(c["slot"], c["units"]) for c in table["criterion"].values()
                if c["event_uid"] == event and not c["dropped"]]
    admitted = rules["judging.by"].split()
    aside = {(a["judge"], a["project"]) for a in table["set_aside"].values()}
    of = defaultdict(list)
    for r in table["rating"].values():
        judge, project = r["judge"], r["project"]
        expert = table["judge"][judge]["kind"] == "expert"
        if (judge, project) in aside or (judge, None) in aside or (
                "experts" not in admitted if expert else
                admitted == ["experts"]):
            continue
        given = [(Fraction(r["scores"][slot]), weight)
                 for slot, weight in criteria
                 if slot < len(r["scores"]) and
                 r["scores"][slot] not in (None, "-")]
        of[project].append(sum(s * w for s, w in given) /
                           sum(w for s, w in given))
    return of


def recount(event, table, have, key):
    """The plain mean of every project, as a person would do it."""
    rules = table["event"][event]
    if have["method"] != "mean" or rules["scoring.expert_share"] != "0":
        return
    scores = means(event, table, rules)
    numbers = {p["number"]: uid for uid, p in table["project"].items()
               if p["event"] == event}
    best = None
    for row in have["rows"]:
        given = scores[numbers[row["number"]]]
        mean = sum(given) / len(given) if given else None
        if row["ratings"] != len(given) or (
                row["exact"] and Fraction(row["exact"]) != mean):
            flaw("-", "publication", key,
                 "not the mean of project %d" % row["number"])
        if row["rank"] is None:
            continue
        if best is not None and mean > best:
            flaw("-", "publication", key,
                 "project %d is ranked too low" % row["number"])
        best = mean


def main():
    try:
        rows, ended, results, log = read(sys.argv[1])
        check_chain(log)
        check_entries(log, rows, ended)
        check_results(rows, results, log)
    except Exception as error:  # whatever the file made of it
        print("this is no bundle: %r" % error)
        return 65
    if len(sys.argv) > 2 and sys.argv[2] not in [e["hash"] for e in log]:
        flaw("-", "head", sys.argv[2], "is not in the log")
    for text in flaws[:20]:
        print(text)
    if not flaws:
        print("%d entries up to the head %s" %
              (len(log), log[-1]["hash"] if log else "0" * 64))
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main())
