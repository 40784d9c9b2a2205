#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Erasing people: nothing is left in the file, results and log stay.
load jam.bash

prepare() {
	at 2022-11-13T20:00:00Z
	(cd "$BATS_TEST_TMPDIR" &&
		sh "$top/examples/interpretability/run.sh" work/demo \
			>/dev/null 2>&1)
	cd demo || return
}

# traces TEXT: how many files of the database hold it, whatever the case, as
# UTF-8, UTF-16 or base64.
traces() {
	cat jam.db* >all
	python3 - "$1" <<-'END'
	import base64, sys
	data, text = open('all', 'rb').read().lower(), sys.argv[1]
	forms = [text.encode(), text.encode('utf-16-le'),
	         text.encode('utf-16-be')]
	for shift in range(3):
	    whole = base64.b64encode(b'x' * shift + text.encode())
	    forms.append(whole[4:len(whole) // 4 * 4 - 4])
	print(sum(data.count(form.lower()) for form in forms))
	END
}

@test "a person leaves no trace, results and log stay as they were" {
	needs python3
	email=$(sed -n 2p registrations.csv | cut -d, -f1)
	name=$(sed -n 2p registrations.csv | cut -d, -f2)
	[ "$(traces "$email")" -gt 0 ]
	[ "$(traces "$name")" -gt 0 ]
	jam score --json >before
	head=$(jam log | tail -n 1 | cut -f5)
	expect 0 jam forget "$email" --yes --json
	says '"persons":1'
	warns 'not reached: import' 'brings the person back'
	[ "$(traces "$email")" = 0 ]
	[ "$(traces "$name")" = 0 ]
	jam score --json >after
	cmp before after
	expect 0 jam verify --head "$head"
	says 'as the ratings give them'
	expect 0 jam list persons
	hides "$email"
}

@test "it asks, and off a terminal refuses without --yes" {
	email=$(sed -n 2p registrations.csv | cut -d, -f1)
	expect 64 jam forget "$email"
	warns '--yes'
	expect 0 jam forget "$email" --dry-run --json
	says '"persons":1'
	expect 0 jam list persons
	says "$email"
}

@test "whom nobody knows, and what is no address" {
	expect 65 jam forget nobody@example.net --yes
	warns 'nobody@example.net'
	expect 65 jam forget nobody@example.net --dry-run
	expect 65 jam forget nonsense --yes
	expect 64 jam forget --yes
	warns '--event SLUG'
	[ "$(jam log | tail -n 1 | cut -f3)" = publish ]
}

@test "everybody of an event that is over" {
	needs python3
	jam score --json >before
	at 2022-11-13T15:00:00Z
	expect 77 jam forget --event interpretability --yes
	warns 'is not over' 'hint: one person: jam forget EMAIL'
	at 2022-12-13T15:00:00Z
	expect 0 jam forget --event interpretability --yes
	[ "$(traces @example.org)" = 0 ]
	jam score --json >after
	cmp before after
	expect 0 jam verify
}
