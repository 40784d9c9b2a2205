#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The calendar and the certificates.
load jam.bash
load small.bash

prepare() {
	small_jam
	rates ada@example.org beta 5 >/dev/null 2>&1 || true
	at 2022-11-13T20:00:00Z
}

@test "the calendar has the event, its schedule and the window" {
	expect 0 jam export calendar -o jam.ics
	grep -c '^BEGIN:VEVENT' jam.ics | grep -qx 2
	grep -q '^DTSTART:20221111T170000Z' jam.ics
	grep -q '^SEQUENCE:0' jam.ics
	grep -q '^DTSTAMP:20221113T150000Z' jam.ics
	run grep -E '@|ATTENDEE|ALARM' jam.ics
	[ "$output" = "" ]
	sed -i 's/ends: 2022-11-13 14:15/ends: 2022-11-13 14:10/' event.yaml
	jam amend event.yaml --reason late >/dev/null
	expect 0 jam export calendar
	says SEQUENCE:1 DTSTAMP:20221113T200000Z
	grep '^UID' jam.ics | while read -r uid; do
		says "$uid"
	done
}

@test "a site's calendar is in its zone and leaves out other sites" {
	cat >>event.yaml <<-END
	schedule:
	  - {at: 2022-11-12 10:00, title: Tea, place: london}
	  - {at: 2022-11-12 11:00, title: Kaffe, place: Oslo}
	  - {at: 2022-11-12 12:00, title: Talk, place: online}
	END
	sed -i 's/title: London}/title: London, timezone: Europe\/London}/' \
		event.yaml
	jam amend event.yaml --reason sites >/dev/null
	expect 0 jam export calendar --site london
	says X-WR-TIMEZONE:Europe/London SUMMARY:Tea SUMMARY:Talk
	hides Kaffe
	expect 65 jam export calendar --site paris
}

@test "a certificate for each person, judge and team, well-formed" {
	expect 0 jam export certificates -o certs
	(cd certs/people && echo *) >have
	echo ada.svg bo.svg cy.svg dee.svg >want
	diff want have
	[ "$(find certs/teams | grep -c svg)" -eq 4 ]
	[ "$(stat -c %a certs/people/ada.svg)" = 600 ]
	grep -q '>Alpha<' certs/people/ada.svg
	run grep -rl '@' certs
	[ "$output" = "" ]
	well_formed certs/*/*.svg
	jam export certificates -o again >/dev/null
	diff -r certs again
}

@test "a code is of one person, role, place and project" {
	echo '{{code}}' >t.svg
	expect 0 jam export certificates -o certs --template t.svg
	cat certs/*/*.svg >codes
	grep -cE '^[0-9a-f]{16}$' codes | grep -qx "$(wc -l <codes)"
	[ "$(sort -u codes | wc -l)" -eq "$(wc -l <codes)" ]
	cp certs/people/ada.svg before
	jam publish >/dev/null
	expect 0 jam export certificates -o certs --template t.svg
	run cmp certs/people/bo.svg before
	[ "$status" -ne 0 ]
}

@test "a template's unknown field is named with its line" {
	printf '<svg>\n<text>{{nmae}}</text></svg>\n' >t.svg
	expect 65 jam export certificates -o certs --template t.svg
	warns 't.svg:2: "{{nmae}}" is no field of a certificate'
	[ ! -e certs/people ]
	printf '\377\n' >t.svg
	expect 65 jam export certificates -o certs --template t.svg
	warns 'SVG text in UTF-8'
}

@test "a name without Latin letters gives a file named after the code" {
	sed -i 's/,Ada,/,李伟,/; s/,Bo,/,王芳,/; s/,Cy,/,Ada,/; s/,Dee,/,ADA,/' \
		registrations.csv
	jam import registrations registrations.csv >/dev/null 2>&1
	echo '{{code}}' >t.svg
	expect 0 jam export certificates -o certs --template t.svg
	[ -e certs/people/ada.svg ]
	[ -e certs/people/ada-2.svg ]
	[ "$(find certs/people -name 'certificate-*' | wc -l)" -eq 2 ]
	for file in certs/people/certificate-*; do
		[ "$file" = "certs/people/certificate-$(cat "$file").svg" ]
	done
}

# code DIR NAME: the code on a certificate.
code() {
	grep -o '[0-9a-f]\{16,\}' "$1/$2.svg" | head -n 1
}

@test "a certificate that does not hold any more is not called a forgery" {
	at 2022-11-13T15:00:00Z
	for judge in ada bo cy dee eve; do
		rates $judge@example.org alpha 4
		rates $judge@example.org beta 5
	done >/dev/null 2>&1 || true
	at 2022-11-13T20:00:00Z
	jam publish >/dev/null
	jam export certificates -o certs >/dev/null
	for name in people/ada people/bo teams/blue judges/eve; do
		expect 0 jam verify --certificate "$(code certs $name)"
	done
	jam retract beta --tier hidden --reason x >/dev/null 2>&1
	expect 1 jam verify --certificate "$(code certs people/bo)"
	says 'would be the code of "Bo took part in A Jam, 1st place"' \
		'that does not hold: the project was withdrawn (hidden)'
	expect 1 jam verify --certificate "$(code certs teams/blue)"
	says 'would be the code of "Blue took part in A Jam, 1st place"'
	expect 1 jam verify --certificate "$(code certs people/ada)"
	says 'would be the code of "Ada took part in A Jam, 2nd place"' \
		'that does not hold: now 1st place'
	expect 0 jam verify --certificate "$(code certs judges/eve)"
	expect 1 jam verify --certificate 0123456789abcdef
	says 'is not one that jam gives'
}

@test "two addresses that became one person leave what each was given" {
	jam export certificates -o certs >/dev/null
	old=$(code certs people/ada)
	cat >>event.yaml <<-END
	same_person: [[cy@example.org, ada@example.org]]
	END
	jam amend event.yaml --reason one >/dev/null
	expect 1 jam verify --certificate "$old"
	says 'would be the code of "Ada took part in A Jam"' \
		'that does not hold: now in another way'
}

# would EMAIL PLACE PROJECT: the code of a certificate that says so.
would() {
	printf 'jam certificate\n%s\0%s\0took part in\0%s\0%s' \
		"$(sqlite3 jam.db 'SELECT uid FROM event')" \
		"$(sqlite3 jam.db "SELECT uid FROM person_private
			WHERE email = '$1'")" "$2" \
		"$(sqlite3 jam.db "SELECT uid FROM project
			WHERE slug = '$3'")" | sha256sum | cut -c1-16
}

@test "a code that nobody can have got is nobody's" {
	needs sqlite3
	expect 1 jam verify --certificate "$(would ada@example.org '1st place' \
		alpha)"
	says 'is not one that jam gives'
	jam publish >/dev/null
	expect 1 jam verify --certificate "$(would ada@example.org '2nd place' \
		alpha)"
	says 'would be the code of "Ada took part in A Jam, 2nd place"' \
		'that does not hold'
	hides 'was given'
	expect 1 jam verify --certificate "$(would ada@example.org '2nd place' \
		none)"
	says 'is not one that jam gives'
	echo gus@example.org,,,,going >>registrations.csv
	jam import registrations registrations.csv >/dev/null
	expect 1 jam verify --certificate "$(would gus@example.org '' none)"
	says 'is not one that jam gives'
}
