#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What leaves: pages, results, ratings.
load jam.bash

prepare() {
	at 2022-11-13T20:00:00Z
	(cd "$BATS_TEST_TMPDIR" &&
		sh "$top/examples/interpretability/run.sh" work/demo \
			>/dev/null 2>&1)
	cd demo || return
}

@test "pages hold no address and no judge beside a score" {
	run grep -rl '@example.org' pages
	[ "$output" = "" ]
	grep -q 'Noa Expert' pages/judges.html
	run grep -rl 'Lena Expert' pages
	[ "$output" = "" ]
}

@test "the same database gives the same bytes" {
	jam export pages --html -o again >/dev/null
	diff -r pages again
	jam export pages -o one >/dev/null
	TZ=Asia/Tokyo LC_ALL=C jam export pages -o two >/dev/null
	diff -r one two
}

@test "results are one document: Markdown, CSV, JSON" {
	expect 0 jam export results
	says '| rank |' 'Tracing a wrong fact'
	expect 0 jam export results --csv
	says 'rank,project,number,title,score,exact,ratings,ml-safety'
	expect 0 jam export results --json -o r.json
	grep -q '"kind":"results"' r.json
}

@test "public ratings name nobody and come back as they were" {
	expect 0 jam export ratings -o r.csv
	head -n 1 r.csv | grep -q '^judge,project,criterion,score'
	run grep -c '@' r.csv
	[ "$output" = 0 ]
	expect 0 jam export ratings --private -o p.csv
	[ "$(stat -c %a p.csv)" = 600 ]
	expect 0 jam import ratings p.csv --as-recorded --json
	says '"added":0,"updated":0,"unchanged":325'
}

@test "while the window is open nothing public holds scores" {
	rm -f jam.db
	jam create event.yaml >/dev/null
	jam import projects projects.csv >/dev/null 2>&1
	jam import ratings ratings.csv --as-recorded >/dev/null 2>&1
	at 2022-11-13T15:00:00Z
	expect 77 jam export results
	warns 'no results leave before judging closes'
	expect 77 jam export ratings
	expect 0 jam export pages -o open
	run grep -rl '4\.631' open
	[ "$output" = "" ]
}

@test "a directory that jam did not make is left alone" {
	mkdir mine
	echo precious >mine/index.html
	expect 73 jam export pages --html -o mine
	[ "$(cat mine/index.html)" = precious ]
	expect 64 jam export pages
	warns '-o DIR'
}

@test "a dry run writes no file" {
	expect 0 jam export pages --html -o nothing --dry-run
	[ ! -e nothing/index.html ]
	expect 0 jam export results -o nothing.md --dry-run
	[ ! -e nothing.md ]
}

@test "pages of one site have its projects, with the ranks of all" {
	expect 0 jam export pages --html --site london -o london
	grep -q 'Interpretability Hackathon: London' london/index.html
	grep -q 'Which head counts brackets' london/results.html
	run grep -rl 'Tracing a wrong fact' london
	[ "$output" = "" ]
	run find london/sites -name '*.html'
	[ "$output" = london/sites/london.html ]
	grep -q 'of 24<' london/projects/which-head-counts-brackets.html
	expect 65 jam export pages --site paris -o paris
}
