#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Ratings as judges give them: by arguments, and project by project.
load jam
load small

prepare() {
	small_jam
}

# The batches: ada delta gamma, bo alpha delta, cy beta delta, dee beta alpha,
# eve gamma beta.

# columns NAME...: of the one TSV row of the answer.
cell() {
	echo "$output" | awk -F '\t' -v name="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) n = i }
		NR == 2 { print $n }'
}

@test "a rating gives a receipt and what is still open" {
	expect 0 rates ada@example.org delta 5 4
	[[ $(cell receipt) =~ ^[0-9]+-[0-9a-f]{16}$ ]]
	[ "$(cell judge)" = ada@example.org ]
	[ "$(cell project)" = delta ]
	[ "$(cell rated_at)" = 2022-11-13T15:00:00Z ]
	[ "$(cell open)" = 1 ]
	expect 0 rates ada@example.org gamma 5 4
	[ "$(cell open)" = 0 ]
}

@test "the answer in all six formats" {
	for format in table tsv csv json jsonl md; do
		expect 0 jam rate delta safety=5 novelty=4 clarity=3 rigor=2 \
			--judge ada@example.org --format "$format"
		says delta example.org
	done
	expect 0 jam rate delta safety=5 novelty=4 clarity=3 rigor=2 \
		--judge ada@example.org --json
	output=$(echo "$output" | sed 's/"receipt":"[0-9]*-[0-9a-f]*"/"receipt":""/' |
		tr -d '\n')
	is '{"schema":"jam/1","kind":"ratings","event":"jam","rows":[{"receipt":"","judge":"ada@example.org","project":"delta","rated_at":"2022-11-13T15:00:00Z","open":1}]}'
}

@test "the judge is --judge, else JAM_JUDGE; by address in any case or name" {
	JAM_JUDGE=bo@example.org expect 0 rates ADA@example.org delta 5
	[ "$(cell judge)" = ada@example.org ]
	JAM_JUDGE=bo@example.org expect 0 jam rate delta safety=5 novelty=5 \
		clarity=5 rigor=5
	[ "$(cell judge)" = bo@example.org ]
	expect 0 rates Eve gamma 5
	expect 64 jam rate delta safety=5
	warns 'jam: which judge? --judge EMAIL' 'hint: or set JAM_JUDGE'
	expect 65 rates adda@example.org delta 5
	warns 'jam: jam knows nobody called "adda@example.org"' \
		'hint: did you mean ada@example.org?'
	expect 77 rates fay@example.org delta 5 || expect 65 rates \
		fay@example.org delta 5
	warns 'is not a judge of jam'
}

@test "a project is a slug, a number or the source's id" {
	expect 0 rates ada@example.org '#4' 5
	expect 0 rates bo@example.org P4 5
	expect 65 rates cy@example.org dleta 5
	warns 'jam: jam has no project "dleta"' 'hint: did you mean delta?'
	expect 65 rates cy@example.org '#9' 5
}

@test "scores off the scale, unknown, missing and doubled are 65" {
	expect 65 rates ada@example.org delta 6
	warns 'jam: safety: "6" is above the scale 1 to 5'
	expect 65 rates ada@example.org delta 0
	warns 'jam: safety: "0" is below the scale 1 to 5'
	expect 65 rates ada@example.org delta 3.5
	warns 'is not a step of the scale 1 to 5'
	expect 65 rates ada@example.org delta good
	warns 'jam: safety: "good" is not a number from 1 to 5'
	expect 65 jam rate delta saftey=4 --judge ada@example.org
	warns '"saftey" is not a criterion of jam' 'did you mean safety?'
	expect 65 jam rate delta safety=4 joy=3 --judge ada@example.org
	warns 'jam: no score for novelty, clarity, rigor' \
		'hint: jam list criteria says which may be left out'
	expect 65 jam rate delta safety=4 safety=5 --judge ada@example.org
	warns 'safety is given twice'
	expect 65 jam rate delta safety --judge ada@example.org
	warns '"safety" is not CRITERION=SCORE'
	expect 0 jam list ratings
	[ "$(echo "$output" | wc -l)" -eq 1 ]
}

@test "the batch comes before any free choice" {
	expect 77 rates ada@example.org beta 5
	warns 'jam: 2 of the batch of 2 are still to rate before beta, a free choice' \
		'hint: next: jam rate delta'
	rates ada@example.org delta 5
	expect 77 rates ada@example.org beta 5
	warns 'jam: 1 of the batch of 2 are still to rate' \
		'hint: next: jam rate gamma'
	rates ada@example.org gamma 5
	expect 0 rates ada@example.org beta 5
	[ "$(cell open)" = 0 ]
}

