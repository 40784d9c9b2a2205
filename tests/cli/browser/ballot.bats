#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The HTML ballot in a browser: filled, left, found again, saved, imported.
load ../jam.bash
load ../small.bash
load driver.bash

prepare() {
	small_jam
	browser_start
	jam export ballots --as html -o b >/dev/null
}

# pick PROJECT CRITERION SCORE
pick() {
	js "document.querySelector('[name=s-$1-$2][value=\\u0022$3\\u0022]').click(); return 1"
}

first() {
	js "return document.querySelector('section').id.slice(2)"
	project=${output//\"/}
}

@test "what is chosen outlives a reload, is saved, and comes in" {
	go b/ballot-eve.html
	first
	for c in 0 1 2 3; do
		pick "$project" $c $((c + 2))
	done
	js "const t = document.getElementById('c-$project'); t.value = 'Fine \u2713'; t.dispatchEvent(new Event('input', {bubbles: true})); t.dispatchEvent(new Event('change', {bubbles: true})); return 1"
	go b/ballot-eve.html
	js "return document.querySelectorAll('input:checked[value]:not([value=\u0022\u0022])').length"
	is 4
	js "return document.getElementById('c-$project').value"
	is '"Fine ✓"'
	js "document.getElementById('save').click(); return 1"
	for _ in {1..50}; do
		[ -e saved/ballot-eve.json ] && break
		sleep 0.1
	done
	expect 0 jam import ballots saved/ballot-eve.json --json
	says '"added":1'
	expect 0 jam export data --private
	for score in 2 3 4 5; do
		says "\"score\":$score,\"comment\":\"Fine ✓\""
	done
	expect 0 jam import ballots saved/ballot-eve.json --json
	says '"unchanged":1'
}

@test "the keyboard alone suffices" {
	go b/ballot-eve.html
	first
	js "document.querySelector('[name=s-$project-0]').focus(); return 1"
	curl -s "$session/actions" -d '{"actions":[{"type":"key","id":"k",
		"actions":[{"type":"keyDown","value":"4"},
		{"type":"keyUp","value":"4"}]}]}' >/dev/null
	js "return document.querySelector('[name=s-$project-0]:checked').value"
	is '"4"'
}

@test "nothing is asked of the network, no console complains" {
	go b/ballot-eve.html
	js "return performance.getEntriesByType('resource').length"
	is 0
	js "return document.querySelectorAll('[onclick],[onload],[style]').length"
	is 0
	curl -s "$session/se/log" -d '{"type":"browser"}' >log
	run grep -c SEVERE log
	[ "$output" = 0 ]
}

@test "a phone's width needs no scrolling to the side" {
	curl -s "$session/chromium/send_command" -d '{"cmd":
		"Emulation.setDeviceMetricsOverride","params":{"width":320,
		"height":640,"deviceScaleFactor":1,"mobile":true}}' >/dev/null
	go b/ballot-eve.html
	js "return document.documentElement.scrollWidth <= 320"
	is true
}
