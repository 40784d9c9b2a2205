#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Every answer in JSON is as man/jam.schema.json says, no key is missing there,
# and every shape of the schema is met here.
load jam.bash
load small.bash

prepare() {
	needs python3
	schema=$top/man/jam.schema.json
	small_files
	cat >>event.yaml <<-'END'
	links: [{kind: faq, title: FAQ, url: 'https://example.org/faq'}]
	schedule: [{at: 2022-11-11 18:00, title: Talk, place: online}]
	ideas: [{id: heads, title: Heads, url: 'https://example.org/heads'}]
	prizes: [{place: 1, amount: 1000 USD}, {name: Bravest, amount: 0 USD}]
	expectations: [{id: papers, by: 2022-11-14, outcome: publication, at_least: 5%}]
	survey:
	  - {id: recommend, kind: likelihood, question: How likely?, column: A}
	  - {id: before, kind: probability, pair: p, question: b?, column: B}
	  - {id: after, kind: probability, pair: p, question: a?, column: C}
	  - {id: gender, kind: choice, options: [f, m, x], leave_out: [x],
	     question: Gender?, column: D}
	END
	sed -i '1s/$/,How did you hear about us?/; 2s/$/,A friend/' \
		registrations.csv
	printf '%s\n' email,A,B,C,D ada@example.org,9,10,20,f \
		bo@example.org,8,10,30,x >survey.csv
	cat >outcomes.csv <<-END
	wave,email,project,kind,detail,quote,consent,at
	2023-04,ada@example.org,P1,publication,A paper,There,yes,2023-03-01
	END
	mkdir out
}

# answer SHAPE EXIT COMMAND...: its JSON is of that shape.
answer() {
	local shape=$1 want=$2
	shift 2
	expect "$want" jam "$@" --json
	cp "$BATS_TEST_TMPDIR/stdout" "out/$shape.json"
	expect 0 python3 "$top/tests/schema.py" check "$schema" "$shape" \
		"out/$shape.json"
}

collect() {
	answer create 0 create event.yaml
	answer check 1 check
	answer import 0 import registrations registrations.csv
	answer import 0 import projects projects.csv
	answer import 0 import judges judges.csv
	answer import 0 import survey survey.csv
	answer import 0 import outcomes outcomes.csv
	answer plan 0 plan --projects 6 --judges 6 --batch 3
	answer amend 0 amend event.yaml
	sed -i 's/title: A Jam/title: The Jam/' event.yaml
	answer amend 0 amend event.yaml --reason 'the right name'
	answer assign 0 assign --seed one
	answer assign 0 assign --check
}

judging() {
	local judge project n=0 first=
	answer rate 0 rate --judge eve@example.org "$(jam list assignments \
		--format tsv | awk '/^eve/ { print $2; exit }')" safety=4 \
		novelty=3 clarity=2 rigor=3 --comment 'As promised'
	jam list assignments --format tsv >seats
	while read -r judge project _; do
		n=$((n + 1))
		rates "$judge" "$project" $((n % 5 + 1)) $((n % 4 + 1))
	done < <(grep open seats) >/dev/null 2>&1
	first=$(awk 'NR == 2 { print $2 }' seats)
	answer status 0 status
	answer report-coverage 0 report coverage
	answer retract 0 retract "$first" --tier unranked --reason odd
	answer retract 0 retract --judge ada@example.org --reason odd
	answer restore 0 restore --judge ada@example.org
	answer restore 0 restore "$first"
}

published() {
	answer score 0 score
	answer score 0 score --method itch
	answer score-compare 0 score --compare
	answer score-explain 0 score --explain alpha
	answer export-results 0 export results
	answer publish 0 publish
	answer award 0 award
	answer award 0 award --give Bravest=beta
	answer status 0 status
	answer export 0 export pages -o pages
	answer export 0 export ballots -o ballots --as csv
	answer export 0 export certificates -o certificates
	answer export-results 0 export results
	answer export-ratings 0 export ratings
	answer export-ratings-private 0 export ratings --private
	answer export-data 0 export data
	grep -q '"expectations":\[{' <(tr -d '\n' <out/export-data.json)
	answer export-data-private 0 export data --private
}

looked_at() {
	local what
	for what in assignments awards criteria events judges outcomes \
		persons projects ratings registrations sites teams; do
		answer "list-$what" 0 list $what
	done
	answer show-assignments 0 show assignments ada@example.org
	answer show-awards 0 show awards 1
	answer list-criteria 0 show criteria safety
	answer show-events 0 show events jam
	answer show-judges 0 show judges eve@example.org
	answer show-outcomes 0 show outcomes ada@example.org
	answer show-persons 0 show persons ada@example.org
	answer show-projects 0 show projects alpha
	answer show-ratings 0 show ratings alpha
	answer show-registrations 0 show registrations ada@example.org
	answer show-sites 0 show sites london
	answer list-teams 0 show teams Red
}

