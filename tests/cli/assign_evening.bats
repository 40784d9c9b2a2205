#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What happens to batches on the evening of a jam: skips, no-shows, late and
# withdrawn projects, people under two addresses.  24 authors, one a project.
load jam.bash

prepare() {
	cat >event.yaml <<-'END'
	event: e
	title: E
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	judging: {by: [authors, experts], batch: 5, own_site: avoid}
	criteria: [{id: impact, title: Impact}]
	sites: [{id: lon, title: Lon}, {id: london, title: London},
	  {id: balance, title: Balance}]
	END
	seq 24 | sed '1i email,name,site
		s/.*/a&@x.org,Ann &,/' >r.csv
	seq 24 | sed '1i id,title,team,members
		s/.*/P&,Project &,Team &,a&@x.org/' >p.csv
	load_files
	at 2022-11-13T12:00:00Z
}

load_files() {
	jam create event.yaml >/dev/null 2>&1
	jam import registrations r.csv >/dev/null 2>&1
	jam import projects p.csv >/dev/null 2>&1
}

open_judging() {
	at 2022-11-13T15:00:00Z
}

# skip EMAIL: the first open project of a judge.
skip_one() {
	skipped=$(jam list assignments | awk -F '\t' -v j="$1" \
		'$1 == j && $4 == "open" { print $2; exit }')
	jam rate "$skipped" --skip --reason 'I know them' --judge "$1" >/dev/null
}

late() {
	echo 'id,title,team,members'
	echo "$1,Late $1,Late $1,a1@x.org"
}

value() {
	echo "$output" | grep -o "\"$1\":\"*[^,\"}]*" | sed 's/.*://; s/"//g'
}

@test "a skip at even loads is refused by name, and each hint works" {
	jam assign >/dev/null
	open_judging
	skip_one a10@x.org
	expect 1 jam assign
	warns 'loads of 5..5 are impossible while given projects stay given' \
		'can get 4 ratings at most, and needs 5; 4 stand already;' \
		'judge a10@x.org has room, but may not rate it (1 skipped)' \
		'hint: --batch 6 (loads 6..6); or --relax balance stores loads 4..6'
	cp jam.db refused.db
	expect 0 jam assign --batch 6 --json
	says '"load_min":6,"load_max":6' '"moved":0'
	expect 0 jam assign --check
	cp refused.db jam.db
	expect 0 jam assign --relax balance --json
	says '"load_min":4,"load_max":6' '"moved":0' '"seats":120'
	expect 0 jam assign --check
}

@test "coverage names the command that helps, and it helps" {
	jam assign >/dev/null
	open_judging
	skip_one a10@x.org
	expect 0 jam report coverage
	says "judge	a10@x.org	0	4	1	1	jam assign --relax balance"
	expect 0 jam assign --relax balance
	expect 0 jam report coverage
	says "judge	a10@x.org	0	5	1	0" \
		"project	$skipped	0	4	1	1	jam assign --batch 6"
	expect 0 jam assign --batch 6
	expect 0 jam report coverage
	[ "$(echo "$output" | awk -F '\t' 'NR > 1 && $6 > 0')" = "" ]
}

@test "what is short for want of a run is mended by a run" {
	expect 0 jam report coverage
	says "judge	a1@x.org	0	0	0	5	jam assign
"
	jam assign >/dev/null
	expect 0 jam report coverage
	[ "$(echo "$output" | awk -F '\t' 'NR > 1 && $6 > 0')" = "" ]
}

@test "idle judges go when judging is open; a dry run names the same seats" {
	jam assign >/dev/null
	expect 77 jam assign --release idle
	warns 'judging is not open yet' 'hint: name whom to release'
	open_judging
	for n in $(seq 22); do
		project=$(jam list assignments |
			awk -F '\t' -v j="a$n@x.org" '$1 == j { print $2; exit }')
		jam rate "$project" impact=3 --judge "a$n@x.org" >/dev/null
	done
	expect 0 jam assign --release idle --relax balance --dry-run
	dry=$stderr
	warns 'a23@x.org is released: rated nothing' \
		'a24@x.org loses' ': the judge takes part no more'
	[ "$(echo "$dry" | grep -c ' loses ')" = 10 ]
	expect 0 jam assign --release idle --relax balance --json
	[ "$stderr" = "$dry" ]
	says '"judges":22' '"seats":110' '"moved":0'
	expect 0 jam assign --check
	jam list assignments >before
	expect 0 jam assign --release idle --json
	says '"moved":0'
	jam list assignments | cmp - before
}

@test "who rated outside the batch is not idle" {
	sed -i 's/batch: 5/batch: 5, unlock: anytime/' event.yaml
	rm jam.db
	load_files
	jam assign >/dev/null
	free=$(comm -13 <(jam list assignments | awk '$1 == "a23@x.org" {
		print $2 }' | sort) <(jam list projects |
		awk 'NR > 1 && $2 != "project-23" { print $2 }' | sort) | head -1)
	open_judging
	jam rate "$free" impact=3 --judge a23@x.org >/dev/null
	expect 0 jam assign --release idle --relax balance --dry-run
	warns 'a24@x.org is released: rated nothing'
	hides 'a23@x.org is released'
}

