#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam report raters, on the made-up jam of 24 projects (../shared).
load jam

prepare() {
	file=$shared/data/scoring/jam24_ratings.csv
	[ -e "$file" ] || skip "no ../shared"
	cat >event.yaml <<-END
	event: jam24
	title: Jam 24
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:15
	judging: {by: [experts]}
	criteria:
	  - {id: innovation, title: Innovation, weight: 40}
	  - {id: execution, title: Execution, weight: 30}
	  - {id: impact, title: Impact, weight: 20}
	  - {id: polish, title: Polish, weight: 10}
	END
	jam create event.yaml >/dev/null
	jam import ratings --as-recorded "$file" >/dev/null
}

@test "leniency with its error, and agreement with what it rests on" {
	expect 0 jam report raters --json
	says '"kind":"raters","event":"jam24"' \
		'"criterion":null,"ratings":112,"pairable":111,"alpha":0.457177454,"icc_absolute":0.484350' \
		'"criterion":"polish","ratings":112' '"expected":{"flat":' \
		'"judge":"r04","kind":"expert","ratings":5' \
		'"leniency":0.92,"se":0.224'
	warns "alpha 0.457 over 111 ratings" "reliability 0.88"
}

@test "who would change the first three" {
	expect 0 jam report raters --csv
	row=$(echo "$output" | grep '^r21,')
	[[ $row == *,-0.986,0.223,* ]]
	[ "$(echo "$output" | grep -c ',true,')" -ge 1 ]
	says 'new_winner,new_top,without,flags'
}

@test "nothing is rated yet" {
	sed 's/jam24/none/' event.yaml >none.yaml
	jam create none.yaml >/dev/null
	expect 0 jam report raters --event none --csv
	[ "$(echo "$output" | wc -l)" -eq 1 ]
}

@test "where nobody can be left out no winner is said to stay" {
	sed 's/jam24/parted/' event.yaml >parted.yaml
	echo 'scoring: {method: mixed}' >>parted.yaml
	jam create parted.yaml >/dev/null
	printf '%s\n' judge,project,innovation,execution,impact,polish \
		a,A,3,3,3,3 a,B,4,4,4,4 b,A,3,4,3,3 b,B,5,5,5,5 \
		c,C,3,3,3,3 c,D,4,4,4,4 d,C,3,4,3,3 d,D,5,5,5,5 >parted.csv
	jam --event parted import ratings parted.csv --as-recorded >/dev/null
	expect 0 jam report raters --event parted --json
	says '"judge":"a"' '"spread":0.' '"flags":['
	says '"new_winner":null,"new_top":null,"without":null,"flags":['
	warns 'no judge was left out, for mixed has no fit: groups of projects share no judge'
	head -3 parted.csv >one.csv
	sed 's/jam24/one/; $a scoring: {method: mixed}' event.yaml >one.yaml
	jam create one.yaml >/dev/null
	jam --event one import ratings one.csv --as-recorded >/dev/null
	expect 0 jam report raters --event one --csv
	says spread,new_winner,new_top,without,flags
	[[ $output == *,,,,* ]]
	hides false
	warns 'has no fit: 2 ratings by 1 judges of 2 projects are too few'
}

@test "the share of the batch that is done" {
	load small.bash
	rm jam.db
	small_jam
	at 2022-11-13T15:00:00Z
	mine=$(jam list assignments |
		awk -F '\t' '$1 == "ada@example.org" { print $2 }')
	rates ada@example.org "${mine%$'\n'*}" 3
	expect 0 jam report raters --csv
	says judge,kind,ratings,batch,done,share,mean \
		ada@example.org,peer,1,2,1,0.5,3,
	jam rate "${mine#*$'\n'}" --skip --reason 'not mine' --judge ada@example.org \
		>/dev/null 2>&1
	expect 0 jam report raters --csv
	says ada@example.org,peer,1,1,1,1,3,
}
