#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Projects out of competition, ratings set aside, and the letter.
load jam
load small

prepare() {
	small_jam
	export JAM_TEST_SEED=small
	rates dee@example.org alpha 5 >/dev/null
	rates eve@example.org beta 4 >/dev/null
	rates eve@example.org gamma 3 >/dev/null
	rates ada@example.org delta 2 >/dev/null
}

@test "a project leaves the ranking, and the others move up" {
	expect 0 jam retract beta --tier named --reason 'asked to' --json
	says '"kind":"retractions"' '"project":"beta"' '"tier":"named"' \
		'"ratings":1' '"ranks_changed":3' \
		'"owed":["cy@example.org","dee@example.org"]'
	warns 'jam: beta: rank 2 -> out of competition' \
		'jam: gamma: rank 3 -> rank 2' 'jam: delta: rank 4 -> rank 3' \
		'jam: 2 judges had it to rate and need another project: jam assign'
	expect 0 jam score --format csv
	hides beta
	expect 0 jam list projects
	says "$(printf 'beta\tP2\tBeta\tBlue\toslo\tnamed')"
	expect 77 rates dee@example.org beta 1
	warns 'jam: beta was retracted'
	expect 77 jam score --explain beta
	warns 'beta is out of competition' 'hint: jam restore beta'
}

@test "nobody is told to assign once the last window closed" {
	at 2022-11-13T17:14:59Z
	expect 0 jam retract beta --tier named --reason x --dry-run
	warns 'need another project: jam assign'
	at 2022-11-13T17:15:00Z
	expect 0 jam retract beta --tier named --reason x --dry-run
	hides 'jam assign'
}

@test "a dry run says the same and changes nothing" {
	jam score >before
	expect 0 jam retract beta --tier hidden --reason x --dry-run
	says beta
	warns 'gamma: rank 3 -> rank 2'
	jam score >after
	cmp before after
	expect 0 jam list projects
	hides hidden
}

@test "restore takes it back" {
	jam score >before
	jam retract beta --tier unranked --reason x 2>/dev/null >&2
	expect 0 jam restore beta --json
	says '"tier":"running"' '"ranks_changed":3'
	warns 'gamma: rank 2 -> rank 3' \
		'beta: out of competition -> rank 2'
	jam score >after
	cmp before after
	expect 65 jam restore beta
	warns 'jam: beta is in the running'
}

@test "the same again changes nothing; another tier is a new entry" {
	first=$(jam retract beta --tier named --reason x --format jsonl \
		2>/dev/null)
	expect 0 jam retract beta --tier named --reason x --format jsonl
	[ "${output%%,*}" = "${first%%,*}" ]
	warns 'no rank changes'
	expect 0 jam retract beta --tier hidden --reason x --format jsonl
	[ "${output%%,*}" != "${first%%,*}" ]
}

@test "one rating of a judge is set aside, and counts again" {
	expect 0 jam retract gamma --judge eve@example.org --reason friends
	says "$(printf 'gamma\teve@example.org\t\t1\t2')"
	warns 'gamma: rank 3 -> not ranked' 'delta: rank 4 -> rank 3'
	expect 0 jam restore gamma --judge eve@example.org
	warns 'gamma: not ranked -> rank 3'
	expect 65 jam restore gamma --judge eve@example.org
	warns 'the rating of gamma by eve@example.org is not set aside'
}

@test "all of a judge are set aside" {
	expect 0 jam retract --judge eve@example.org --reason 'was not there'
	says "$(printf '\teve@example.org\t\t2\t3')"
	expect 0 jam score --json
	says '"project":"beta","number":2,"title":"Beta","score":null'
	expect 65 jam restore gamma --judge eve@example.org
	warns 'hint: all of the judge'
	expect 0 jam restore --judge eve@example.org
	warns 'beta: not ranked -> rank 2'
}

@test "what was never given is not set aside" {
	expect 65 jam retract alpha --judge eve@example.org --reason x
	warns 'jam: eve@example.org has not rated alpha'
	expect 65 jam retract --judge bo@example.org --reason x
	warns 'jam: bo@example.org has given no rating'
	expect 65 jam retract --judge nobody@example.org --reason x
	warns 'jam knows nobody called'
}

@test "what is missing on the command line is said" {
	expect 64 jam retract beta --tier named
	warns 'why? --reason TEXT'
	expect 64 jam retract beta --tier named --reason ' '
	expect 64 jam retract beta --reason x
	warns '--tier hidden, named or unranked?'
	expect 64 jam retract --reason x
	warns 'which project? or --judge EMAIL'
	expect 64 jam retract beta --judge eve@example.org --tier named \
		--reason x
	expect 64 jam retract beta --tier out --reason x
	expect 65 jam retract betta --tier named --reason x
	warns 'did you mean beta?'
	expect 64 jam retract beta --tier named --reason x --template t
	warns '--template goes with --letter'
}

