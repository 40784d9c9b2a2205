# SPDX-License-Identifier: MIT
"""Changes behind jam's back, by SQL: each is found, or changes nothing.

A database with 200 ratings, an entry of the log each.  Rows are updated,
removed, doubled, swapped, times and weights moved; bits of the log flipped;
what no row of its own has a hash for is put in, moved or joined; and one who
can write makes all hashes fit again: then the head tells.
"""
import hashlib
import json
import os
import shutil
import sqlite3
import struct
import subprocess

import fault

JUDGES, PROJECTS = 20, 10
CHANGES, FLIPS, HIDINGS, FORGED = \
    (10000, 5000, 1000, 500) if fault.FULL else (150, 60, 60, 20)
problems, found, idle = fault.Problems(), [], []


class Jam:
    """A copy of the database for each processor."""

    def __init__(self):
        self.work = os.path.join(base, "copy%d" % len(os.listdir(base)))
        os.mkdir(self.work)
        self.path = os.path.join(self.work, "jam.db")

    def close(self):
        shutil.rmtree(self.work)

    def say(self, *words, now=fault.AFTER):
        return run(self.work, now, *words)


def run(folder, now, *words):
    env = dict(os.environ, JAM_NOW=now)
    for key in ("JAM_DB", "JAM_JUDGE", "FAULT"):
        env.pop(key, None)
    env["JAM_EVENT"] = "f" if "other.yaml" in words else "e"
    return subprocess.run(["jam"] + list(words), cwd=folder, env=env,
                          stdin=subprocess.DEVNULL, capture_output=True)


def make(folder):
    def put(name, text):
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    put("e.yaml", fault.EVENT.replace("batch: 3", "batch: 1, unlock: anytime"))
    put("other.yaml", fault.EVENT.replace("event: e", "event: f")
        .replace("host@", "other@"))
    put("p.csv", "id,title,members,site\n" + "".join(
        "%d,Project %d,m%d@x.org,london\n" % (i, i, i)
        for i in range(1, PROJECTS + 1)))
    put("r.csv", "email,name,site\n" + "".join(
        "m%d@x.org,Member %d,london\n" % (i, i)
        for i in range(1, PROJECTS + 1)))
    put("j.csv", "email,name\n" + "".join(
        "j%d@y.org,Judge %d\n" % (i, i) for i in range(JUDGES)))
    words = ["create e.yaml", "create other.yaml", "import projects p.csv",
             "import registrations r.csv", "import judges j.csv"]
    words += ["rate #%d a=%d b=%d --judge j%d@y.org%s" % (
        p, 1 + (p * j) % 5, 1 + (p + j) % 5, j, " -c Good" * (j == p))
        for j in range(JUDGES) for p in range(2, PROJECTS + 1)]
    words += ["rate #1 a=%d b=3 --judge j%d@y.org" % (1 + j % 5, j)
              for j in range(1, JUDGES)]
    words += ["rate #2 a=1 b=1 --judge j3@y.org --replace"]
    for line in words:
        done = run(folder, fault.DURING, *line.split())
        assert done.returncode == 0, done.stderr
    # Acts behind the publication: its rows are not counted again.
    for line in ("publish", "retract --judge j7@y.org --reason late"):
        assert run(folder, fault.AFTER, *line.split()).returncode == 0


def same(jam):
    """What anyone can see of a database: its record and its scores."""
    return [jam.say("export", "data", "--audit").stdout,
            jam.say("export", "data", "--private").stdout,
            jam.say("score", "--json").stdout]


def other(chance, value):
    if isinstance(value, int):
        return value + chance.choice([1, -1, 60, -3600, 1000])
    if isinstance(value, bytes):
        at = chance.randrange(len(value)) if value else 0
        return value[:at] + bytes([value[at] ^ 1 << chance.randrange(8)]) + \
            value[at + 1:] if value else b"x"
    if value is None:
        return chance.choice([1, "x"])
    at = chance.randrange(len(value) + 1)
    return value[:at] + chance.choice("05a ") + value[at + 1:]


def pick(db, chance, table):
    columns = [row[1] for row in db.execute("PRAGMA table_info(%s)" % table)]
    rows = db.execute("SELECT * FROM " + table).fetchall()
    return columns, list(chance.choice(rows)) if rows else None


def where(columns):
    return " AND ".join("%s IS ?" % c for c in columns)


def update(db, chance, table):
    columns, row = pick(db, chance, table)
    i = chance.randrange(len(columns))
    db.execute("UPDATE OR IGNORE %s SET %s = ? WHERE %s" % (
        table, columns[i], where(columns)), [other(chance, row[i])] + row)


def delete(db, chance, table):
    columns, row = pick(db, chance, table)
    db.execute("DELETE FROM %s WHERE %s" % (table, where(columns)), row)


def insert(db, chance, table):
    columns, row = pick(db, chance, table)
    i = chance.randrange(len(columns))
    row[i] = other(chance, row[i])
    db.execute("INSERT OR IGNORE INTO %s VALUES (%s)" % (
        table, ",".join("?" * len(row))), row)


