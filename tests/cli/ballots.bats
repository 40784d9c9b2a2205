#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Ballots, out and back.
load jam.bash

prepare() {
	files=$top/examples/interpretability
	jam create "$files/event.yaml" >/dev/null
	jam import projects "$files/projects.csv" >/dev/null 2>&1
	at 2022-11-13T12:00:00Z
	jam assign --seed one >/dev/null
}

# fill FORM FILE: every criterion of every project gets a 4.
fill() {
	case $1 in
	yaml) sed -i -E 's/^(      [a-z-]+):.*$/\1: 4/' "$2" ;;
	md) sed -i -E 's/^(- [a-z-]+):.*$/\1: 4/' "$2" ;;
	csv) sed -i -E '2,$s/,,,,,,,/,4,4,4,4,4,,/' "$2" ;;
	esac
}

@test "every judge gets a file of mode 600, and the seats are handed out" {
	expect 0 jam export ballots -o out --as yaml --json
	says '"files":64'
	[ "$(stat -c %a out/ballot-ada-example.yaml)" = 600 ]
	[ "$(sqlite3 jam.db 'SELECT MIN(handed_out) FROM seat')" = 1 ]
	[ "$(sqlite3 jam.db "SELECT COUNT(*) > 0 FROM log
		WHERE kind = 'ballots'")" = 1 ]
}

@test "a site gets the ballots of its own judges" {
	jam import registrations "$files/registrations.csv" --skip-bad \
		>/dev/null 2>&1
	expect 0 jam export ballots -o london --as yaml --site london --json
	n=$(jam list judges --site london --csv | sed 1d | wc -l)
	[ "$n" -gt 0 ]
	says "\"files\":$n"
	[ "$(find london -name 'ballot-*' | wc -l)" -eq "$n" ]
	[ "$(sqlite3 jam.db "SELECT COUNT(*) FROM seat s JOIN judge j
		ON j.id = s.judge JOIN registration r ON r.person = j.person
		LEFT JOIN site l ON l.id = r.site
		WHERE s.handed_out AND l.key IS NOT 'london'")" = 0 ]
	expect 65 jam export ballots -o x --as yaml --site atlantis
}

