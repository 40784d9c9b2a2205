#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam check: what would go wrong.  Each finding alone: tests/unit/test_audit.c.
load jam

prepare() {
	cat >one.yaml <<-YAML
		event: one
		title: Jam one
		starts: 2022-11-11 18:00
		ends: 2022-11-13 14:15
		judging: {batch: 2}
		criteria:
		  - {id: fun, title: Fun, description: How much}
	YAML
	at 2022-11-12T11:00:00Z
	jam create one.yaml
	at 2022-11-13T15:00:00Z
}

projects() {
	jam import projects - <<-CSV
		id,title,members,submitted_at,url
		a,A,ada@example.org,2022-11-13 14:00,https://example.org/a
		b,B,bo@example.org,2022-11-13 14:00,https://example.org/b
		c,C,cy@example.org,2022-11-13 14:00,https://example.org/c
		d,D,di@example.org,$1,$2
	CSV
}

@test "check before anything is there has notes and no problem" {
	at 2022-11-12T12:00:00Z
	expect 0 jam check
	says $'level\tabout\tfound\tadvice' 'there are no projects yet' \
		'nobody judges yet'
	warns 'no problems'
}

@test "problems make it exit 1, and are shown first, in every format" {
	projects '2022-11-13 14:16' 'on a stick'
	expect 1 jam check
	says $'problem\tprojects\t#4 d was handed in at 2022-11-13 14:16 UTC' \
		$'note\ttexts\tthe url of #4 d, "on a stick", is shown as plain'
	warns 'problem'
	[ "$(echo "$output" | sed -n 2p | cut -f 1)" = problem ]
	expect 1 jam check --json
	says '"kind":"findings","event":"one"' '"level":"problem"'
}

@test "check with all batches given finds nothing to do" {
	at 2022-11-13T14:20:00Z
	projects '2022-11-13 14:14' ''
	jam assign --seed x
	expect 0 jam check
	warns 'no problems'
	hides 'batch was given' 'have no batch'
}

@test "a batch that became wrong is a problem, until it is rated or changed" {
	at 2022-11-13T14:20:00Z
	projects '2022-11-13 14:14' ''
	jam assign --seed x
	given=$(jam list assignments | awk '$1 == "ada@example.org" { print $2 }')
	first=$(echo "$given" | sed -n 1p)
	second=$(echo "$given" | sed -n 2p)
	printf 'id,title,members\n%s,%s,ada@example.org;x@example.org\n' \
		"$first" "$(echo "$first" | tr a-d A-D)" | jam import projects -
	expect 1 jam check
	says "ada@example.org was given #" " $first, which is the own project"
	printf 'email,conflicts\nada@example.org,%s\n' "$second" |
		jam import judges -
	expect 1 jam check
	says " $second, against a declared conflict"
}

@test "people of one name are a question, until the file says who they are" {
	at 2022-11-12T12:00:00Z
	jam import registrations - <<-CSV
		email,name
		ada@example.org,Ada Example
		ada@lab.example.org,ADA  example
		bo@example.org,Bo Example
	CSV
	expect 0 jam check
	says $'question\tpersons' 'ada@example.org' 'ada@lab.example.org' \
		'same_person'
	hides 'bo@example.org'
	echo 'same_person: [[ada@example.org, ada@lab.example.org]]' >>one.yaml
	expect 0 jam amend one.yaml
	expect 0 jam check
	hides 'question'
	sed -i '$d' one.yaml
	expect 0 jam amend one.yaml
	expect 0 jam check
	says 'question'
}

@test "a clock behind the log is a problem" {
	at 2022-11-12T10:59:59Z
	expect 1 jam check
	says $'problem\tclock\t'
}

@test "a site that went is a problem while somebody has it" {
	echo 'sites: [{id: london}]' >>one.yaml
	jam amend one.yaml
	printf 'email,site\nada@example.org,london\n' |
		jam import registrations -
	sed -i '$d' one.yaml
	jam amend one.yaml
	expect 1 jam check
	says 'london was taken out' '1 registrations'
}

@test "a project without a site has the one of its team, as in assign" {
	sed -i 's/{batch: 2}/{batch: 3, own_site: forbid}/' one.yaml
	echo 'sites: [{id: london}]' >>one.yaml
	jam amend one.yaml
	printf 'email,site\n%s,london\n%s,london\n' ada@example.org \
		bo@example.org | jam import registrations -
	projects '2022-11-13 14:14' ''
	expect 1 jam check
	says 'ada@example.org may rate 2 projects, and the batch is 3'
	hides 'cy@example.org may rate'
}

@test "check changes nothing" {
	projects '2022-11-13 14:14' ''
	before=$(sha256sum <jam.db)
	jam check || true
	[ "$before" = "$(sha256sum <jam.db)" ]
}
