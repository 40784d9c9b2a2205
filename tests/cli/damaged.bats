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

@test "numbers that stand for no word are not looked up" {
	large 'UPDATE judge SET kind = 7700; UPDATE registration SET status =
		900000'
	for words in 'list judges' 'list registrations' \
		'export data --audit'; do
		# shellcheck disable=SC2086
		expect 0 jam $words
	done
	expect 78 jam verify
	warns 'CHECK constraint failed in'
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
