#!/bin/sh
# SPDX-License-Identifier: MIT
# Three jams of one series in one file, with invented people: many sites, a
# judge who is late, prizes, surveys, what came of it.  Usage: run.sh FOLDER, with jam in PATH;
# the folder is made afresh.  Every command is shown before it runs.
set -eu

folder=$1
here=$(cd "$(dirname "$0")" && pwd)

rm -rf "$folder"
mkdir -p "$folder"
cp "$here"/*.yaml "$here"/*.csv "$folder"
cd "$folder"
unset JAM_DB JAM_EVENT JAM_JUDGE

# Ninety columns, whatever the terminal.
COLUMNS=90
export COLUMNS

run() {
	printf '\n$ jam %s\n' "$*"
	jam --format table "$@" 2>&1
}

# What is refused, and with which exit.
refused() {
	run "$@" || printf '# exit %s\n' "$?"
}

# Of one site: who judges there, and their ballots.
at_site() {
	run assign --seed summer --event alignment-summer
	run list assignments --event alignment-summer
	run list judges --site london --event alignment-summer
	run export ballots --site london -o ballots --event alignment-summer
}

# Judge 2 has two hours more than the others, and votes on paper within them.
late() {
	grep -v '^judge2@' alignment-spring-ratings.csv >in-time.csv
	jam assign --seed 16 --event alignment-spring >/dev/null 2>&1
	jam import ratings in-time.csv --as-recorded --event alignment-spring \
		>/dev/null 2>&1
	printf '\n$ jam list judges --owing --event alignment-spring --csv\n'
	jam list judges --owing --event alignment-spring --csv
	set -- --at '2021-03-12 21:30' --reason 'On paper, within the extension'
	refused rate spring-2 safety=4 novelty=4 --judge judge3@example.org \
		"$@" --event alignment-spring
	run rate spring-1 safety=4 novelty=3 --judge judge2@example.org \
		"$@" --event alignment-spring
	run list judges --owing --event alignment-spring
	run rate spring-4 safety=4 novelty=2 --judge judge2@example.org \
		"$@" --event alignment-spring
}

run create alignment-spring.yaml alignment-summer.yaml alignment-autumn.yaml
for event in alignment-spring alignment-summer alignment-autumn; do
	printf '\n# %s\n' "$event"
	for kind in registrations projects judges; do
		jam import "$kind" "$event-$kind.csv" --event "$event" \
			>/dev/null 2>&1
	done
	case $event in
	alignment-spring) late ;;
	alignment-summer) at_site ;;
	esac
	jam import ratings "$event-ratings.csv" --as-recorded \
		--event "$event" >/dev/null 2>&1
	jam publish --event "$event" >/dev/null
	run award --event "$event"
	run import survey "$event-survey.csv" --event "$event"
done
run import outcomes alignment-spring-outcomes.csv --event alignment-spring

run award --event alignment-spring --give Bravest=spring-2
printf '\n# Withdrawals, a judge whose ratings are set aside, and back again\n'
run retract spring-1 --tier named --reason 'The team asked for it' \
	--letter letter.txt --event alignment-spring
head -n 9 letter.txt
run restore spring-1 --event alignment-spring
run retract spring-2 --tier unranked --reason 'Needs a closer look' \
	--event alignment-spring
printf '\n$ jam export results --event alignment-spring -o results.md\n'
jam export results --event alignment-spring -o results.md
printf "\\n\$ sed -n '/^## Ranking/,/^## How/p' results.md\\n"
sed -n '/^## Ranking/,/^## How/p' results.md
run restore spring-2 --event alignment-spring
run retract --judge judge2@example.org --reason 'Knew two teams' \
	--event alignment-spring --dry-run

run status --event alignment-spring
run report sites
run report series
for id in recommend gender; do
	run report survey --event alignment-autumn --chart "$id"
done
printf '\n$ jam report survey --event alignment-autumn --chart gender --svg\n'
jam report survey --event alignment-autumn --chart gender --svg >gender.svg
grep -o '<desc[^<]*' gender.svg
run report survey --event alignment-autumn --chart career --by site --least 3
run report sources --event alignment-autumn
run report outcomes --event alignment-spring
run report outcomes --quotes
run report outcomes --expected

run export pages --event alignment-spring -o pages
printf '\n$ head -n 30 pages/outcomes.md\n'
head -n 30 pages/outcomes.md
printf "\\n\$ sed -n '/^## Links/,/^## Judging/p' pages/index.md\\n"
sed -n '/^## Links/,/^## Judging/p' pages/index.md
printf "\\n\$ sed -n '/^## Ideas/,\$p' pages/index.md\\n"
sed -n '/^## Ideas/,$p' pages/index.md
printf '\n$ cat pages/judges.md\n'
cat pages/judges.md
run export pages --site london --event alignment-spring -o london
run export calendar --site london --event alignment-spring -o london.ics

printf '\n$ jam report survey --event alignment-autumn --csv\n'
jam report survey --event alignment-autumn --csv 2>&1
