#!/bin/sh
# SPDX-License-Identifier: MIT
# Three jams of one series in one file, with invented people: many sites,
# prizes, surveys, what came of it.  Usage: run.sh FOLDER, with jam in PATH;
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

run create alignment-spring.yaml alignment-summer.yaml alignment-autumn.yaml
for event in alignment-spring alignment-summer alignment-autumn; do
	printf '\n# %s\n' "$event"
	for kind in registrations projects judges; do
		jam import "$kind" "$event-$kind.csv" --event "$event" \
			>/dev/null 2>&1
	done
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
run retract --judge judge2@example.org --reason 'Knew two teams' \
	--event alignment-spring --dry-run

run status --event alignment-spring
run report sites
run report series
for id in recommend gender; do
	run report survey --event alignment-autumn --chart "$id"
done
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
run export pages --site london --event alignment-spring -o london
run export calendar --site london --event alignment-spring -o london.ics

printf '\n$ jam report survey --event alignment-autumn --csv\n'
jam report survey --event alignment-autumn --csv 2>&1
