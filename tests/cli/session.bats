#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# One command is one transaction: the database, the event, the answer.
load jam

prepare() {
	declaration one
	declaration two
}

declaration() {
	cat >"$1.yaml" <<-END
	event: $1
	title: Jam $1
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:15
	criteria:
	  - {id: novelty, title: Novelty}
	END
}

@test "only create makes a database, and says so" {
	expect 66 jam list events
	warns 'jam.db'
	[ ! -e jam.db ]
	expect 0 jam create one.yaml
	warns 'jam: made jam.db'
	says "$(printf 'one\tJam one')"
	[ -e jam.db ]
	expect 0 jam create two.yaml
	hides 'made'
}

@test "the database is --db, else JAM_DB, else ./jam.db" {
	expect 0 jam --db a.db create one.yaml
	JAM_DB=b.db expect 0 jam create two.yaml
	[ ! -e jam.db ]
	JAM_DB=b.db expect 0 jam list events --db a.db
	says 'Jam one'
	JAM_DB=b.db expect 0 jam list events
	says 'Jam two'
}

@test "a file that is no jam database is refused by name and untouched" {
	echo 'not a database, but longer than a header of one hundred bytes,' \
		'or so it seems when one counts them all' >jam.db
	cp jam.db kept
	for command in 'list events' 'create one.yaml' status; do
		# The words of the command.
		# shellcheck disable=SC2086
		expect 78 jam $command
		warns 'jam.db'
	done
	cmp jam.db kept
}

@test "the event is --event, else JAM_EVENT, else the only one" {
	jam create one.yaml 2>made
	expect 0 jam status
	says 'Jam one'
	jam create two.yaml 2>made
	expect 64 jam status
	warns one two
	expect 0 jam status --event two
	says 'Jam two'
	JAM_EVENT=one expect 0 jam status
	says 'Jam one'
	JAM_EVENT=one expect 0 jam --event=two status
	says 'Jam two'
	expect 65 jam --event ome status
	warns 'ome' 'one'
}

@test "what spans events asks for none, and its JSON says so" {
	jam create one.yaml two.yaml 2>made
	expect 0 jam list events --json
	says '"schema":"jam/1"' '"event":null' '"rows":['
	expect 0 jam status --event one --json
	says '"event":"one"'
	for spans in log verify 'report series' 'backup copy.db' \
		'forget --event one --yes'; do
		# The words of a command.
		# shellcheck disable=SC2086
		JAM_NOW=2023-01-01T00:00:00Z expect 0 jam $spans --json
		says '"event":null'
	done
}

@test "nothing is locked while a new event is awaited" {
	awaiting jam create -
	expect 0 timeout 20 jam create two.yaml
	cat one.yaml >&9
	arrived 0
	expect 0 jam list events
	says 'Jam one' 'Jam two'
}

@test "nothing is locked while a changed event is awaited" {
	jam create one.yaml 2>/dev/null
	awaiting jam amend -
	expect 0 timeout 20 jam create two.yaml
	sed 's/Jam one/Jam 1/' one.yaml >&9
	arrived 0
	expect 0 jam list events
	says 'Jam 1' 'Jam two'
}

@test "a pipe gets TSV with a header, --format any other" {
	jam create one.yaml 2>made
	expect 0 jam list events
	says "$(printf 'event\ttitle\t')"
	expect 0 jam list events --csv
	says 'event,title,'
	expect 0 jam --csv list events --json
	says '{"schema"'
	expect 0 jam --format json list events --format md
	says '| event'
	expect 0 jam list events --format jsonl
	[ "${output:0:1}" = '{' ]
	hides schema
}

@test "a terminal gets a table, coloured unless NO_COLOR" {
	jam create one.yaml 2>made
	typing '' jam list events
	says 'Jam one'
	hides $'\t'
	[[ $output == *$'\e['* ]]
	NO_COLOR=1 typing '' jam list events
	says 'Jam one'
	hides $'\e['
}

@test "a table keeps within COLUMNS" {
	jam create one.yaml 2>made
	COLUMNS=40 expect 0 jam list events --format table
	[ "$(LC_ALL=C.UTF-8 wc -L <<<"$output")" -le 40 ]
	NO_COLOR=1 typing '' jam list events
	[ "$(tr -d '\r' <<<"$output" | LC_ALL=C.UTF-8 wc -L)" -le 80 ]
}

