#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The HTML ballot in a browser: filled, left, found again, saved, imported.
load ../jam.bash
load ../small.bash
load driver.bash

prepare() {
	top=$(cd "$BATS_TEST_DIRNAME/../../.." && pwd)
	small_jam
	browser_start
	jam export ballots --as html -o b >/dev/null
}

# small_again: the same from an event.yaml and files that were changed.
small_again() {
	jam create event.yaml
	jam import projects projects.csv
	jam import judges judges.csv
	jam assign --seed one
	jam export ballots --as html -o b
} >/dev/null 2>&1

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
	expect 0 python3 "$top/tests/schema.py" check "$top/man/jam.schema.json" \
		ballot saved/ballot-eve.json
	expect 0 jam import ballots saved/ballot-eve.json --json
	says '"added":1'
	expect 0 jam export data --private
	for score in 2 3 4 5; do
		says "\"score\":$score,\"comment\":\"Fine ✓\""
	done
	expect 0 jam import ballots saved/ballot-eve.json --json
	says '"unchanged":1'
}

@test "progress is told, and what is missing or wrong before saving" {
	go b/ballot-eve.html
	first
	js "return document.getElementById('count').textContent"
	is '"0 of 2 rated"'
	pick "$project" 0 3
	js "document.getElementById('save').click(); return 1"
	js "return document.getElementById('said').textContent"
	says "Not saved: see project $project. Still missing: Novelty"
	js "return document.getElementById('e-$project').innerText"
	says 'Still missing: Novelty, Clarity, Rigor'
	# To the first that is missing, not to the first there is.
	js "return document.activeElement.name"
	is "\"s-$project-1\""
	for c in 1 2 3; do
		pick "$project" $c 3
	done
	js "return document.getElementById('e-$project').innerText"
	is '""'
	js "return document.getElementById('count').textContent"
	is '"1 of 2 rated"'
	js "return document.querySelectorAll('#left a').length"
	is 1
	js "const k = document.getElementById('k-$project'); k.value = 'no time'; k.dispatchEvent(new Event('input', {bubbles: true})); return 1"
	js "document.getElementById('save').click(); return 1"
	js "return document.getElementById('e-$project').innerText"
	says 'Rated and skipped'
	js "return document.activeElement.id"
	is "\"k-$project\""
	[ -z "$(ls saved)" ]
}

# described ELEMENT: what a screen reader says with it, and if it is wrong.
described() {
	js "const e = $1; return e.getAttribute('aria-invalid') + ': ' + (e.getAttribute('aria-describedby') || '').split(' ').filter(Boolean).map((id) => document.getElementById(id).textContent).join('; ')"
}

@test "a screen reader is told what is wrong, where, and once" {
	local group
	sed -i 's/title: Novelty/title: Novelty, description: New?/' event.yaml
	jam amend event.yaml --yes >/dev/null 2>&1
	jam export ballots --as html -o b >/dev/null
	go b/ballot-eve.html
	first
	js "return [...document.querySelectorAll('section')].every((e) => document.getElementById(e.getAttribute('aria-labelledby')).tagName === 'H2')"
	is true
	# What is hidden is not read when it gets a text.
	js "return getComputedStyle(document.getElementById('e-$project')).display"
	is '"block"'
	js "window.told = 0; new MutationObserver(() => told++).observe(document.querySelector('.tools'), {subtree: true, childList: true, characterData: true}); return 1"
	pick "$project" 0 3
	js "return told"
	is 1
	pick "$project" 0 4
	js "return told"
	is 1
	group="document.getElementsByName('s-$project-#')[0].closest('fieldset')"
	described "${group/\#/0}"
	is '"false: "'
	described "${group/\#/1}"
	is '"true: New?; Still missing: Novelty, Clarity, Rigor"'
	for c in 1 2 3; do
		pick "$project" $c 3
	done
	described "${group/\#/1}"
	is '"false: New?"'
	js "const k = document.getElementById('k-$project'); k.value = 'no time'; k.dispatchEvent(new Event('input', {bubbles: true})); return 1"
	described "document.getElementById('k-$project')"
	is '"true: Rated and skipped: take one of them out"'
}

