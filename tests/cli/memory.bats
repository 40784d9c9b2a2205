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

@test "what is bad in a file takes the memory of a row" {
	awk -v pad="$pad" 'BEGIN {
		print "email,name"
		for (i = 0; i < 60000; i++)
			print "no address: " pad i ",Person " i
	}' >rows.csv
	within 65 24000 jam import registrations rows.csv
}
