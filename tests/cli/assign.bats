#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Batches as an organizer gives them out.
load jam.bash

prepare() {
	files=$top/examples/interpretability
	export COLUMNS=80
	jam create "$files/event.yaml" >/dev/null
	jam import registrations "$files/registrations.csv" --skip-bad \
		>/dev/null 2>&1
	jam import projects "$files/projects.csv" >/dev/null 2>&1
	jam import judges "$files/judges.csv" >/dev/null 2>&1
	at 2022-11-13T12:00:00Z
}

column() {
	jam list assignments | awk -F '\t' -v n="$1" 'NR > 1 { print $n }'
}

@test "every judge gets five projects, every project as many judges" {
	expect 0 jam assign --seed one --json
	says '"judges":67' '"seats":335' '"load_min":13,"load_max":14'
	says '"connected":true' '"reciprocal_pairs":0'
	[ "$(column 1 | sort | uniq -c | awk '{ print $1 }' | sort -u)" = 5 ]
	loads=$(column 2 | sort | uniq -c | awk '{ print $1 }' | sort -un)
	[ "$loads" = "$(printf '13\n14')" ]
}

@test "nobody gets an own project or a declared conflict" {
	jam assign --seed one >/dev/null
	jam list assignments >given
	run grep -c 'ravi.expert@example.org.*do-probes-read' given
	[ "$output" = 0 ]
	jam list teams | awk -F '\t' 'NR > 1' >rows
	jam list registrations |
		awk -F '\t' 'FNR == NR { project[$1] = $3; next }
		project[$4] { print $1 "\t" project[$4] }' rows - >own
	[ "$(wc -l <own)" -ge 60 ]
	awk -F '\t' 'FNR == NR { own[$1 FS $2]; next }
		($1 FS $2) in own { bad++ } END { exit bad > 0 }' own given
}

@test "a second run changes nothing, and says so" {
	expect 0 jam assign --seed one --json
	digest=$(echo "$output" | sed -n 's/.*"digest":"\([0-9a-f]*\)".*/\1/p')
	jam list assignments >before
	expect 0 jam assign --json
	says '"moved":0,"kept":335' "$digest"
	jam list assignments >after
	cmp before after
}

@test "the same seed gives the same batches in a new database" {
	jam assign --seed one >/dev/null
	jam list assignments >first
	rm -f jam.db
	JAM_TEST_SEED=other prepare
	JAM_TEST_SEED=other jam assign --seed one >/dev/null
	jam list assignments >second
	cmp first second
}

@test "another seed gives others" {
	jam assign --seed one >/dev/null
	jam list assignments >first
	rm -f jam.db
	prepare
	jam assign --seed two >/dev/null
	jam list assignments >second
	run cmp first second
	[ "$status" -eq 1 ]
}

@test "a late project is filled and nothing moves" {
	jam assign --seed one --batch 4 >/dev/null
	jam list assignments | sort >before
	printf 'id,title,team,members\nE99,Late but here,Late,late@example.org\n' \
		>late.csv
	jam import projects late.csv >/dev/null 2>&1
	expect 0 jam assign --seed one --batch 5 --json
	says '"projects":25' '"moved":0' '"kept":268'
	jam list assignments | sort >after
	[ "$(comm -23 before after)" = "" ]
}

@test "who is released loses what is open, and the others stay" {
	jam assign --seed one >/dev/null
	expect 0 jam assign --seed one --release zoe.breed@example.org \
		--relax balance --json
	says '"judges":66' '"moved":0'
	warns "zoe.breed@example.org loses"
	run grep -c zoe.breed@example.org <(jam list assignments)
	[ "$output" = 0 ]
}

@test "a dry run stores nothing" {
	expect 0 jam assign --dry-run
	[ "$(column 1)" = "" ]
}

@test "what --relax does not know is refused" {
	expect 64 jam assign --relax everything
	warns '--relax does not know "everything"'
	expect 65 jam assign --relax site:paris
	warns '"paris" is not a site'
}

