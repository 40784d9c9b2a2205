#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam help: what a command does and understands, from the table.
load jam

@test "help lists every command in its group, and the options of all" {
	expect 0 jam help
	says 'about jam' 'completion  Print the completions of a shell'
	says '--db FILE' '(else $JAM_DB)' '-n, --dry-run'
	for name in "$top"/cmd/*.c; do
		says "  $(basename "$name" .c) "
	done
}

@test "help NAME, NAME --help and NAME -h say the same" {
	expect 0 jam help completion
	kept=$output
	says 'usage: jam completion SHELL' 'bash, zsh or fish'
	expect 0 jam completion --help
	is "$kept"
	expect 0 jam -h completion
	is "$kept"
}

@test "help lists the options of a command with their meaning" {
	expect 0 jam help help
	says 'usage: jam help [options] [COMMAND]' '--mdoc' 'operands'
}

@test "help asks for no database and makes none" {
	expect 0 jam --db nowhere/jam.db help
	[ -z "$(ls)" ]
}

@test "help for an unknown command names the one that was meant" {
	expect 64 jam help complation
	warns '"complation"' 'did you mean "completion"?'
}

@test "help keeps within COLUMNS" {
	for width in 40 60 80; do
		COLUMNS=$width expect 0 jam help
		longest=$(echo "$output" | tail -n +2 | wc -L)
		[ "$longest" -le "$width" ]
	done
}

@test "every command has a help of at most 80 columns" {
	for file in "$top"/cmd/*.c; do
		name=$(basename "$file" .c)
		expect 0 jam help "$name"
		says "usage: jam $name"
		longest=$(echo "$output" | LC_ALL=C.UTF-8 wc -L)
		[ "$longest" -le 80 ]
	done
}

@test "help --mdoc is a page that mandoc likes" {
	needs mandoc
	for file in "$top"/cmd/*.c; do
		name=$(basename "$file" .c)
		jam help --mdoc "$name" >page
		run mandoc -Tlint page
		output=$(echo "$output" | grep -v 'referenced manual not found' ||
			true)
		[ -z "$output" ]
	done
}

@test "help goes through PAGER on a terminal, and only there" {
	PAGER="sed s/^usage/PAGED/" typing '' jam help help
	says 'PAGED: jam help'
	PAGER="sed s/^usage/PAGED/" expect 0 jam help help
	hides PAGED
	# Without the pager that PAGER names help is printed all the same.
	PAGER=nosuchpager typing '' jam help help
	says 'usage: jam help'
}
