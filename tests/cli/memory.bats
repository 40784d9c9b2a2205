#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What reads or writes row by row has one row in memory, however many there
# are.  The bounds lie far below what all rows together would take.
load jam

prepare() {
	not_sanitized
	needs python3
	{
		cat <<-END
		event: jam
		title: A Jam
		timezone: UTC
		starts: 2022-11-11 18:00
		ends: 2022-11-13 14:15
		judging: {batch: 2}
		criteria:
		END
		for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
			echo "  - {id: c$i, title: Criterion $i}"
		done
	} >event.yaml
	jam create event.yaml >/dev/null 2>&1
	pad=$(printf '%0150d' 0)
}

@test "rows that go out take the memory of one" {
	awk -v pad="$pad" 'BEGIN {
		print "id,title,team"
		for (i = 0; i < 20000; i++)
			print "P" i ",Project " i " " pad ",Team " i " " pad
	}' >projects.csv
	jam import projects projects.csv >/dev/null 2>&1
	for format in csv jsonl; do
		within 0 20000 jam list projects --format $format
	done
	within 0 30000 jam score --format csv
}

@test "what is remarked about rows has an end, and no memory" {
	awk -v pad="$pad" 'BEGIN {
		print "email,name"
		for (i = 0; i < 30000; i++)
			for (k = 0; k < 2; k++)
				print "p" i "@x.org,Person " i " " k " " pad
	}' >rows.csv
	within 0 40000 jam import registrations rows.csv 2>err
	[ "$(grep -c 'over line' err)" = 1000 ]
	grep 'rows.csv: and 29000 remarks more' err
}

@test "rejects take the memory of a row" {
	awk 'BEGIN {
		printf "email"
		for (i = 0; i < 500; i++)
			printf ",Question %d", i
		for (i = 0; i < 4000; i++)
			printf "\nno address"
		print ""
	}' >rows.csv
	within 0 24000 jam import registrations rows.csv \
		--skip-bad --rejects bad.csv 2>err
	[ "$(wc -l <bad.csv)" = 4001 ]
}

@test "values that a map file has are looked up in the memory of a row" {
	echo 'values: {name: {nobody: Somebody}}' >map.yaml
	awk -v pad="$pad" 'BEGIN {
		print "email,name"
		for (i = 0; i < 60000; i++)
			print "p" i "@x.org,Pérson " i " " pad
	}' >rows.csv
	within 0 45000 jam import registrations rows.csv --map-file map.yaml
}

@test "what is bad in a file takes the memory of a row" {
	awk -v pad="$pad" 'BEGIN {
		print "email,name"
		for (i = 0; i < 60000; i++)
			print "no address: " pad i ",Person " i
	}' >rows.csv
	within 65 24000 jam import registrations rows.csv
}