@test "--check proves what is stored, and finds an edited seat" {
	expect 1 jam assign --check
	warns "nothing was assigned yet"
	jam assign --seed one --json | grep judges >given
	expect 0 jam assign --check --json
	says '"rules":[{"rule":"own","broken":0},{"rule":"conflict","broken":0}'
	for key in judges seats load_min components reciprocal_pairs digest; do
		pair=$(grep -o "\"$key\":[^,}]*" given)
		says "$pair"
	done
	cp jam.db good.db
	sqlite3 jam.db "UPDATE seat SET slot = 9 WHERE judge = 3 AND slot = 1"
	expect 1 jam assign --check
	warns "digest is"
	cp good.db jam.db
	sqlite3 jam.db "DELETE FROM seat WHERE judge = 3 AND slot = 1"
	expect 1 jam assign --check
	warns "has 4 seats of a batch of 5"
	for edit in "handed_out = 1" "seq = seq - 1"; do
		cp good.db jam.db
		sqlite3 jam.db "UPDATE seat SET $edit
			WHERE judge = 3 AND slot = 1"
		expect 1 jam assign --check
		warns "the batch of" "is not what the log holds" "1 difference"
	done
	cp good.db jam.db
	jam export ballots -o ballots >/dev/null
	expect 0 jam assign --check
	sqlite3 jam.db "UPDATE seat SET handed_out = 0
		WHERE judge = 3 AND slot = 1"
	expect 1 jam assign --check
	warns "is not what the log holds"
	cp good.db jam.db
	sqlite3 jam.db "UPDATE run SET certificate = replace(certificate,
		'\"load_max\":14', '\"load_max\":13')"
	expect 1 jam assign --check
	warns "load_max is 14, the certificate says 13"
}

@test "a seat edited to name a project of another event is told" {
	jam assign >/dev/null
	sed 's/^event: .*/event: other/' "$top/examples/interpretability/event.yaml" \
		>other.yaml
	jam create other.yaml >/dev/null
	jam import --event other projects \
		"$top/examples/interpretability/projects.csv" >/dev/null 2>&1
	sqlite3 jam.db "UPDATE seat SET project =
		(SELECT max(id) FROM project) WHERE judge = 3 AND slot = 1"
	for option in --check --dry-run; do
		expect 78 jam assign --event interpretability "$option"
		warns "a seat names a project of another event" "jam verify"
	done
}

@test "--check holds after a skip, and again after the next run" {
	jam assign --seed one >/dev/null
	at 2022-11-13T14:30:00Z
	judge=$(column 1 | sed -n 1p)
	project=$(column 2 | sed -n 1p)
	expect 0 jam rate "$project" --skip --reason ill --judge "$judge"
	expect 0 jam assign --check
	expect 0 jam assign --relax balance --json
	says '"seats":335' '"moved":0' '"kept":335' '"relaxed":["balance"]'
	expect 0 jam assign --check
}

@test "the certificate says what was given up, and what is not perfect" {
	expect 0 jam assign --batch 1 --relax own_site --json
	says '"relaxed":["own_site"]' '"connected":false'
	says '"figure":"connected","proof":"impossible: too few seats"'
	says '"efficiency":null' '"runs":[{"seed":"' '"batch_max":1'
	expect 0 jam assign --check
}

@test "impossible is said in words, with what would help" {
	jam assign --seed one >/dev/null
	at 2022-11-13T14:30:00Z
	printf 'id,title,team,members\nE99,Late but here,Late,late@example.org\n' \
		>late.csv
	jam import projects late.csv >/dev/null 2>&1
	for n in $(seq 1 20); do
		printf 'E%s,Later %s,Later %s,ravi.expert@example.org\n' \
			"$((n + 99))" "$n" "$n"
	done | sed '1i id,title,team,members' >more.csv
	jam import projects more.csv >/dev/null 2>&1
	expect 1 jam assign
	warns "are impossible while given projects stay given"
	warns "--relax balance stores loads"
}

# EVENTS=1000 for the full count.
@test "a checker in Python agrees on every figure of random events" {
	command -v python3 >/dev/null || skip "no python3"
	for n in $(seq "${EVENTS:-12}"); do
		rm -f jam.db
		python3 "$top/tests/cli/assign_figures.py" make "$n" .
		jam create event.yaml >/dev/null
		jam import registrations r.csv >/dev/null
		jam import projects p.csv >/dev/null
		jam assign --relax balance --json >row.json
		python3 "$top/tests/cli/assign_figures.py" check jam.db row.json
		jam assign --check >/dev/null
	done
}

@test "a batch that is far too large is answered with one that is possible" {
	expect 1 jam assign --batch 100
	warns 'may rate 23 of 24 projects' 'hint: --batch '
	batch=${stderr##*hint: --batch }
	expect 0 jam assign --batch "${batch%% *}"
}
