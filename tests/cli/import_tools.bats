#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Other tools' exports and other people's odd files, through the command.
load jam.bash

prepare() {
	cat >e.yaml <<-'END'
		event: e
		title: E
		timezone: Europe/Copenhagen
		starts: 2022-11-11 18:00
		ends: 2022-11-13 14:15
		criteria: [{id: c}]
	END
	jam create e.yaml >/dev/null 2>&1
	samples=$shared/data/formats
}

# takes COUNTS KIND FILE [OPTION...]: the summary's counts (rows, added,
# updated, unchanged, skipped); then once more, when nothing is new.
takes() {
	local counts=$1 kind=$2 file=$3 rows rest skipped
	shift 3
	expect 0 jam import "$kind" "$samples/$file" "$@"
	[[ $output == *$'\t'$kind$'\t'${counts// /$'\t'}$'\t'* ]] || {
		show "expected $counts"
		return 1
	}
	rows=${counts%% *} skipped=${counts##* }
	rest=$((rows - skipped))
	expect 0 jam import "$kind" "$samples/$file" "$@"
	[[ $output == *$'\t'"$rows"$'\t0\t0\t'"$rest"$'\t'"$skipped"$'\t0'* ]] ||
		{
			show "again: expected $rows 0 0 $rest $skipped"
			return 1
		}
}

@test "Devpost: drafts, triplets of members, a row per prize" {
	needs_shared data/formats
	takes '2 1 0 0 1' projects devpost-projects-export.mlh-anon.csv
	warns 'looks like Devpost projects: 19 columns used, 20 kept as answers' \
		'"Team Member 1 Email" = members, "..." and all behind it = members' \
		'anon.csv: passed over: 1 Draft' \
		'anon.csv:2: b@example.org stands for'
	takes '3 1 0 0 2' projects devpost-projects-per-prize.csv
	sqlite3 jam.db "SELECT value FROM answer_private
		WHERE heading = 'Opt-In Prize'" >prizes
	[ "$(cat prizes)" = 'Best ML Safety; Best Novelty' ]
}

@test "Luma: one person in two rows is the last of them" {
	needs_shared data/formats
	takes '3 2 0 0 1' registrations luma-guests-2024.csv
	warns 'guests-2024.csv:4: over line 2: status: "declined", was "going"' \
		'looks like Luma guests: 7 columns used, 9 kept as answers, 8 ignored' \
		'used: "api_id" = id, "created_at" = registered_at, ' \
		'ignored: "qr_code_url", "amount"'
	expect 0 jam list registrations
	says 'declined' 'Björk Østergård' 'waitlist'
	expect 65 jam import projects "$samples/luma-guests-2024.csv"
	warns 'jam import registrations'
}

@test "Eventbrite, Typeform, Meetup" {
	needs_shared data/formats
	takes '2 2 0 0 0' registrations eventbrite-attendees.csv
	expect 0 jam list registrations
	says 'cancelled'
	jam import registrations "$samples/typeform-responses.csv" \
		>/dev/null 2>&1
	expect 0 sqlite3 jam.db "SELECT datetime(registered_at, 'unixepoch')
		FROM registration ORDER BY 1"
	is $'2024-11-29 21:28:00\n2026-01-23 06:27:59'
	expect 65 jam import registrations "$samples/meetup-attendees.csv"
	warns 'no e-mail addresses'
	[ "$(wc -l <<<"$stderr")" = 2 ]
}

@test "Google Forms: the order of day and month is asked for" {
	needs_shared data/formats
	expect 65 jam import registrations "$samples/google-forms-responses.csv"
	warns '--date-format dmy'
	expect 65 jam import registrations --date-format dmy \
		"$samples/google-forms-responses.csv"
	warns ':3: email: there is no e-mail address'
	expect 0 jam import registrations --date-format dmy --skip-bad \
		--rejects bad.csv "$samples/google-forms-responses.csv" --json
	says '"rows":2,"added":1,"updated":0,"unchanged":0,"skipped":1'
	[ "$(wc -l <bad.csv)" = 2 ]
}

@test "itch.io: entries, then results, which are never ratings" {
	needs_shared data/formats
	takes '1 1 0 0 0' projects itch-entries.json
	warns "looks like itch.io's entries.json" '"contributors" = members'
	# Two people of the contributor's name: who made it is known by now.
	printf '%s,Ada Example\n' a@example.org b@example.org |
		sed '1i email,name' >twins.csv
	jam import registrations twins.csv >/dev/null
	jam list persons >before
	takes '1 0 1 0 0' projects itch-results.json
	warns "looks like itch.io's results.json" '"rank", "score"'
	jam list persons | diff before -
	[ "$(jam list ratings | wc -l)" = 1 ]
}

# A file may be anything: 0 or 65, and then the database is as it was.
@test "CSV of others is taken or refused, never half" {
	needs_shared corpora/csv-spectrum
	needs_shared corpora/csv-test-data
	local file before after
	for file in "$shared"/corpora/csv-{spectrum,test-data}/csv/*.csv; do
		before=$(jam list persons | sha256sum)
		status=0
		jam import registrations --map email=#1 "$file" \
			>out 2>err || status=$?
		[ "$status" = 65 ] || [ "$status" = 0 ] || {
			echo "$status: $file"
			return 1
		}
		after=$(jam list persons | sha256sum)
		[ "$status" = 0 ] || [ "$before" = "$after" ]
	done
}

@test "every text of the YAML suite is refused as an event" {
	needs_shared corpora/yaml-test-suite
	local i
	split -l 1 -a 3 "$shared/corpora/yaml-test-suite/cases.jsonl" case.
	for i in case.*; do
		sqlite3 :memory: "SELECT writefile('t.yaml',
			json_extract(readfile('$i'), '\$.yaml'))" >/dev/null
		status=0
		jam create t.yaml >out 2>err || status=$?
		[ "$status" = 65 ] || {
			echo "$status: $(cat "$i")"
			return 1
		}
		grep -q '^jam: t.yaml' err
	done
}

@test "a file of a header alone is no error, and said" {
	printf 'email,name\n' >header.csv
	expect 0 jam import registrations header.csv
	warns 'header.csv: a header and no rows'
	: >none.csv
	expect 65 jam import registrations none.csv
	warns 'none.csv: the file is empty'
}

@test "100 MB of long cells take less than 64 MB of memory" {
	not_sanitized
	needs python3
	awk 'BEGIN {
		for (cell = "x"; length(cell) < 60000; )
			cell = cell cell
		cell = substr(cell, 1, 60000)
		print "email,name,story"
		for (i = 0; i < 1670; i++)
			print "p" i "@example.org,Person," cell
	}' >long.csv
	[ "$(wc -c <long.csv)" -gt 100000000 ]
	within 0 62500 jam import registrations long.csv
}

@test "many rows of one person or project take little memory" {
	not_sanitized
	needs python3
	awk 'BEGIN {
		for (cell = "x"; length(cell) < 4000; )
			cell = cell cell
		print "email,name,story"
		for (i = 0; i < 10000; i++)
			print "p@example.org,Person," cell
	}' >same.csv
	within 0 40000 jam import registrations same.csv
	awk 'BEGIN {
		print "Opt-In Prize,Project Title,Submission Url,Project Status"
		for (i = 0; i < 2000; i++)
			print "Best project of the jam " i ",A," \
				"https://example.org/a,Submitted"
	}' >prizes.csv
	within 0 40000 jam import projects prizes.csv --skip-bad
}

@test "many rows take little memory" {
	not_sanitized
	needs python3
	awk 'BEGIN {
		print "email,name"
		for (i = 0; i < 100000; i++)
			print "p" i "@example.org,Person Number " i
	}' >rows.csv
	within 0 40000 jam import registrations rows.csv
}

# refused FILE WORD HINT: as registrations, in one line and a hint.
refused() {
	expect 65 jam import registrations "$1"
	[ "$(grep -c ^jam: <<<"$stderr")" = 1 ]
	warns "jam: $1" "$2" "hint: $3"
}

@test "what is no table is named in one line, with what to do" {
	printf 'PK\3\4sheet' >odd.csv
	refused odd.csv 'this is a spreadsheet (.xlsx, .ods)' 'save it as "CSV'
	printf '\320\317\21\340\241\261' >odd.csv
	refused odd.csv 'this is an old .xls spreadsheet' 'save it as "CSV'
	printf '\n <!doctype html><title>Sign in</title>' >odd.csv
	refused odd.csv 'a web page, perhaps the login page' 'log in, and down'
	printf '\377\376e\0m\0a\0i\0l\0' >odd.csv
	refused odd.csv 'this is UTF-16, not UTF-8' 'save it as "CSV UTF-8"'
	printf '%%PDF-1.4\n' >odd.csv
	refused odd.csv 'this is a PDF' 'save the table as "CSV UTF-8"'
	printf '\37\213\10' >odd.csv
	refused odd.csv 'this is a gzip file' 'unpack it first'
	refused jam.db 'this is a database' 'export the table as "CSV UTF-8"'
}

# Behind the lines that tell what each column is.
@test "a byte or a quote that is none is named with its line" {
	printf 'email,name\na@example.org,A\0B\n' >odd.csv
	expect 65 jam import registrations odd.csv
	warns 'odd.csv:2: a NUL byte at offset 26' 'save it as "CSV UTF-8"'
	printf 'email,name\na@example.org,Bj\370rk\n' >odd.csv
	expect 65 jam import registrations odd.csv
	warns 'odd.csv:2: byte 0xf8 at offset 27 is not UTF-8' \
		'--encoding cp1252'
	expect 0 jam import registrations odd.csv --encoding cp1252
	expect 0 jam list registrations
	says Bjørk
	printf 'email,name\r\nb@example.org,"B\r\nc@example.org,C\r\n' >odd.csv
	expect 65 jam import registrations odd.csv
	warns 'odd.csv:2: the quote that opens in field 2 ("name") is never' \
		"close it at the cell's end"
	expect 0 jam list registrations
	hides b@example.org
}

@test "a column is never known by a part of its name" {
	cat >drift.csv <<-'END'
	Purchaser Email,Purchaser Name,linkedin_email_tracking,Email,Name,What is your role?
	buyer@example.org,Buyer,not@example.org,a@example.org,Ada,Student
	END
	expect 0 jam import registrations drift.csv
	warns 'used: each is the field of its name' 'kept as answers: "Purch' \
		'"linkedin_email_tracking"'
	expect 0 jam list persons --json
	says '"email":"a@example.org","name":"Ada"'
	hides buyer@ not@
}

@test "again: in another order, with a column more, a cell less" {
	printf '%s\n' email,name,team a@example.org,Ada,Red b@example.org,Bo,Red \
		c@example.org,Cy, >one.csv
	expect 0 jam import registrations one.csv
	{ head -1 one.csv && sed 1d one.csv | sort -r; } >shuffled.csv
	expect 0 jam import registrations shuffled.csv --json
	says '"rows":3,"added":0,"updated":0,"unchanged":3'
	sed '1s/$/,Diet/; 3s/$/,none/; s/Ada,Red/,/' one.csv >newer.csv
	expect 0 jam import registrations newer.csv --json
	says '"rows":3,"added":0,"updated":1,"unchanged":2'
	expect 0 jam list registrations --csv
	says a@example.org,Ada,,Red
	printf 'email,name\na.a+jam@example.org,Ada\n' >tag.csv
	expect 0 jam import registrations tag.csv --json
	says '"added":1'
}

@test "an import that is interrupted leaves nothing" {
	awk 'BEGIN {
		print "email,name"
		for (i = 0; i < 200000; i++)
			print "p" i "@example.org,Person Number " i
	}' >rows.csv
	env --default-signal=INT jam import registrations rows.csv >out 2>err &
	pid=$!
	until grep -q 'used: each' err; do
		sleep 0.02
	done
	sleep 0.3
	kill -INT $pid
	status=0
	wait $pid || status=$?
	[ "$status" -ne 0 ]
	[ "$(jam list registrations | wc -l)" = 1 ]
	expect 0 jam verify
	printf 'email\na@example.org\n' >one.csv
	expect 0 jam import registrations one.csv --json
	says '"added":1'
}

@test "Tally, Airtable, judges without a header: by their columns" {
	cat >tally.csv <<-'END'
	Submission ID,Respondent ID,Submitted at,What is your name?,Email *,Team
	s1,r1,2022-11-01 10:00:00,Ada,ada@example.org,Red
	END
	expect 0 jam import registrations --from tally tally.csv
	warns '"Submitted at" = registered_at, "What is your name?" = name' \
		'kept as answers: "Submission ID", "Respondent ID"'
	jam export data --audit | grep -q 'source\\":\\"tally'
	printf '\357\273\277Project name,Team members,Link,Paper\n' >airtable.csv
	printf '%s\n' 'Heads,"Ada A, Bo B, Cy C",https://example.org,' \
		'Tails,Dee D,,a.pdf (https://v5.airtableusercontent.com/v3/u/a)' \
		'Toes,Eve E,,b.pdf (https://v5.airtableusercontent.com/v3/u/b)' \
		>>airtable.csv
	expect 0 jam import projects --from airtable airtable.csv
	warns '"Project name" = title, "Team members" = members, "Link" = url' \
		'airtable.csv:3: "Paper" holds links to files, which expire'
	[ "$(grep -c 'links to files' <<<"$stderr")" = 1 ]
	expect 0 jam list persons
	says 'Ada A' 'Bo B' 'Cy C'
	printf 'Judge Jay,jay@example.org\n' >judges.csv
	expect 0 jam import judges --map name=#1 --map email=#2 judges.csv
	warns '"column 1" = name, "column 2" = email'
	expect 0 jam list judges
	says $'jay@example.org\tJudge Jay'
}
