#!/bin/sh
# SPDX-License-Identifier: MIT
# The Interpretability Hackathon of November 2022 with invented people, from a
# YAML file to published pages.  Usage: run.sh FOLDER, with jam in PATH; the
# folder is made afresh.  Every command is shown before it runs.
set -eu

folder=$1
here=$(cd "$(dirname "$0")" && pwd)

rm -rf "$folder"
mkdir -p "$folder"
cp "$here/event.yaml" "$here"/*.csv "$folder"
cd "$folder"
unset JAM_DB JAM_EVENT JAM_JUDGE

# Eighty columns, whatever the terminal.
COLUMNS=80
export COLUMNS

run() {
	printf '\n$ jam %s\n' "$*"
	jam --format table "$@"
}

run create event.yaml
run import registrations registrations.csv --skip-bad --rejects bad.csv
run import projects projects.csv
run import judges judges.csv
run assign --seed 2022-11-13
run import ratings ratings.csv --as-recorded
run status
run publish
run export pages --html -o pages

printf '\nThe podium:\n\n'
jam score --format table | head -n 5
printf '\nThe pages are in %s/pages: open index.html.\n' "$folder"
