# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# A small jam: four projects by Ada, Bo, Cy and Dee, who judge, and Eve, an
# expert who has a conflict with Delta; batches of two.

small_files() {
	cat >event.yaml <<-END
	event: jam
	title: A Jam
	timezone: Europe/Copenhagen
	starts: 2022-11-11 18:00
	ends: 2022-11-13 14:15
	judging: {by: [authors, experts], batch: 2}
	criteria:
	  - {id: safety, title: Safety, weight: 2}
	  - {id: novelty, title: Novelty}
	  - {id: clarity, title: Clarity}
	  - {id: rigor, title: Rigor}
	  - {id: joy, title: Joy, required: false}
	sites:
	  - {id: london, title: London}
	  - {id: oslo, title: Oslo}
	END
	cat >registrations.csv <<-END
	email,name,site,role,status
	ada@example.org,Ada,london,engineer,going
	bo@example.org,Bo,oslo,,going
	cy@example.org,Cy,,,going
	dee@example.org,Dee,london,,going
	fay@example.org,Fay,,,cancelled
	END
	cat >projects.csv <<-END
	id,title,team,members,site,url,abstract,submitted_at
	P1,Alpha,Red,ada@example.org,london,https://example.org/1,First,2022-11-13 12:00
	P2,Beta,Blue,bo@example.org,oslo,,,2022-11-13 12:01
	P3,Gamma,Green,cy@example.org,,,,2022-11-13 12:02
	P4,Delta,Grey,dee@example.org,london,,,2022-11-13 12:03
	END
	cat >judges.csv <<-END
	email,name,affiliation,public,conflicts
	eve@example.org,Eve,A Lab,yes,delta
	END
}

small_jam() {
	small_files
	{
		jam create event.yaml
		jam import registrations registrations.csv
		jam import projects projects.csv
		jam import judges judges.csv
		jam assign --seed one
	} >/dev/null 2>&1
}

# rates JUDGE PROJECT SCORE [SCORE...]: the same for all that follow the last.
rates() {
	local judge=$1 project=$2 safety=$3 others=${4:-$3}
	jam rate "$project" safety="$safety" novelty="$others" \
		clarity="$others" rigor="$others" joy="$others" \
		--judge "$judge" --format tsv
}
