#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Back into competition: what retract.bats does not show.
load jam
load small

prepare() {
	small_jam
	rates dee@example.org alpha 5 >/dev/null
}

@test "restore needs to know what" {
	expect 64 jam restore
	warns 'which project? or --judge EMAIL'
	expect 65 jam restore '#9'
	expect 65 jam restore --judge eve@example.org
	warns 'eve@example.org has given no rating'
}

@test "restore rehearses" {
	jam retract alpha --tier hidden --reason x >/dev/null 2>&1
	expect 0 jam restore alpha --dry-run
	warns 'alpha: out of competition -> rank 1'
	expect 0 jam list projects
	says hidden
}

@test "restore answers in every format" {
	for format in table tsv csv json jsonl md; do
		jam retract alpha --tier hidden --reason x >/dev/null 2>&1
		expect 0 jam restore alpha --format "$format"
		says alpha running
	done
}

@test "a rating set aside on its own stays so when all come back" {
	jam retract alpha --judge dee@example.org --reason x >/dev/null 2>&1
	jam retract --judge dee@example.org --reason y >/dev/null 2>&1
	expect 0 jam restore --judge dee@example.org
	warns 'no rank changes'
	expect 0 jam restore alpha --judge dee@example.org
	warns 'alpha: not ranked -> rank 1'
}