@test "a ballot that a spreadsheet wrote in cp1252 comes back" {
	jam export ballots -o out --as csv >/dev/null
	at 2022-11-13T15:00:00Z
	file=$(find out -name 'ballot-*' | sort | head -1)
	fill csv "$file"
	sed -i "2s/,4,4,4,4,4,,/,4,4,4,4,4,$(printf 'caf\351'),/" "$file"
	expect 65 jam import ballots "$file"
	warns 'byte 0xe9' '--encoding cp1252'
	expect 0 jam import ballots "$file" --encoding cp1252
	[ "$(sqlite3 jam.db 'SELECT comment FROM rating_private
		WHERE comment IS NOT NULL')" = café ]
}

@test "yaml, csv and md come back; twice changes nothing" {
	for form in yaml csv md; do
		jam export ballots -o "$form" --as "$form" >/dev/null
	done
	at 2022-11-13T15:00:00Z
	i=0
	for form in yaml csv md; do
		i=$((i + 1))
		file=$(find "$form" -name 'ballot-*' | sort | sed -n "${i}p")
		fill "$form" "$file"
		expect 0 jam import ballots "$file" --json
		says '"rows":5,"added":5,"updated":0,"unchanged":0'
		expect 0 jam import ballots "$file" --json
		says '"added":0,"updated":0,"unchanged":5'
	done
	[ "$(jam list ratings | wc -l)" = 76 ]
}

@test "partial is fine, half-rated is named with project and criterion" {
	jam export ballots -o out --as yaml >/dev/null
	at 2022-11-13T15:00:00Z
	file=out/ballot-ada-example.yaml
	expect 0 jam import ballots $file --json
	says '"rows":5,"added":0' '"skipped":5'
	sed -i '0,/ml-safety:.*$/s//ml-safety: 4/' $file
	sed -i '0,/^      ml-safety:.*$/s//      ml-safety: 4/' $file
	expect 65 jam import ballots $file
	warns 'no score for interpretability, novelty' 'project '
	sed -i 's/^      ml-safety: 4/      ml-safety: 6/' $file
	expect 65 jam import ballots $file
	warns 'ml-safety: "6" is above the scale 1 to 5' "$file:"
}

@test "a judge who is done gets the others below the batch, not the own" {
	jam export ballots -o out --as csv >/dev/null
	[ "$(sed 1d out/ballot-ada-example.csv | wc -l)" = 5 ]
	fill csv out/ballot-ada-example.csv
	at 2022-11-13T15:00:00Z
	jam import ballots out/ballot-ada-example.csv >/dev/null
	jam export ballots -o again --as csv >/dev/null
	[ "$(sed 1d again/ballot-ada-example.csv | wc -l)" = 23 ]
	[ "$(sed 1d again/ballot-bea-probe.csv | wc -l)" = 5 ]
	run grep -c ',4,4,4,4,4,,' again/ballot-ada-example.csv
	[ "$output" = 5 ]
}

@test "another event, another judge, another rubric are refused by name" {
	jam export ballots -o out --as yaml >/dev/null
	at 2022-11-13T15:00:00Z
	sed 's/^event_uid: .*/event_uid: "0123456789abcdef0123456789abcdef"/' \
		out/ballot-ada-example.yaml >event.txt
	expect 65 jam import ballots event.txt
	warns 'event.txt: this is a ballot of another event, not of interpret'
	sed '1i event: agents-2023' event.txt >event.yaml
	expect 65 jam import ballots event.yaml
	warns 'this is a ballot of agents-2023, not of interpretability'
	sed 's/^judge_uid: .*/judge_uid: "0123456789abcdef0123456789abcdef"/' \
		out/ballot-ada-example.yaml >judge.txt
	expect 65 jam import ballots judge.txt
	warns 'judge.txt: judge_uid "0123456789abcdef0123456789abcdef" is that' \
		'no judge of interpretability'
	sed 's/^rubric: .*/rubric: "0123456789abcdef"/' \
		out/ballot-ada-example.yaml >rubric.txt
	expect 65 jam import ballots rubric.txt
	warns 'not the criteria of interpretability'
	sed 's/^event: .*/event: other/' "$top/examples/interpretability/event.yaml" \
		>other.yaml
	jam create other.yaml >/dev/null
	expect 65 jam import ballots --event other \
		out/ballot-ada-example.yaml
	warns 'this is a ballot of interpretability, not of other' \
		'--event interpretability'
	uid=$(sqlite3 jam.db "SELECT uid FROM event WHERE slug = 'other'")
	sed "s/^event_uid: .*/event_uid: \"$uid\"/" \
		out/ballot-ada-example.yaml >both.yaml
	expect 65 jam import ballots --event other both.yaml
	warns 'the ballot of ada.example@example.org, a judge of interpretability and not of other'
}

@test "a rubric that changed since is told, and taken for its wording alone" {
	local event=$top/examples/interpretability/event.yaml
	jam export ballots -o out --as yaml >/dev/null
	at 2022-11-13T15:00:00Z
	sed 's/title: Novelty/title: Newness/' "$event" >wording.yaml
	jam amend wording.yaml --reason 'a better word' --yes >/dev/null
	fill yaml out/ballot-ada-example.yaml
	sed 's/- id: novelty/- id: newness/' "$event" >else.yaml
	cp jam.db before.db
	expect 0 jam import ballots out/ballot-ada-example.yaml
	warns 'the wording of novelty has changed since; the scores are taken'
	cp before.db jam.db
	jam amend else.yaml --reason 'another idea' --yes >/dev/null
	expect 65 jam import ballots out/ballot-ada-example.yaml
	warns 'what a score means has changed' 'novelty is gone' 'newness is new'
}

@test "a ballot skips a project once, with its reason" {
	jam export ballots -o out --as yaml >/dev/null
	at 2022-11-13T15:00:00Z
	file=out/ballot-ada-example.yaml
	sed -i '0,/^    skip:.*$/s//    skip: I know them/' $file
	expect 0 jam import ballots $file --json
	says '"rows":5,"added":1,"updated":0,"unchanged":0,"skipped":4'
	expect 0 jam import ballots $file --json
	says '"added":0,"updated":0,"unchanged":1'
	[ "$(jam list assignments --csv | grep -c ",skipped")" = 1 ]
}

@test "what stands beside a reason to skip, or is too long, is refused" {
	jam export ballots -o out --as csv >/dev/null
	at 2022-11-13T15:00:00Z
	file=out/ballot-ada-example.csv
	sed '2s/,,,,,,,/,4,4,4,4,4,,I know them/' $file >both.csv
	expect 65 jam import ballots both.csv
	warns 'both.csv:2: project ' 'scores and a reason to skip'
	sed '2s/,,,,,,,/,,,,,,Good,I know them/' $file >comment.csv
	expect 65 jam import ballots comment.csv
	warns 'comment.csv:2: project ' 'a comment and a reason to skip'
	long=$(printf '%70000s' '' | tr ' ' x)
	awk -v long="$long" 'NR == 2 {
		sub(/,,,,,,,/, ",4,4,4,4,4," long ",") } 1' $file >long.csv
	expect 65 jam import ballots long.csv
	warns 'long.csv:2: project ' 'the comment has 70000 bytes, at most 65536'
	awk -v long="${long:0:2001}" 'NR == 2 {
		sub(/,,,,,,,/, ",,,,,,," long) } 1' $file >reason.csv
	expect 65 jam import ballots reason.csv
	warns 'the reason to skip has 2001 characters, at most 2000'
	awk -v long="${long:0:65536}" 'NR == 2 {
		sub(/,,,,,,,/, ",4,4,4,4,4," long ",") } 1' $file >most.csv
	expect 0 jam import ballots most.csv --json
	says '"added":1'
}

