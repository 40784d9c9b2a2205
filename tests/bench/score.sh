#!/bin/sh
# SPDX-License-Identifier: MIT
# Scoring without a database against SQLite's GROUP BY on a plain table, and
# the mixed model against lme4 (where R has it): lines of
# "name size ms peer ratio", jam and its peer in turn.
set -eu

bench=$PWD/build/release/tests/bench/bench_score
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Name, size and milliseconds of a case, beside a peer's milliseconds.
beside() {
	"$bench" "$1" | awk -v peer="$2" \
		'{ printf "%s %s %.0f %.0f %.1f\n", $1, $2, $3, peer, peer / $3 }'
}

now() {
	date +%s%N | cut -c -13
}

sums='SELECT project, count(*), 1.0 * sum(a + 2*b + 3*c + 4*d) / count(*) AS m
	FROM rating GROUP BY project ORDER BY m DESC'
"$bench" write score-mean | sed 1d >ratings.csv
sqlite3 plain.db 'CREATE TABLE rating (judge INT, project INT, a INT, b INT,
	c INT, d INT)' '.mode csv' '.import ratings.csv rating'
for case in score-mean score-itch; do
	start=$(now)
	sqlite3 plain.db "$sums" >/dev/null
	beside "$case" $(($(now) - start))
done

for case in mixed-5000000 draws-1000; do
	"$bench" "$case" | sed 's/$/ - -/'
done
if ! Rscript -e 'library(lme4)' >/dev/null 2>&1; then
	echo "lme4 is not there: mixed has no peer"
	exit 0
fi
cat >fit.R <<'EOF2'
suppressMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1])
d$judge <- factor(d$judge)
d$project <- factor(d$project)
d$score <- d$score / 1000
t <- system.time(lmer(score ~ 1 + (1 | judge) + (1 | project), d,
                      control = lmerControl(calc.derivs = FALSE)))
cat(round(1000 * t[["elapsed"]]), "\n")
EOF2
for case in mixed-dense mixed-jam; do
	"$bench" write "$case" >"$case.csv"
	peer=$(Rscript fit.R "$case.csv")
	beside "$case" "$peer"
	[ "$case" = mixed-jam ] && beside mixed-jam-probed "$peer"
done
exit 0