@test "a comment beside a reason to skip is told" {
	jam export ballots --as html -o b >/dev/null
	go b/ballot-eve.html
	first
	js "for (const [id, text] of [['k-', 'no time'], ['c-', 'Good.']]) { const e = document.getElementById(id + '$project'); e.value = text; e.dispatchEvent(new Event('input', {bubbles: true})); } return 1"
	js "return document.getElementById('e-$project').innerText"
	is '"Skipped with a comment: write all of it behind skip"'
}

@test "a number that is off the scale is told at its field" {
	sed -i 's/batch: 2/&, scale: {min: 0, max: 100}/' event.yaml
	rm jam.db
	small_again
	go b/ballot-eve.html
	first
	js "const n = document.getElementsByName('s-$project-2')[0]; n.value = '101'; n.dispatchEvent(new Event('input', {bubbles: true})); return 1"
	described "document.getElementsByName('s-$project-2')[0]"
	is '"true: Clarity: 101 is not on the scale from 0 to 100 in steps of 1"'
	described "document.getElementsByName('s-$project-1')[0]"
	is '"false: "'
	js "document.getElementById('save').click(); return document.activeElement.name"
	is "\"s-$project-2\""
}

@test "however long the batch, the bar hides nothing that has the focus" {
	sed -i 's/batch: 2/batch: 18/' event.yaml
	for i in {5..20}; do
		echo "P$i,A project with a title of some length $i,T$i,m$i@example.org,,https://example.org/$i,An abstract,2022-11-13 12:00"
	done >>projects.csv
	rm jam.db
	small_again
	cdp Emulation.setDeviceMetricsOverride '{"width":1366,"height":700,
		"deviceScaleFactor":1,"mobile":false}'
	go b/ballot-eve.html
	js "return document.querySelectorAll('#left a').length"
	is 18
	js "document.getElementById('copy').click(); scrollTo(0, 0); const r = document.querySelector('.tools').getBoundingClientRect(); return r.height < 100 && r.bottom <= innerHeight && r.top > 600"
	is true
	# Each Tab stop in turn: over the bar, or in it.
	js "const bar = document.querySelector('.tools'); return [...document.querySelectorAll('a, input, textarea, button')].filter((e) => e.checkVisibility() && ! bar.contains(e)).filter((e) => { e.focus(); const r = e.getBoundingClientRect(); return document.activeElement !== e || r.top + Math.min(r.height, 40) > bar.getBoundingClientRect().top || r.top < 0; }).length"
	is 0
}

@test "where saving is blocked a text can be copied, and comes in" {
	cdp Browser.setDownloadBehavior '{"behavior":"deny"}'
	go b/ballot-eve.html
	first
	for c in 0 1 2 3; do
		pick "$project" $c $((c + 2))
	done
	js "const t = document.getElementById('c-$project'); t.value = '## 1. Fine? \u2713' + String.fromCharCode(10) + '- safety: 1'; t.dispatchEvent(new Event('input', {bubbles: true})); return 1"
	js "document.getElementById('save').click(); return 1"
	js "return document.getElementById('said').textContent"
	says 'Copy as text'
	js "document.getElementById('copy').click(); return 1"
	js "return document.getElementById('text').checkVisibility()"
	is true
	js "return document.activeElement.selectionEnd"
	[ "$output" -gt 100 ]
	[ -z "$(ls saved)" ]
	js "return document.getElementById('text').value"
	python3 -c 'import json, sys
sys.stdout.write(json.load(sys.stdin)["value"])' <answer >mailed.txt
	expect 0 jam import ballots mailed.txt --json
	says '"added":1'
	expect 0 jam export data --private
	for score in 2 3 4 5; do
		says "\"score\":$score,\"comment\":\"## 1. Fine? ✓\\n- safety: 1\""
	done
}