@test "--rejects keeps the bad rows of any ballot as a CSV ballot" {
	jam export ballots -o out --as yaml >/dev/null
	at 2022-11-13T15:00:00Z
	fill yaml out/ballot-ada-example.yaml
	sed -i '0,/novelty: 4/s//novelty: 9/; 0,/comment:.*/s//comment: =Good/
		$a saved_at: 2022-11-13T14:50:00Z' out/ballot-ada-example.yaml
	expect 0 jam import ballots out/ballot-ada-example.yaml --skip-bad \
		--rejects bad.csv --json
	says '"rows":5,"added":4,"updated":0,"unchanged":0,"skipped":1'
	[ "$(wc -l <bad.csv)" = 2 ]
	expect 0 cat bad.csv
	says 'reason,event_uid,judge_uid,rubric,project,slug,' \
		',comment,skip' 'above the scale 1 to 5' ",'=Good,"
	sed -i 's/,9,/,3,/' bad.csv
	expect 0 jam import ballots bad.csv --json
	says '"rows":1,"added":1'
	[ "$(sqlite3 jam.db "SELECT COUNT(*) FROM rating_private
		WHERE comment = '=Good'")" = 1 ]
}

@test "a bad row of a ballot says what to do" {
	jam export ballots -o out --as csv >/dev/null
	at 2022-11-13T18:00:00Z
	fill csv out/ballot-ada-example.csv
	expect 0 jam import ballots out/ballot-ada-example.csv --skip-bad \
		--rejects bad.csv --json
	says '"skipped":5'
	warns 'closed at 2022-11-13 18:15 CET; '
	[ "$(grep -c 'closed at 2022-11-13 18:15 CET; ' bad.csv)" = 5 ]
}

