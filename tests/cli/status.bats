#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Where an event stands, from the first file to what is published.
load jam
load small

prepare() {
	small_files
	jam create event.yaml >/dev/null 2>&1
}

import() {
	{
		jam import registrations registrations.csv
		jam import projects projects.csv
		jam import judges judges.csv
	} >/dev/null 2>&1
}

@test "each stage names the next step" {
	at 2022-11-13T13:00:00Z
	expect 0 jam status --json
	says '"kind":"status","event":"jam"' '"state":"before judging"' \
		'"left":"15 min"' '"next":"jam import projects FILE"'
	import
	expect 0 jam status --json
	says '"registrations":4,"projects":4,"retracted":0,"judges":5' \
		'"seats":0' '"next":"jam check; jam assign"'
	at 2022-11-13T13:15:00Z
	expect 0 jam status --json
	says '"state":"judging"' '"seats":0' '"next":"jam assign"'
	at 2022-11-13T13:00:00Z
	jam assign --seed one >/dev/null 2>&1
	expect 0 jam status --json
	says '"seats":10,"rated":0,"skipped":0,"open":10' \
		'"next":"jam export ballots -o DIR"'
	at 2022-11-13T13:15:00Z
	expect 0 jam status --json
	says '"state":"judging","opens_at":"2022-11-13T13:15:00Z","closes_at":"2022-11-13T17:15:00Z","grace":"0","left":"4 h"' \
		'"owing":["ada@example.org","bo@example.org","cy@example.org","dee@example.org","eve@example.org"]' \
		'"next":"jam list judges --owing"'
	at 2022-11-13T17:14:59Z
	expect 0 jam status --json
	says '"state":"judging"' '"left":"1 s"'
	at 2022-11-13T17:15:00Z
	expect 0 jam status --json
	says '"state":"closed"' '"left":null' \
		'"next":"jam amend, for another window"'
}

@test "grace is told beside the close, as it was declared" {
	sed -i 's/batch: 2}/batch: 2, grace: 15m}/' event.yaml
	jam amend event.yaml >/dev/null
	import
	jam assign --seed one >/dev/null 2>&1
	at 2022-11-13T17:20:00Z
	expect 0 jam status --json
	says '"state":"judging"' \
		'"closes_at":"2022-11-13T17:15:00Z","grace":"15m","left":"10 min"'
	at 2022-11-13T17:30:00Z
	expect 0 jam status --json
	says '"state":"closed"'
}

@test "what is rated, skipped and owed; and what is published" {
	import
	jam assign --seed one >/dev/null 2>&1
	rates ada@example.org delta 4 >/dev/null
	jam rate gamma --skip --reason x --judge ada@example.org >/dev/null
	rates dee@example.org alpha 4 >/dev/null
	expect 0 jam status --json
	says '"seats":10,"rated":2,"skipped":1,"open":7,"ratings":2' \
		'"owing":["bo@example.org","cy@example.org","dee@example.org","eve@example.org"]'
	at 2022-11-13T18:00:00Z
	expect 0 jam status --json
	says '"next":"jam score; jam publish"'
	jam publish >/dev/null
	expect 0 jam status --json
	says '"state":"published"' '"published_at":"2022-11-13T18:00:00Z"' \
		'"next":"jam export pages --html -o DIR"'
	# As it stands, but for the name of the directory.
	expect 0 jam export pages --html -o DIR
}

@test "an extension keeps judging open for whom it is" {
	import
	jam assign --seed one >/dev/null 2>&1
	sed 's/batch: 2/batch: 2, extensions: [{judge: cy@example.org, until: 2022-11-13 20:00}]/' \
		event.yaml >later.yaml
	jam amend later.yaml --reason ill >/dev/null
	at 2022-11-13T17:30:00Z
	expect 0 jam status --json
	says '"state":"extended"' '"left":"1 h 30 min"'
	at 2022-11-13T19:00:00Z
	expect 0 jam status --json
	says '"state":"closed"'
}

@test "the event, the formats, no operand" {
	expect 64 jam status now
	for format in table tsv csv json jsonl md; do
		expect 0 jam status --format "$format"
		says 'A Jam'
	done
	expect 65 jam status --event nope
}

@test "status leads to what an event uses, and to no more" {
	expect 0 jam status --json
	says '"extensions":0,"more":["jam report sites"]'
	cat >>event.yaml <<-END
	survey:
	  - {id: heard, kind: choices, options: [Friend], column: How did you hear about us?}
	expectations: [{id: a, by: 2023-04-01, outcome: left, less_than: 20%}]
	series: [{title: Before, events: 2}]
	END
	sed -i 's/batch: 2}/batch: 2, extensions: [{judge: ada@example.org, until: 2022-11-14 20:00}]}/' event.yaml
	jam amend event.yaml >/dev/null 2>&1
	expect 0 jam status --json
	says '"extensions":1,"more":["jam report sites","jam import survey FILE","jam report survey","jam report sources","jam report outcomes --expected","jam report series"]'
	import
	expect 0 jam status --json
	says '"more":["jam report sites","jam export pages --html -o DIR","jam import survey'
	jam assign --seed one >/dev/null 2>&1
	rates dee@example.org alpha 5 >/dev/null
	expect 0 jam status --json
	says '"next":"jam list judges --owing"' \
		'"jam export pages --html -o DIR","jam import survey'
	at 2022-11-14T19:00:00Z
	expect 0 jam status --json
	says '"jam export pages --html -o DIR","jam list judges --owing","jam import survey'
	jam retract --judge dee@example.org --reason x >/dev/null 2>&1
	jam retract alpha --tier hidden --reason x >/dev/null 2>&1
	expect 0 jam status --json
	says '"jam restore PROJECT","jam restore --judge EMAIL"'
}

@test "links and ideas are on the pages, and status says where" {
	for what in 'links: [{title: FAQ, url: https://example.org}]' \
		'ideas: [{id: heads, title: Heads}]'; do
		{ cat event.yaml; echo "$what"; } >more.yaml
		jam amend more.yaml >/dev/null 2>&1
		expect 0 jam status --json
		says '"more":["jam report sites","jam export pages --html -o DIR"]'
	done
}

@test "each command that status names is there" {
	grep -o '"jam [a-z -]*' "$top/cmd/cli/see_also.c" | tr -d '"' |
	while read -r _ command what rest; do
		jam help "$command" >help.txt
		case $command in
		report) grep -q "$what" help.txt ;;
		list) jam "$command" "$what" >/dev/null ;;
		esac
		for word in $rest; do
			grep -q -- "$word" help.txt
		done
	done
}
