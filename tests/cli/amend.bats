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

@test "who is named is shown, and not kept with the changes" {
	needs sqlite3
	echo 'sites: [{id: london, hosts: [host@example.org]}]' >>one.yaml
	expect 0 jam amend one.yaml
	says 'host@example.org'
	expect 0 sqlite3 jam.db 'SELECT changes FROM amendment_private'
	says 'sites[london].hosts: (none) -> (private)'
	hides 'host@example.org'
}