# one_person ADDRESS...: the event's file says they are one.
one_person() {
	{
		cat event.yaml
		echo "same_person: [[$(IFS=,; echo "$*")]]"
	} >merged.yaml
	jam amend merged.yaml --reason 'two addresses' >/dev/null
}

@test "nobody rates an own project, by whatever address" {
	expect 77 rates ada@example.org alpha 5
	warns "jam: alpha is the judge's own project or the own team's" \
		'hint: nobody rates what they made; the next project: delta'
	one_person ada@example.org ada@lab.example.org
	printf 'email,name\nada@lab.example.org,Ada\n' |
		jam import judges - >/dev/null 2>&1
	expect 77 rates ada@lab.example.org alpha 5
	warns "own project"
}

@test "an address has many spellings and one owner" {
	refused() {
		expect 77 rates "$1" "$2" 5
		warns "jam: $2 is the judge's own project"
		JAM_JUDGE=$1 expect 77 jam rate "$2" safety=5 novelty=5 \
			clarity=5 rigor=5
		warns "jam: $2 is the judge's own project"
	}
	for judge in ADA@EXAMPLE.ORG $' ada@example.org\t' \
		MailTo:ada@example.org 'Ada <Ada@Example.org>'; do
		refused "$judge" alpha
	done
	printf '%s\n' id,title,members 'P5,Five,"Ada <ADA@example.org>; Cy"' \
		$'P6,Six,\303\205SE@example.org' |
		jam import projects - >/dev/null 2>&1
	refused ada@example.org five
	refused $'a\314\212se@example.org' six
	one_person BO@example.org Bo@Lab.example.org
	printf 'email\nbo@lab.example.org\n' |
		jam import judges - >/dev/null 2>&1
	refused bo@LAB.example.org beta
	# Another mailbox for all that anyone knows.
	expect 65 rates a.da+jam@example.org alpha 5
}

@test "a declared conflict is refused" {
	rates eve@example.org gamma 4
	rates eve@example.org beta 4
	expect 77 rates eve@example.org delta 5
	warns 'jam: a conflict with delta was declared for this judge'
}

@test "the window is half open, and an extension is one judge's own" {
	at 2022-11-13T13:14:59Z
	expect 77 rates ada@example.org delta 5
	warns 'jam: judging of jam opens at 2022-11-13 14:15 CET' \
		'that is 1 s from now'
	at 2022-11-13T13:15:00Z
	expect 0 rates ada@example.org delta 5
	at 2022-11-13T17:14:59Z
	expect 0 rates bo@example.org delta 5
	at 2022-11-13T17:15:00Z
	expect 77 rates cy@example.org delta 5
	warns 'jam: judging of jam closed at 2022-11-13 18:15 CET' \
		'hint: a paper ballot of that time: --at TIME --reason TEXT'
	sed 's/batch: 2/batch: 2, extensions: [{judge: cy@example.org, until: 2022-11-13 20:00}]/' \
		event.yaml >later.yaml
	jam amend later.yaml --reason 'was ill' >/dev/null
	expect 0 rates cy@example.org delta 5
	expect 77 rates dee@example.org beta 5
	at 2022-11-13T19:00:00Z
	expect 77 rates cy@example.org beta 5
}

@test "the release build heeds no clock but the system's" {
	[ -x "$top/build/jam" ] || skip 'no release build'
	expect 77 "$top/build/jam" rate delta safety=5 novelty=5 clarity=5 \
		rigor=5 --judge ada@example.org
	warns 'closed at 2022-11-13'
}

@test "other scores need --replace, the same change nothing" {
	rates ada@example.org delta 5 4
	expect 0 rates ada@example.org delta 5 4
	first=$(cell receipt)
	expect 0 rates ada@example.org delta 5 4
	[ "$(cell receipt)" = "$first" ]
	expect 77 rates ada@example.org delta 4 4
	warns 'jam: delta was rated before, with other scores' 'hint: --replace'
	expect 0 jam rate delta safety=1 novelty=2 clarity=3 rigor=4 --replace \
		--judge ada@example.org
	[ "$(cell receipt)" != "$first" ]
	expect 0 jam list ratings --format csv
	says 'ada@example.org,delta,safety,1,' 'ada@example.org,delta,rigor,4,'
	hides joy
}

