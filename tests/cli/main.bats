#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What holds for every command: options, environment, streams, exits.
load jam

@test "jam alone shows a short grouped help and exits 0" {
	expect 0 jam
	says 'usage: jam [options] COMMAND' 'about jam'
	[ -z "$stderr" ]
	hides '--db FILE'
}

@test "--help and help are the same" {
	expect 0 jam help
	kept=$output
	expect 0 jam --help
	is "$kept"
}

@test "--version names jam and every library with its version" {
	expect 0 jam --version
	for name in jam sqlite libyaml libcsv jansson cmark utf8proc \
		libsodium; do
		[[ $output =~ (^|$'\n')$name\ [0-9]+\.[0-9]+ ]]
	done
}

@test "an unknown command is answered with what was meant, never run" {
	expect 64 jam hlep
	[ -z "$output" ]
	warns 'jam: unknown command "hlep"' 'hint: did you mean "help"?'
	expect 64 jam xyzzy
	warns 'hint: "jam help" lists the commands'
}

@test "an unknown option is answered with what was meant" {
	expect 64 jam help --mdco
	warns 'jam: unknown option "--mdco"' 'did you mean "--mdoc"?'
	expect 64 jam --evnt x help
	warns 'did you mean "--event"?'
	expect 64 jam help -q
	warns 'unknown option "-q"'
}

@test "options of a command follow its name" {
	expect 64 jam --mdoc help
	warns 'unknown option "--mdoc"' 'follow its name'
}

@test "global options stand before or after the command" {
	expect 64 jam --format xml help
	warns '--format: "xml" is none of table, tsv, csv, json, jsonl or md'
	expect 64 jam help --format xml
	expect 64 jam help --format=xml
}

@test "an option without its value and a flag with one are refused" {
	expect 64 jam help --db
	warns '--db needs a value: FILE'
	expect 64 jam help --yes=no
	warns '--yes takes no value'
}

@test "letters may be joined" {
	expect 0 jam -ny help
	expect 64 jam -nq help
}

@test "-- ends the options" {
	expect 64 jam help -- --mdoc
	warns 'COMMAND: "--mdoc"'
	expect 0 jam -- help
}

@test "a missing and a superfluous operand are refused with the usage" {
	expect 64 jam completion
	warns 'missing operand SHELL' 'hint: usage: jam completion SHELL'
	expect 64 jam completion bash zsh
	warns 'one operand too many: "zsh"'
}

@test "arguments and variables that are not UTF-8 are refused" {
	expect 64 jam $'h\xffelp'
	warns 'is not UTF-8' '\xff'
	JAM_DB=$'\xff' expect 64 jam help
	warns 'JAM_DB'
}

@test "control and bidi characters of arguments do not reach a terminal" {
	expect 64 jam $'\e[31mhelp\xe2\x80\xae\n'
	warns '\x1b[31m' '\u202e'
	[ "$(wc -l <"$BATS_TEST_TMPDIR/stderr")" -eq 2 ]
	hides $'\e' $'\xe2\x80\xae'
}

@test "an empty variable counts as none" {
	JAM_DB='' JAM_EVENT='' JAM_JUDGE='' expect 0 jam help
}

@test "JAM_DEBUG=1 names the place in the source" {
	JAM_DEBUG=1 expect 64 jam hlep
	[[ $stderr =~ debug:\ cmd/cli/[a-z]+\.c:[0-9]+ ]]
	expect 64 jam hlep
	hides debug
}

@test "a TZ that is no zone is a warning, not a failure" {
	TZ=Europe/Kopenhagen expect 0 jam help
	warns 'TZ "Europe/Kopenhagen" is no time zone' 'UTC' \
		'did you mean "Europe/Copenhagen"?'
	TZ=Europe/Copenhagen expect 0 jam help
	[ -z "$stderr" ]
}

@test "a full disk behind standard output is 74" {
	[ -w /dev/full ] || skip 'no /dev/full'
	status=0
	jam help >/dev/full 2>err || status=$?
	[ "$status" -eq 74 ]
	grep 'standard output' err
	grep '^hint: ' err
}

@test "a closed standard output is 74" {
	status=0
	jam help >&- 2>err || status=$?
	[ "$status" -eq 74 ]
	grep 'standard output' err
	grep '^hint: ' err
}

@test "a reader that goes away is 74 without noise" {
	status=0
	{ sleep 0.2; jam help 2>err || echo $? >status; } | true
	[ "$(cat status)" = 74 ]
	[ ! -s err ]
}

@test "the release build ignores the clock and the seed of tests" {
	grep -q JAM_NOW "$(command -v jam)"
	run grep -qE 'JAM_NOW|JAM_TEST_SEED' "$top/build/jam"
	[ "$status" -eq 1 ]
}

@test "an invalid JAM_NOW stops a test build" {
	JAM_NOW=yesterday expect 65 jam help
}
