#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam plan: simulations, without a database or for an event in one.
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
	expect 1 jam plan --projects 4 --judges 3 --batch 1 \
		--minutes-per-project 5 --window 4m --csv
	warns 'hint: a longer window'
	hides '--batch 0'
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

# An event of six projects, scored from 0 to 10 in halves by twelve judges.
halves() {
	cat >event.yaml <<-'END'
	event: halves
	title: Halves
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:15
	judging:
	  by: [experts]
	  batch: 3
	  scale: {min: 0, max: 10, step: 0.5}
	  opens: 2022-11-13 14:15
	  closes: 2022-11-13 16:15
	criteria:
	  - {id: idea, title: Idea, weight: 2}
	  - {id: craft, title: Craft}
	scoring: {method: itch}
	END
	jam create event.yaml >/dev/null
}

# halved: what they gave, project 5 the best, judge 0 the strictest.
halved() {
	echo judge,project,idea,craft
	for i in 0 1 2 3 4 5 6 7 8 9 10 11; do
		for k in 0 1 2; do
			p=$(((i + k * k) % 6))
			echo "j$i,P$p,$((p + i / 4)).5,$((p + (i + k) % 3))"
		done
	done
}

@test "numbers, scale, method and window are those of the event named" {
	halves
	halved >ratings.csv
	jam import ratings --as-recorded ratings.csv >/dev/null
	expect 0 jam plan --event halves --method mean --json
	says '"kind":"plan","event":"halves"' '"judges":12,"batch":3' \
		'"judges":24,"batch":3'
	warns 'halves: standard deviations of its 36 ratings: projects 1.988' \
		'judges 0.582' 'noise 0.265'
	own=$output
	expect 0 jam plan --projects 6 --judges 12 --batch 3 --method mean --json
	[ "$own" != "$output" ]
	expect 0 jam plan --event halves --judges 5 --batch 2 --csv
	says 5,2,
	warns 'three 9 times in 10 (itch)'
	expect 1 jam plan --event halves --minutes-per-project 50 --csv
	warns '3 projects take a judge 2 h 30 min, the window is 2 h'
}

@test "where an event's scale begins matters to itch alone" {
	halves
	sed 's/event: halves/event: high/; s/min: 0, max: 10,/min: 90, max: 100,/' \
		event.yaml >high.yaml
	jam create high.yaml >/dev/null
	for method in mean itch; do
		for event in halves high; do
			expect 0 jam plan --event $event --projects 11 \
				--judges 5 --batch 3 --method $method --csv
			echo "$output" | grep "$method" >$event.$method
		done
	done
	cmp halves.mean high.mean
	[ "$(cat halves.itch)" != "$(cat high.itch)" ]
}

@test "before anybody rated an event gives its scale, and says what is not known" {
	halves
	expect 64 jam plan --event halves
	warns '--projects is needed'
	expect 0 jam plan --event halves --projects 6 --judges 6 --method mean --csv
	says 6,3,
	warns 'its ratings say nothing of how judges differ yet'
	expect 65 jam plan --event nowhere --projects 6 --judges 6
	rm jam.db
	expect 66 jam plan --event halves --projects 6 --judges 6
	expect 0 jam plan --projects 6 --judges 6 --batch 2 --csv
	[ ! -e jam.db ]
}

@test "a terminal sees how far it is, and nothing else does" {
	typing '' jam plan --projects 96 --judges 96 --batch 5 --method mean
	says ' %' ' left'
	expect 0 jam plan --projects 96 --judges 96 --batch 5 --method mean
	hides ' %' ' left'
}