@test "the older of two ballots does not undo the newer" {
	jam export ballots -o out --as yaml >/dev/null
	at 2022-11-13T15:00:00Z
	file=out/ballot-ada-example.yaml
	fill yaml $file
	echo 'saved_at: 2022-11-13T14:50:00Z' >>$file
	expect 0 jam import ballots $file --json
	says '"added":5'
	sed 's/: 4$/: 3/; s/14:50:00Z/14:40:00Z/' $file >older.yaml
	expect 0 jam import ballots older.yaml --json
	says '"updated":0,"unchanged":0,"skipped":5'
	warns 'older.yaml: ' 'an older ballot than the one that was taken'
	sed 's/14:40:00Z/14:55:00Z/' older.yaml >newer.yaml
	expect 0 jam import ballots newer.yaml --json
	says '"updated":5,"unchanged":0,"skipped":0'
}

@test "the window holds for ballots, too" {
	jam export ballots -o out --as yaml >/dev/null
	fill yaml out/ballot-ada-example.yaml
	at 2022-11-13T18:00:00Z
	expect 77 jam import ballots out/ballot-ada-example.yaml
	warns 'closed at 2022-11-13 18:15 CET'
}

@test "a saved form's error names file, line, project and criterion" {
	jam export ballots -o out --as html >/dev/null
	at 2022-11-13T15:00:00Z
	python3 - <<-'END'
	import json, re
	page = open('out/ballot-ada-example.html').read()
	form = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])
	ballot = {'schema': 'jam/1', 'kind': 'ballot'}
	for key in 'event', 'event_uid', 'judge_uid', 'rubric':
	    ballot[key] = form[key]
	ballot['rows'] = [{'project': p['project'], 'slug': p['slug'],
	                   'scores': {c['id']: 4 for c in form['criteria']}}
	                  for p in form['projects']]
	ballot['rows'][2]['scores']['novelty'] = 9
	json.dump(ballot, open('saved.json', 'w'), indent=1)
	END
	expect 65 jam import ballots saved.json
	line=$(grep -n '"novelty": 9' saved.json | cut -d: -f1)
	warns "saved.json:$line: project " ', novelty: "9" is above the scale'
	sed -i 's/"novelty": 9/"novelty": [9]/' saved.json
	expect 65 jam import ballots saved.json
	warns "saved.json:$line:" 'rows[2].scores.novelty'
	sed -i 's/"novelty": \[9\]/"novelty": 5/' saved.json
	expect 0 jam import ballots saved.json --json
	says '"rows":5,"added":5'
}

@test "the form itself is not an answer" {
	jam export ballots -o out --as html >/dev/null
	at 2022-11-13T15:00:00Z
	expect 65 jam import ballots out/ballot-ada-example.html
	warns 'this is the form'
}

@test "a judge without Latin letters has a file after the address" {
	printf '%s\n' email,name ada.example@example.org,李伟 >who.csv
	jam import registrations who.csv >/dev/null 2>&1
	jam export ballots -o out --as csv >/dev/null
	expect 0 grep -l . out/ballot-ada-example.csv
	jam export ballots -o out --as yaml >/dev/null
	expect 0 grep -l 李伟 out/ballot-ada-example.yaml
}

@test "ballots of a large jam need little memory" {
	not_sanitized
	cat >big.yaml <<-'END'
	event: big
	title: Big
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	criteria: [{id: impact, title: Impact}]
	END
	awk 'BEGIN {
		print "id,title,team,members"
		for (i = 0; i < 400; i++)
			print "E" i ",Project " i ",Team " i ",p" i \
				"@example.org"
	}' >big.csv
	export JAM_DB=big.db
	jam create big.yaml >/dev/null
	jam import projects big.csv >/dev/null 2>&1
	jam assign --seed one >/dev/null
	(ulimit -v 100000 && jam export ballots --as csv -o handed >/dev/null)
	[ "$(find handed -name 'ballot-*' | wc -l)" = 400 ]
}