@test "a withdrawn project leaves, and its judges get others" {
	jam assign >/dev/null
	jam retract project-3 --tier hidden --reason plagiarism >/dev/null
	expect 0 jam assign --json
	warns 'loses project-3: it was retracted'
	[ "$(echo "$stderr" | grep -c ' loses project-3')" = 5 ]
	says '"projects":23' '"seats":120' '"load_min":5,"load_max":6' \
		'"moved":0,"kept":115'
	expect 0 jam assign --check
}

@test "a late project takes seats that nobody has seen, the fewest there are" {
	jam assign >/dev/null
	late E99 >late.csv
	jam import projects late.csv >/dev/null 2>&1
	expect 1 jam assign
	warns 'project "Late E99" (#25) has 0 ratings to come, all batches are full' \
		'hint: --relax kept moves 4 open seats nobody has seen (loads 4..5)'
	expect 0 jam assign --relax kept --dry-run
	dry=$stderr
	[ "$(echo "$dry" | grep -c \
		': it moves to late-e99, for loads of 4..5')" = 4 ]
	expect 0 jam assign --relax kept --json
	[ "$stderr" = "$dry" ]
	says '"load_min":4,"load_max":5' '"moved":4,"kept":116'
	expect 0 jam assign --check
	expect 0 jam assign --json
	says '"moved":0,"kept":120'
}

@test "what was handed out does not move for a late project" {
	jam assign >/dev/null
	jam export ballots -o ballots --as csv >/dev/null 2>&1
	late E99 >late.csv
	jam import projects late.csv >/dev/null 2>&1
	expect 1 jam assign
	hides '--relax kept'
	expect 0 jam assign --relax kept --relax balance --json
	says '"moved":0'
}

@test "a person under two addresses judges neither team's project" {
	echo 'same_person: [[a1@x.org, a2@x.org]]' >>event.yaml
	jam amend event.yaml >/dev/null 2>&1
	expect 0 jam assign --json
	says '"judges":23'
	hits=$(jam list assignments | grep -c '^a[12]@x.org	project-[12]	' || :)
	[ "$hits" = 0 ]
	expect 0 jam assign --check --json
	says '"rules":[{"rule":"own","broken":0}'
}

@test "a merge after the run drops what became an own project, and says why" {
	for seed in 1 2 3 4 5 6 7 8 9; do
		cp jam.db try.db
		jam assign --db try.db --seed "$seed" >/dev/null
		jam list assignments --db try.db |
			grep -q '^a1@x.org	project-2	' && break
	done
	mv try.db jam.db
	echo 'same_person: [[a1@x.org, a2@x.org]]' >>event.yaml
	jam amend event.yaml >/dev/null 2>&1
	expect 1 jam assign --check
	expect 0 jam assign --relax balance
	warns 'a1@x.org loses project-2: it is an own project'
	expect 0 jam assign --check
}

@test "an expert judges beside the authors: declared conflicts, own site" {
	sed -i 's/avoid/forbid/' event.yaml
	sed -i '2,6s/$/lon/' r.csv
	rm jam.db
	load_files
	printf 'email,name,site,conflicts\nx@y.org,X,lon,project-10;Team 11\n' \
		>j.csv
	jam import judges j.csv >/dev/null 2>&1
	expect 0 jam assign --batch 10 --json
	says '"judges":25'
	jam list assignments | awk -F '\t' '$1 == "x@y.org" { print $2 }' >given
	[ "$(wc -l <given)" = 10 ]
	run grep -cE '^project-([1-5]|10|11)$' given
	[ "$output" = 0 ]
}

@test "a run that changes nothing answers with what is stored" {
	expect 0 jam assign --batch 6 --json
	digest=$(value digest)
	expect 0 jam assign --json
	says '"batch":6' "\"digest\":\"$digest\"" '"moved":0,"kept":144'
	expect 0 jam assign --check --json
	says "\"digest\":\"$digest\""
}

@test "a site is not taken for one that begins like it, nor for a rule" {
	jam assign --relax site:london >/dev/null
	expect 0 jam assign --batch 6 --relax site:lon --json
	says '"relaxed":["site:london","site:lon"]'
	expect 0 jam assign --batch 7 --relax site:balance --json
	open_judging
	skip_one a10@x.org
	expect 1 jam assign --batch 7
	warns '--relax balance stores loads'
}

@test "one digest in all languages and time zones" {
	jam assign --seed one --dry-run --json >first
	for env in LC_ALL=C LC_ALL=C.UTF-8 LC_ALL=de_DE.UTF-8 LC_ALL=tr_TR.UTF-8 \
		LC_ALL=th_TH.UTF-8 TZ=UTC TZ=Asia/Kathmandu TZ=Pacific/Apia \
		TZ=America/St_Johns TZ=Europe/Copenhagen; do
		env "$env" jam assign --seed one --dry-run --json | cmp - first
	done
}

@test "one digest under valgrind" {
	needs valgrind
	not_sanitized
	jam assign --seed one --dry-run --json >first
	valgrind -q --error-exitcode=9 jam assign --seed one --dry-run --json |
		cmp - first
}

@test "rows in another order, in a new database: the same batches" {
	jam assign --seed one >/dev/null
	jam list assignments >first
	rm jam.db
	for file in r.csv p.csv; do
		{ sed 1q $file && sed 1d $file | sort -t, -k2.3r; } >$file.new
		mv $file.new $file
	done
	load_files
	jam assign --seed one >/dev/null
	jam list assignments | sort | cmp - <(sort first)
}
