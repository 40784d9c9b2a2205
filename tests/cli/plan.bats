#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam plan: simulations, without a database.
load jam

@test "the worked example: five ratings, best in the first three 9 times in 10" {
	expect 0 jam plan --projects 24 --judges 24 --batch 5 --method mixed --csv
	says judges,batch,minutes,load_min,load_max,method,tau,first,top3,share,exact
	row=$(echo "$output" | grep '^24,5,')
	top3=$(echo "$row" | cut -d, -f9)
	[[ $top3 == 0.9* || $top3 == 0.89* ]]
	[ "$(echo "$output" | tail -n +2 | wc -l)" -eq 11 ]
	warns "put the best project among the first three 9 times in 10 (mixed)"
}

@test "the same question has the same answer, errors in JSON" {
	expect 0 jam plan --projects 8 --judges 6 --batch 3 --json
	first=$output
	says '"kind":"plan","event":null' '"method":"mean"' '"method":"mixed"' \
		'"tau_error":' '"load_min":2,"load_max":3'
	expect 0 jam plan --projects 8 --judges 6 --batch 3 --json
	[ "$first" = "$output" ]
}

@test "a window that is too short is a no, with what would fit" {
	expect 1 jam plan --projects 8 --judges 6 --batch 3 \
		--minutes-per-project 30 --window 1h --csv
	says 6,3,90,
	warns "3 projects take a judge 1 h 30 min, the window is 1 h" "--batch 2"
	expect 0 jam plan --projects 8 --judges 6 --batch 3 \
		--minutes-per-project 20 --window 1h --csv
}

@test "numbers that make no sense are refused" {
	expect 64 jam plan --judges 6
	warns "--projects is needed"
	expect 64 jam plan --projects 1 --judges 6
	expect 64 jam plan --projects 8 --judges 6 --batch 8
	warns "--batch: 8 is not from 1 to 7"
	expect 64 jam plan --projects 8 --judges 6 --minutes-per-project 5 \
		--window soon
	warns '"soon" is not a time'
}
