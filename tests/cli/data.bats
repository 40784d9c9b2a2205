#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# export data: all of an event, and back again.
load jam.bash
load small.bash

# A word that is nowhere else, in each private column.
canaries() {
	small_files
	sed -i 's/^ada@.*/canary1@example.org,Ada,london,canary2,going/' \
		registrations.csv
	sed -i 's/status$/status,Canary3/; s/going$/going,canary4/' \
		registrations.csv
	sed -i 's/ada@example.org/canary1@example.org/' projects.csv
	cat >judges.csv <<-END
	email,name,affiliation,public,expertise,conflicts
	canary5@example.org,canary6,canary7,no,canary8,delta
	END
	{
		jam create event.yaml
		jam import registrations registrations.csv
		jam import projects projects.csv
		jam import judges judges.csv
		jam assign --seed canary9
		jam rate alpha safety=4 novelty=4 clarity=4 rigor=4 \
			--judge canary5@example.org --comment canary10
		jam rate --judge canary5@example.org --skip beta \
			--reason canary11
		jam rate --judge canary5@example.org --skip gamma \
			--reason canary11
	} >out 2>&1 || true
}

@test "nothing private is in what is public" {
	canaries
	at 2022-11-13T20:00:00Z
	jam publish >/dev/null
	jam export data -o data.json >/dev/null
	jam export pages --html -o pages >/dev/null
	jam export pages -o md >/dev/null
	jam export results --json -o r.json >/dev/null
	jam export ratings -o r.csv >/dev/null
	jam export calendar -o c.ics >/dev/null
	run grep -rilE 'canary' data.json pages md r.json r.csv c.ics
	[ "$output" = "" ]
	run sqlite3 jam.db "SELECT uid FROM event UNION SELECT uid FROM judge
		UNION SELECT uid FROM project"
	for uid in $output; do
		run grep -rl "$uid" data.json pages md r.json r.csv c.ics
		[ "$output" = "" ]
	done
	expect 0 jam export data --private
	says canary1@ canary2 Canary3 canary4 canary5@ canary6 canary7 \
		canary8 canary10
}

@test "while the window is open data holds no scores" {
	small_jam
	rates eve@example.org alpha 4 >/dev/null || true
	expect 0 jam export data
	hides '"results"' '"ratings"'
	expect 0 jam export data --private
	says '"ratings"'
}

@test "what was exported is imported again, as it was" {
	small_jam
	for judge in ada bo cy dee eve; do
		for project in alpha beta gamma delta; do
			rates $judge@example.org $project 4 3
		done
	done >/dev/null 2>&1 || true
	at 2022-11-13T20:00:00Z
	jam retract beta --tier named --reason 'not ours' >/dev/null
	jam export data --private -o before.json >/dev/null
	for kind in registrations projects judges; do
		expect 0 jam import $kind before.json --json
		says '"added":0,"updated":0'
	done
	mv jam.db old.db
	jam create event.yaml >/dev/null
	for kind in registrations projects judges; do
		jam import $kind before.json >/dev/null
	done
	jam import ratings before.json --as-recorded >/dev/null
	jam retract beta --tier named --reason 'not ours' >/dev/null
	jam export data --private -o after.json >/dev/null
	for key in registrations judges projects ratings declaration; do
		sed -n "/^\"$key\":/,/\]/p" before.json >one
		sed -n "/^\"$key\":/,/\]/p" after.json >two
		grep -q "$key" one
		diff one two
	done
}

# Texts of each kind that a spreadsheet would run, and a guard as typed.
spiked() {
	small_files
	sed -i 's/^ada@example.org,Ada,/ada@example.org,"=A ""x"", y",/
		s/,Bo,oslo,,/,-Bo,oslo,@x,/' registrations.csv
	sed -i "s/,Alpha,Red,/,＝Alpha,+Red,/; s/,Beta,/,''=Beta,/" projects.csv
	sed -i 's/,Eve,A Lab,/,@Eve,A Lab,/' judges.csv
	printf '%s\n' wave,email,project,kind,detail \
		'=1,ada@example.org,P1,publication,"-A paper; ""x"""' \
		'=1,bo@example.org,,reached,' >outcomes.csv
	echo judge,project,criterion,score,comment,rated_at >ratings.csv
	for c in safety novelty clarity rigor; do
		echo "bo@example.org,P1,$c,3,=1+1,2022-11-13 15:00"
		echo "eve@example.org,P2,$c,2,'-x,2022-11-13 15:01"
	done >>ratings.csv
	jam create event.yaml
	for kind in registrations projects judges outcomes; do
		jam import $kind $kind.csv
	done
	jam assign --seed one
	jam import ratings ratings.csv --as-recorded
}

@test "each kind that is written as a table comes back unchanged" {
	local kind form
	local -a of
	spiked >/dev/null 2>&1
	expect 0 jam list projects --json
	says '"title":"＝Alpha"' "\"title\":\"'=Beta\"" '"team":"+Red"'
	jam export data --private -o before.json >/dev/null
	for kind in registrations judges projects outcomes ratings; do
		of=()
		[ $kind != ratings ] || of=(--as-recorded)
		for form in csv json; do
			jam list $kind --$form >$kind.$form
			grep -q 'example.org\|Alpha' $kind.$form
			expect 0 jam import $kind $kind.$form --json "${of[@]}"
			says '"added":0,"updated":0' '"skipped":0'
		done
	done
	grep -q "^ada@example.org,\"'=A " registrations.csv
	jam export ratings --private --csv -o given.csv >/dev/null
	grep -q ",'=1+1," given.csv
	expect 0 jam import ratings given.csv --as-recorded --json
	says '"added":0,"updated":0,"unchanged":2'
	jam export data --private -o after.json >/dev/null
	cmp before.json after.json
	mv jam.db old.db
	jam create event.yaml >/dev/null
	for kind in registrations projects outcomes; do
		jam import $kind $kind.csv >/dev/null 2>&1
	done
	jam import ratings given.csv --as-recorded >/dev/null 2>&1
	for kind in registrations projects outcomes ratings; do
		jam list $kind --csv >again.csv
		diff $kind.csv again.csv
	done
	jam export ratings --private --csv -o again.csv --yes >/dev/null
	diff given.csv again.csv
}

