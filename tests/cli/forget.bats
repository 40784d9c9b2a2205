#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Erasing people: nothing is left in the file, results and log stay.
load jam.bash
load small.bash

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
	warns 'nobody@example.net' 'old pages hold nothing of it either'
	expect 65 jam forget nobody@example.net --dry-run
	warns 'hint: jam list persons'
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
	expect 0 jam forget --event interpretability --yes --json
	says '"persons":0,"rows":0'
	[ "$(traces @example.org)" = 0 ]
	jam score --json >after
	cmp before after
	expect 0 jam verify
}

# small [LINE...]: the small jam, with more lines in its event.
small() {
	at 2022-11-13T15:00:00Z
	mkdir small && cd small || return
	small_files
	printf '%s\n' "$@" >>event.yaml
	jam create event.yaml
	jam import registrations registrations.csv
	jam import projects projects.csv
	jam import judges judges.csv
}

# next_event [LINE...]: an event that is not over, and who comes to it.
next_event() {
	{
		printf '%s\n' 'event: next' 'title: Next' \
			'timezone: Europe/Copenhagen' 'starts: 2023-01-13 18:00' \
			'ends: 2023-01-15 14:15' 'criteria: [{id: fun, title: Fun}]' \
			"$@"
	} >next.yaml
	jam create next.yaml
}

@test "what an event needs that is not over stays" {
	needs python3
	small 'same_person: [[dee@example.org, dee@home.example]]' \
		'survey: [{id: again, kind: choice, question: Again?, options: [Sure, Never]}]'
	jam assign --seed one
	rates ada@example.org gamma 3
	rates eve@example.org beta 4
	jam rate beta safety=5 novelty=4 clarity=4 rigor=4 --replace --judge eve@example.org \
		--comment 'A fine piece'
	jam score --json >scores
	next_event 'sites: [{id: rome, title: Rome, hosts: [bo@example.org]}]' \
		'judging: {extensions: [{judge: cy@example.org, until: 2023-01-20 12:00}]}' \
		'same_person: [[eve@example.org, eve@home.example]]'
	printf '%s\n' email,again ada@example.org,Sure |
		jam import survey - --event jam
	printf '%s\n' email,status ada@example.org,waitlist \
		fay@example.org,cancelled dee@home.example,going |
		jam import registrations - --event next
	jam amend next.yaml --dry-run --json >before
	at 2022-12-13T15:00:00Z
	expect 0 jam forget --event jam --yes --json
	says '"persons":1' '"kept":5'
	[ "$(traces fay@example.org)" = 0 ]
	expect 0 jam report survey --event jam
	says "$(printf 'again\tchoice\t\tSure\t0\t0')"
	[ "$(traces 'A fine piece')" = 0 ]
	expect 0 jam list judges --event jam
	hides 'A Lab'
	jam score --event jam --json >after
	cmp scores after
	jam amend next.yaml --dry-run --json >after
	cmp before after
	expect 0 jam list registrations --event next
	says ada@example.org dee@
	expect 0 jam verify
	at 2023-03-13T15:00:00Z
	expect 0 jam forget --event next --yes --json
	says '"persons":6' '"kept":0'
	[ "$(traces @example.org)" = 0 ]
	[ "$(traces @home.example)" = 0 ]
	expect 0 jam verify
}

@test "who was at another event and answered this one's survey goes with it" {
	needs python3
	small 'survey: [{id: again, kind: likelihood, question: Again?}]'
	next_event
	printf '%s\n' email zed@example.org |
		jam import registrations - --event next
	printf '%s\n' email,again zed@example.org,7 yan@example.org,8 |
		jam import survey - --event jam
	at 2023-03-13T15:00:00Z
	[ "$(traces zed@example.org)" -gt 0 ]
	expect 0 jam forget --event jam --yes
	[ "$(traces zed@example.org)" = 0 ]
	[ "$(traces yan@example.org)" = 0 ]
	expect 0 jam verify
}

@test "an address is not taken out of the middle of another" {
	needs python3
	small 'same_person: [[bo@example.org, x.ada@example.org]]'
	printf '%s\n' email dada@example.org ada@example.org.uk |
		jam import registrations -
	sed -i 's/title: A Jam/title: The Jam/' event.yaml
	expect 0 jam amend event.yaml --reason 'ada@example.org, (Ada@example.org), not dada@example.org, x.ada@example.org, ada@example.org.uk'
	expect 0 jam forget ada@example.org --yes
	grep -a -o -i '[a-z0-9@. ,()]*dada@example.org[a-z@. ,()]*' jam.db >found || true
	cat found
	[ "$(traces ' dada@example.org, x.ada@example.org, ada@example.org.uk')" = 1 ]
	[ "$(traces '(ada@example.org)')" = 0 ]
	[ "$(traces ' ada@example.org,')" = 0 ]
	expect 0 jam verify
}

@test "an address goes from a text where no blank is beside it" {
	needs python3
	small
	sed -i 's/title: A Jam/title: The Jam/' event.yaml
	expect 0 jam amend event.yaml --reason 'ask ada@example.org.Then she and mail ada@example.org-bob, cc-ada@example.org, from_Ada@example.org, y.ada@example.org, 1ada@example.org, ada@example.orga'
	expect 0 jam forget ada@example.org --yes
	[ "$(traces ada@example.org)" = 0 ]
	[ "$(traces '@forgotten.invalid.Then she')" = 1 ]
	expect 0 jam verify
}
