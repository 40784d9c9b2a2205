#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Reports: figures with what they rest on, and nothing of small groups.
load jam.bash

event() {
	cat <<-END
	event: one
	title: One
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:00
	judging: {by: [experts], batch: 1, unlock: anytime}
	budget: 3000 USD
	criteria: [{id: impact, title: Impact}]
	sites:
	  - {id: oslo, title: Oslo, city: Oslo, country: 'NO', hosts: [h@example.org]}
	  - {id: bern, title: Bern, timezone: Europe/Zurich}
	prizes: [{place: 1, amount: 1000.50 USD}]
	survey:
	  - {id: recommend, kind: likelihood, column: How likely}
	  - {id: before, kind: probability, pair: career, column: Before}
	  - {id: after, kind: probability, pair: career, column: After}
	  - {id: hours, kind: number, column: Hours}
	  - {id: gender, kind: choice, options: [female, male, non-binary], leave_out: [non-binary], column: Gender}
	  - {id: sources, kind: choices, options: [Friend, 'Friend, of one', LessWrong], column: How did you hear about us?}
	  - {id: why, kind: text, column: Why}
	series:
	  - {title: Until 2022, events: 13, participants: '>900', projects: 168, sites: '>69', locations: '>30'}
	END
}

# Fifteen people: eight of them gave both chances, five their hours.
answers() {
	cat <<-END
	email,How likely,Before,After,Hours,Gender,Why,How did you hear about us?
	p1@example.org,10,10,30,12,female,,"Friend, LessWrong"
	p2@example.org,9,20%,25,18,female,a secret,"Friend, of one"
	p3@example.org,10,30,35,20,female,,Friend
	p4@example.org,9,5,30,16,female,,a bird
	p5@example.org,10,15,40,18,female,,
	p6@example.org,9,40,45,,female,,
	p7@example.org,10,10,25,,female,,
	p8@example.org,9,30,30,,male,,
	p9@example.org,,90,,,male,,
	p10@example.org,,,5,,male,,
	p11@example.org,,,,,male,,
	p12@example.org,,,,,male,,
	p13@example.org,,,,,male,,
	p14@example.org,,,,,male,,
	,,,,,non-binary,,
	END
}

people() {
	echo 'email,site,status,How did you hear about us?'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
		site=oslo
		[ $i -gt 10 ] && site=bern
		[ $i -eq 14 ] && site=
		echo "p$i@example.org,$site,going,$([ $i -lt 3 ] && echo Friend)"
	done
	echo 'late@example.org,,cancelled,'
}

prepare() {
	event >one.yaml
	answers >s.csv
	people >r.csv
	printf 'title,members,site\nAlpha,p1@example.org;p2@example.org,oslo\nBeta,p3@example.org,\n' >p.csv
	jam create one.yaml >/dev/null 2>&1
	jam import registrations r.csv >/dev/null 2>&1
	jam import projects p.csv >/dev/null 2>&1
}

@test "survey: pairs in points, means, shares with and without leave_out" {
	jam import survey s.csv >/dev/null 2>&1
	expect 0 jam report survey --csv
	says 'id,kind,group,option,n,of,missing,left_out,share,mean,median,low,high,points,before,after,net_promoter_score,few,withheld' \
		'recommend,likelihood,,,8,15,7,,,9.5,9.5,' ',,,,100,' \
		'career,pair,,,8,15,7,,,12.5,10,' ',12.5,20,32.5,,' \
		'hours,number,,,5,15,10,,,16.8,18,' \
		'gender,choice,,female,7,15,0,,46.7,' \
		'gender,choice,,female,7,14,0,1,50,' \
		'gender,choice,,non-binary,1,15,0,,6.7,' \
		'why,text,,,1,15,14,'
	warns 'rest on fewer than 10 answers'
	hides 'a secret'
	expect 0 jam report survey --json
	says '"id":"career","kind":"pair"' '"points":12.5,"before":20,"after":32.5' \
		'"few":true,"withheld":false'
}

