#!/bin/sh
# SPDX-License-Identifier: MIT
# Fills in the ballots that were exported in every form.
set -e
sed -i 's/,4,4,,/,5,4,good,/; s/,,,,,$/,3,3,,/' csv/*.csv
sed -i 's/^      safety: 3/      safety: 5/
	s/^    comment: ""/    comment: well done/' yaml/*.yaml
sed -i 's/^- novelty: 2/- novelty: 3/; s/^- safety: 2/- safety: 3/' md/*.md
sed '1d; s/\r$//' csv/ballot-judge-two.csv | awk -F, '
NR == 1 {
	printf "{\"schema\":\"jam/1\",\"kind\":\"ballot\",\"event_uid\":\"%s\"," \
		"\"judge_uid\":\"%s\",\"rubric\":\"%s\",\"rows\":[", $1, $2, $3
}
{
	printf "%s{\"project\":%s,\"slug\":\"%s\",\"comment\":\"read\"," \
		"\"scores\":{\"safety\":1,\"novelty\":\"2\"}}", \
		NR == 1 ? "" : ",", $4, $5
}
END { print "]}" }' >ballot.json
printf 'email,name\nnew.judge@example.org,New\n,Nobody\n' >bad.csv
printf 'judge,project,safety,novelty\nnobody@example.org,1,2,3\n' >bad-ratings.csv
printf 'id,title,members\nspring-1,Backup heads,\nx-9,,\n' >bad-projects.csv
printf 'email,name,site\nx@example.org,X,nowhere\nada.example@example.org,Ada Example,berlin\n' >bad-people.csv
