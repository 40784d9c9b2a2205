#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What import asks, merges and tells.
load jam.bash
load small.bash

prepare() {
	small_jam
}

@test "on a terminal it asks column by column and saves the map" {
	printf 'Mail of you,Voller Name,Colour\ng@example.org,Gus,red\n' >u.csv
	typing 'colour\nemail\nname\n\nforms.yaml\n' \
		jam import registrations u.csv
	[ "$status" -eq 0 ]
	says 'what is each column' '1 "Mail of you":' '3 "Colour":' \
		'Save this as a map file'
	printf 'map:\n  email: "Mail of you"\n  name: "Voller Name"\n' |
		diff - forms.yaml
	expect 0 jam import registrations u.csv --map-file forms.yaml --json
	says '"unchanged":1'
	expect 0 jam export data --private
	says '"column":"Colour","answer":"red"'
	typing 'email\n\004' jam import registrations u.csv
	[ "$status" -eq 64 ]
}

@test "the map is written over no file unasked, and has each field once" {
	printf 'Mail,Other mail,Who\nh@example.org,,Hal\n' >u.csv
	echo precious >kept
	typing 'email\nemail\n\nname\nkept\nn\n' \
		jam import registrations u.csv
	[ "$status" -eq 73 ]
	says 'email is another column' 'overwrite it?'
	[ "$(cat kept)" = precious ]
	typing 'email\nemail\n\nname\nkept\ny\n' \
		jam import registrations u.csv
	[ "$status" -eq 0 ]
	printf 'map:\n  email: "Mail"\n  name: "Who"\n' | diff - kept
}

@test "off a terminal it lists the columns by number and stops" {
	printf 'Mail of you,Voller Name\ng@example.org,Gus\n' >u.csv
	expect 65 jam import registrations u.csv
	warns '1 "Mail of you", 2 "Voller Name"' '--map email='
}

@test "a map file's same_person merges, is logged and taken back" {
	printf 'email,name\nada@lab.example.org,Ada\n' >r.csv
	echo 'same_person: [[ada@example.org, ada@lab.example.org]]' >m.yaml
	expect 0 jam import registrations r.csv --map-file m.yaml
	warns '1 group of addresses: one person each from now on'
	expect 0 jam list persons
	says 'ada@lab.example.org	Ada	1	0	ada@example.org'
	run sqlite3 jam.db "SELECT kind FROM log WHERE kind = 'amend'"
	[ "$output" = amend ]
	expect 0 jam import registrations r.csv --map-file m.yaml --json
	says '"unchanged":1'
	run sqlite3 jam.db "SELECT COUNT(*) FROM log WHERE kind = 'amend'"
	[ "$output" = 1 ]
	expect 0 jam amend event.yaml
	says 'same_person[0]'
	expect 0 jam list persons
	hides 'ada@lab.example.org	Ada	1	0	ada@example.org'
}

@test "rows that a newer file lacks are told and stay" {
	grep -v '^bo@' registrations.csv >newer.csv
	expect 0 jam import registrations newer.csv
	warns '1 of the registrations known before is not in newer.csv; nothing is removed'
	expect 0 jam list registrations
	says bo@example.org
	sed '$d' projects.csv >newer.csv
	expect 0 jam import projects newer.csv
	warns '1 of the projects known before'
	printf 'email\nnew@example.org\n' >others.csv
	expect 0 jam import registrations others.csv
	hides 'known before'
}

@test "of columns called as they are used it says just that" {
	expect 0 jam import registrations registrations.csv
	warns 'each is the field of its name'
	printf 'email,full name,Colour\nz@example.org,Z,red\n' >z.csv
	expect 0 jam import registrations z.csv
	warns 'z.csv: 2 columns used, 1 kept as an answer, 0 ignored' \
		'used: "full name" = name; the others as they are called' \
		'kept as answers: "Colour"'
	printf 'email,Other,Other\ny@example.org,1,2\n' >twice.csv
	expect 0 jam import registrations twice.csv
	warns 'kept as answers: "Other", "Other (2)"'
}