def swap(db, chance, table):
    """Two rows trade what one column holds."""
    columns, a = pick(db, chance, table)
    b = pick(db, chance, table)[1]
    i = chance.randrange(len(columns))
    for row, value in ((a, b[i]), (b, a[i])):
        db.execute("UPDATE OR IGNORE %s SET %s = ? WHERE %s" % (
            table, columns[i], where(columns)), [value] + row)


def move_time(db, chance, table):
    table, column = chance.choice([
        ("log", "at"), ("rating", "rated_at"), ("rating", "entered_at"),
        ("publication", "at"), ("event", "closes_at"), ("event", "opens_at")])
    db.execute("UPDATE %s SET %s = %s + ? WHERE rowid IN (SELECT rowid FROM "
               "%s ORDER BY random() LIMIT 1)" % (table, column, column, table)
               if table in ("log", "event") else
               "UPDATE %s SET %s = %s + ?" % (table, column, column),
               [chance.choice([-86400, -1, 1, 86400])])


def move_weight(db, chance, table):
    db.execute("UPDATE criterion SET weight = weight + ? WHERE slot = ?",
               [chance.choice([1, 2, -1]), chance.randrange(2)])


def change(jam, chance):
    db = opened(jam)
    tables = [t for t, in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite%'")]
    tables = [t for t in tables if pick(db, chance, t)[1]]
    what = chance.choice([update, update, delete, insert, swap, move_time,
                          move_weight])
    # Half of the time what decides: ratings, entries, rules.
    table = chance.choice(tables if chance.random() < 0.5 else
                          ["rating", "log", "criterion", "event"])
    try:
        what(db, chance, table)
    except sqlite3.IntegrityError:
        pass  # SQLite keeps kinds of values itself
    db.commit()
    db.close()
    return "%s in %s" % (what.__name__, table)


# What no entry holds by itself: places, neighbours, and copies of values.
def trade(table, column):
    return ";".join("UPDATE %s SET %s = %d WHERE %s = %d" % (
        table, column, to, column, of)
        for of, to in ((1, 99999), (2, 1), (99999, 2)))


HIDDEN = [
    """INSERT INTO rating_private SELECT x.id, j.id, 'A lie', NULL
       FROM project x, judge j WHERE (x.id, j.id) NOT IN
       (SELECT project, judge FROM rating)""",
    """INSERT INTO skip_private SELECT judge, project, 'A lie' FROM rating""",
    """INSERT INTO set_aside_private SELECT judge, project, 'A lie'
       FROM rating LIMIT 1""",
    """INSERT INTO set_aside_private SELECT * FROM set_aside_private""",
    """INSERT INTO question_option VALUES (1, 1, 1, 'A lie', 0)""",
    """INSERT INTO judge_private VALUES (9999, 'A lie')""",
    """INSERT INTO site_private VALUES (9999, 0, 'liar@x.org')""",
    """UPDATE project SET site = (SELECT MAX(id) FROM site)""",
    """UPDATE registration SET site = (SELECT MAX(id) FROM site)""",
    trade("site", "event"), trade("site", "id"),
    trade("site_private", "site"), trade("event", "id"),
    trade("event_private", "event"), trade("criterion", "event"),
    trade("person_private", "id"), trade("judge", "id"),
    trade("project", "id"), trade("team", "id"), trade("team", "event"),
    trade("rating", "judge"),
    """UPDATE person_private SET email_key = NULL WHERE id = 1""",
    """UPDATE result SET numbers = numbers || ',' || (SELECT numbers FROM
       result WHERE position = 3) WHERE position = 2;
       DELETE FROM result WHERE position = 3""",
    """UPDATE log_rows SET prefixes = zeroblob(0)""",
    """DELETE FROM log_rows WHERE seq IN (SELECT seq FROM rating)""",
    """INSERT INTO log_ended SELECT seq, family, key || 'x', leaf, ended
       FROM log_ended""",
]


def hide(jam, chance):
    """One of those, or an index that says other than its table."""
    db = opened(jam)
    what = chance.randrange(len(HIDDEN) + 1)
    if what < len(HIDDEN):
        said = HIDDEN[what]
        try:
            db.executescript("PRAGMA foreign_keys = OFF;" + said)
        except sqlite3.IntegrityError:
            pass
    else:
        said = lie_in_index(db, chance)
    db.commit()
    db.close()
    return said


def lie_in_index(db, chance):
    """The rows as they were; an index as if two had traded its column."""
    table, index, column = chance.choice([
        ("person_private", "person_email", "email_key"),
        ("judge", "judge_person", "person"),
        ("project", "project_title", "title_key"),
        ("member", "member_person", "person")])
    key = "rowid" if table != "member" else "team"
    a, b = chance.sample(db.execute("SELECT %s, %s FROM %s" % (
        key, column, table)).fetchall(), 2)
    entry = db.execute("SELECT * FROM sqlite_schema WHERE name = ?",
                       [index]).fetchone()
    put = "UPDATE %s SET %s = ? WHERE %s = ?" % (table, column, key)
    for x, y in ((a[0], b[1]), (b[0], a[1])):
        db.execute(put, [-1 if x == a[0] and column == "person" else
                         "-" if x == a[0] else y, x])
    db.execute(put, [b[1], a[0]])
    db.commit()
    db.execute("PRAGMA writable_schema = ON")
    db.execute("DELETE FROM sqlite_schema WHERE name = ?", [index])
    db.commit()
    db.execute("PRAGMA writable_schema = RESET")
    for x, y in ((b[0], "-" if column != "person" else -1), a, b):
        db.execute(put, [y, x])
    db.commit()
    db.execute("PRAGMA writable_schema = ON")
    db.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", entry)
    return "%s of %s" % (index, table)


def flip(jam, chance):
    """One bit of one byte of the log."""
    db = opened(jam)
    table, column = chance.choice([
        ("log", c) for c in ("at", "kind", "payload", "nonce", "prev", "hash")
    ] + [("log_rows", "prefixes")])
    seq, value = chance.choice(db.execute("SELECT seq, %s FROM %s" % (
        column, table)).fetchall())
    kind = type(value)
    value = struct.pack(">q", value) if kind is int else value.encode() \
        if kind is str else value
    at = chance.randrange(len(value))
    value = value[:at] + bytes([value[at] ^ 1 << chance.randrange(8)]) + \
        value[at + 1:]
    db.execute("UPDATE %s SET %s = %s WHERE seq = ?" % (
        table, column, "CAST(? AS TEXT)" if kind is str else "?"),
        [struct.unpack(">q", value)[0] if kind is int else value, seq])
    db.commit()
    db.close()
    return "a bit of %s.%s of entry %d" % (table, column, seq)


def forge(jam, chance):
    """A better rating, and every hash from its entry on made anew."""
    def dump(value):
        return json.dumps(value, sort_keys=True, separators=(",", ":"))
    db = opened(jam)
    seq, = chance.choice(db.execute(
        "SELECT seq FROM rating WHERE scores <> '5 5'").fetchall())
    text, = db.execute("SELECT payload FROM log WHERE seq = ?", [seq])\
        .fetchone()
    says = json.loads(text)
    says["row"]["scores"] = ["5", "5"] if isinstance(
        says["row"]["scores"], list) else "5 5"
    leaf = hashlib.sha256(dump(says["row"]).encode()).digest()
    says["rows_sha256"] = hashlib.sha256(leaf).hexdigest()
    db.execute("UPDATE rating SET scores = '5 5' WHERE seq = ?", [seq])
    db.execute("UPDATE log_rows SET prefixes = ? WHERE seq = ?",
               [leaf[:8], seq])
    db.execute("UPDATE log SET payload = ? WHERE seq = ?", [dump(says), seq])
    prev = None
    for seq, at, kind, payload, nonce, old in db.execute(
            "SELECT seq, at, kind, payload, nonce, prev FROM log"
            " WHERE seq >= ? ORDER BY seq", [seq]).fetchall():
        prev = old if prev is None else prev
        kind, payload = kind.encode(), payload.encode()
        new = hashlib.sha256(
            b"jam log 1\n" + prev + struct.pack(">QqI", seq, at, len(kind)) +
            kind + nonce + struct.pack(">I", len(payload)) + payload).digest()
        db.execute("UPDATE log SET prev = ?, hash = ? WHERE seq = ?",
                   [prev, new, seq])
        prev = new
    db.commit()
    db.close()
    return "a forged rating of entry %d" % seq


def opened(jam):
    with open(jam.path, "wb") as file:
        file.write(whole)
    db = sqlite3.connect(jam.path)
    db.execute("PRAGMA ignore_check_constraints = ON")
    db.execute("PRAGMA foreign_keys = OFF")
    return db


def try_one(jam, task):
    how, seed = task
    said = how(jam, fault.random.Random(seed))
    if how is forge:
        done = jam.say("verify", "--head", head)
    else:
        done = jam.say("verify")
    if done.returncode in (1, 78) and b"jam: " in done.stderr:
        found.append(said)
    elif done.returncode == 0 and how in (change, hide) and \
            same(jam) == before:
        idle.append(said)
    else:
        problems.append("%s, chance %s: exit %d %s" % (
            said, seed, done.returncode, done.stderr))


base = fault.tempfile.mkdtemp(prefix="jam-tamper-")
first = Jam()
make(first.work)
with open(first.path, "rb") as file:
    whole = file.read()
before = same(first)
head = first.say("log").stdout.decode().split()[-1]
assert first.say("verify", "--head", head).returncode == 0
fault.sweep([(how, "%s-%s-%d" % (fault.SEED, how.__name__, i))
             for how, times in ((change, CHANGES), (flip, FLIPS),
                                (hide, HIDINGS), (forge, FORGED))
             for i in range(times)],
            try_one, Jam)
shutil.rmtree(base)
fault.finish("tamper", [("ratings", JUDGES * PROJECTS), ("changes", CHANGES),
                        ("bits", FLIPS), ("hidden", HIDINGS),
                        ("forged with new hashes", FORGED),
                        ("found", len(found)),
                        ("changed nothing", len(idle))], problems)
