#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Values that no jam wrote, in a file too large to be looked at whole each time
# it is opened.
load jam.bash
load small.bash

prepare() {
	needs sqlite3
	small_jam
	cp jam.db kept.db
}

# large SQL: the small jam, changed and 17 MiB long.
large() {
	cp kept.db jam.db
	sqlite3 jam.db "PRAGMA ignore_check_constraints = ON; $1"
	truncate -s 17M jam.db
}

@test "rules that no jam wrote are refused" {
	for change in 'event SET scale_step = 0' 'event SET batch = -1' \
		'criterion SET weight = 0' 'criterion SET slot = -7'; do
		large "UPDATE OR IGNORE $change"
		cp jam.db before.db
		for words in 'list projects' status score 'assign --seed 2'; do
			# shellcheck disable=SC2086
			expect 78 jam $words
			warns 'jam.db" is damaged'
		done
		cmp before.db jam.db
	done
}

@test "a slot beyond all criteria takes no memory" {
	large 'UPDATE criterion SET slot = 1 << 40 WHERE slot = 3'
	expect 0 jam score
	expect 1 jam verify
	warns criterion
}

@test "an address without a letter is not looked for without end" {
	sed -i 's/2022-11-13 14:15/2022-11-13 15:15/' event.yaml
	jam amend event.yaml --reason 'ada@example.org asked - so be it'
	sqlite3 jam.db "UPDATE person_private SET email_key = ''
		WHERE email_key = 'ada@example.org'"
	at 2022-12-14T10:00:00Z
	expect 0 timeout 10 jam forget --event jam -n
}

@test "numbers that stand for no word are not looked up" {
	large 'UPDATE judge SET kind = 7700; UPDATE registration SET status =
		900000'
	for words in 'list judges' 'list registrations' 'show judges bo@example.org' \
		'export data --audit'; do
		# shellcheck disable=SC2086
		expect 0 jam $words
	done
	expect 78 jam verify
	warns 'CHECK constraint failed in'
}

# without COLUMN TABLE: the same with NULL where none may be.
without() {
	local made
	made=$(sqlite3 kept.db "SELECT sql FROM sqlite_schema
		WHERE name = '$2'")
	large "PRAGMA writable_schema = ON;
		UPDATE sqlite_schema SET sql = replace(replace(sql, 'NOT NULL',
			''), ') STRICT', ')') WHERE name = '$2';
		PRAGMA writable_schema = RESET;
		UPDATE $2 SET $1 = NULL;
		PRAGMA writable_schema = ON;
		UPDATE sqlite_schema SET sql = '${made//\'/\'\'}'
			WHERE name = '$2'"
}

@test "texts that are not there are empty" {
	rates eve@example.org gamma 4
	at 2022-11-13T20:00:00Z
	jam publish
	cp jam.db kept.db
	for pair in 'slug project' 'title project' 'title_key project' \
		'name team' 'name_key team' 'uid judge' 'scores rating' \
		'numbers result' 'uid person_private' 'payload log'; do
		# shellcheck disable=SC2086
		without $pair
		for words in 'list projects' 'list ratings' score status \
			'export results' 'export pages -o p --yes' \
			'export data --private' 'export data --audit' \
			'show projects 1' 'report raters' log \
			'export certificates -o c --yes'; do
			status=0
			# shellcheck disable=SC2086
			jam $words >said 2>&1 || status=$?
			[ "$status" -le 78 ]
		done
		expect 78 jam verify
		warns 'jam.db" is damaged: NULL value in '
	done
}

@test "a last entry without its hash takes no other" {
	large "UPDATE log SET hash = x'00'
		WHERE seq = (SELECT MAX(seq) FROM log)"
	for words in 'publish --reason early' \
		'retract alpha --tier named --reason late'; do
		# shellcheck disable=SC2086
		expect 78 jam $words
		warns 'jam.db" is damaged'
	done
}