@test "the team gets a letter, for the organizer alone to send" {
	expect 0 jam retract beta --tier named --reason 'It is dangerous.' \
		--letter beta.txt
	[ "$(stat -c %a beta.txt)" = 600 ]
	grep -q '^To: Bo <bo@example.org>$' beta.txt
	grep -q '^Why: It is dangerous.$' beta.txt
	grep -q "^Receipt: $(echo "$output" | awk 'NR == 2 { print $1 }')$" \
		beta.txt
	expect 73 jam retract beta --tier hidden --reason y --letter beta.txt
	expect 0 jam list projects
	says named
	expect 0 jam retract beta --tier hidden --reason y --letter beta.txt \
		--yes
	grep -q 'show nothing of it' beta.txt
}

@test "the letter from a template, and what is wrong in it" {
	printf 'Dear {team}: {title}, {tier}.\n' >template
	expect 0 jam retract beta --tier hidden --reason y --letter l \
		--template template
	[ "$(cat l)" = 'Dear Blue: Beta, hidden.' ]
	printf 'a\n{tittle}\n' >template
	expect 65 jam retract alpha --tier hidden --reason y --letter m \
		--template template
	warns 'template:2: "{tittle}" is no word' 'did you mean {title}?'
	[ ! -e m ]
	expect 66 jam retract alpha --tier hidden --reason y --letter m \
		--template none
	expect 73 jam retract alpha --tier hidden --reason y --letter no/such
	expect 0 jam list projects
	says "$(printf 'alpha\tP1\tAlpha\tRed\tlondon\trunning')"
}

# What waits for a person or a pipe keeps nobody out.
@test "nothing is locked while the template is awaited" {
	mkdir out
	awaiting jam retract beta --tier hidden --reason y --letter out/l \
		--template -
	expect 0 timeout 20 jam retract --judge eve@example.org --reason x
	printf 'Dear {team}' >&9
	arrived 0
	[ "$(cat out/l)" = 'Dear Blue' ]
}

@test "a letter that could not be written loses no receipt" {
	mkdir out
	awaiting jam retract beta --tier hidden --reason y --letter out/l \
		--template -
	rmdir out
	printf 'Dear {team}' >&9
	arrived 73
	grep -q '^jam: saved, but ' said
	receipt=$(jam log --format tsv | tail -n 1 | cut -f4)
	grep -q "hint: .*receipt.* $receipt" said
}

@test "a dry run writes no letter" {
	expect 0 jam retract beta --tier hidden --reason y --letter l -n
	[ ! -e l ]
}

@test "whatever is taken out or back, the log can prove it" {
	jam retract beta --tier named --reason x >/dev/null 2>&1
	jam retract beta --tier hidden --reason y >/dev/null 2>&1
	jam retract gamma --judge eve@example.org --reason z >/dev/null 2>&1
	expect 0 jam verify
	jam retract --judge eve@example.org --reason z >/dev/null 2>&1
	jam restore beta >/dev/null 2>&1
	jam restore gamma --judge eve@example.org >/dev/null 2>&1
	expect 0 jam verify
}

# Whoever may rates; alpha and beta are first, gamma is third, delta last.
published_jam() {
	for judge in ada bo cy dee eve; do
		rates $judge@example.org alpha 5 4
		rates $judge@example.org beta 4 5
		rates $judge@example.org gamma 4 5
		rates $judge@example.org delta 2 1
	done >/dev/null 2>&1 || true
	at 2022-11-13T18:30:00Z
	jam publish >/dev/null
	jam export results --csv >first.csv
}

@test "after publish the gap closes at once, and the pages say so" {
	sed -i 's/batch: 2/batch: 2, unlock: anytime/' event.yaml
	jam amend event.yaml --reason free 2>/dev/null >&2
	published_jam
	expect 0 jam retract alpha --tier hidden --reason x
	warns 'jam: alpha: rank 1 -> out of competition' \
		'jam: gamma: rank 3 -> rank 2' 'jam: delta: rank 4 -> rank 3' \
		'jam: pages show the published results without what is out of'
	at 2022-11-14T18:30:00Z
	expect 0 jam retract beta --tier unranked --reason 'not theirs'
	jam export pages -o pages >/dev/null
	moved='Since these results were published, 2 projects were taken out'
	for page in index results; do
		grep -q "$moved of competition, the last on 14 November 2022" \
			pages/$page.md
	done
	expect 1 grep -rq Alpha pages
	grep -q '^|    1 | \[Gamma\].* | 4.250 | *4 |' pages/results.md
	grep -q '^|    2 | \[Delta\]' pages/results.md
	grep -q '^- Rank: 2 of 2$' pages/projects/delta.md
	grep -q '^| Safety *| 2.000 | *2 |' pages/projects/delta.md
	grep -q '^- \[Beta\](projects/beta.md): not theirs$' pages/results.md
	grep -q 'It fixes the results as they were then' pages/results.md
	expect 0 jam verify --pages pages
	says 'pages	true'
	expect 0 jam export results --json
	says '"withdrawn":2,"withdrawn_at":"2022-11-14T18:30:00Z"'
	says '{"rank":1,"project":"gamma"' '{"rank":2,"project":"delta"'
}