reported() {
	local what
	for what in coverage raters survey sites series outcomes sources; do
		answer "report-$what" 0 report $what
	done
	answer report-survey 0 report survey --by site
	answer report-quotes 0 report outcomes --quotes
	answer report-expectations 0 report outcomes --expected
	answer log 0 log
	answer verify 0 verify
	answer backup 0 backup copy.db
	answer forget 0 forget fay@example.org --yes
}

@test "every answer is as the schema says, and every shape is met" {
	collect
	judging
	at 2022-11-14T15:00:00Z
	published
	looked_at
	reported
	for shape in $(python3 "$top/tests/schema.py" names "$schema"); do
		[ "$shape" = ballot ] || [ -e "out/$shape.json" ]
	done
	# Each command has a shape, but those that only tell about jam.
	sed -n 's/^JAM_COMMAND(\(.*\))$/\1/p' "$top/cmd/commands.def" |
		grep -vxE 'completion|help|list|report|show' |
		while read -r name; do
			compgen -G "out/$name*.json" >/dev/null
		done
	for name in list report; do
		jam help $name | sed -n '/^operands/,/^options/p' |
			tr '\n' ' ' |
			sed 's/.*: \(.*\) options.*/\1/; s/ or /,/' |
			tr -s ', ' '\n' | grep . >words
		[ "$(wc -l <words)" -ge 7 ]
		while read -r word; do
			[ -e "out/$name-$word.json" ]
		done <words
	done
}

@test "a jam of the mixed model has its columns too" {
	small_jam
	local judge project n=0
	for judge in ada bo cy dee eve; do
		for project in alpha beta gamma delta; do
			n=$((n + 1))
			rates $judge@example.org $project $((n * n % 5 + 1)) \
				$((n * 3 % 4 + 1))
		done
	done >/dev/null 2>&1 || true
	sed -i 's/^judging/scoring: {method: mixed}\n&/' event.yaml
	jam amend event.yaml --reason later >/dev/null
	at 2022-11-14T15:00:00Z
	jam score --json >scores || [ $? -eq 1 ]
	cp scores out/score.json
	expect 0 python3 "$top/tests/schema.py" check "$schema" score \
		out/score.json
	grep -q '"fit":' out/score.json
	answer export-results 0 export results
	says ''
	grep -q '"estimate":[0-9]' out/export-results.json
	grep -q '"method":"mixed"' out/export-results.json
}

@test "results carry the digest of what was published" {
	small_jam
	rates eve@example.org gamma 4 >/dev/null
	at 2022-11-14T15:00:00Z
	expect 0 jam export results --json
	says '"published_at":null,"digest":null'
	digest=$(jam publish --json | sed -n 's/.*"digest":"\([0-9a-f]*\)".*/\1/p')
	[ ${#digest} = 64 ]
	expect 0 jam export results --json
	says "\"digest\":\"$digest\"" '"published_at":"2022-11-14T15:00:00Z"'
	expect 0 jam export data
	says "\"digest\":\"$digest\""
}

@test "a ballot made as the schema says is taken" {
	small_jam
	jam export ballots --as html -o b >/dev/null
	python3 - b/ballot-eve.html >ballot.json <<-'END'
	import json, re, sys
	page = open(sys.argv[1], encoding="utf-8").read()
	data = json.loads(re.search('id="data">(.*?)</script>', page).group(1))
	keys = "event", "event_uid", "judge_uid", "rubric"
	ballot = {"schema": "jam/1", "kind": "ballot",
	          **{key: data[key] for key in keys}}
	ballot["rows"] = [
	    {"project": p["project"], "slug": p["slug"], "comment": "", "skip": "",
	     "scores": {c["id"]: 3 for c in data["criteria"]}}
	    for p in data["projects"]]
	print(json.dumps(ballot))
	END
	expect 0 python3 "$top/tests/schema.py" check "$schema" ballot ballot.json
	expect 0 jam import ballots ballot.json --json
	says '"added":2'
}

@test "the check of the schema finds what is wrong" {
	small_jam
	jam list sites --json >good
	sed 's/"city":null/"town":null/' good >renamed
	sed 's/"registrations":[0-9]*/"registrations":"2"/' good >texted
	sed 's/"kind":"sites"/"kind":"place"/' good >misnamed
	expect 0 python3 "$top/tests/schema.py" check "$schema" list-sites good
	for file in renamed texted misnamed; do
		expect 1 python3 "$top/tests/schema.py" check "$schema" \
			list-sites $file
	done
}