@test "what a spreadsheet would run comes back as it was" {
	small_files
	cat >registrations.csv <<-'END'
	email,name,role
	a@example.org,"''=1+1",@x
	b@example.org,"'+45 12",＝1
	c@example.org,''-x,x
	END
	jam create event.yaml >/dev/null
	jam import registrations registrations.csv >/dev/null 2>&1
	jam export data --private -o one.json >/dev/null
	rm jam.db
	jam create event.yaml >/dev/null
	jam import registrations one.json >/dev/null 2>&1
	jam export data --private -o two.json >/dev/null
	cmp one.json two.json
}

@test "jam's own JSON without that kind is named" {
	small_jam
	jam list sites --json >sites.json
	expect 65 jam import projects sites.json
	warns "this file of jam's has no projects"
}

@test "what is wrong in jam's own JSON is named with its line there" {
	small_jam
	jam export data --private -o all.json >/dev/null
	line=$(grep -n '"email":"cy@example.org","name"' all.json |
		head -1 | cut -d: -f1)
	[ "$line" -gt 5 ]
	sed -i "${line}s/cy@example.org/nobody/" all.json
	expect 65 jam import registrations all.json
	warns "all.json:$line: email: "
	sed -i "${line}s/nobody/ada@example.org/" all.json
	before=$(grep -n '"email":"ada@example.org","name"' all.json |
		head -1 | cut -d: -f1)
	jam import registrations all.json 2>said
	grep "all.json:$line: over line $before: name: " said
}

@test "answers in jam's own JSON are as many as the columns of a table" {
	small_jam
	jam list registrations --json >rows.json
	python3 - <<-'END'
	import json
	data = {"schema": "jam/1", "kind": "data", "event": "jam",
	        "registrations": json.load(open("rows.json"))["rows"],
	        "answers": [{"email": "ada@example.org", "column": "Q%d" % i,
	                     "answer": "x"} for i in range(2001)]}
	json.dump(data, open("many.json", "w"))
	END
	expect 65 jam import registrations many.json
	warns 'many.json:1:' 'the answers are to more than 2000 questions'
}

@test "answers to forms, survey and outcomes come back as they were" {
	small_files
	cat >>event.yaml <<-'END'
	survey:
	  - {id: recommend, kind: likelihood, question: How likely?, column: A}
	  - {id: before, kind: probability, pair: p, question: b?, column: B}
	  - {id: after, kind: probability, pair: p, question: a?, column: C}
	  - {id: where, kind: choices, options: ["x, y", z], question: Where?,
	     column: Where?}
	END
	sed -i '1s/$/,T-shirt,Diet/; 2s/$/,"=L; ""large""",/; 3s/$/,M,none/' \
		registrations.csv
	sed -i '1s/$/,Table/; 2s/$/,7/' projects.csv
	printf '%s\n' id,email,A,B,C,Where? ,ada@example.org,9,10%,20,z \
		',,3,10,30,"x, y, z"' r7,,10,5,,z >survey.csv
	cat >outcomes.csv <<-END
	wave,email,project,kind,detail,quote,consent,at
	2023-04,ada@example.org,P1,publication,"A paper, ""ours""",There,yes,2023-03-01
	2023-04,bo@example.org,,reached,,,,
	2023-04,cy@example.org,,job,A lab,Not for print,no,
	END
	jam create event.yaml >/dev/null
	for kind in registrations projects judges survey outcomes; do
		jam import $kind $kind.csv >/dev/null
	done
	jam export data --private -o before.json >/dev/null
	grep -q '"answer":"=L; \\"large\\""' before.json
	grep -q '"consent":"no"' before.json
	mv jam.db old.db
	jam create event.yaml >/dev/null
	for kind in registrations projects judges survey outcomes; do
		expect 0 jam import $kind before.json
		expect 0 jam import $kind before.json --json
		says '"added":0,"updated":0'
	done
	jam export data --private -o after.json >/dev/null
	cmp before.json after.json
}

@test "on a terminal no control or bidi character comes out raw" {
	small_files
	sed -i 's/title: A Jam/title: "A Jam \\u202e"/' event.yaml
	sed -i $'s/,Alpha,Red/,"Alpha \xe2\x80\xae",Red \xc2\x9b2J/' projects.csv
	{
		jam create event.yaml
		jam import registrations registrations.csv
		jam import projects projects.csv
	} >/dev/null 2>&1
	for private in '' --private; do
		# shellcheck disable=SC2086
		typing '' jam export data $private
		hides $'\xc2\x9b' $'\xe2\x80\xae'
		says 'A Jam \u202e' 'Alpha \u202e' 'Red \u009b2J'
		# shellcheck disable=SC2086
		jam export data $private -o data.json --yes >/dev/null
		grep -q $'Alpha \xe2\x80\xae' data.json
	done
}