@test "what comes back has its published rank, and nobody is told of a gap" {
	published_jam
	jam retract beta --tier hidden --reason x 2>/dev/null >&2
	expect 0 jam restore beta
	jam export results --csv >second.csv
	cmp first.csv second.csv
	expect 0 jam export results
	hides 'Since these results'
}

@test "what comes in after publish has no place in what was published" {
	jam retract beta --tier hidden --reason x 2>/dev/null >&2
	published_jam
	jam restore beta 2>/dev/null >&2
	expect 0 jam export results
	says '- Beta: came in after these results'
	hides 'Since these results'
	expect 0 jam export results --json
	says '{"rank":null,"project":"beta","number":2,"title":"Beta","score":null,"exact":null,"ratings":null'
}

@test "ratings set aside after publish wait for the next" {
	published_jam
	expect 0 jam retract --judge eve@example.org --reason x
	warns 'jam: pages keep the published results until jam publish --reason'
	jam export results --csv >second.csv
	cmp first.csv second.csv
	expect 0 jam verify
}

@test "a range of ranks is of those who were ranked then" {
	sed -i '/^sites:/i scoring: {method: mixed}' event.yaml
	jam amend event.yaml --reason method 2>/dev/null >&2
	published_jam
	expect 0 jam export results --json
	hides '"rank_low":null'
	expect 0 jam retract alpha --tier hidden --reason x
	warns 'beta: rank 2 -> rank 1'
	hides 'plain means'
	expect 0 jam export results --json
	says '"rank":1,"project":"beta"' '"rank_low":null,"rank_high":null'
}

@test "that a model has no answer keeps no project in" {
	sed -i '/^sites:/i scoring: {method: mixed}' event.yaml
	jam amend event.yaml --reason method 2>/dev/null >&2
	published_jam
	expect 0 jam retract delta --tier hidden --reason x
	warns 'mixed gives no ranking of these ratings: what changes is told' \
		'delta: rank 4 -> out of competition'
	expect 0 jam restore delta
	warns 'delta: out of competition -> rank 4'
}

@test "that a model has no answer any more is no flaw of the record" {
	sed -i '/^sites:/i scoring: {method: mixed}' event.yaml
	jam amend event.yaml --reason method 2>/dev/null >&2
	published_jam
	jam export pages -o pages >/dev/null
	for judge in ada bo cy dee; do
		jam retract --judge $judge@example.org --reason x
	done >/dev/null 2>&1
	expect 0 jam verify --pages pages
	says 'jam: cannot be counted again' 'first by entry' 'pages	true'
}

# Everything public, in one text: pages, data, results, ratings.
public() {
	rm -rf pages
	jam export pages -o pages >/dev/null
	jam export data
	jam export results --json
	jam export ratings --csv
	cat pages/*.md pages/*/*.md
}

@test "of what was taken out the public sees what its tier says, no more" {
	sed -i 's/batch: 2/batch: 2, unlock: anytime, comments: public/' event.yaml
	echo 'prizes: [{place: 1, amount: 10 USD}]' >>event.yaml
	jam amend event.yaml --reason free 2>/dev/null >&2
	jam import projects - >/dev/null 2>&1 <<-END
	id,title,members,url,abstract
	P2,Beta,bo@example.org,https://example.org/seen,Tobeseen
	END
	for judge in ada cy dee eve; do
		jam rate beta safety=5 novelty=5 clarity=5 rigor=5 joy=5 \
			--replace --judge $judge@example.org \
			--comment "Said by $judge"
	done >/dev/null 2>&1
	at 2022-11-13T18:30:00Z
	jam publish >/dev/null
	jam award >/dev/null 2>&1
	expect 0 public
	says Beta Tobeseen example.org/seen Blue 'Said by ada' '5 USD: [Beta]' \
		',beta,safety,5' 'Said by eve'
	jam retract --judge eve@example.org --reason x 2>/dev/null >&2
	expect 0 public
	says 'Said by ada'
	hides 'Said by eve'
	jam retract beta --tier unranked --reason copied 2>/dev/null >&2
	expect 0 public
	says Beta Tobeseen copied
	hides '5 USD: [Beta]' ',beta,safety,5'
	jam retract beta --tier named --reason copied 2>/dev/null >&2
	expect 0 public
	says '- Beta: copied' '"title":"Beta"'
	hides Tobeseen example.org/seen Blue 'Said by' 'USD: [Beta' \
		beta,safety '"project":"beta"'
	jam retract beta --tier hidden --reason copied 2>/dev/null >&2
	expect 0 public
	hides Beta copied '"slug":"beta"' '"project":"beta"'
}
