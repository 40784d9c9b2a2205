#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Ranks from ratings, exact.
load jam
load small

prepare() {
	small_jam
	sed 's/batch: 2/batch: 2, unlock: anytime/' event.yaml >any.yaml
	jam amend any.yaml >/dev/null
}

@test "(5,3,3,3,3) and (3,4,4,4,4) are both 11/3 and share a rank" {
	rates dee@example.org alpha 5 3 >/dev/null
	rates eve@example.org beta 3 4 >/dev/null
	rates ada@example.org gamma 2 >/dev/null
	expect 0 jam score --json
	says '"kind":"scores","event":"jam"' \
		'{"rank":1,"project":"alpha","number":1,"title":"Alpha","score":3.667,"exact":"11/3","ratings":1' \
		'{"rank":1,"project":"beta","number":2,"title":"Beta","score":3.667,"exact":"11/3","ratings":1' \
		'{"rank":3,"project":"gamma"' '"tie_broken_by":null' \
		'{"rank":null,"project":"delta","number":4,"title":"Delta","score":null,"exact":null,"ratings":0'
}

@test "a tie-break parts them, and the output says which rule" {
	rates dee@example.org alpha 3 4 >/dev/null
	rates eve@example.org beta 5 3 >/dev/null
	{
		cat any.yaml
		echo 'scoring: {tie_break: [safety, submitted]}'
	} >tie.yaml
	jam amend tie.yaml --reason x >/dev/null
	expect 0 jam score --format jsonl
	line=$(echo "$output" | head -1)
	[[ $line == '{"rank":1,"project":"beta"'* ]]
	[[ $line == *'"tie_broken_by":"safety"}' ]]
	line=$(echo "$output" | sed -n 2p)
	[[ $line == '{"rank":2,"project":"alpha"'* ]]
	[[ $line == *'"tie_broken_by":"safety"}' ]]
}

@test "a criterion is a column in flat formats, an object in JSON" {
	rates dee@example.org alpha 5 3 >/dev/null
	jam rate alpha safety=4 novelty=4 clarity=4 rigor=4 \
		--judge eve@example.org >/dev/null
	expect 0 jam score --format csv
	says rank,project,number,title,score,exact,ratings,safety,novelty,clarity,rigor,joy,tie_broken_by \
		1,alpha,1,Alpha,3.833,23/6,2,4.500,3.500,3.500,3.500,3.000,
	expect 0 jam score --json
	says '{"id":"safety","score":4.500,"exact":"9/2","rank":1,"ratings":2}' \
		'{"id":"joy","score":3.000,"exact":"3","rank":1,"ratings":1}'
}

@test "below min_ratings a project is listed, not ranked" {
	rates dee@example.org alpha 5 >/dev/null
	rates eve@example.org beta 4 >/dev/null
	rates dee@example.org beta 4 >/dev/null
	{
		cat any.yaml
		echo 'scoring: {min_ratings: 2}'
	} >two.yaml
	jam amend two.yaml --reason x >/dev/null
	expect 0 jam score --format csv
	[ "$(echo "$output" | sed -n 2p | cut -d, -f1,2)" = 1,beta ]
	[ "$(echo "$output" | sed -n 3p | cut -d, -f1,2,5)" = ,alpha,5.000 ]
}

@test "another method is looked at, not kept" {
	rates dee@example.org alpha 5 >/dev/null
	rates eve@example.org beta 4 >/dev/null
	for method in mean itch bayes; do
		expect 0 jam score --method "$method" --json
		says '"project":"alpha"'
	done
	expect 64 jam score --method median
	expect 0 jam show events jam --json
	says '"method":"mean"'
}

@test "every format; no ratings at all" {
	for format in table tsv csv json jsonl md; do
		expect 0 jam score --format "$format"
		says Alpha
	done
	expect 64 jam score alpha
}
