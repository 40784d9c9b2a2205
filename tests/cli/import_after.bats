#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What comes in after a jam: surveys and outcomes.
load jam.bash

prepare() {
	cat >one.yaml <<-END
	event: one
	title: One
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	criteria: [{id: impact, title: Impact}]
	survey:
	  - {id: before, kind: probability, pair: career, column: Before}
	  - {id: after, kind: probability, pair: career, column: After}
	  - {id: hours, kind: number, column: 'How many hours?'}
	END
	printf 'email,name\nada@example.org,Ada\nbo@example.org,Bo\n' >r.csv
	printf 'title,members\nAlpha,ada@example.org\n' >p.csv
	cat >s.csv <<-END
	Timestamp,Email Address,Before,After,How many hours?,Anything else?
	2022-11-14 10:00,ada@example.org,20%,"32,5",16,
	2022-11-14 10:01,gil@example.org,10,20,8,no
	2022-11-14 10:02,,50,40,,
	2022-11-14 10:03,,50,40,,
	END
	cat >o.csv <<-END
	wave,email,project,kind,detail,quote,consent,at
	2023-04,ada@example.org,alpha,publication,A paper,It began there,yes,2023-03-01
	2023-04,bo@example.org,,reached,,,,
	2023-04,,alpha,grant,,,,
	END
	jam create one.yaml >/dev/null 2>&1
	jam import registrations r.csv >/dev/null 2>&1
	jam import projects p.csv >/dev/null 2>&1
}

entries() {
	sqlite3 jam.db 'SELECT COUNT(*) FROM log'
}

@test "a form's answers go in, strangers and nobody's rows as well" {
	expect 0 jam import survey s.csv --json
	says '"kind":"survey","rows":4,"added":4,"updated":0,"unchanged":0'
	warns '1 row of people who are not registered: kept' \
		'not read: "Timestamp", "Anything else?"'
	[ "$(sqlite3 jam.db "SELECT value FROM survey_private v
		JOIN person_private p ON p.id = v.person
		WHERE p.email = 'ada@example.org' AND question = 'after'")" \
		= 32.5 ]
	before=$(entries)
	expect 0 jam import survey s.csv --json
	says '"rows":4,"added":0,"updated":0,"unchanged":4'
	[ "$(entries)" = "$before" ]
}

@test "a second file completes the first, by person" {
	printf 'email,Before\nada@example.org,20\n' >first.csv
	printf 'Email,After\nADA@example.org,30\n' >second.csv
	expect 0 jam import survey first.csv second.csv --json
	says '"rows":1,"added":1' '"rows":1,"added":0,"updated":1'
	[ "$(sqlite3 jam.db 'SELECT COUNT(DISTINCT row_key)
		FROM survey_private')" = 1 ]
}

@test "who registers later is known from then on" {
	jam import survey s.csv >/dev/null 2>&1
	printf 'email\ngil@example.org\n' >late.csv
	jam import registrations late.csv >/dev/null 2>&1
	expect 0 jam import survey s.csv --json
	says '"updated":1,"unchanged":3'
	[ -z "$(sqlite3 jam.db 'SELECT email FROM survey_private
		WHERE email IS NOT NULL')" ]
}

@test "answers off their scale are bad rows, and a file without questions too" {
	printf 'email,Before\nada@example.org,101\nbo@example.org,x\n' >bad.csv
	expect 65 jam import survey bad.csv
	warns 'bad.csv:2: before:' 'bad.csv:3: before:'
	printf 'email,Something\nada@example.org,1\n' >none.csv
	expect 65 jam import survey none.csv
	warns 'no column for question'
}

@test "outcomes go in, once, and are brought up to date" {
	expect 0 jam import outcomes o.csv --json
	says '"kind":"outcomes","rows":3,"added":3'
	expect 0 jam list outcomes --csv
	says '2023-04,ada@example.org,alpha,publication,A paper,2023-03-01' \
		'2023-04,,alpha,grant'
	before=$(entries)
	expect 0 jam import outcomes o.csv --json
	says '"added":0,"updated":0,"unchanged":3'
	[ "$(entries)" = "$before" ]
	sed -i 's/,yes,/,no,/' o.csv
	expect 0 jam import outcomes o.csv --json
	says '"updated":1,"unchanged":2'
}

@test "an outcome without a subject, a kind or a person we know is a bad row" {
	cat >bad.csv <<-END
	wave,email,project,kind,consent
	2023-04,,,job,
	2023-04,ada@example.org,,,
	2023-04,zoe@example.org,,job,
	2023-04,ada@example.org,omega,job,
	2023-04,ada@example.org,,job,perhaps
	END
	expect 65 jam import outcomes bad.csv
	warns 'bad.csv:2: email: there is neither' \
		'bad.csv:3: kind: there is no kind' \
		'bad.csv:4: email: nobody has the address "zoe@example.org"' \
		'bad.csv:5: project:' 'bad.csv:6: consent:' \
		'5 of 5 rows are bad'
}
