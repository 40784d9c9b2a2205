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
	sites: [{id: here, title: Here}, {id: there, title: There}]
	schedule: [{at: 2022-11-11 18:00, title: Talk}]
	prizes: [{place: 1, amount: 100 USD}, {place: 2, amount: 50 USD}]
	survey:
	  - {id: again, kind: likelihood, column: Again}
	  - {id: thoughts, kind: text, column: Thoughts}
	END
}

# files PROJECTS: four registrations a project, teams of three to four, a
# survey that half of them answered; 20 experts.
files() {
	awk -v n="$1" 'BEGIN {
		srand(7)
		print "email,name,status,site,Heard" >"r.csv"
		print "email,Again,Thoughts" >"s.csv"
		for (i = 0; i < 4 * n; i++) {
			print "p" i "@example.org,Person " i ",going," \
				(i % 2 ? "here,Friend" : "there,Letter") >"r.csv"
			if (i % 2)
				print "p" i "@example.org," i % 11 ",Fine" \
					>"s.csv"
		}
		print "email,name,public" >"j.csv"
		for (i = 0; i < 20; i++)
			print "x" i "@example.org,Expert " i ",yes" >"j.csv"
		print "id,title,team,members,site,abstract" >"p.csv"
		print "wave,email,project,kind,detail" >"o.csv"
		for (i = 0; i < n; i++) {
			m = ""
			for (j = 0; j < 3 + (i % 3 == 0); j++)
				m = m (j ? ";" : "") "p" (3 * i + j + \
					(j == 3 ? 3 * n - 3 * i : 0) + \
					(j == 3 ? i - 3 : 0)) "@example.org"
			print "E" i ",Project number " i ",Team " i "," m \
				(i % 2 ? ",here" : ",there") \
				",What we did and what came of it." >"p.csv"
			if (i % 10 == 0)
				print "2023,p" 3 * i "@example.org,E" i \
					",publication,A paper" >"o.csv"
		}
	}'
}

# ratings: every seat of the batches but those of the experts, as votes from 1
# to 5 that tell projects apart; the experts' come as ballots.
ratings() {
	jam list assignments --csv | awk -F , 'BEGIN { srand(3) }
	function vote(p) { return int(worth[p] + 2 * rand()) }
	{ sub(/\r$/, "") }
	NR == 1 { print "judge,project,impact,novelty,craft"; next }
	!($2 in worth) { worth[$2] = 1 + 3 * rand() }
	$1 !~ /^x/ { print $1 "," $2 "," vote($2) "," vote($2) "," vote($2) }
	' >ratings.csv
}

# ballots: those that were handed out to experts, filled in.
ballots() {
	mkdir filled
	for ballot in handed/*expert*.csv; do
		awk 'BEGIN { FS = OFS = "," } NR > 1 { $8 = $9 = $10 = 3 }
			{ print }' "$ballot" >"filled/${ballot##*/}"
	done
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

# each COMMAND WORD...: the command with each of the words.
each() {
	command=$1
	shift
	for word in "$@"; do
		timed "$command-$word" jam "$command" "$word"
	done
}

set_up() {
	event >event.yaml
	files "$1"
	timed help jam help rate
	timed completion jam completion bash
	timed plan jam plan --projects 20 --judges 40
	timed create jam create event.yaml
	timed import-registrations jam import registrations r.csv
	timed import-projects jam import projects p.csv
	timed import-judges jam import judges j.csv
	timed check sh -c 'jam check || [ $? -eq 1 ]'
	timed assign jam assign --seed bench
	ratings
	timed export-ballots jam export ballots --as csv -o handed
	ballots
	timed import-ratings jam import ratings ratings.csv --as-recorded
	timed import-survey jam import survey s.csv
	timed import-outcomes jam import outcomes o.csv
}

look() {
	timed status jam status
	timed score jam score
	for method in itch bayes mixed; do
		timed "score-$method" jam score --method "$method"
	done
	timed score-compare jam score --compare
	timed score-explain jam score --explain "$slug"
	each list assignments awards criteria events judges outcomes persons \
		projects ratings registrations sites teams
	timed show-projects jam show projects "$slug"
	timed show-judges jam show judges "$judge"
	timed show-persons jam show persons "$judge"
	each report coverage raters survey sites series outcomes
	timed report-sources jam report sources --column Heard
	timed log jam log
}

publish() {
	timed publish jam publish
	timed award jam award
	each export results ratings calendar
	timed export-data jam export data
	timed export-audit jam export data --audit
	timed export-certificates jam export certificates -o certificates
	timed export-pages jam export pages --html -o pages
	timed verify jam verify
	timed backup jam backup copy.db
}

change() {
	sed 's/judging: {/judging: {closes: 2099-01-01 00:00, /' event.yaml \
		>late.yaml
	timed amend jam amend late.yaml --reason bench
	timed import-ballots jam import ballots filled/*.csv
	timed rate jam rate "$slug" impact=3 novelty=3 craft=3 \
		--judge "$judge" --replace
	timed retract jam retract "$slug" --tier unranked --reason bench
	timed restore jam restore "$slug"
	timed forget jam forget p1@example.org --yes
}

jam_of() {
	rm -rf jam.db copy.db pages certificates handed filled times
	set_up "$1"
	slug=$(jam list projects | awk -F '\t' 'NR == 9 { print $2 }')
	judge=$(jam list assignments | awk -F '\t' -v s="$slug" \
		'$2 == s && $1 !~ /^x/ { print $1; exit }')
	publish
	look
	change
}

# No command of the table is left out.
none_left_out() {
	jam help | awk '/^[a-z]/ { section = $1 }
		/^  [a-z]/ && section != "options:" { print $1 }' |
	while read -r command; do
		grep -qE "^$command(-| )" times ||
			{ echo "$command: is not timed"; exit 1; }
	done
}

jam_of 300
mv times small
jam_of 3000
none_left_out
echo "# $(($(wc -l <ratings.csv) - 1)) ratings; peer: a tenth of it"
paste -d ' ' times small | while read -r name ms _ base; do
	[ "$base" -gt 0 ] || base=1
	printf 'jam-%s 3000 %s ms %s %s\n' "$name" "$ms" "$base" \
		"$(awk -v a="$ms" -v b="$base" 'BEGIN { printf "%.1f", a / b }')"
done