@test "survey: options may hold commas" {
	jam import survey s.csv >/dev/null 2>&1
	expect 0 jam report survey --csv
	says 'sources,choices,,Friend,2,4,' 'sources,choices,,"Friend, of one",1,4,' \
		'sources,choices,,LessWrong,1,4,' 'sources,choices,,(other),1,4,'
}

@test "survey: groups of few are withheld, and one alone hides the next" {
	jam import survey s.csv >/dev/null 2>&1
	expect 0 jam report survey --by site --csv
	says 'gender,choice,,,15,15,0' 'gender,choice,oslo,,10,10,0' \
		'gender,choice,bern,,,,,' 'gender,choice,(none),,,,,'
	hides 'gender,choice,bern,male'
	warns 'withheld: too few answers'
	expect 0 jam report survey --by site --least 0 --csv
	says 'gender,choice,bern,male,3,3,'
	expect 0 jam report survey --least 6 --csv
	says 'career,pair,,,8,' 'hours,number,,,,,'
	hides '16.8'
}

@test "survey: charts on the terminal and as SVG" {
	jam import survey s.csv >/dev/null 2>&1
	expect 0 jam report survey --chart gender
	says female 46.7 'n = 7'
	expect 0 jam report survey --chart career
	says 20 32.5
	expect 0 jam report survey --chart career --svg
	says '<svg' '32.5' '</svg>'
	expect 0 jam report survey --chart hours --svg
	says '16.8'
	well_formed "$BATS_TEST_TMPDIR/stdout"
	expect 65 jam report survey --chart why
}

@test "survey: an event without one, and one without answers" {
	expect 0 jam report survey --csv
	says 'recommend,likelihood,,,0,0,0,,,,,,,,,,,true,false'
	event | sed '/^survey/,/^series/{/^series/!d}' >none.yaml
	jam amend none.yaml >/dev/null 2>&1
	expect 65 jam report survey
	warns 'one has no survey'
}

@test "sites: who came where, and who came to none" {
	expect 0 jam report sites --csv
	says 'title,event,registrations,persons,projects,id,city,country,timezone,hosts' \
		'Oslo,one,10,10,2,oslo,Oslo,NO,UTC,1' \
		'Bern,one,3,3,0,bern,,,Europe/Zurich,0' \
		'online or not said,one,2,1,0,,,,UTC,'
}

@test "sites: who cancelled is registered and did not come" {
	printf 'email,site,status\nc@example.org,bern,cancelled\n' >c.csv
	jam import registrations c.csv >/dev/null 2>&1
	expect 0 jam report sites --csv
	says 'Bern,one,4,3,0,bern,'
}

@test "series: bounds stay bounds, persons are counted once" {
	sed 's/^event: one/event: two/; s/2022-11/2022-12/; /^series/,$d' \
		one.yaml >two.yaml
	sed -i 's/^ends: 2022-11/ends: 2022-12/' two.yaml
	jam create two.yaml >/dev/null 2>&1
	printf 'email\np1@example.org\nnew@example.org\n' >more.csv
	jam import registrations more.csv --event two >/dev/null 2>&1
	expect 0 jam report series --csv
	says 'Until 2022,events,13,,' \
		'Until 2022,participants,900,more than,' \
		'Until 2022,participants per event,69.2,more than,' \
		'Until 2022,projects per event,12.9,,,13' \
		'Until 2022,sites per event,5.3,more than,' \
		'Until 2022,locations,30,more than,' \
		'here,events,2,' 'here,registrations,17,' 'here,persons,15,' \
		'here,participants,16,' 'here,returning persons,1,' \
		'here,returning share,6.7,,%' 'here,projects,2,' \
		'here,persons per project,1.5,' 'here,no-shows,13,' \
		'here,no-show rate,81.3,,%' 'here,sites,2,' \
		'all,events,15,' 'all,participants,916,more than,' \
		'all,projects per event,11.3,,,15'
	hides 'all,locations'
	says 'here,budget,6000,,USD' 'here,left,6000,,USD'
	expect 0 jam report series --json
	says '"event":null' '"value":69.2,"bound":"more than"'
}

