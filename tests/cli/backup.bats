#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# A copy that is checked before it has a name.
load jam.bash

prepare() {
	jam create --template >e.yaml
	jam create e.yaml
}

@test "a backup is a jam database that verifies, mode 0600" {
	expect 0 jam backup copy.db --json
	says '"file":"copy.db"' '"entries":2' '"head":"'
	[ "$(stat -c %a copy.db)" = 600 ]
	expect 0 jam verify --db copy.db
	says "$(jam log --db copy.db | tail -n 1 | cut -f5)"
	[ ! -e copy.db-wal ]
}

@test "a file that exists is replaced only with --yes" {
	echo mine >copy.db
	expect 73 jam backup copy.db
	warns 'copy.db' '--yes'
	[ "$(cat copy.db)" = mine ]
	expect 0 jam backup copy.db --yes
	expect 0 jam verify --db copy.db
}

@test "a dry run says what would be copied and makes nothing" {
	expect 0 jam backup copy.db --dry-run --json
	says '"entries":1' '"bytes":null'
	[ ! -e copy.db ]
	[ "$(jam log | wc -l)" -eq 2 ]
}

@test "a database that was changed behind jam's back is not copied" {
	needs sqlite3
	sqlite3 jam.db "UPDATE criterion SET title = 'Another'"
	expect 78 jam backup copy.db
	warns 'jam verify'
	[ ! -e copy.db ]
}

@test "a folder that is not there" {
	expect 73 jam backup none/copy.db
	warns 'none'
}

@test "a copy does not go over the database itself, by whatever name" {
	ln jam.db twin.db
	for name in jam.db ./jam.db twin.db; do
		expect 73 jam backup $name --yes
		warns "\"$name\" is the database" 'name another file'
	done
	expect 73 jam backup jam.db --dry-run
	for name in jam.db jam.db-wal; do
		expect 73 jam export data -o $name --yes
		warns "\"$name\" is the database"
	done
	expect 0 jam verify
	[ "$(jam log | wc -l)" -eq 2 ]
}

@test "a copy does not go where another database's log would spoil it" {
	for rest in wal journal; do
		echo 'of another' >copy.db-$rest
		expect 73 jam backup copy.db --dry-run
		expect 73 jam backup copy.db
		warns "\"copy.db-$rest\" is there"
		[ ! -e copy.db ]
		: >copy.db-$rest
	done
	[ "$(jam log | wc -l)" -eq 2 ]
	expect 0 jam backup copy.db
	expect 0 jam verify --db copy.db
}