@test "whatever is wrong, a second line says what to do next" {
	jam create one.yaml >/dev/null 2>&1
	echo "email" >people.csv
	echo "ada@example.org" >>people.csv
	jam import registrations people.csv >/dev/null 2>&1
	while read -r exit line; do
		# The line is the words of a command.
		# shellcheck disable=SC2086
		expect "$exit" jam $line </dev/null
		warns 'jam: ' 'hint: '
	done <<-'END'
	64 frobnicate
	64 --frobnicate
	64 --db
	64 list
	64 list sites --csv=1
	64 plan
	64 plan --projects 0 --judges 3
	64 score --rounds x
	64 score --method best
	64 retract #1
	64 list awards --site x
	65 --event nope status
	65 list projects --site x
	65 export calendar --site x
	65 assign --relax site:x
	65 show projects x
	65 rate x novelty=1 --judge ada@example.org
	65 rate x novelty=1 --judge bob@example.org
	65 score --explain x
	65 verify --head x
	65 forget nobody@example.org --yes
	66 --db nosuch.db status
	66 amend nosuch.yaml
	66 import ratings nosuch.csv
	66 verify nosuch.jsonl
	73 create one.yaml
	73 export pages -o one.yaml
	73 backup nosuch/copy.db
	77 publish
	77 export results
	77 forget --event one --yes
	78 --db one.yaml status
	78 --db . status
	END
}

@test "a dry run answers the same and leaves nothing" {
	expect 0 jam create one.yaml --dry-run
	kept=$output
	[ ! -e jam.db ]
	hides made
	expect 0 jam create one.yaml
	is "$kept"
	cp jam.db before
	expect 0 jam -n create two.yaml
	says two
	expect 0 jam list events
	hides two
}

@test "it happened, or it did not: one bad file of two" {
	echo 'event: [' >bad.yaml
	expect 65 jam create one.yaml bad.yaml
	[ -z "$output" ]
	[ ! -e jam.db ]
	jam create two.yaml 2>made
	expect 65 jam create one.yaml bad.yaml
	[ -z "$output" ]
	expect 0 jam list events
	hides 'Jam one'
}

@test "saved, but the answer could not be written: 74" {
	[ -w /dev/full ] || skip 'no /dev/full'
	status=0
	jam create one.yaml >/dev/full 2>err || status=$?
	[ "$status" -eq 74 ]
	grep '^jam: saved, but ' err
	grep '^hint: the change stays' err
	expect 0 jam list events
	says 'Jam one'
}

@test "a reader without room for its answer is 74, nothing saved" {
	[ -w /dev/full ] || skip 'no /dev/full'
	jam create one.yaml 2>made
	for format in table tsv csv json jsonl md; do
		status=0
		jam list events --format "$format" >/dev/full 2>err || status=$?
		[ "$status" -eq 74 ]
		[ "$(wc -l <err)" -eq 2 ]
		grep '^hint: ' err
		run grep saved err
		[ "$status" -eq 1 ]
	done
}

@test "a closed standard output never becomes the database" {
	status=0
	jam create one.yaml >&- 2>err || status=$?
	[ "$status" -eq 74 ]
	status=0
	jam list events <&- >&- 2>&- || status=$?
	[ "$status" -eq 74 ]
	expect 0 jam list events
	says 'Jam one'
}

@test "a reader that goes away: 74 without noise, the change stays" {
	jam create one.yaml 2>made
	{ sleep 0.2; jam list events 2>err || echo $? >status; } | true
	[ "$(cat status)" = 74 ]
	[ ! -s err ]
	{ sleep 0.2; jam create two.yaml 2>err || echo $? >status; } | true
	[ "$(cat status)" = 74 ]
	grep '^jam: saved, but ' err
	expect 0 jam list events
	says 'Jam two'
}

@test "a limit on the size of files is an error, not a signal" {
	status=0
	(ulimit -f 4 && jam create one.yaml) >out 2>err || status=$?
	[ "$status" -eq 74 ]
	[ ! -s out ]
	[ ! -e jam.db ]
	expect 0 jam create one.yaml
}

@test "the database is closed before an answer waits for its reader" {
	# More than a pipe holds.
	for i in $(seq 1000); do
		declaration "jam-with-a-rather-long-name-$i"
	done
	jam create jam-*.yaml >out 2>err
	mkfifo pipe
	jam list events >pipe 2>err &
	exec 9<pipe
	read -r -u 9 line
	[[ $line == event* ]]
	[ ! -e jam.db-wal ]
	[ "$(cat <&9 | wc -l)" -eq 1000 ]
	exec 9<&-
	wait
}

@test "the release build takes the time of the system" {
	needs sqlite3
	"$top/build/jam" create one.yaml >out 2>err
	at=$(sqlite3 jam.db 'SELECT min(at) FROM log')
	[ "$at" -gt 1700000000 ]
	jam --db test.db create one.yaml >out 2>err
	at=$(sqlite3 test.db 'SELECT min(at) FROM log')
	[ "$at" -eq "$(date -d "$JAM_NOW" +%s)" ]
}

@test "the same commands with the same seed make the same database" {
	needs sqlite3
	for db in a b; do
		jam --db $db.db create one.yaml >out 2>err
		sqlite3 $db.db .dump >$db.dump
	done
	diff -u a.dump b.dump
	"$top/build/jam" --db c.db create one.yaml >out 2>err
	sqlite3 c.db .dump >c.dump
	run cmp -s a.dump c.dump
	[ "$status" -eq 1 ]
}
