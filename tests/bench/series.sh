#!/bin/sh
# SPDX-License-Identifier: MIT
# Every report on a series of 100 events with 100,000 persons and 20,000
# projects, a line each: name size ms.  Its peer is the same report on a series
# of a tenth the size, so that the ratio says how it grows (10: in proportion).
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset JAM_DB JAM_EVENT JAM_JUDGE

# files NUMBER: one event of 1,200 persons, 200 of them in the next one too,
# and 200 projects.
files() {
	cat >e.yaml <<-END
	event: jam-$1
	title: Jam $1
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	judging: {by: [experts]}
	budget: 2000 USD
	criteria: [{id: impact, title: Impact}]
	sites:
	  - {id: s1, title: One, city: City $1}
	  - {id: s2, title: Two, city: City}
	  - {id: s3, title: Three}
	expectations:
	  - {id: few, by: 2023-04-01, outcome: job, less_than: 20%}
	  - {id: papers, by: 2023-04-01, outcome: job, of: projects, at_least: 5%}
	survey:
	  - {id: recommend, kind: likelihood, column: Recommend}
	  - {id: before, kind: probability, pair: career, column: Before}
	  - {id: after, kind: probability, pair: career, column: After}
	  - {id: hours, kind: number, column: Hours}
	  - {id: gender, kind: choice, options: [f, m, n], leave_out: [n], column: Gender}
	  - {id: sources, kind: choices, options: [Friend, Talk, News], column: How did you hear about us?}
	END
	awk -v e="$1" 'BEGIN {
		srand(e)
		print "email,name,site" >"r.csv"
		head = "email,Recommend,Before,After,Hours,Gender"
		print head ",How did you hear about us?" >"s.csv"
		print "wave,email,kind" >"o.csv"
		for (i = 0; i < 1200; i++) {
			m = "p" (e * 1000 + i) "@example.org"
			print m ",Person " i ",s" (1 + i % 3) >"r.csv"
			print m "," int(11 * rand()) "," int(50 * rand()) \
				"," int(100 * rand()) "," int(30 * rand()) \
				"," substr("fmn", 1 + i % 3, 1) \
				",\"Friend, Talk\"" >"s.csv"
			if (i % 2)
				print "2023," m "," (i % 3 ? "reached" : "job") \
					>"o.csv"
		}
		print "title,members,site" >"p.csv"
		for (i = 0; i < 200; i++) {
			for (j = m = ""; j < 4; j++)
				m = m (j ? ";" : "") "p" \
					(e * 1000 + 4 * i + j) "@example.org"
			print "Project " i "," m ",s" (1 + i % 3) >"p.csv"
		}
	}'
}

# make_series EVENTS: all of them in one file.
make_series() {
	rm -f jam.db
	event=1
	while [ "$event" -le "$1" ]; do
		files "$event"
		jam create e.yaml
		for kind in registrations:r projects:p survey:s outcomes:o; do
			jam import "${kind%:*}" "${kind#*:}.csv" \
				--event "jam-$event"
		done
		event=$((event + 1))
	done >out.txt 2>err.txt || { cat err.txt; return 1; }
	judge_one >out.txt 2>err.txt || { cat err.txt; return 1; }
}

# judge_one: 40 experts with 25 ratings each in jam-7.
judge_one() {
	awk 'BEGIN {
		srand(7)
		print "email" >"j.csv"
		print "judge,project,impact" >"t.csv"
		for (i = 0; i < 40; i++) {
			print "judge" i "@example.org" >"j.csv"
			for (j = 0; j < 25; j++)
				print "judge" i "@example.org,#" \
					1 + (i * 5 + j) % 200 "," \
					1 + int(5 * rand()) >"t.csv"
		}
	}'
	jam import judges j.csv --event jam-7
	jam import ratings t.csv --as-recorded --event jam-7
}

# timed NAME ARGUMENT...: the median of three runs in milliseconds.
timed() {
	name=$1
	shift
	for _ in 1 2 3; do
		start=$(date +%s%N)
		jam report "$@" >out.txt 2>err.txt || { cat err.txt; return 1; }
		echo $((($(date +%s%N) - start) / 1000000))
	done | sort -n | sed -n 2p | sed "s/^/$name /" >>"$times"
}

reports() {
	times=$1
	: >"$times"
	timed report-series series
	timed report-sites sites
	timed report-outcomes outcomes
	timed report-outcomes-expected outcomes --expected
	timed report-survey survey --event jam-7
	timed report-survey-by-site survey --by site --event jam-7
	timed report-sources sources --event jam-7
	timed report-coverage coverage --event jam-7
	timed report-raters raters --event jam-7
}

make_series 10
reports small
make_series 100
reports large
paste -d ' ' large small | while read -r name ms _ base; do
	[ "$base" -gt 0 ] || base=1
	printf 'jam-%s 100 %s ms %s %s\n' "$name" "$ms" "$base" \
		"$(awk -v a="$ms" -v b="$base" 'BEGIN { printf "%.1f", a / b }')"
done
