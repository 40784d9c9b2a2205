#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Fixing the results.
load jam
load small

prepare() {
	small_jam
	rates dee@example.org alpha 5 >/dev/null
	rates eve@example.org beta 4 >/dev/null
}

@test "not before the close, unless there is a reason for the record" {
	expect 77 jam publish
	warns 'jam: judging of jam is open until 2022-11-13 18:15 CET' \
		'hint: publish then, or give --reason TEXT for the record'
	at 2022-11-13T17:14:59Z
	expect 77 jam publish
	expect 0 jam publish --reason 'all have rated' --dry-run
	at 2022-11-13T17:15:00Z
	expect 0 jam publish
}

@test "the last extension is the close" {
	sed 's/batch: 2/batch: 2, extensions: [{judge: cy@example.org, until: 2022-11-13 20:00}]/' \
		event.yaml >later.yaml
	jam amend later.yaml --reason ill >/dev/null
	at 2022-11-13T18:59:59Z
	expect 77 jam publish
	warns 'open until 2022-11-13 20:00 CET'
	at 2022-11-13T19:00:00Z
	expect 0 jam publish
}

@test "the row, and a digest that a dry run does not keep" {
	at 2022-11-13T18:00:00Z
	expect 0 jam publish --dry-run
	expect 0 jam status --json
	says '"published_at":null'
	expect 0 jam publish --json
	[[ $output =~ \"digest\":\"[0-9a-f]{64}\" ]]
	says '"kind":"publication"' \
		'"projects":4,"ranked":2,"ratings":2,"published_at":"2022-11-13T18:00:00Z"'
}

@test "publishing again is a new act with a digest of its own" {
	at 2022-11-13T18:00:00Z
	expect 0 jam publish --format jsonl
	first=$output
	jam retract beta --tier named --reason x >/dev/null 2>&1
	expect 0 jam publish --format jsonl
	[ "$output" != "$first" ]
	says '"projects":3,"ranked":1,"ratings":1'
}

@test "all formats, and a word too many" {
	at 2022-11-13T18:00:00Z
	for format in table tsv csv json jsonl md; do
		expect 0 jam publish --format "$format"
		says 2022-11-13
	done
	expect 64 jam publish now
}
