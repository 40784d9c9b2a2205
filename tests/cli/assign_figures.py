# SPDX-License-Identifier: MIT
"""An independent check of `jam assign --json`: every figure from the rows.

make N DIR: files of a random event.  check DB ROW.json: compare.
"""
import hashlib, json, math, random, sqlite3, sys


def make(n, where):
    rnd = random.Random(n)
    judges, sites = rnd.randint(8, 60), rnd.randint(1, 4)
    projects = rnd.randint(6, min(judges, 24))
    rule = rnd.choice(["allow", "avoid"])
    with open(f"{where}/event.yaml", "w") as f:
        f.write("event: e\ntitle: E\nstarts: 2022-11-11 18:00\n"
                "ends: 2022-11-13 14:00\nteams: {max: 20}\n"
                "judging: {by: [authors], "
                f"batch: {rnd.randint(1, 4)}, own_site: {rule}}}\n"
                "criteria: [{id: impact, title: Impact}]\nsites:\n")
        for s in range(sites):
            f.write(f"  - {{id: s{s}, title: S{s}}}\n")
    with open(f"{where}/r.csv", "w") as f:
        f.write("email,name,site,status\n")
        for i in range(judges):
            f.write(f"j{i}@x.org,J {i},s{i % projects % sites},going\n")
    with open(f"{where}/p.csv", "w") as f:
        f.write("id,title,team,members\n")
        for j in range(projects):
            who = ";".join(f"j{i}@x.org" for i in range(j, judges, projects))
            f.write(f"E{j},Project {j},Team {j},{who}\n")


def eigenvalues(a):
    n = len(a)
    for _ in range(40):
        if sum(a[p][q] ** 2 for p in range(n) for q in range(p)) < 1e-24:
            break
        for p in range(n):
            for q in range(p):
                if abs(a[p][q]) < 1e-15:
                    continue
                h = (a[q][q] - a[p][p]) / (2 * a[p][q])
                t = math.copysign(1, h) / (abs(h) + math.sqrt(h * h + 1))
                c = 1 / math.sqrt(t * t + 1)
                s = t * c
                for k in range(n):
                    x, y = a[p][k], a[q][k]
                    a[p][k], a[q][k] = c * x - s * y, s * x + c * y
                for k in range(n):
                    x, y = a[k][p], a[k][q]
                    a[k][p], a[k][q] = c * x - s * y, s * x + c * y
    return sorted(a[k][k] for k in range(n))


def check(db, row):
    cut = sqlite3.connect(db)
    event = cut.execute("SELECT uid FROM event").fetchone()[0]
    seats = cut.execute(
        "SELECT j.uid, s.slot, p.uid, j.person, p.id, p.team, p.site"
        " FROM seat s JOIN judge j ON j.id = s.judge"
        " JOIN project p ON p.id = s.project").fetchall()
    site = dict(cut.execute("SELECT person, site FROM registration"))
    teams, batches = {}, {}
    for person, team in cut.execute("SELECT person, team FROM member"):
        teams.setdefault(person, set()).add(team)
    whole = {}
    for person, team in cut.execute("SELECT person, team FROM member"):
        whole.setdefault(team, set()).add(site.get(person))
    load = dict.fromkeys(
        (p for p, in cut.execute("SELECT id FROM project")), 0)
    for s in sorted(seats):
        batches.setdefault(s[0], []).append(s)
        load[s[4]] += 1
        assert s[5] not in teams[s[3]], "own project"
    lines = ["jam-assignment/1", f"event\t{event}", f"batch\t{row['batch']}"]
    for uid in sorted(batches):
        lines.append("\t".join([uid] + [f"{s[1]}:{s[2]}"
                                        for s in batches[uid]]))
    digest = hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest()
    rates = {(t, s[5]) for s in seats for t in teams[s[3]]}
    pairs = sum((b, a) in rates for a, b in rates if a < b)
    up = {p: p for p in load}

    def root(x):
        while up[x] != x:
            x = up[x]
        return x

    for b in batches.values():
        for s in b:
            up[root(s[4])] = root(b[0][4])
    alive = [p for p in load if load[p]]
    parts = len({root(p) for p in alive})
    place = {p: k for k, p in enumerate(alive)}
    n = len(alive)
    m = [[float(a == b) for a in range(n)] for b in range(n)]
    for b in batches.values():
        for s in b:
            for t in b:
                m[place[s[4]]][place[t[4]]] -= 1 / len(b) / math.sqrt(
                    load[s[4]] * load[t[4]])
    bound = sum(m[k][k] for k in range(n)) / (n - 1)
    values = eigenvalues(m)
    own = 0
    for s in seats:
        at = {s[6]} if s[6] else whole[s[5]]
        own += len(at) == 1 and None not in at and site[s[3]] in at
    sets = [{s[4] for s in b} for b in batches.values()]
    shared = sum(len(sets[a] & sets[b]) > 1
                 for a in range(len(sets)) for b in range(a))
    want = {"seats": len(seats), "load_min": min(load.values()),
            "load_max": max(load.values()), "components": parts,
            "connected": parts == 1, "reciprocal_pairs": pairs,
            "digest": digest, "judges": len(batches), "projects": len(load),
            "own_site_seats": own, "shared_pairs": shared,
            "batch_min": min(map(len, sets)), "batch_max": max(map(len, sets)),
            "efficiency_bound": bound,
            "lambda2": values[1] if parts == 1 else 0.0}
    if parts == 1 and row["batch_max"] > 1:
        want["efficiency"] = (n - 1) / sum(1 / v for v in values[1:]) / bound
    else:
        want["efficiency"] = None
    for key, value in want.items():
        got = row[key]
        same = abs(got - value) < 1e-6 if isinstance(value, float) else (
            got == value)
        assert same, f"{key}: {value}, jam says {got}"


if sys.argv[1] == "make":
    make(int(sys.argv[2]), sys.argv[3])
else:
    with open(sys.argv[3]) as f:
        check(sys.argv[2], json.load(f)["rows"][0])
