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
	echo mine >r.json
	expect 73 jam export results --json -o r.json
	warns '"r.json" exists' '--yes'
	[ "$(cat r.json)" = mine ]
	expect 0 jam export results --json -o r.json --yes
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
	grep -q 'Times in Europe/London' london/index.html
	grep -q '>17:00</time></dt><dd>.*Welcome' london/index.html
	run grep -rl 'Tracing a wrong fact' london
	[ "$output" = "" ]
	run find london/sites -name '*.html'
	[ "$output" = london/sites/london.html ]
	grep -q 'of 24<' london/projects/which-head-counts-brackets.html
	grep -q 'Times are those of Europe/London' london/sites/london.html
	grep -q 'Times are those of Europe/London' pages/sites/london.html
	grep -q 'Times are those of Europe/Copenhagen' pages/results.html
	expect 65 jam export pages --site paris -o paris
}

@test "pages of one site say what is theirs and what is of all" {
	expect 0 jam export pages --html --site london -o london
	grep -q 'h2>Among the projects of this site<' \
		london/projects/which-head-counts-brackets.html
	run grep -rl -e 'all projects' -e 'ratings count\.' london
	[ "$output" = "" ]
	grep -q '325 ratings count in the whole event' london/results.html
	for form in --html --flavor=commonmark; do
		expect 0 jam export pages "$form" --site tallinn -o tallinn
		run grep -rl -e Winners -e podium\" tallinn
		[ "$output" = "" ]
		rm -r tallinn
	done
}

@test "an option that a document knows nothing of is refused" {
	expect 64 jam export ratings --site london
	warns '--site goes with ballots, calendar and pages'
	expect 64 jam export data --raw
	expect 64 jam export pages --as md -o p
	expect 64 jam export results --audit
	expect 64 jam export calendar --html
	for what in pages calendar results certificates ballots; do
		expect 64 jam export $what --private -o p
		warns '--private goes with data and ratings'
	done
	expect 64 jam export data --private --audit
	expect 64 jam export pages --html --front-matter hugo -o p
	expect 64 jam export pages --html --flavor commonmark -o p
	for how in --html --flavor=commonmark --front-matter=hugo; do
		expect 64 jam export results "$how" --format csv
		warns 'go with results as md, not csv'
	done
	expect 64 jam export results --html --json
	expect 0 jam export results --html --format md
	says '<!DOCTYPE html>'
	[ ! -e p ]
}

@test "the page of a project that was taken out since is removed" {
	jam export pages --html -o p >/dev/null
	[ -e p/projects/explaining-refusals.html ]
	grep -q 'projects/explaining-refusals.html' p/.jam-export
	jam retract explaining-refusals --tier hidden --reason copied >/dev/null
	expect 0 jam export pages --html -o p --json
	says '"removed":1'
	[ ! -e p/projects/explaining-refusals.html ]
	run grep -rl 'Explaining refusals' p
	[ "$output" = "" ]
	# Another format takes all pages of the first away.
	expect 0 jam export pages -o p
	run find p -name '*.html'
	[ "$output" = "" ]
}

@test "no link inside the folder is followed" {
	jam export pages --html -o p >/dev/null
	echo precious >outside
	mkdir elsewhere
	ln -sf ../outside p/index.html
	rm -r p/projects
	ln -s ../elsewhere p/projects
	expect 73 jam export pages --html -o p
	[ "$(cat outside)" = precious ]
	[ -z "$(ls -A elsewhere)" ]
	rm p/projects
	expect 73 jam export pages --html -o p
	warns 'p/index.html'
	[ "$(cat outside)" = precious ]
	rm p/index.html
	expect 0 jam export pages --html -o p
	[ -e p/projects/explaining-refusals.html ]
}

@test "a full disk behind -o - is 74, a reader that goes is 74 in silence" {
	[ -w /dev/full ] || skip 'no /dev/full'
	for what in results calendar data ratings; do
		status=0
		jam export $what -o - >/dev/full 2>err || status=$?
		[ "$status" = 74 ]
		grep -q 'cannot write' err
	done
	status=0
	(jam export data -o - 2>err || echo $? >code) | head -c 1 >/dev/null
	[ ! -s err ]
}

@test "front matter of hugo, jekyll, quarto, and none" {
	for tool in none hugo jekyll quarto; do
		jam export pages --front-matter $tool -o $tool >/dev/null
	done
	[ "$(head -n 1 none/index.md)" = '# Interpretability Hackathon' ]
	[ "$(head -n 1 hugo/results.md)" = '---' ]
	grep -qx 'title: "Results"' hugo/results.md
	grep -qx 'draft: false' hugo/results.md
	grep -qx 'format: "html"' quarto/results.md
	[ -e jekyll/projects/2022-11-13-tracing-a-wrong-fact.md ]
	grep -q '(projects/2022-11-13-tracing-a-wrong-fact.md)' \
		jekyll/*-index.md
	cmp <(tail -n 5 hugo/results.md) <(tail -n 5 none/results.md)
}

@test "a formula in a title is guarded in CSV, --raw leaves it" {
	sed -i 's/"*Tracing a wrong fact"*/=1+1/' projects.csv
	jam import projects projects.csv >/dev/null 2>&1
	expect 0 jam export results --csv
	says ",'=1+1,"
	expect 0 jam export results --csv --raw
	says ',=1+1,'
	hides "'=1+1"
	expect 0 jam export results --json
	says '"title":"=1+1"'
}

@test "a set date of the build changes no byte" {
	jam export pages --html -o one >/dev/null
	jam export calendar -o one.ics >/dev/null
	export SOURCE_DATE_EPOCH=86400
	TZ=America/New_York jam export pages --html -o two >/dev/null
	jam export calendar -o two.ics >/dev/null
	diff -r one two
	cmp one.ics two.ics
}
