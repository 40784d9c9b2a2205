#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Who has how many ratings, who owes them, what is short.
load jam.bash

prepare() {
	files=$top/examples/interpretability
	jam create "$files/event.yaml" >/dev/null
	jam import projects "$files/projects.csv" >/dev/null 2>&1
	at 2022-11-13T12:00:00Z
}

@test "every seat is counted for its project and its judge" {
	jam assign --seed one >/dev/null
	at 2022-11-13T15:00:00Z
	# shellcheck disable=SC2046
	set -- $(jam list assignments | awk 'NR == 2')
	jam rate "$2" ml-safety=3 interpretability=3 novelty=3 generality=3 \
		reproducibility=3 --judge "$1" >/dev/null
	expect 0 jam report coverage
	says "judge	$1	1	4	0	0	jam list judges --owing"
	total=$(echo "$output" | awk -F '\t' '$1 == "project" { d += $3; o += $4 }
		END { print d, o }')
	[ "$total" = "1 319" ]
}

@test "a skip leaves its judge short, and assign mends it" {
	jam assign --seed one >/dev/null
	at 2022-11-13T15:00:00Z
	# shellcheck disable=SC2046
	set -- $(jam list assignments | awk 'NR == 2')
	jam rate "$2" --skip --reason 'I know them' --judge "$1" >/dev/null
	expect 0 jam report coverage
	says "judge	$1	0	4	1	1	jam assign"
	jam assign --relax balance >/dev/null
	expect 0 jam report coverage
	says "judge	$1	0	5	1	0"
}

@test "who rated a project that was then retracted owes nothing for it" {
	jam assign --seed one >/dev/null
	at 2022-11-13T15:00:00Z
	# shellcheck disable=SC2046
	set -- $(jam list assignments | awk 'NR == 2')
	jam rate "$2" ml-safety=3 interpretability=3 novelty=3 generality=3 \
		reproducibility=3 --judge "$1" >/dev/null
	jam retract "$2" --tier hidden --reason plagiarism >/dev/null
	jam assign >/dev/null 2>&1
	expect 0 jam report coverage
	says "judge	$1	0	4	0	0	jam list judges --owing"
}

@test "before assign everybody is short" {
	expect 0 jam report coverage
	says 'judge	ada.example@example.org	0	0	0	5	jam assign'
}
