#!/bin/sh
# SPDX-License-Identifier: MIT
# Scores of every kind as digests: each compiler must give the same bytes, in
# the small (Cholesky) and in the large (conjugate gradients), one thread or
# two.  A made-up jam: leniency, quality and noise by a fixed recipe.
set -eu
export JAM_NOW=2022-11-13T15:00:00Z COLUMNS=80

# make SLUG PROJECTS JUDGES BATCH: its files, into the database.
make() {
	cat >event.yaml <<-YAML
	event: $1
	title: A Jam
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	judging: {by: [experts], batch: $4}
	criteria:
	  - {id: safety, title: Safety, weight: 3}
	  - {id: novelty, title: Novelty, weight: 2}
	  - {id: style, title: Style, required: false}
	scoring: {tie_break: [safety, ratings]}
	YAML
	awk -v projects="$2" -v judges="$3" -v batch="$4" '
	function draw(n) {
		seed = (seed * 16807) % 2147483647
		return seed % n
	}
	function score(i, j) {
		x = 2 + int((j * 7 % 24) / 8) + i * 5 % 3 - 1 + draw(3) - 1
		return x < 1 ? 1 : x > 5 ? 5 : x
	}
	BEGIN {
		seed = 20260701
		print "title,members" >"projects.csv"
		print "email,name" >"judges.csv"
		print "judge,project,safety,novelty,style" >"ratings.csv"
		for (j = 1; j <= projects; j++)
			print "P" j ",p" j "@example.org" >"projects.csv"
		for (i = 1; i <= judges; i++) {
			print "j" i "@example.org,J" i >"judges.csv"
			first = draw(projects)
			for (k = 0; k < batch; k++) {
				j = (first + k * (i % 11 + 1)) % projects + 1
				if (seen[i, j]++)
					continue
				print "j" i "@example.org,p" j "," \
					score(i, j) "," score(i, j) "," \
					(draw(4) ? score(i, j) : "") \
					>"ratings.csv"
			}
		}
	}'
	jam create event.yaml >/dev/null 2>&1
	for what in projects judges; do
		jam --event "$1" import $what $what.csv >/dev/null 2>&1
	done
	jam --event "$1" import ratings ratings.csv --as-recorded >/dev/null 2>&1
}

digest() {
	"$@" >said 2>errors || echo "exit $?" >>said
	cat errors >>said
	printf '%s  %s\n' "$(sha256sum <said | cut -c 1-16)" "$*"
}

make small 40 60 4
for method in mean itch bayes mixed; do
	digest jam score --event small --method $method --json
	digest jam score --event small --method $method --chart
	digest jam score --event small --method $method --explain p7 --json
done
digest jam score --event small --compare --json
digest jam report raters --event small --json
digest jam plan --projects 24 --judges 30 --batch 4 --json
make large 1700 2100 5
for method in mean itch bayes mixed; do
	digest jam score --event large --method $method --json
done
digest jam score --event large --method mixed --chart
