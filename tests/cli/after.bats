#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The page of what came of it: figures with n, counts, quotes with consent.
load jam.bash

event() {
	cat <<-END
	event: one
	title: One
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	judging: {by: [experts], batch: 1, unlock: anytime}
	criteria: [{id: impact, title: Impact}]
	sites: [{id: oslo, title: Oslo}]
	survey:
	  - {id: recommend, kind: likelihood, column: How likely}
	  - {id: before, kind: probability, pair: career, column: Before}
	  - {id: after, kind: probability, pair: career, column: After}
	  - {id: hours, kind: number, column: Hours}
	  - {id: gender, kind: choice, options: [female, male, non-binary], leave_out: [non-binary], column: Gender}
	  - {id: why, kind: text, column: Why}
	expectations:
	  - {id: few-leave, by: 2023-04-01, outcome: left, less_than: 20%, text: Few will leave}
	END
}

answers() {
	echo 'email,How likely,Before,After,Hours,Gender,Why'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
		gender=female
		[ $i -gt 7 ] && gender=male
		[ $i -eq 14 ] && gender=secretgender
		hours=
		[ $i -lt 5 ] && hours=4$i
		echo "p$i@example.org,9,20,$((20 + i)),$hours,$gender,secretwhy"
	done
}

prepare() {
	event >one.yaml
	answers >s.csv
	printf 'title,members\nAlpha,p1@example.org;p2@example.org\nBeta,p3@example.org\n' >p.csv
	(echo email; for i in 4 5 6 7 8 9 10 11 12 13 14; do echo "p$i@example.org"; done) >r.csv
	cat >o.csv <<-END
	wave,email,project,kind,detail,quote,consent,at
	2023-04,p1@example.org,alpha,publication,secretdetail,It *began* there,yes,2023-03-01
	2023-04,p2@example.org,alpha,publication,Two,secretquote,no,
	2023-04,p3@example.org,beta,left,,Beta told me to go,yes,2023-03-01
	2023-04,p4@example.org,,reached,,,,
	END
	jam create one.yaml >/dev/null 2>&1
	jam import projects p.csv >/dev/null 2>&1
	jam import registrations r.csv >/dev/null 2>&1
}

@test "an event that asked nobody has no such page" {
	event | sed '/^survey/,$d' >one.yaml
	jam amend one.yaml >/dev/null 2>&1
	expect 0 jam export pages -o out
	[ ! -e out/outcomes.md ]
}

@test "the page tells figures with n, and nothing below five answers" {
	jam import survey s.csv >/dev/null 2>&1
	at 2022-11-20T12:00:00Z
	expect 0 jam export pages -o out
	expect 0 cat out/outcomes.md
	says 'Mean 9, median 9' '14 of 14 answered' \
		'net promoter score, another figure, is 100' \
		'career, before and after' '+7.5 points' \
		'female' '(the others)' 'open until 1 April 2023'
	hides secretgender secretwhy '| male' non-binary Hours 'Before:'
	grep -rq . out
	run grep -rlE 'secret|@' out
	[ -z "$output" ]
	expect 0 jam export pages --html -o html
	expect 0 cat html/outcomes.html
	says '<svg' '50 %, n = 7' '20 % to 27.5 %, n = 14'
	hides secret
	expect 0 jam verify --pages html
}

@test "outcomes are counted, and only what may be quoted is quoted" {
	jam import outcomes o.csv >/dev/null 2>&1
	at 2023-04-02T12:00:00Z
	expect 0 jam export pages -o out
	expect 0 cat out/outcomes.md
	says '| 2023-04 | reached     |      4 |        2 |  14 |' \
		'It *began* there' '[Alpha](projects/alpha.md), asked 2023-04' \
		'missed among reached by 1 April 2023, 00:00 UTC: 1 of 4 reached, 25 %'
	hides secretdetail secretquote
}

@test "public data tells what the page tells, and no more" {
	jam import survey s.csv >/dev/null 2>&1
	jam import outcomes o.csv >/dev/null 2>&1
	at 2023-04-02T12:00:00Z
	expect 0 jam export data
	says '{"question":"How likely","kind":"number","option":null,"n":14,"of":14,"share":null,"mean":9,"median":9,' \
		'"net_promoter_score":100,' \
		'{"question":"career","kind":"pair",' '"points":7.5,"before":20,"after":27.5,' \
		'"option":"female","n":7,"of":14,"share":50,' '(the others)' \
		'{"wave":"2023-04","outcome":"reached","persons":4,"projects":2,"of":14,' \
		'{"wave":"2023-04","project":"alpha","quote":"It *began* there"}' \
		'{"id":"few-leave","text":"Few will leave","outcome":"left","whose":"persons","expected":"less than 20 %","by":"2023-04-01T00:00:00Z","verdict":"missed among reached","n":1,"of":4,"all":14,"share":25}'
	hides secret '"male"' non-binary '"Hours"' @example.org
	jam retract beta --tier hidden --reason plagiarism >/dev/null 2>&1
	expect 0 jam export data
	says '"project":null,"quote":"Beta told me to go"'
}

@test "a withdrawn project is not named beside a quote" {
	jam import outcomes o.csv >/dev/null 2>&1
	jam retract beta --tier hidden --reason plagiarism >/dev/null 2>&1
	expect 0 jam export pages -o out
	expect 0 cat out/outcomes.md
	says 'Beta told me to go'
	hides '[Beta]'
}

@test "the pages of one site do not tell what came of the whole event" {
	jam import survey s.csv >/dev/null 2>&1
	expect 0 jam export pages --site oslo -o out
	[ ! -e out/outcomes.md ]
}

@test "outcomes of people who were not going are left out, and it says so" {
	printf 'email,status\nlate@example.org,cancelled\n' >late.csv
	jam import registrations late.csv >/dev/null 2>&1
	printf 'wave,email,kind\nw,late@example.org,job\nw,p1@example.org,job\n' >l.csv
	jam import outcomes l.csv >/dev/null 2>&1
	expect 0 jam report outcomes --csv
	says 'w,reached,1,0,14,7.1'
	warns '1 outcome is left out'
}
