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
	expect 77 jam publish --reason ''
	expect 77 jam publish --reason ' '
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
	expect 77 jam export results
	warns 'before judging closes, 2022-11-13 20:00 CET'
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

@test "results say what was typed in later, taken over, and changed" {
	rates dee@example.org alpha 5 >/dev/null
	sed -i 's/batch: 2/batch: 2, unlock: anytime/' event.yaml
	jam amend event.yaml --reason x >/dev/null
	expect 0 jam amend event.yaml --reason x
	sed -i 's/title: A Jam/title: The Jam/' event.yaml
	jam amend event.yaml --reason x >/dev/null
	at 2022-11-13T18:30:00Z
	expect 0 jam export results
	says 'Rules of judging were changed once, for a reason'
	hides 'typed in later' 'taken over'
	jam rate alpha safety=5 novelty=3 clarity=3 rigor=3 joy=3 --judge \
		eve@example.org --at '2022-11-13 15:00' --reason x >/dev/null
	printf '%s\n' judge,project,safety,novelty,clarity,rigor,joy \
		cy@example.org,beta,3,3,3,3,3 ada@example.org,gamma,4,3,3,3,3 \
		>r.csv
	jam import ratings r.csv --as-recorded >/dev/null 2>&1
	jam publish >/dev/null
	sed -i 's/weight: 2/weight: 3/' event.yaml
	jam amend event.yaml --reason x >/dev/null
	expect 0 jam export results
	says '5 ratings count. 2 of them were taken over as the record of a jam' \
		'1 of them was typed in later, with the time of the ballot.' \
		'Rules of judging were changed once' \
		'changed since; these results are by the rules before.'
	expect 0 jam export results --json
	says '"recorded":2,"later":1,"changed":1'
	jam publish >/dev/null
	expect 0 jam export results
	says 'Rules of judging were changed 2 times, for reasons'
	hides 'changed since'
}

@test "what was published is told by the rules of then" {
	sed -i 's/^criteria/scoring: {tie_break: [ratings], min_ratings: 1}\n&/
		s/title: Rigor}/title: Rigor, weight: 3}/
		s/batch: 2/batch: 2, unlock: anytime/' event.yaml
	jam amend event.yaml --reason x >/dev/null
	rates bo@example.org alpha 4 >/dev/null
	rates cy@example.org alpha 4 2 >/dev/null
	at 2022-11-13T18:30:00Z
	jam publish >/dev/null
	jam export pages --html -o before >/dev/null
	jam export results --json >before.json
	sed -i 's/weight: 2/weight: 5/; s/ratings\], min_ratings: 1/novelty]/
		s/title: Rigor, weight: 3/title: Care/; /id: joy/d
		s/^ *- {id: clarity/  - {id: wit, title: Wit, required: false}\n&/
		' event.yaml
	expect 0 jam amend event.yaml --reason x
	says 'criteria[rigor].weight' 'criteria[joy].title' 'criteria[wit].title' \
		'scoring.min_ratings'
	sed -i 's/Care/More -> Care/' event.yaml
	jam amend event.yaml --reason x >/dev/null
	expect 0 jam export results
	says '(Safety 2, Novelty 1, Clarity 1, Rigor 3, Joy 1)' \
		'ordered by the number of ratings' 'fewer than 1 ratings' \
		'| Safety | Novelty | Clarity | Rigor |   Joy |' \
		'these results are by the rules before.'
	hides Wit Care 'by Novelty'
	expect 0 jam export results --json
	is "$(cat before.json)"
	jam export pages --html -o after >/dev/null
	sed '/Rules of judging were changed since/d' after/results.html >now
	sed '/how to check or dispute/d' before/results.html >old
	diff old now
	expect 0 grep -c 'Scores by criterion' before/projects/alpha.html
	expect 0 cmp before/projects/alpha.html after/projects/alpha.html
	expect 0 grep -c 'More -&gt; Care' after/index.html
}
