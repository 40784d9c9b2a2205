#!/bin/sh
# SPDX-License-Identifier: MIT
# The pages of 3,000 projects beside `cp -r` and `sync` of the finished folder,
# by turns in one run; the median of five.  Prints: name size ms peer ratio.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset JAM_DB JAM_EVENT JAM_JUDGE
n=3000

cat >event.yaml <<'END'
event: big
title: Big
starts: 2022-11-11 18:00
ends: 2022-11-13 14:00
criteria:
  - {id: impact, title: Impact, weight: 2}
  - {id: novelty, title: Novelty}
  - {id: craft, title: Craft}
END
awk -v n=$n 'BEGIN {
	srand(7)
	print "id,title,team,members,url,abstract" >"p.csv"
	print "judge,project,impact,novelty,craft" >"r.csv"
	for (i = 0; i < n; i++) {
		print "E" i ",Project number " i ",Team " i ",p" i \
			"@example.org;q" i "@example.org,https://example.org/" \
			i ",\"What **we** did and what came of it.\n\n" \
			"- a list\n- of things\n\nAnd a [link](https://example.org).\"" \
			>"p.csv"
		for (j = 0; j < 5; j++)
			printf "judge%d,E%d,%d,%d,%d\n", (7 * i + j) % 997, i, \
				1 + 5 * rand(), 1 + 5 * rand(), 1 + 5 * rand() \
				>"r.csv"
	}
}'
jam create event.yaml >/dev/null
jam import projects p.csv >/dev/null 2>&1
jam import ratings r.csv --as-recorded >/dev/null 2>&1
jam publish >/dev/null

# took FILE COMMAND...: the milliseconds it takes go to FILE.
took() {
	file=$1
	shift
	start=$(date +%s%N)
	"$@"
	end=$(date +%s%N)
	echo $(((end - start) / 1000000)) >>"$file"
}

pages() {
	jam export pages --html -o made >/dev/null
}

copy() {
	cp -r made copied
	sync -f copied
}

median() {
	sort -n "$1" | sed -n 3p
}

for _ in 1 2 3 4 5; do
	rm -rf made copied
	sync -f .
	took ours pages
	took theirs copy
done
[ "$(find made -name '*.html' | wc -l)" -eq $((n + 2)) ]
diff -r made copied
ours=$(median ours) theirs=$(median theirs)
echo "pages/$n $n $ours $theirs" \
	"$(echo "$ours $theirs" | awk '{ printf "%.2f", $1 / $2 }')"
