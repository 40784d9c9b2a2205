#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# One thing whole.
load jam
load small

prepare() {
	small_jam
	rates dee@example.org alpha 5 4 >/dev/null
}

@test "an event, with all that was declared" {
	expect 0 jam show events jam --json
	says '"kind":"events","event":"jam"' \
		'"opens_at":"2022-11-13T13:15:00Z"' '"by":["authors","experts"]' \
		'"criteria":["safety x 2","novelty x 1"' '"scale":"1 to 5"' \
		'"ratings":1,"published_at":null,"digest":null'
	expect 65 jam show events jma
}

@test "a project, with members, abstract, score and rank" {
	expect 0 jam show projects '#1' --json
	says '"slug":"alpha"' '"source_id":"P1"' \
		'"members":["Ada <ada@example.org>"]' '"abstract":"First"' \
		'"url":"https://example.org/1"' '"status":"running"' \
		'"ratings":1,"rank":1,"score":4.333,"exact":"13/3"'
	jam retract alpha --tier unranked --reason 'too late' 2>/dev/null >&2
	expect 0 jam show projects alpha --json
	says '"status":"unranked","reason":"too late"' \
		'"rank":null,"score":null,"exact":null'
	expect 0 jam show projects beta --json
	says '"rank":null,"score":null,"exact":null'
	expect 65 jam show projects betta
	warns 'did you mean beta?'
}

@test "a judge, with the batch as it stands" {
	expect 0 jam show judges eve@example.org --json
	says '"kind":"expert"' '"judges":"yes"' '"public":"yes"' \
		'"affiliation":"A Lab"' '"conflicts":["delta"]' \
		'"batch":["gamma: open","beta: open"]' '"ratings":0'
	expect 0 jam show judges dee@example.org --json
	says '"kind":"peer","site":"london"' '"alpha: rated"' '"ratings":1'
	expect 65 jam show judges fay@example.org
}

@test "a judge who needs no row yet" {
	printf 'id,title,members\nP9,Late,zoe@example.org\n' |
		jam import projects - >/dev/null 2>&1
	expect 0 jam show judges zoe@example.org --json
	says '"kind":"peer"' '"batch":[]' '"ratings":null'
}

@test "the batch of a judge and the ratings of a project, row by row" {
	expect 0 jam show assignments dee@example.org --format csv
	[ "${lines=$(echo "$output" | wc -l)}" -eq 3 ]
	says slot,project,number,title,url,state,handed_out \
		alpha,1,Alpha,https://example.org/1,rated,no ,open,no
	expect 0 jam show ratings alpha --json
	says '"judge":"dee@example.org","kind":"peer"' \
		'"scores":["safety=5","novelty=4","clarity=4","rigor=4","joy=4"]' \
		'"state":"counted"'
	jam retract alpha --judge dee@example.org --reason x >/dev/null 2>&1
	expect 0 jam show ratings alpha --json
	says '"state":"set aside"'
	expect 65 jam show ratings gamma
	warns 'jam: jam has no ratings of "gamma"' 'hint: jam list ratings'
	# No document begins that does not end.
	expect 65 jam show ratings gamma --json
	is ''
	expect 65 jam show outcomes nobody --json
	is ''
	expect 65 jam show awards None --json
	is ''
}

@test "persons, registrations, teams, sites, criteria" {
	expect 0 jam show persons ADA@example.org --json
	says '"kind":"persons","event":null' '"name":"Ada"' \
		'"registered":["jam"]' '"projects":["jam alpha"]'
	expect 0 jam show persons Ada --json
	says '"email":"ada@example.org"'
	expect 65 jam show persons nobody
	warns 'jam: nobody is called "nobody"'
	expect 0 jam show registrations ada@example.org --json
	says '"site":"london"' '"role":"engineer"' '"status":"going"' \
		'"projects":["alpha"]'
	expect 65 jam show registrations eve@example.org
	warns 'jam has no registrations of "eve@example.org"'
	expect 0 jam show teams RED --json
	says '"name":"Red","members":["Ada <ada@example.org>"]'
	expect 65 jam show teams Mauve
	expect 0 jam show sites london --json
	says '"title":"London"' '"registrations":2' \
		'"projects":["alpha","delta"]'
	expect 65 jam show sites paris
	warns '"paris" is not a site of jam'
	expect 0 jam show criteria safety --json
	says '"weight":2,"required":"yes"'
	expect 65 jam show criteria saftey
	expect 65 jam show awards 1
	expect 65 jam show outcomes spring
}

@test "merged addresses are one person" {
	{
		cat event.yaml
		echo 'same_person: [[ada@example.org, ada@lab.example.org]]'
	} >merged.yaml
	jam amend merged.yaml --reason x >/dev/null
	printf 'email,name\nada@lab.example.org,Ada L.\n' |
		jam import registrations - >/dev/null 2>&1
	expect 0 jam show persons ada@lab.example.org --json
	says '"email":"ada@example.org","name":"Ada","also":["ada@lab.example.org"]'
	expect 0 jam show registrations ada@example.org
	[ "$(echo "$output" | wc -l)" -eq 3 ]
}

@test "every format, and what is wrong on the command line" {
	for format in table tsv csv json jsonl md; do
		expect 0 jam show teams Red --format "$format"
		says Red alpha
		expect 0 jam show ratings alpha --format "$format"
		says safety=5 dee
		expect 0 jam show assignments dee@example.org \
			--format "$format"
		says Alpha Beta
		expect 0 jam show projects alpha --format "$format"
		says First
	done
	expect 64 jam show
	expect 64 jam show project alpha
	warns 'did you mean'
	expect 64 jam show projects
	expect 66 jam show projects alpha --db none.db
}