@test "a dry run gives the same answer and keeps nothing" {
	expect 0 jam rate delta safety=5 novelty=4 clarity=4 rigor=4 -n \
		--judge ada@example.org
	[ "$(cell open)" = 1 ]
	expect 0 jam list ratings
	hides delta
}

@test "a paper ballot keeps both times and why" {
	at 2022-11-13T20:00:00Z
	rate='jam rate delta safety=5 novelty=4 clarity=4 rigor=4
		--judge ada@example.org'
	# The words of the command, all through this test.
	# shellcheck disable=SC2086
	{
		expect 64 $rate --at '2022-11-13 17:00'
		warns 'jam: --at needs --reason TEXT'
		expect 64 $rate --at '2022-11-13 17:00' --reason ' '
		expect 77 $rate --at '2022-11-13 18:15' --reason paper
		warns 'closed at 2022-11-13 18:15 CET'
		expect 65 $rate --at '2022-11-14 18:15' --reason paper
		warns 'is yet to come'
		expect 65 $rate --at 'half past five' --reason paper
		expect 0 $rate --at '2022-11-13 17:00' --reason paper
	}
	[ "$(cell rated_at)" = 2022-11-13T16:00:00Z ]
	expect 0 jam list ratings --format csv
	says 'delta,safety,5,2022-11-13T16:00:00Z'
	expect 0 jam show ratings delta --json
	says '"rated_at":"2022-11-13T16:00:00Z"' \
		'"entered_at":"2022-11-13T20:00:00Z"' '"reason":"paper"'
}

@test "a seat is skipped once, with a reason" {
	expect 64 jam rate delta --skip --judge ada@example.org
	warns 'jam: --skip needs --reason TEXT'
	expect 64 jam rate delta --skip --judge ada@example.org --reason ' '
	expect 64 jam rate delta safety=3 --skip --reason x \
		--judge ada@example.org
	warns '--skip takes no scores'
	expect 0 jam rate delta --skip --reason 'I know the team' \
		--judge ada@example.org
	[ "$(cell open)" = 1 ]
	[ -z "$(cell rated_at)" ]
	expect 77 rates ada@example.org delta 5
	warns 'delta was skipped by this judge'
	expect 77 jam rate delta --skip --reason x --judge ada@example.org
	warns 'delta is skipped already' 'hint: the next project: '
	expect 77 jam rate beta --skip --reason x --judge ada@example.org
	warns "beta is not in this judge's batch"
	expect 0 jam list assignments --format csv
	says 'ada@example.org,delta,1,skipped'
}

@test "a comment comes from a word, a file or standard input" {
	printf 'two\nlines\n' >comment
	expect 0 jam rate delta safety=5 novelty=4 clarity=4 rigor=4 \
		--judge ada@example.org --comment-file comment
	first=$(cell receipt)
	expect 0 jam rate delta safety=5 novelty=4 clarity=4 rigor=4 \
		--judge ada@example.org --comment "$(printf 'two\nlines')"
	[ "$(cell receipt)" = "$first" ]
	expect 66 jam rate delta safety=5 novelty=4 clarity=4 rigor=4 \
		--judge ada@example.org --comment-file none
	printf '\xff' >comment
	expect 65 jam rate delta safety=5 novelty=4 clarity=4 rigor=4 \
		--judge ada@example.org --comment-file comment
	warns 'comment: byte 1 is not UTF-8 text'
	expect 65 jam rate delta safety=5 novelty=4 clarity=4 rigor=4 \
		--judge ada@example.org --comment "$(printf '%065537d' 0)"
	warns 'the comment is longer than 64 KiB'
	expect 64 jam rate delta safety=5 --comment x --comment-file comment \
		--judge ada@example.org
}

@test "without a terminal jam does not ask" {
	expect 64 jam rate --judge ada@example.org
	warns 'jam: which project?' 'hint: jam rate PROJECT CRITERION=SCORE'
	expect 64 jam rate delta --judge ada@example.org
	warns 'jam: which scores?'
}

@test "options that would go unheard are refused" {
	expect 64 jam rate delta safety=5 --reason x --judge ada@example.org
	warns '--reason goes with --skip or --at'
	for option in '--comment x' '--replace' '--at 17:00 --reason x'; do
		# The words of the option.
		# shellcheck disable=SC2086
		expect 64 jam rate delta --judge ada@example.org $option
		warns 'go with CRITERION=SCORE'
	done
}

