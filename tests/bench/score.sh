#!/bin/sh
# SPDX-License-Identifier: MIT
# Scoring against its peers, each beside jam in turn, as lines of
# "name size ms peer ratio", medians of five:
#   stored-*  5,000,000 stored ratings to ranked rows, and
#   jam-*     the whole command, its answer written, against SQLite's GROUP BY
#             on a plain table of whole numbers;
#   mixed-*   the fit against lme4, where R has it, with OpenBLAS: at 1e-6
#             (mixed-dense, mixed-jam), with probes alone (mixed-jam-probed).
# "within" says how far off lme4's fit jam's is.
set -eu

programs=$PWD/build/release/tests/bench
bench=$programs/bench_score
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Some machines set these, and a current OpenBLAS is slower for it.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE JAM_DB JAM_EVENT

now() {
	date +%s%N | cut -c -13
}

# timed COMMAND...: its milliseconds.
timed() {
	start=$(now)
	"$@" >answer
	echo $(($(now) - start))
}

median() {
	sort -n "$1" | sed -n 3p
}

# result NAME SIZE: the medians of the files ours and peer.
result() {
	echo "$1 $2 $(median ours) $(median peer)" | awk \
		'{ printf "%s %s %.0f %.0f %.1f\n", $1, $2, $3, $4, $4 / $3 }'
}

# The plain table, and the same ratings as jam stores them.
"$bench" write score-mean | sed 1d >ratings.csv
sqlite3 plain.db 'CREATE TABLE rating (judge INT, project INT, a INT, b INT,
	c INT, d INT)' '.mode csv' '.import ratings.csv rating'
cat >event.yaml <<'END'
event: big
title: Big
starts: 2022-11-11 18:00
ends: 2022-11-13 14:00
judging: {by: [experts]}
criteria:
  - {id: a, title: A, weight: 1}
  - {id: b, title: B, weight: 2}
  - {id: c, title: C, weight: 3}
  - {id: d, title: D, weight: 4}
END
jam create event.yaml >/dev/null 2>&1
cat >store.sql <<'END'
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -1000000;
ATTACH 'plain.db' AS plain;
BEGIN;
CREATE TEMP TABLE e AS SELECT id FROM event;
INSERT INTO person_private (id, uid, salt, source, source_id, seq)
	SELECT value + 1, printf('%032x', value), zeroblob(16), 'bench', value,
	1 FROM generate_series(0, 999999);
INSERT INTO judge (id, uid, event, person, kind, shown, seq)
	SELECT value + 1, printf('%032x', value), e.id, value + 1, 1, 0, 1
	FROM e, generate_series(0, 999999);
INSERT INTO team (id, uid, event, name, name_key, seq)
	SELECT value + 1, printf('%032x', value), e.id, 'Team ' || value,
	'team ' || value, 1 FROM e, generate_series(0, 249999);
INSERT INTO project (id, uid, event, number, slug, title, title_key, team, seq)
	SELECT value + 1, printf('%032x', value), e.id, value + 1,
	'p' || value, 'Project ' || value, 'project ' || value, value + 1, 1
	FROM e, generate_series(0, 249999);
INSERT INTO rating (project, judge, scores, rated_at, entered_at, recorded, seq)
	SELECT project + 1, judge + 1, a || ' ' || b || ' ' || c || ' ' || d,
	1668348000 + rowid % 14000, 1668348000 + rowid % 14000, 0, 1
	FROM plain.rating ORDER BY project, judge;
COMMIT;
END
sqlite3 jam.db <store.sql
sums='SELECT project, count(*), 1.0 * sum(a + 2*b + 3*c + 4*d) / count(*) AS m
	FROM rating GROUP BY project ORDER BY m DESC'
for method in mean itch; do
	rm -f ours peer whole
	for _ in 1 2 3 4 5; do
		timed sqlite3 plain.db "$sums" >>peer
		"$programs/bench_stored" jam.db $method >>ours
		timed jam score --method $method >>whole
	done
	result stored-$method 5000000
	mv whole ours
	result jam-$method 5000000
done

"$bench" mixed-5000000 | sed 's/$/ - -/'
command -v prlimit >/dev/null && {
	prlimit --as=2147483648 "$bench" mixed-5000000 >/dev/null &&
		echo "# mixed-5000000 fits into 2 GiB"
}
"$bench" draws-1000 | sed 's/$/ - -/'
if ! Rscript -e 'library(lme4)' >/dev/null 2>&1; then
	echo "# lme4 is not there: mixed has no peer"
	exit 0
fi
cat >fit.R <<'END'
suppressMessages(library(lme4))
a <- commandArgs(TRUE)
d <- read.csv(a[1])
d$judge <- factor(d$judge)
d$project <- factor(d$project)
d$score <- d$score / 1000
t <- system.time(m <- lmer(score ~ 1 + (1 | judge) + (1 | project), d,
			   control = lmerControl(calc.derivs = FALSE)))
v <- as.data.frame(VarCorr(m))
v <- v$vcov[match(c("judge", "project", "Residual"), v$grp)]
r <- ranef(m, condVar = FALSE)$project
r <- r[order(as.integer(rownames(r))), 1]
far <- function(how) {
	x <- as.numeric(system2(a[2], c(how, a[1]), stdout = TRUE))
	sprintf("components %.1e effects %.1e", max(abs(x[1:3] / v - 1)),
		max(abs(x[-(1:4)] - r)))
}
cat(round(1000 * t[["elapsed"]]), "\n")
cat("# within:", far("fit"), "\n", file = stderr())
if (length(a) > 2)
	cat("# probed within:", far("fit-probed"), "\n", file = stderr())
END
# fitted NAME PEER: one case against lme4's one run, which takes long.
fitted() {
	"$bench" "$1" | awk -v peer="$2" \
		'{ printf "%s %s %.0f %.0f %.1f\n", $1, $2, $3, peer, peer / $3 }'
}
for case in mixed-dense mixed-jam; do
	"$bench" write "$case" >"$case.csv"
	probed=
	[ $case = mixed-dense ] || probed=probed
	# One word, or none.
	# shellcheck disable=SC2086
	peer=$(Rscript fit.R "$case.csv" "$bench" $probed 2>within)
	fitted "$case" "$peer"
	[ $case = mixed-dense ] || fitted mixed-jam-probed "$peer"
	cat within
done