@test "series: one person with two addresses comes back as one" {
	sed 's/^event: one/event: two/; /^series/,$d' one.yaml >two.yaml
	echo 'same_person: [[p1@example.org, other@example.org]]' >>two.yaml
	jam create two.yaml >/dev/null 2>&1
	printf 'email\nother@example.org\n' >more.csv
	jam import registrations more.csv --event two >/dev/null 2>&1
	expect 0 jam report series --csv
	says 'here,persons,14,' 'here,returning persons,1,'
}

@test "series: who turns out to be one person made a project once" {
	sed 's/^event: one/event: two/; /^series/,$d' one.yaml >two.yaml
	jam create two.yaml >/dev/null 2>&1
	printf 'email\nother@example.org\n' >more.csv
	jam import registrations more.csv --event two >/dev/null 2>&1
	printf 'id,title,team,members\nG,Gamma,Gs,%s\n' \
		'p1@example.org;other@example.org' >gamma.csv
	jam import projects gamma.csv --event two >/dev/null 2>&1
	expect 0 jam report series --csv
	says 'here,persons,15,' 'here,persons per project,1.7,'
	echo 'same_person: [[p1@example.org, other@example.org]]' >>two.yaml
	jam amend two.yaml --event two --reason 'two addresses' --yes \
		>/dev/null 2>&1
	expect 0 jam report series --csv
	says 'here,persons,14,' 'here,persons per project,1.3,'
}

@test "outcomes: waves, shares of who was reached, cost, quotes by consent" {
	cat >o.csv <<-END
	wave,email,project,kind,detail,quote,consent
	2023-04,p1@example.org,alpha,publication,One,It began there,yes
	2023-04,p1@example.org,alpha,publication,Two,Do not tell,no
	2023-04,p2@example.org,,reached,,,
	2023-04,p3@example.org,,job,,,
	2023-04,p4@example.org,,left,,,
	2024-04,p1@example.org,,job,,,
	2024-04,,beta,grant,,,
	END
	jam import outcomes o.csv >/dev/null 2>&1
	expect 0 jam report outcomes --csv
	says 'wave,outcome,persons,projects,of,share,cost,currency' \
		'2023-04,reached,4,1,14,28.6,,' \
		'2023-04,publication,1,1,4,25,,' \
		'2024-04,reached,1,1,14,7.1,,' \
		',job,2,0,4,50,1500,USD' ',publication,1,1,4,25,3000,USD' \
		',left,1,0,4,25,,' ',grant,0,1,4,,3000,USD'
	expect 0 jam report outcomes --quotes --csv
	says '2023-04,publication,alpha,It began there'
	hides 'Do not tell'
}

@test "sources: answers and persons apart" {
	jam import survey s.csv >/dev/null 2>&1
	expect 0 jam report sources --csv
	says 'source,answers,persons,of,share' 'Friend,4,3,4,75' \
		'"Friend, of one",1,1,4,25' 'LessWrong,1,1,4,25'
	warns 'only 4 persons answered'
	expect 65 jam report sources --column Nothing
	warns 'nobody was asked' '--column'
}

@test "an unknown report is answered with what was meant" {
	expect 64 jam report suvrey
	warns survey
}

# An event with two expectations of persons, one of projects.
expecting() {
	event | sed '/^series/,$d'
	cat <<-END
	expectations:
	  - {id: few-leave, by: 2023-04-01, outcome: left, less_than: 20%, text: Fewer will leave}
	  - {id: jobs, by: 2024-01-01, outcome: job, at_least: 10%}
	  - {id: papers, by: 2023-04-01, outcome: publication, of: projects, at_least: 50%}
	END
}

