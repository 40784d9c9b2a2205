# SPDX-License-Identifier: MIT
"""Scores once more, by Fraction: an event a line on standard input, as
test_scores_fractions.c writes it.  Exits 1 at the first that differs.

A value is (sign and square) where itch has a root, so all is exact.
"""
import functools, json, math, sys
from fractions import Fraction


def once(method):
    """Remembers its answers, for as long as the event is there."""
    @functools.wraps(method)
    def remembered(self, *args):
        at = (method.__name__, *args)
        if at not in self.known:
            self.known[at] = method(self, *args)
        return self.known[at]
    return remembered


class Event:
    def __init__(self, e):
        self.__dict__.update(e)
        self.known = {}
        self.projects = range(len(self.submitted))
        self.unit = Fraction(1, 10 ** self.decimals)
        counts = sorted(self.count(p) for p in self.projects)
        n = len(counts)
        self.median = (Fraction(self.median2, 2) if self.median2 >= 0 else
                       Fraction(counts[n // 2] + counts[(n - 1) // 2], 2))

    @once
    def count(self, p):
        return sum(r[0] == p for r in self.ratings)

    def y(self, r, c):
        """One rating, overall (c None) or on a criterion; None: left out."""
        x = r[2:]
        if c is not None:
            return None if x[c] is None else x[c] * self.unit
        told = [k for k in range(len(x)) if x[k] is not None]
        return (sum(self.weights[k] * x[k] for k in told) * self.unit
                / sum(self.weights[k] for k in told))

    @once
    def given(self, p, c, kind=None):
        ys = [self.y(r, c) for r in self.ratings
              if (p is None or r[0] == p) and (kind is None or r[1] == kind)]
        return [y for y in ys if y is not None]

    @once
    def mean(self, p, c, share):
        """And which class it comes from: 0 both, 1 peers, 2 experts."""
        peers, experts = self.given(p, c, 0), self.given(p, c, 1)
        every = peers + experts
        if not (share and self.share):
            return sum(every) / len(every), 0
        if not experts:
            return sum(peers) / len(peers), 1
        if not peers:
            return sum(experts) / len(experts), 2
        a = Fraction(self.share, 10000)
        return (a * (sum(experts) / len(experts))
                + (1 - a) * (sum(peers) / len(peers))), 0

    def damping(self, p):
        """The square of itch's factor."""
        if self.method != "itch" or self.median == 0:
            return Fraction(1)
        return min(Fraction(self.count(p)), self.median) / self.median

    @once
    def value(self, p, c):
        """The score before damping."""
        if self.method == "bayes":
            every, own = self.given(None, c), self.given(p, c)
            pull = Fraction(*self.prior) if self.prior[1] else Fraction(5)
            return ((pull * (sum(every) / len(every)) + sum(own))
                    / (pull + len(own)))
        return self.mean(p, c, self.method == "mean")[0]

    @once
    def key(self, p, c):
        """Sorts as the score does."""
        v = self.value(p, c)
        return v * abs(v) * self.damping(p)

    def printed(self, p, c):
        """Thousandths, half away from zero."""
        square = abs(self.key(p, c)) * 10 ** 6
        t = (math.isqrt(math.floor(4 * square)) + 1) // 2
        return -t if self.value(p, c) < 0 else t

    def exact(self, p):
        v, root = self.value(p, None), self.damping(p)
        return f"{v}" + (f"*sqrt({root})" if root != 1 and v != 0 else "")

    @once
    def chain(self, p):
        """What ties are parted by, each higher for the better."""
        parts = []
        for name in self.ties:
            if name == "ratings":
                parts.append(self.count(p))
            elif name == "submitted":
                parts.append(-self.submitted[p])
            else:
                c = int(name[1:])
                has = bool(self.given(p, c))
                parts.append((has, self.mean(p, c, self.method == "mean")[0]
                              if has else 0))
        return parts

    @once
    def ranked(self):
        return [p for p in self.projects if self.count(p) > 0
                and self.count(p) >= self.min_ratings]

    def rank(self, p, c):
        """Without the chain, for a criterion; with it, overall."""
        if p not in self.ranked() or not self.given(p, c):
            return 0
        rivals = [q for q in self.ranked() if self.given(q, c)]
        if c is not None:
            return 1 + sum(self.key(q, c) > self.key(p, c) for q in rivals)
        own = (self.key(p, c), self.chain(p))
        return 1 + sum((self.key(q, c), self.chain(q)) > own for q in rivals)

    def broken(self, p):
        """The entry that parts it from the one above, else below."""
        if p not in self.ranked():
            return ""
        own = self.chain(p)
        tied = [self.chain(q) for q in self.ranked()
                if self.key(q, None) == self.key(p, None)]
        above = [t for t in tied if t > own]
        below = [t for t in tied if t < own]
        other = min(above) if above else max(below) if below else None
        if other is None:
            return ""
        return next(n for n, a, b in zip(self.ties, own, other) if a != b)

    def row(self, p):
        n = self.count(p)
        row = {"project": p, "rank": self.rank(p, None), "ratings": n,
               "broken": self.broken(p)}
        parts = []
        for c in range(len(self.weights)):
            has = len(self.given(p, c))
            parts.append([self.printed(p, c) if has else 0, has,
                          self.rank(p, c)])
        row["parts"] = parts
        if n:
            row["score"] = self.printed(p, None)
            row["exact"] = self.exact(p)
            row["share"] = self.mean(p, None, self.method == "mean")[1]
        return row


def main():
    events = 0
    for line in sys.stdin:
        event = Event(json.loads(line))
        for have in event.rows:
            for name, want in event.row(have["project"]).items():
                if have[name] != want:
                    print(line, f"project {have['project']}: {name} is "
                          f"{have[name]}, by fractions {want}", sep="")
                    return 1
        events += 1
    print(f"{events} events agree with fractions")
    return 0 if events else 1


sys.exit(main())
