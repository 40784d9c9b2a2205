#!/bin/sh
# SPDX-License-Identifier: MIT
# The memory of an import beside its bound, at the full size: ROWS
# registrations (1,000,000 unless said otherwise) and 100 MB of long cells.
# "name size MB bound ratio"; over the bound it fails.
set -eu

[ -x /usr/bin/time ] || {
	echo "no /usr/bin/time"
	exit 77
}
rows=${ROWS:-1000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset JAM_DB JAM_EVENT JAM_JUDGE

cat >event.yaml <<'END'
event: big
title: Big
starts: 2022-11-11 18:00
ends: 2022-11-13 14:00
criteria: [{id: impact, title: Impact}]
END
awk -v n="$rows" 'BEGIN {
	srand(5)
	print "email,name,status"
	for (i = 0; i < n; i++)
		printf "p%d.%d@example.org,Person Number %d,going\n",
			rand() * 1e9, i, i
}' >rows.csv
awk 'BEGIN {
	for (cell = "x"; length(cell) < 60000; )
		cell = cell cell
	print "email,name,story"
	cell = substr(cell, 1, 60000)
	for (i = 0; i < 1670; i++)
		printf "p%d@example.org,Person,%s\n", i, cell
}' >cells.csv

# measured NAME SIZE FILE BOUND: in MB of a million bytes.
measured() {
	rm -f jam.db*
	jam create event.yaml >/dev/null 2>&1
	/usr/bin/time -f 'kB %M' jam import registrations "$3" 2>said >/dev/null
	awk -v name="$1" -v size="$2" -v bound="$4" '$1 == "kB" {
		mb = $2 * 1.024 / 1000
		printf "%s %d %.0f %d %.2f\n", name, size, mb, bound, mb / bound
		exit mb > bound
	}' said
}

measured import-memory "$rows" rows.csv 200
measured import-memory-cells "$(wc -c <cells.csv)" cells.csv 64