@test "expectations: open until the day, then judged as far as is known" {
	expecting >one.yaml
	jam amend one.yaml >/dev/null 2>&1
	expect 0 jam report outcomes --expected --csv
	says 'id,verdict,n,of,all,share,low,high,undated,few,by,outcome,whose,expected,text,event' \
		'few-leave,open,0,0,14,,0,100,0,true,2023-04-01T00:00:00Z,left,persons,less than 20 %,Fewer will leave,one' \
		'papers,open,0,0,2,' '2023-04-01T00:00:00Z,publication,projects,at least 50 %,,one'
	at 2023-03-31T23:59:59Z
	expect 0 jam report outcomes --expected --csv
	hides unknown
	at 2023-04-01T00:00:00Z
	expect 0 jam report outcomes --expected --csv
	says 'few-leave,unknown,' 'jobs,open,'
	cat >o.csv <<-END
	wave,email,project,kind,at
	2023-04,p1@example.org,alpha,publication,2023-03-01
	2023-04,p2@example.org,,left,2023-03-31
	2023-04,p3@example.org,,left,2023-04-01
	2023-04,p4@example.org,,reached,
	2023-04,p5@example.org,,reached,
	2023-04,p6@example.org,,reached,
	2023-04,late@example.org,,left,2023-03-01
	END
	jam import outcomes o.csv >/dev/null 2>&1
	expect 0 jam report outcomes --expected --csv
	says 'few-leave,met among reached,1,6,14,16.7,7.1,64.3,0,true,' \
		'papers,met,1,1,2,100,50,100,0,true,'
	printf 'wave,email,kind\n2023-04,p7@example.org,left\n' >more.csv
	jam import outcomes more.csv >/dev/null 2>&1
	expect 0 jam report outcomes --expected --csv
	says 'few-leave,missed among reached,2,7,14,28.6,7.1,64.3,1,true,'
	expect 64 jam report outcomes --expected --quotes
}

@test "expectations: a retracted project is not one of them, a person is one" {
	expecting >one.yaml
	echo 'same_person: [[p1@example.org, p2@example.org]]' >>one.yaml
	jam amend one.yaml >/dev/null 2>&1
	jam retract beta --tier unranked --reason plagiarism >/dev/null 2>&1
	printf 'wave,email,project,kind,at\nw,p1@example.org,,left,2023-03-01\nw,p2@example.org,,left,2023-03-01\nw,,beta,publication,2023-03-01\n' >o.csv
	jam import outcomes o.csv >/dev/null 2>&1
	at 2023-04-02T00:00:00Z
	expect 0 jam report outcomes --expected --csv
	says 'few-leave,missed among reached,1,1,13,100,7.7,100,' \
		'papers,unknown,0,0,1,,0,100,0,true,'
	expect 0 jam report outcomes --expected --json
	says '"kind":"expectations"' '"by":"2023-04-01T00:00:00Z"' \
		'"verdict":"missed among reached"' '"share":100,"low":7.7,"high":100'
}

@test "expectations: kept in the record, shown by amend, in the private data" {
	expecting >one.yaml
	expect 0 jam amend one.yaml
	says 'expectations[0].less_than' '20%'
	sed -i 's/less_than: 20%/less_than: 10%/' one.yaml
	expect 0 jam amend one.yaml
	says 'expectations[0].less_than' '20%' '10%'
	expect 0 jam export data --private
	says 'expectations[2].of' '10%'
	expect 0 jam verify
	needs sqlite3
	sqlite3 jam.db "UPDATE expectation SET less_than = 9000 WHERE key = 'few-leave'"
	expect 1 jam verify
	warns expectation
}

@test "a table parted by the width tells in each part which row it is" {
	jam import survey s.csv >/dev/null 2>&1
	COLUMNS=80 expect 0 jam report survey --format table
	[ "$(grep -cE '^gender +(choice +)?male ' "$BATS_TEST_TMPDIR/stdout")" -ge 4 ]
}
