#!/bin/sh
# SPDX-License-Identifier: MIT
# The assigner: time per doubling, and beside LEMON's maximum flow (preflow, 20
# candidates a judge), where liblemon-dev is installed.  LEMON solves a more
# general problem, and knows no reciprocal pairs: the first line of the two is
# the same job, the second what `jam assign` does.
set -eu
top=${TOP:-$PWD}
bench=$top/build/release/tests/bench/bench_assign
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The middle one of three numbers, a line each.
middle() {
	sort -n "$1" | sed -n 2p
}

echo "# up to 500 projects the best of several draws is taken, here 8 and 4"
"$bench"
if ! ${CXX:-g++} -O2 -o "$work/lemon" "$top/tests/bench/lemon_assign.cpp" \
	2>"$work/said"; then
	echo "assign-preflow 100000 skipped: no LEMON (liblemon-dev)"
	exit 0
fi
for _ in 1 2 3; do # in turn, each the median of five solves
	"$work/lemon" 100000 >>"$work/peer"
	"$bench" 100000 strangers >>"$work/assign-preflow"
	"$bench" 100000 >>"$work/assign-preflow-pairs"
done
echo "# preflow knows no reciprocal pairs: first the same job, then with them"
for name in assign-preflow assign-preflow-pairs; do
	echo "$name 100000 $(middle "$work/$name") $(middle "$work/peer")" |
		awk '{ printf "%s %d %.2f %.2f %.1f\n", $1, $2, $3, $4, $4 / $3 }'
done
