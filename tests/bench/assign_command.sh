#!/bin/sh
# SPDX-License-Identifier: MIT
# The whole of `jam assign`, database included, beside a bare program that
# writes the same rows: "name size ms peer ratio", medians of RUNS, in turn.
# Then its memory beside the goal, 500 MB at the full size: "name size MB goal
# ratio", where GNU time is there.
# JUDGES=1000000 for the full size; the import takes most of the time then.
set -eu
top=${TOP:-$PWD}
rows=$top/build/release/tests/bench/bench_rows
judges=${JUDGES:-100000} runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset JAM_DB JAM_EVENT JAM_JUDGE

event() {
	cat <<-'END'
	event: big
	title: Big
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	judging: {by: [authors], batch: 5, own_site: forbid}
	criteria: [{id: impact, title: Impact}]
	sites:
	END
	for i in $(seq 250); do
		echo "  - {id: s$i, title: Site $i}"
	done
}

files() {
	awk -v n="$1" 'BEGIN {
		p = n / 4
		print "email,name,site,status" >"r.csv"
		for (i = 0; i < n; i++)
			print "p" i "@example.org,Person " i ",s" \
				i % p % 250 + 1 ",going" >"r.csv"
		print "id,title,team,members" >"p.csv"
		for (j = 0; j < p; j++)
			print "E" j ",Project " j ",Team " j ",p" j \
				"@example.org;p" j + p "@example.org;p" \
				j + 2 * p "@example.org;p" j + 3 * p \
				"@example.org" >"p.csv"
	}'
}

# Milliseconds of a command.
timed() {
	from=$(date +%s%N)
	"$@" >/dev/null 2>&1
	echo $((($(date +%s%N) - from) / 1000000))
}

median() {
	sort -n "$1" | sed -n "$((runs / 2 + 1))p"
}

event >event.yaml
files "$judges"
jam create event.yaml >/dev/null 2>&1
jam import registrations r.csv >/dev/null 2>&1
jam import projects p.csv >/dev/null 2>&1
mv jam.db before.db
for _ in $(seq "$runs"); do
	cp before.db jam.db
	timed jam assign >>ours
	cp before.db bare.db
	"$rows" jam.db bare.db >>theirs
	rm -f bare.db*
done
timed jam assign --check >check
cp before.db jam.db
if [ -x /usr/bin/time ]; then
	/usr/bin/time -f 'kB %M' jam assign 2>said >/dev/null
	awk -v n="$judges" '$1 == "kB" {
		printf "assign-memory %d %.0f 500 %.2f\n", n, $2 / 1000,
			$2 / 500000
	}' said
fi
echo "assign-command $judges $(median ours) $(median theirs)" |
	awk '{ printf "%s %d %.0f %.0f %.2f\n", $1, $2, $3, $4, $3 / $4 }'
echo "assign-check $judges $(cat check) $(median theirs)" |
	awk '{ printf "%s %d %.0f %.0f %.2f\n", $1, $2, $3, $4, $3 / $4 }'
