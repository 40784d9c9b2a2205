#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What happened: every act is an entry, and its receipt is what rate printed.
load jam.bash

prepare() {
	cat >e.yaml <<-END
	event: e
	title: E
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:15
	judging: {by: [experts], batch: 1}
	criteria: [{id: novelty, title: Novelty}]
	END
	echo 'title,members' >p.csv
	echo 'One,ada@x.org' >>p.csv
	echo 'Two,bob@x.org' >>p.csv
	echo 'email,name' >j.csv
	echo 'eve@y.org,Eve Y' >>j.csv
	jam create e.yaml
	jam import projects p.csv
	jam import judges j.csv
}

@test "each act that changed something is an entry, numbered and chained" {
	expect 0 jam log
	[ "$(echo "$output" | cut -f3 | tail -n +2 | tr '\n' ' ')" = \
		'create import import ' ]
	[ "$(echo "$output" | cut -f1 | tail -n +2 | tr '\n' ' ')" = '1 2 3 ' ]
	jam status >/dev/null
	jam list projects >/dev/null
	jam import judges j.csv >/dev/null
	expect 0 jam log --json
	says '"kind":"log","event":null' '"seq":3'
	hides '"seq":4'
}

@test "the receipt that rate prints is in the log" {
	jam assign >/dev/null
	receipt=$(jam list assignments | tail -n +2 | cut -f2 | head -n 1 |
		xargs -I{} jam rate {} novelty=4 --judge eve@y.org |
		tail -n 1 | cut -f1)
	expect 0 jam log
	says "$receipt"
	expect 0 jam verify --receipt "$receipt"
	says 'is in the log: rate'
}

@test "the log names nobody and tells no score" {
	expect 0 jam log
	hides ada bob eve Eve One Two x.org
}
