#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam amend: what changes, shown and applied.
load jam

prepare() {
	cat >one.yaml <<-YAML
		event: one
		title: Jam one
		starts: 2022-11-11 18:00
		ends: 2022-11-13 14:15
		criteria:
		  - {id: fun, title: Fun}
		  - {id: use, title: Use}
	YAML
	jam create one.yaml
}

# now SED-SCRIPT: one.yaml as it should be.
now() {
	sed -i "$1" one.yaml
}

# Two people with a project each, and a rating.
rated() {
	jam import projects - <<-CSV
		id,title,members
		a,A,ada@example.org
		b,B,bo@example.org
	CSV
	jam import ratings --as-recorded - <<-CSV
		judge,project,criterion,score
		ada@example.org,b,fun,5
		ada@example.org,b,use,3
	CSV
}

@test "amend shows each value before and after, and applies it" {
	now 's/Jam one/Jam 1/; s/title: Use/title: Use, weight: 2/'
	expect 0 jam amend one.yaml
	is "$(printf 'path\tbefore\tafter
title\tJam one\tJam 1
criteria[use].weight\t1\t2')"
	expect 0 jam amend one.yaml
	is "$(printf 'path\tbefore\tafter')"
	warns 'already'
}

@test "what is added and removed has no before and no after" {
	echo 'teams: {max: 3}' >>one.yaml
	now '/id: use/d'
	expect 0 jam amend one.yaml --json
	says '{"path":"teams.max","before":"6","after":"3"}' \
		'{"path":"criteria","before":"fun use","after":"fun"}' \
		'{"path":"criteria[use].title","before":"Use","after":null}'
}

@test "a dry run shows the same and changes nothing" {
	now 's/Jam one/Jam 1/'
	expect 0 jam amend one.yaml --dry-run
	says 'Jam 1'
	kept=$output
	expect 0 jam amend one.yaml
	is "$kept"
}

@test "an event that is not there is 65, and says what was meant" {
	now 's/event: one/event: onee/'
	expect 65 jam amend one.yaml
	warns '"onee"' 'did you mean "one"?'
	expect 66 jam --db none.db amend one.yaml
	[ ! -e none.db ]
}

@test "after the first rating a rule of judging needs a reason" {
	rated
	now 's/title: Use/title: Use, weight: 2/'
	cp jam.db kept.db
	expect 77 jam amend one.yaml
	warns 'criteria[use].weight' '--reason TEXT'
	expect 77 jam amend one.yaml --reason ''
	expect 77 jam amend one.yaml --reason '  '
	expect 0 jam amend one.yaml --dry-run
	says 'criteria[use].weight'
	warns 'it will need --reason'
	cmp jam.db kept.db
	expect 0 jam amend one.yaml --reason ' agreed on with the judges'
	says 'criteria[use].weight'
	needs sqlite3
	expect 0 sqlite3 jam.db 'SELECT reason, changes FROM amendment_private'
	is 'agreed on with the judges|criteria[use].weight: 1 -> 2'
}

@test "at a terminal the reason is asked for, and only where it is needed" {
	rated
	now 's/title: Use/title: Use, weight: 2/'
	typing ' \n' jam amend one.yaml
	[ "$status" -eq 77 ]
	typing '\0377no text\n all agreed \n' jam amend one.yaml
	[ "$status" -eq 0 ]
	says 'criteria[use].weight' 'Why?' 'byte 1 is not UTF-8 text'
	expect 0 sqlite3 jam.db 'SELECT reason FROM amendment_private'
	is 'all agreed'
	now 's/Jam one/Jam 1/'
	typing '' jam amend one.yaml
	[ "$status" -eq 0 ]
	hides 'Why?'
}

@test "criteria, scale, scoring, window: each is a rule of judging" {
	rated
	for line in 'scoring: {method: itch}' 'judging: {batch: 4}' \
		'judging: {closes: 2022-11-13 20:00}' \
		'judging: {comments: public}' \
		'judging: {scale: {max: 6}}' \
		'judging: {extensions: [{judge: a@b.de, until: 2022-11-14 09:00}]}'; do
		cp one.yaml changed.yaml
		echo "$line" >>changed.yaml
		expect 77 jam amend changed.yaml
		expect 0 jam amend changed.yaml --reason x --dry-run
	done
	now 's/title: Fun/title: Pleasure/'
	expect 77 jam amend one.yaml
}

@test "what is not a rule of judging needs no reason" {
	rated
	cat >>one.yaml <<-YAML
		description: More words.
		links: [{kind: faq, url: 'https://example.org'}]
		prizes: [{place: 1, amount: 10 EUR}]
	YAML
	expect 0 jam amend one.yaml
}

@test "ratings that would not fit are a reason to refuse, whatever the reason" {
	rated
	cp one.yaml kept.yaml
	echo 'judging: {scale: {max: 4}}' >>one.yaml
	expect 77 jam amend one.yaml --reason x
	warns 'not on this scale'
	cp kept.yaml one.yaml
	echo '  - {id: new}' >>one.yaml
	expect 77 jam amend one.yaml --reason x
	warns '"new"' 'required: false'
	now 's/{id: new}/{id: new, required: false}/'
	expect 0 jam amend one.yaml --reason x
}

@test "who is named is shown, and not kept with the changes" {
	needs sqlite3
	echo 'sites: [{id: london, hosts: [host@example.org]}]' >>one.yaml
	expect 0 jam amend one.yaml
	says 'host@example.org'
	expect 0 sqlite3 jam.db 'SELECT changes FROM amendment_private'
	says 'sites[london].hosts: (none) -> (private)'
	hides 'host@example.org'
}

@test "a scoring of dropped and returned criteria is what it was" {
	rated
	expect 0 jam score --json
	before=$output
	cp one.yaml kept.yaml
	now '/id: use/d'
	expect 0 jam amend one.yaml --reason x
	expect 0 jam amend kept.yaml --reason 'back again'
	expect 0 jam score --json
	is "$before"
}

@test "the example of the page does what it says" {
	jam create --template >event.yaml
	jam create event.yaml >/dev/null 2>&1
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/s/^\.Dl //p' \
		"$top/man/jam-amend.1" >typed.sh
	expect 0 sh typed.sh
	says 'judging.grace' '15m'
}