@test "unlock: never leaves no free choice, anytime all of it" {
	sed 's/batch: 2/batch: 2, unlock: never/' event.yaml >never.yaml
	jam amend never.yaml --reason x >/dev/null
	rates ada@example.org delta 5
	rates ada@example.org gamma 5
	expect 77 rates ada@example.org beta 5
	warns "beta is not in this judge's batch, and jam has no free choice"
	sed 's/batch: 2/batch: 2, unlock: anytime/' event.yaml >any.yaml
	jam amend any.yaml --reason x >/dev/null
	expect 0 rates bo@example.org gamma 5
}

# Interactive: a terminal where these keys are typed.

@test "jam asks project by project, and goes on where it was left" {
	typing '5\n4\n4\n4\n3\nfine\nq\n' jam rate --judge ada@example.org
	[ "$status" -eq 0 ]
	says '1 of 2' '2 h 15 min left' '#4 Delta' 'Safety (weight 2, 1 to 5):' \
		'Joy (1 to 5, or -):' 'rated; receipt' '2 of 2' \
		'1 of 2 still to rate'
	expect 0 jam list ratings --format csv
	says 'ada@example.org,delta,safety,5,' 'ada@example.org,delta,joy,3,'
	typing '2\n2\n2\n2\n-\n\n' jam rate --judge ada@example.org
	hides '#4 Delta'
	says '#3 Gamma' 'all of the batch is done, thank you'
	expect 0 jam list ratings --format csv
	says 'ada@example.org,gamma,rigor,2,'
	hides 'gamma,joy'
}

@test "a judge sees link, abstract, and what each criterion means" {
	sed 's/title: Safety,/& description: Does it harm,/' event.yaml >d.yaml
	jam amend d.yaml >/dev/null
	typing 'q\n' jam rate alpha --judge bo@example.org
	says '#1 Alpha' 'https://example.org/1' 'First' 'Does it harm'
}

@test "what is no score is asked again" {
	typing 'x\n9\n\n5\n4\n4\n4\n-\n\nq\n' jam rate --judge ada@example.org
	says '"x" is not a number from 1 to 5' '"9" is above the scale 1 to 5' \
		'rated; receipt'
}

@test "back changes what was given, next leaves it for later" {
	typing '5\n4\nb\n3\n4\n4\n-\n\nb\n1\n\n\n\n\n\nn\n' \
		jam rate --judge ada@example.org
	says 'Safety (weight 2, 1 to 5) [5]:' '1 of 2 still to rate'
	expect 0 jam list ratings --format csv
	says 'delta,safety,1,' 'delta,novelty,3,'
}

@test "a letter alone at the comment is no comment" {
	typing '5\n4\n4\n4\n3\nq\n' jam rate --judge ada@example.org
	hides 'rated; receipt'
	says '2 of 2 still to rate'
	typing '5\n4\n4\n4\n3\nb\n2\nok\nq\n' jam rate --judge ada@example.org
	says 'Joy (1 to 5, or -) [3]:' 'rated; receipt'
	expect 0 jam list ratings --format csv
	says 'delta,joy,2,'
}

@test "skip asks for a reason, for good" {
	typing 's\n\ns\nI know them\n' jam rate --judge ada@example.org
	says 'why do you skip it, for good?' 'skipped; receipt'
	expect 0 jam list assignments --format csv
	says 'ada@example.org,delta,1,open' 'ada@example.org,gamma,2,skipped'
}

@test "a comment is written in the editor; one that fails costs nothing" {
	export EDITOR='printf "two\nlines\n" >'
	typing '5\n4\n4\n4\n-\ne\nq\n' jam rate --judge ada@example.org
	says 'rated; receipt'
	expect 0 jam show ratings delta --json
	says '"comment":"two\nlines"'
	VISUAL='printf three >>' typing '\n\n\n\n\ne\n' \
		jam rate delta --judge ada@example.org
	expect 0 jam show ratings delta --json
	says '"comment":"two\nlinesthree"'
	EDITOR=false typing '5\n4\n4\n4\n-\ne\nso be it\n' \
		jam rate delta --judge bo@example.org
	says 'the editor "false" failed' 'rated; receipt'
	expect 0 jam show ratings delta --json
	says '"comment":"so be it"'
	# Started by one who ignores how children end.
	typing '5\n4\n4\n4\n-\ne\nq\n' \
		env --ignore-signal=CHLD jam rate gamma --judge ada@example.org
	expect 0 jam show ratings gamma --json
	says '"comment":"two\nlines"'
}

