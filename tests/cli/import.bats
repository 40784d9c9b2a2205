#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Other people's files, as an organizer imports them.
load jam.bash

prepare() {
	files=$top/examples/interpretability
	jam create "$files/event.yaml" >/dev/null
}

@test "bad rows are all named with line and field, and nothing goes in" {
	expect 65 jam import registrations "$files/registrations.csv"
	warns ':13: email: "ada@" is not an e-mail address'
	warns ':42: site: "paris" is no site'
	warns ':62: status: "maybe" is none of going'
	warns 'hint: 3 of 81 rows are bad and nothing was imported'
	[ "$(jam list registrations | wc -l)" = 1 ]
}

@test "--skip-bad takes the good rows and --rejects keeps the others" {
	expect 0 jam import registrations "$files/registrations.csv" \
		--skip-bad --rejects bad.csv --json
	says '"rows":81,"added":78,"updated":0,"unchanged":0,"skipped":3'
	[ "$(stat -c %a bad.csv)" = 600 ]
	[ "$(wc -l <bad.csv)" = 4 ]
	[ "$(head -c 7 bad.csv)" = reason, ]
	sed -i 's/ada@,/ada.unfinished@example.org,/; s/,paris,/,london,/
		s/,maybe,/,going,/' bad.csv
	expect 0 jam import registrations bad.csv --json
	says '"rows":3,"added":3'
}

@test "--rejects overwrites nothing unasked, and is not made by a dry run" {
	printf 'email\nada@\n' >r.csv
	expect 0 jam import registrations r.csv --skip-bad --rejects b.csv -n
	[ ! -e b.csv ]
	echo mine >b.csv
	expect 73 jam import registrations r.csv --skip-bad --rejects b.csv
	warns '"b.csv" exists' '--yes'
	[ "$(cat b.csv)" = mine ]
	expect 0 jam import registrations r.csv --skip-bad --rejects b.csv -y
	[ "$(wc -l <b.csv)" = 2 ]
	expect 64 jam import registrations r.csv --rejects other.csv
	warns '--rejects goes with --skip-bad'
}

@test "importing again changes nothing, not even the log" {
	jam import registrations "$files/registrations.csv" --skip-bad \
		>/dev/null 2>&1
	jam import projects "$files/projects.csv" >/dev/null 2>&1
	cp jam.db before.db
	expect 0 jam import projects "$files/projects.csv" --json
	says '"rows":24,"added":0,"updated":0,"unchanged":24'
	[ "$(sqlite3 before.db 'SELECT COUNT(*) FROM log')" = \
		"$(sqlite3 jam.db 'SELECT COUNT(*) FROM log')" ]
}

@test "very many people go in at once, and are known from then on" {
	awk 'BEGIN {
		print "email,name"
		for (i = 0; i < 12000; i++)
			print "p" i * 7919 % 12000 "@example.org,Person " i
		print "P5@Example.org,Person five"
	}' >many.csv
	expect 0 jam import registrations many.csv --dry-run --json
	says '"rows":12001,"added":12000,"updated":0,"unchanged":0,"skipped":1'
	[ "$(jam list registrations | wc -l)" = 1 ]
	expect 0 jam import registrations many.csv --json
	says '"added":12000' '"skipped":1'
	printf 'email,name\nP5@example.org,Person five\nnew@example.org,N\n' \
		>more.csv
	expect 0 jam import registrations more.csv --json
	says '"rows":2,"added":1,"updated":0,"unchanged":1'
	expect 0 jam verify
	[ "$(jam list registrations | wc -l)" = 12002 ]
}

@test "standard input, --map and a dry run" {
	printf 'Mail;Who\nada@example.org;Ada\n' >odd.csv
	expect 65 jam import registrations odd.csv
	warns '--map email='
	expect 0 jam import registrations - --map 'email=Mail' --map 'name=#2' \
		--dry-run --json <odd.csv
	says '"file":"standard input"' '"added":1'
	[ "$(jam list registrations | wc -l)" = 1 ]
	expect 0 jam import registrations - --map 'email=Mail' --map 'name=#2' \
		<odd.csv
	expect 0 jam list registrations
	says 'ada@example.org	Ada'
}

@test "an author who never registered is registered" {
	printf 'title,members\nOne,a@example.org;b@example.org\n' >p.csv
	expect 0 jam import projects p.csv --json
	says '"added":1' '"registered":2'
	expect 0 jam list teams
	says 'a@example.org;b@example.org	one'
}

@test "an author of whom a name is all there is is named" {
	printf '%s\n' title,members One,a@example.org 'Two,Bo Li' \
		'Three,ada.example.org;Cy Ng' >p.csv
	printf 'email,name\nb@example.org,Bo Li\n' >r.csv
	jam import registrations r.csv >/dev/null 2>&1
	expect 0 jam import projects p.csv --json
	says '"registered":3'
	warns 'jam: p.csv:4: "ada.example.org" is no address and no registered' \
		'by the name alone, and 1 more'
	hides 'Bo Li'
	expect 0 jam import projects p.csv --json
	hides 'name alone'
}

@test "a past jam is taken as recorded, judges and projects made" {
	printf 'judge,project,criterion,score\n' >r.csv
	for c in ml-safety interpretability novelty generality reproducibility; do
		printf 'judge1,X1,%s,4\njudge2,X1,%s,3\n' $c $c >>r.csv
	done
	expect 65 jam import ratings r.csv --dry-run
	warns 'knows nobody called "judge1"'
	expect 64 jam import projects r.csv --as-recorded
	warns '--as-recorded is for ratings alone'
	expect 0 jam import ratings r.csv --as-recorded --json
	says '"added":2'
	expect 0 jam score
	says '1	x1	1	X1	3.500	7/2	2'
	[ "$(jam export data --audit | grep -c 'recorded\\":1,\\"rows')" = 1 ]
	expect 0 jam import ratings r.csv --as-recorded --json
	says '"added":0,"updated":0,"unchanged":2'
}

@test "without --as-recorded every rule of rate holds" {
	jam import projects "$files/projects.csv" >/dev/null 2>&1
	jam assign --seed one >/dev/null
	at 2022-11-13T19:00:00Z
	printf 'judge,project,ml-safety,interpretability,novelty,generality,reproducibility\n' >w.csv
	jam list assignments |
		awk -F '\t' 'NR == 2 { print $1 "," $2 ",3,3,3,3,3" }' >>w.csv
	expect 77 jam import ratings w.csv
	warns 'closed at 2022-11-13 18:15 CET'
	at 2022-11-13T16:00:00Z
	expect 0 jam import ratings w.csv --json
	says '"added":1'
}

@test "what is not a table is named" {
	printf 'PK\003\004rest' >sheet.csv
	expect 65 jam import registrations sheet.csv
	warns 'spreadsheet'
	printf '<!doctype html><title>Login</title>' >login.csv
	expect 65 jam import registrations login.csv
	warns 'web page'
	: >empty.csv
	expect 65 jam import registrations empty.csv
	warns 'empty'
	expect 66 jam import registrations nowhere.csv
}
