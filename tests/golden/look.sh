#!/bin/sh
# SPDX-License-Identifier: MIT
# What an organizer looks at, in the formats for people: a small jam's lists,
# one thing whole, ranks with a tie, a project taken out.
set -eu

# shellcheck source=tests/cli/small.bash
. "$TOP/tests/cli/small.bash"
export JAM_NOW=2022-11-13T15:00:00Z COLUMNS=100
small_jam
rates dee@example.org alpha 5 3 >/dev/null
rates eve@example.org beta 3 4 >/dev/null
rates ada@example.org gamma 2 >/dev/null
jam rate delta --skip --reason 'knows them' --judge ada@example.org >/dev/null

say() {
	printf '\n$ %s\n' "$*"
	"$@" >said 2>&1
	sed 's/[0-9]*-[0-9a-f]\{16\}/…/' said
}

for kind in projects registrations judges assignments teams sites criteria; do
	say jam list "$kind" --format table
done
say jam list judges --owing --format md
say jam status --format table
say jam score --format table
say jam score --format md
say jam show projects alpha --format table
say jam show judges ada@example.org --format table
say jam show ratings alpha --format md
say jam retract alpha --tier named --reason 'the wish of the team' --format table
say jam score --format table
say jam list projects --format table