@test "the keyboard alone fills, finds and saves the whole ballot" {
	local here groups=0
	go b/ballot-eve.html
	for _ in {1..60}; do
		press '\ue004'
		js 'return document.activeElement.name || document.activeElement.id'
		here=${output//\"/}
		case $here in
		s-*)
			press 4
			groups=$((groups + 1))
			;;
		c-*) press 9 ;;
		save)
			press '\ue007'
			break
			;;
		esac
	done
	[ "$groups" = 10 ]
	js "return document.activeElement.matches(':focus-visible')"
	is true
	for _ in {1..50}; do
		[ -e saved/ballot-eve.json ] && break
		sleep 0.1
	done
	# A digit is a score beside a scale, and text in a comment.
	expect 0 jam import ballots saved/ballot-eve.json --json
	says '"added":2'
	expect 0 jam export data --private
	says '"score":4,"comment":"9"'
}

@test "a saved file opens again, on another machine too" {
	go b/ballot-eve.html
	first
	for c in 0 1 2 3; do
		pick "$project" $c $((c + 2))
	done
	js "document.getElementById('save').click(); return 1"
	for _ in {1..50}; do
		[ -e saved/ballot-eve.json ] && break
		sleep 0.1
	done
	[ -e saved/ballot-eve.json ]
	js "localStorage.clear(); return 1"
	go b/ballot-eve.html
	js "return document.querySelector('[name=s-$project-1]:checked').value"
	is '""'
	field=$(curl -s "$session/element" -d '{"using":"css selector",
		"value":"#open"}' | sed 's/.*"\([^"]*\)"}}$/\1/')
	curl -s "$session/element/$field/value" \
		-d "{\"text\":\"$PWD/saved/ballot-eve.json\"}" >/dev/null
	for _ in {1..50}; do
		js "return document.querySelector('[name=s-$project-1]:checked').value"
		[ "$output" = '"3"' ] && break
		sleep 0.1
	done
	is '"3"'
}

@test "where nothing can be kept a banner says so, and leaving is asked" {
	local source="Object.defineProperty(window, 'localStorage', {get() {"
	source+="throw new DOMException('no', 'SecurityError'); }})"
	cdp Page.addScriptToEvaluateOnNewDocument "{\"source\":\"$source\"}"
	go b/ballot-eve.html
	js "return document.getElementById('refused').checkVisibility()"
	is true
	first
	pick "$project" 0 3
	js "const e = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(e); return e.defaultPrevented"
	is true
}

@test "without JavaScript it is a sheet that says so" {
	cdp Emulation.setScriptExecutionDisabled '{"value":true}'
	go b/ballot-eve.html
	js "return document.querySelector('noscript').innerText"
	says 'Without JavaScript'
	js "return [...document.querySelectorAll('.tools, #save')].some((e) => e.checkVisibility())"
	is false
	js "return [...document.querySelectorAll('fieldset')].filter((e) => e.checkVisibility()).length"
	is 10
}

@test "a hostile title is text" {
	title='</script><img src=x onerror=alert(1)>{{7*7}}'
	sed "s#,Gamma,#,\"$title\",#; s#,Beta,#,\"$title\",#" projects.csv >p.csv
	jam import projects p.csv >/dev/null 2>&1
	jam export ballots --as html -o b >/dev/null
	go b/ballot-eve.html
	js "return document.querySelector('h2').textContent.includes('</script><img src=x onerror=alert(1)>{{7*7}}')"
	is true
	js "return document.scripts.length + document.images.length"
	is 2
	js "return document.getElementById('left').textContent.includes('<img src=x')"
	is true
}

@test "it can be read by all, on a phone, a desk, light and dark" {
	readable b/ballot-eve.html
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
