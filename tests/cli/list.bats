#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Rows of one kind, as the organizer reads them.
load jam
load small

prepare() {
	small_jam
	rates dee@example.org alpha 5 4 >/dev/null
}

@test "projects" {
	expect 0 jam list projects --format csv
	is "$(printf '%s\r\n' \
		number,slug,source_id,title,team,site,status,ratings \
		1,alpha,P1,Alpha,Red,london,running,1 \
		2,beta,P2,Beta,Blue,oslo,running,0 \
		3,gamma,P3,Gamma,Green,,running,0 \
		4,delta,P4,Delta,Grey,london,running,0)"
}

@test "registrations" {
	expect 0 jam list registrations --format csv
	is "$(printf '%s\r\n' email,name,site,team,role,status \
		ada@example.org,Ada,london,,engineer,going \
		bo@example.org,Bo,oslo,,,going cy@example.org,Cy,,,,going \
		dee@example.org,Dee,london,,,going \
		fay@example.org,Fay,,,,cancelled)"
}

@test "judges, and who still owes" {
	expect 0 jam list judges --format csv
	says email,name,kind,batch,done,owed,open,until \
		ada@example.org,Ada,peer,2,0,2,delta\;gamma,2022-11-13T17:15:00Z \
		dee@example.org,Dee,peer,2,1,1,beta, \
		eve@example.org,Eve,expert,2,0,2,gamma\;beta,
	rates dee@example.org beta 3 >/dev/null
	expect 0 jam list judges --owing
	hides dee@example.org
	says ada@example.org
	expect 0 jam list judges --json
	says '"open":["delta","gamma"]'
}

@test "owing is a mail merge with one's own end" {
	sed 's/batch: 2/batch: 2, extensions: [{judge: cy@example.org, until: 2022-11-13 20:00}]/' \
		event.yaml >later.yaml
	jam amend later.yaml --reason ill >/dev/null
	expect 0 jam list judges --owing --format csv
	says cy@example.org,Cy,peer,2,0,2,delta\;beta,2022-11-13T19:00:00Z
}

@test "what a site has" {
	expect 0 jam list projects --site london
	says alpha delta
	hides beta gamma
	expect 0 jam list registrations --site oslo
	says bo@example.org
	hides ada@example.org
	expect 0 jam list judges --site oslo
	says bo@example.org
	hides ada@example.org eve@example.org
	expect 0 jam list assignments --site oslo
	says bo@example.org
	hides ada@example.org
	expect 65 jam list projects --site paris
	warns 'jam: "paris" is not a site of jam' 'hint: jam list sites'
}

@test "a project without a site has the one of its whole team" {
	sed 's/london//; s/oslo//' projects.csv >where.csv
	cat >>where.csv <<-END
	P5,Mixed,Both,ada@example.org;bo@example.org,,,,2022-11-13 12:04
	P6,Pair,Two,ada@example.org;dee@example.org,,,,2022-11-13 12:05
	END
	sed 's/event: jam/event: told/' event.yaml >told.yaml
	export JAM_EVENT=told
	jam create told.yaml >/dev/null
	jam import registrations registrations.csv >/dev/null
	jam import projects where.csv >/dev/null
	expect 0 jam list projects --format csv
	says 1,alpha,P1,Alpha,Red,london, 2,beta,P2,Beta,Blue,oslo, \
		3,gamma,P3,Gamma,Green,, 4,delta,P4,Delta,Grey,london, \
		5,mixed,P5,Mixed,Both,, 6,pair,P6,Pair,Two,london,
	expect 0 jam list projects --site london
	says alpha delta pair
	hides beta gamma mixed
	expect 0 jam list sites --format csv
	says london,London,,,,2,3 oslo,Oslo,,,,1,1
	expect 0 jam show sites london
	says 'alpha;delta;pair'
	expect 0 jam show projects beta --json
	says '"site":"oslo"'
	expect 0 jam report sites --csv
	says London,told,2,2,3, Oslo,told,1,1,1, 'online or not said,told,2,1,2,'
	expect 0 jam export data
	says '"members":["Ada","Dee"],"site":"london"'
	expect 0 jam verify
	# A dump comes in again: it holds what was said.
	expect 0 jam export data --private
	pair=$(echo "$output" | grep '"slug":"pair"')
	[[ $pair == *'"site":null'* ]]
}

@test "a site that was taken out is nobody's in reports and public data" {
	sed 's/oslo//; /^P4/s/london//' projects.csv >where.csv
	sed 's/event: jam/event: less/' event.yaml >less.yaml
	export JAM_EVENT=less
	jam create less.yaml >/dev/null
	jam import registrations registrations.csv >/dev/null
	jam import projects where.csv >/dev/null
	sed -i '/london/d' less.yaml
	jam amend less.yaml --yes >/dev/null
	# What was said stays; what was worked out from it does not.
	expect 0 jam list projects --format csv
	says 1,alpha,P1,Alpha,Red,london, 2,beta,P2,Beta,Blue,oslo, \
		4,delta,P4,Delta,Grey,,
	expect 0 jam report sites --csv
	says Oslo,less,1,1,1, 'online or not said,less,4,3,3,'
	expect 0 jam export data
	says '"slug":"beta"' '"site":"oslo"'
	hides '"site":"london"'
	expect 1 jam check
	says 'london was taken out of the sites, and 2 registrations and 1 projects have it'
}

@test "assignments and ratings" {
	expect 0 jam list assignments --format csv
	says judge,project,slot,state dee@example.org,alpha,
	says ,rated
	expect 0 jam list ratings --format csv
	says judge,project,criterion,score,rated_at \
		dee@example.org,alpha,safety,5,2022-11-13T15:00:00Z \
		dee@example.org,alpha,joy,4,
	expect 0 jam list ratings --json
	says '"score":5,'
}

@test "teams, persons, sites, criteria, events, awards, outcomes" {
	expect 0 jam list teams --json
	says '{"name":"Red","members":["Ada"],"projects":["alpha"]}'
	expect 0 jam list persons --json
	says '"event":null' '"email":"ada@example.org","name":"Ada","events":1,"projects":1,"same_person":null'
	expect 0 jam list sites --format csv
	says london,London,,,,2,2 oslo,Oslo,,,,1,1
	expect 0 jam list criteria --format csv
	says safety,Safety,2,yes, joy,Joy,1,no,
	expect 0 jam list events --json
	says '"kind":"events","event":null' \
		'"registrations":5,"projects":4,"ratings":1'
	expect 0 jam list awards --format csv
	expect 0 jam list outcomes --format csv
}

@test "what spans events asks for none; the rest does" {
	sed 's/event: jam/event: other/' event.yaml >other.yaml
	jam create other.yaml >/dev/null
	expect 0 jam list events
	says other
	expect 0 jam list persons
	expect 64 jam list projects
	warns jam other
	expect 0 jam list projects --event other --json
	says '"event":"other","rows":['
	hides alpha
}

@test "every format, on no rows as well" {
	for format in table tsv csv json jsonl md; do
		expect 0 jam list teams --format "$format"
		says Red
		expect 0 jam list awards --format "$format"
	done
	expect 0 jam list awards --json
	says '"rows":[' ']}'
}

@test "what is wrong on the command line" {
	expect 64 jam list
	warns 'missing operand WHAT'
	expect 64 jam list project
	warns 'did you mean' projects
	expect 66 jam list projects --db none.db
	expect 64 jam list projects --owing
	warns '--owing goes with judges'
	expect 64 jam list teams --site london
	warns '--site goes with assignments, judges, projects and registrations'
}
