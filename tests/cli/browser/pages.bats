#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Hostile and odd texts on the pages, in a browser and in tidy.
load ../jam.bash
load ../small.bash
load driver.bash

prepare() {
	top=$(cd "$BATS_TEST_DIRNAME/../../.." && pwd)
	shared=${JAM_SHARED:-$top/../shared}
	needs_shared corpora/owasp-xss
	needs node
	small_files
	sed -i 's/batch: 2}/batch: 2, comments: public}/' event.yaml
	jam create event.yaml >/dev/null 2>&1
}

# texts KEY FILE: a project for each text of a corpus, in title, team, member
# and abstract; and a rating with it as comment.
texts() {
	node - "$1" "$2" <<-'END'
	const fs = require('fs');
	const [key, file] = process.argv.slice(2);
	const quote = (s) => '"' + s.replace(/"/g, '""') + '"';
	const rows = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)
		.map((line) => JSON.parse(line)[key])
		.filter((s) => typeof s === 'string' && s.trim() !== '' &&
			!s.includes('\0') && !/[\ud800-\udfff]/u.test(s));
	let out = 'id,title,team,members,abstract,url\n';
	const ratings = ['judge,project,criterion,score,comment'];
	rows.forEach((s, i) => {
		const line = (i + ' ' + s).replace(/\s+/g, ' ').slice(0, 200);
		out += ['P' + i, line, 'T' + line, 'm' + i + '@example.org', s,
			s].map(quote).join(',') + '\n';
		for (const c of ['safety', 'novelty', 'clarity', 'rigor'])
			ratings.push(['j', 'P' + i, c, 3, s].map(String)
				.map(quote).join(','));
	});
	fs.writeFileSync('p.csv', out);
	fs.writeFileSync('r.csv', ratings.join('\n') + '\n');
	END
}

pages() {
	texts "$1" "$shared/corpora/$2"
	expect 0 jam import projects p.csv --skip-bad
	expect 0 jam import ratings r.csv --as-recorded --skip-bad
	at 2022-11-14T12:00:00Z
	expect 0 jam export pages --html -o pages
}

# One page at a time would take minutes: each is looked at in a frame's place.
look() {
	local f bad='return [...document.scripts].filter((s) => '
	bad+="s.type !== 'application/ld+json').length + "
	bad+='[...document.querySelectorAll(String.fromCharCode(42))].filter('
	bad+="(e) => e.getAttributeNames().some((n) => n.startsWith('on')) || "
	bad+="['IFRAME', 'IMG', 'OBJECT', 'EMBED', 'FORM'].includes("
	bad+='e.tagName)).length + '
	bad+="performance.getEntriesByType('resource').length + "
	bad+="(document.querySelectorAll('h1').length - 1) + "
	bad+="[...document.querySelectorAll('h2')].filter((e) => ! ["
	bad+="'Abstract', 'Among all projects', 'What judges said', 'Ranking',"
	bad+="'How the results came about', 'Judging', 'Projects', 'Sites', "
	bad+="'Winners'].includes(e.textContent)).length + "
	bad+="document.querySelectorAll('h3').length"
	browser_start
	go pages/results.html
	js "return document.querySelectorAll('tbody tr').length"
	is "$(find pages/projects -name '*.html' | wc -l)"
	for f in pages/*.html $(find pages/projects -name '*.html' | sort); do
		go "$f"
		js "$bad"
		[ "$output" = 0 ] && continue
		show "$f"
		return 1
	done
}

tidied() {
	needs tidy
	find pages -name '*.html' | while read -r f; do
		tidy -q -e "$f" 2>&1 | grep 'Error:' | sed "s|^|$f: |"
	done >errors
	[ ! -s errors ] || cat errors
	[ ! -s errors ]
}

@test "the list of XSS attacks: nothing runs, nothing is asked for" {
	pages payload owasp-xss/payloads.jsonl
	tidied
	look
}

@test "the naughty strings: nothing runs, nothing is asked for" {
	pages s blns/strings.jsonl
	tidied
	look
}

@test "the examples of CommonMark: nothing runs, nothing is asked for" {
	pages markdown commonmark/examples.jsonl
	tidied
	look
}

@test "pages can be read by all, on a phone, a desk, light and dark" {
	needs python3
	at 2022-11-14T12:00:00Z
	for f in interpretability series; do
		sh "$top/examples/$f/run.sh" "$PWD/$f" >/dev/null 2>&1
	done
	browser_start
	readable interpretability/pages/index.html
	(cd series && jam export pages --html --event alignment-spring -o told \
		>/dev/null)
	readable series/told/outcomes.html
	cp -r interpretability open
	(
		cd open
		rm jam.db
		at 2022-11-13T15:00:00Z
		jam create event.yaml >/dev/null 2>&1
		jam import projects projects.csv >/dev/null 2>&1
		jam export pages --html -o early >/dev/null
	)
	readable open/early/index.html
	readable open/early/sites/london.html
	sed -i 's/method: mean/method: mixed/; s/title: Berlin/title: Donaudampf\
schifffahrtsgesellschaft/' interpretability/event.yaml
	cd interpretability
	jam amend event.yaml --reason 'leniency counts' >/dev/null 2>&1
	jam publish --reason 'leniency counts' >/dev/null 2>&1
	jam export pages --html -o pages >/dev/null
	grep -q '90 % range' pages/results.html
	for f in index results judges sites/london \
		projects/tracing-a-wrong-fact; do
		readable pages/$f.html
	done
}