@test "a seat that must not be rated holds nobody up" {
	printf 'email,name,conflicts\ncy@example.org,Cy,beta\n' |
		jam import judges - >/dev/null 2>&1
	typing '\n5\n4\n4\n4\n-\n\n' jam rate --judge cy@example.org
	says 'a conflict with beta was declared' 'why do you skip it' \
		'#4 Delta' 'rated; receipt' '1 of 2 still to rate'
}

@test "a barred seat is skipped where it is met" {
	printf 'email,name,conflicts\ncy@example.org,Cy,beta\n' |
		jam import judges - >/dev/null 2>&1
	typing 'n\nI built it\n' jam rate --judge cy@example.org
	says 'a conflict with beta was declared' 'skipped; receipt'
	expect 0 jam list assignments --format csv
	[[ $output =~ cy@example.org,beta,[12],skipped ]]
}

@test "who has no batch, or all of it done, is told what comes" {
	printf 'email,name\nzoe@example.org,Zoe\n' |
		jam import judges - >/dev/null 2>&1
	typing '' jam rate --judge zoe@example.org
	says 'there is no batch yet; the organizer runs: jam assign'
	sed 's/batch: 2/batch: 2, unlock: never/' event.yaml >never.yaml
	jam amend never.yaml --reason x >/dev/null
	rates ada@example.org delta 5
	rates ada@example.org gamma 5
	typing '' jam rate --judge ada@example.org
	says 'all of the batch is done, thank you'
	hides 'another one'
}

@test "asked in a dry run, a judge is told so, and nothing is kept" {
	typing '5\n4\n4\n4\n-\n\nq\n' jam rate -n --judge ada@example.org
	says 'a dry run: nothing is kept' 'rated; receipt'
	expect 0 jam list ratings --format csv
	hides 'ada@example.org'
}

@test "the same again changes nothing; what is no text is asked again" {
	rates ada@example.org delta 5
	typing '\xff\n\n\n\n\n\n\n' jam rate delta --judge ada@example.org
	says 'byte 1 is not UTF-8 text' 'nothing changed'
}

@test "one project alone is asked about, and refused as elsewhere" {
	typing '5\n4\n4\n4\n-\n\n' jam rate gamma --judge ada@example.org
	says '#3 Gamma' 'rated; receipt'
	hides 'still to rate'
	typing '5\n' jam rate alpha --judge ada@example.org
	[ "$status" -eq 77 ]
	says 'own project'
	at 2022-11-13T18:00:00Z
	typing '5\n' jam rate --judge ada@example.org
	[ "$status" -eq 77 ]
	says 'judging of jam closed at'
}

@test "what is answered after the close is refused, though shown before" {
	needs script
	unset JAM_NOW
	sed "s/batch: 2/&, opens: 2022-11-13T13:15:00Z, closes: $(date -u \
		-d '+4 seconds' +%FT%TZ)/" event.yaml >now.yaml
	jam amend now.yaml >/dev/null
	status=0
	output=$({ sleep 5; printf '5\n4\n4\n4\n3\n\n'; } |
		script -qec 'jam rate --judge ada@example.org' /dev/null) ||
		status=$?
	[ "$status" -eq 77 ]
	[[ $output == *'judging of jam closed at'* ]]
	expect 0 jam list ratings
	hides ada@example.org
}

@test "users' text does not move the terminal" {
	printf 'id,title,team,members,abstract\nP4,%b,Grey,dee@example.org,%b\n' \
		'De\xe2\x80\xaelta' 'a\x1b[31mb' >evil.csv
	jam import projects evil.csv >/dev/null 2>&1 || skip 'refused at import'
	typing 'q\n' jam rate --judge ada@example.org
	hides $'\e[31m' $'\xe2\x80\xae'
	for format in table tsv csv json jsonl md; do
		typing '' jam list projects --format $format
		says lta
		hides $'\xe2\x80\xae'
	done
}

@test "nothing is locked while a comment is awaited" {
	awaiting jam rate alpha safety=4 novelty=4 clarity=4 rigor=4 \
		--judge bo@example.org --comment-file -
	expect 0 timeout 20 jam rate gamma safety=4 novelty=4 clarity=4 \
		rigor=4 joy=4 --judge eve@example.org
	echo 'well done' >&9
	arrived 0
	expect 0 sqlite3 jam.db 'SELECT comment FROM rating_private
		WHERE comment IS NOT NULL'
	is 'well done'
}
