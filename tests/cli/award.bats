#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Prizes: nothing before publish, shared to the cent, named, on the pages.
load jam

event() {
	cat <<-END
	event: one
	title: One
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	judging: {by: [experts], batch: 1, unlock: anytime}
	budget: 2000 USD
	criteria:
	  - {id: impact, title: Impact}
	  - {id: novelty, title: Novelty}
	sites: [{id: oslo, title: Oslo}]
	prizes:
	  - {place: 1, amount: 1000 USD}
	  - {place: 2, amount: 500.01 USD}
	  - {name: Newest, amount: 20 EUR, criterion: novelty}
	  - {name: Best of Oslo, amount: 0 USD, site: oslo}
	  - {name: Heart, amount: 0 USD}
	END
}

prepare() {
	event >one.yaml
	cat >p.csv <<-END
	title,members,site
	Alpha,ada@example.org,oslo
	Beta,bo@example.org,
	Gamma,cy@example.org,oslo
	END
	printf 'email\neve@example.org\n' >j.csv
	cat >r.csv <<-END
	judge,project,impact,novelty
	eve@example.org,alpha,5,3
	eve@example.org,beta,3,5
	eve@example.org,gamma,2,2
	END
	jam create one.yaml 2>/dev/null
	jam import projects p.csv 2>/dev/null
	jam import judges j.csv 2>/dev/null
	jam import ratings r.csv --as-recorded 2>/dev/null
	at 2022-11-14T12:00:00Z
}

@test "the best of a site may have it from the registrations" {
	printf 'email,site\nada@example.org,oslo\ncy@example.org,\n' >g.csv
	sed 's/,oslo$/,/' p.csv >none.csv
	rm jam.db
	jam create one.yaml 2>/dev/null
	jam import registrations g.csv 2>/dev/null
	jam import projects none.csv 2>/dev/null
	jam import judges j.csv 2>/dev/null
	jam import ratings r.csv --as-recorded 2>/dev/null
	jam publish >/dev/null
	expect 0 jam award --csv
	says ',Best of Oslo,alpha,Alpha,0.00,USD,1'
	expect 0 jam export pages -o pages
	grep -q alpha pages/sites/oslo.md
}

@test "nothing is awarded before publish" {
	expect 77 jam award
	warns 'not published yet' 'jam publish'
	expect 0 jam list awards
	is "$(printf 'place\tname\tproject\tamount\tcurrency')"
}

@test "those who share the first place share two prizes to the cent" {
	jam publish >/dev/null
	expect 0 jam award --csv
	says '1,,alpha,Alpha,750.01,USD,2' '1,,beta,Beta,750.00,USD,2' \
		',Newest,beta,Beta,20.00,EUR,1' \
		',Best of Oslo,alpha,Alpha,0.00,USD,1'
	hides 'gamma'
	warns 'nobody is named for "Heart"' \
		'budget 2000.00 USD: 1500.01 for prizes, 499.99 left'
	expect 0 jam list awards --csv
	says '1,,alpha,750.01,USD' ',Newest,beta,20.00,EUR'
}

@test "what was awarded is the record's, before and after a change" {
	jam publish >/dev/null
	jam award >/dev/null
	expect 0 jam verify
	jam award --give Heart=gamma >/dev/null
	expect 0 jam verify
}

@test "a prize that goes by nothing is given, and stays given" {
	jam publish >/dev/null
	expect 65 jam award --give 'Newest=gamma'
	warns 'no prize that goes by nothing is called "Newest"'
	expect 65 jam award --give 'Heart=delta'
	expect 64 jam award --give Heart
	jam retract gamma --tier named --reason x >/dev/null 2>&1
	jam publish --reason x >/dev/null
	expect 77 jam award --give 'Heart=gamma'
	warns 'is out of the competition' 'hint: jam restore gamma'
	jam restore gamma >/dev/null 2>&1
	jam publish --reason x >/dev/null
	expect 0 jam award --csv --give 'Heart=#3'
	says ',Heart,gamma,Gamma,0.00,USD,1'
	expect 0 jam award --csv
	says ',Heart,gamma,Gamma,0.00,USD,1'
	expect 0 jam award --csv --give Heart=beta
	says ',Heart,beta'
	hides ',Heart,gamma'
}

@test "the same awards again leave no entry; results that changed are refused" {
	jam publish >/dev/null
	jam award >/dev/null 2>&1
	before=$(jam award --csv --dry-run 2>/dev/null)
	expect 0 jam award --csv
	is "$before"
	expect 0 jam verify
	expect 0 jam retract beta --tier hidden --reason 'a copy' --yes
	expect 77 jam award
	warns 'are not those that were published'
	jam publish --reason 'without the copy' >/dev/null
	expect 0 jam award --csv
	says '1,,alpha,Alpha,1000.00,USD,1' '2,,gamma,Gamma,500.01,USD,1'
	hides 'Beta'
	expect 0 jam verify
}

@test "a tie that goes beyond the last prize is said" {
	event | sed 's/^ *- {place: 2.*$//' >two.yaml
	jam amend two.yaml --reason 'one prize' >/dev/null 2>&1
	jam publish >/dev/null
	expect 0 jam award
	warns 'places 1 to 2 are tied and prizes end at place 1'
}

@test "awards stand on the pages, and status says what comes next" {
	jam publish >/dev/null
	expect 0 jam status --json
	says '"next":"jam award"'
	jam award >/dev/null 2>&1
	expect 0 jam status --json
	says 'jam export pages --html -o DIR'
	jam export pages -o pages >/dev/null 2>&1
	grep -q 'Newest' pages/results.md
	grep -q '750.01' pages/results.md
}

@test "an event without prizes says so" {
	event | sed '/^prizes/,$d' >none.yaml
	jam amend none.yaml --reason none >/dev/null 2>&1
	expect 65 jam award
	warns 'one has no prizes'
}

@test "a prize that is misnamed is answered with what was meant" {
	jam publish >/dev/null
	expect 65 jam award --give Hart=gamma
	warns 'called "Hart"' 'did you mean "Heart"?'
}
