#!/bin/sh
# SPDX-License-Identifier: MIT
# Each command on a jam of 3,000 projects and 50,000 ratings, a line each:
# name size ms.  Its peer is the same command on a jam of a tenth the size, so
# that the ratio says how it grows (10: in proportion).
set -eu

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
	judging: {by: [authors, experts], batch: 5}
	criteria:
	  - {id: impact, title: Impact, weight: 2}
	  - {id: novelty, title: Novelty}
	  - {id: craft, title: Craft}
	END
}

# people PROJECTS: three registrations a project and a third more; teams of
# three to four, so that five ratings a judge give about 16 a project.
files() {
	awk -v n="$1" 'BEGIN {
		srand(7)
		print "email,name,status" >"r.csv"
		for (i = 0; i < 4 * n; i++)
			print "p" i "@example.org,Person " i ",going" >"r.csv"
		print "id,title,team,members,abstract" >"p.csv"
		for (i = 0; i < n; i++) {
			m = ""
			for (j = 0; j < 3 + (i % 3 == 0); j++)
				m = m (j ? ";" : "") "p" (3 * i + j + \
					(j == 3 ? 3 * n - 3 * i : 0) + \
					(j == 3 ? i - 3 : 0)) "@example.org"
			print "E" i ",Project number " i ",Team " i "," m \
				",What we did and what came of it." >"p.csv"
		}
	}'
}

# ratings: every seat of the batches, as votes from 1 to 5.
ratings() {
	jam list assignments --csv | awk -F , 'BEGIN { srand(3) }
	function vote() { return 1 + int(5 * rand()) }
	{ sub(/\r$/, "") }
	NR == 1 { print "judge,project,impact,novelty,craft"; next }
	{ print $1 "," $2 "," vote() "," vote() "," vote() }' >ratings.csv
}

# timed NAME COMMAND...: runs it, notes the milliseconds.
timed() {
	name=$1
	shift
	start=$(date +%s%N)
	"$@" >out.txt 2>err.txt || { cat err.txt; return 1; }
	end=$(date +%s%N)
	echo "$name $(((end - start) / 1000000))" >>'times'
}

jam_of() {
	rm -rf jam.db pages times
	event >event.yaml
	files "$1"
	timed create jam create event.yaml
	timed import-registrations jam import registrations r.csv
	timed import-projects jam import projects p.csv
	timed check jam check || :
	timed assign jam assign --seed bench
	ratings
	timed import-ratings jam import ratings ratings.csv --as-recorded
	timed status jam status
	timed score jam score
	timed list-ratings jam list ratings
	timed list-judges jam list judges
	timed publish jam publish
	timed export-results jam export results
	timed export-ratings jam export ratings
	timed export-pages jam export pages --html -o pages
	slug=$(jam list projects | awk -F '\t' 'NR == 9 { print $2 }')
	judge=$(jam list assignments | awk -F '\t' -v s="$slug" \
		'$2 == s { print $1; exit }')
	sed 's/judging: {/judging: {closes: 2099-01-01 00:00, /' event.yaml \
		>late.yaml
	timed amend jam amend late.yaml --reason bench
	timed rate jam rate "$slug" impact=3 novelty=3 craft=3 \
		--judge "$judge" --replace
}

jam_of 300
mv times small
jam_of 3000
echo "# $(($(wc -l <ratings.csv) - 1)) ratings; peer: a tenth of it"
paste -d ' ' times small | while read -r name ms _ base; do
	[ "$base" -gt 0 ] || base=1
	printf 'jam-%s 3000 %s ms %s %s\n' "$name" "$ms" "$base" \
		"$(awk -v a="$ms" -v b="$base" 'BEGIN { printf "%.1f", a / b }')"
done
