#!/bin/sh
# SPDX-License-Identifier: MIT
# Every statement finds its rows by an index and in order, or says in its text
# that it means to scan or to sort.
set -eu
cd "$(dirname "$0")/../.."
command -v sqlite3 >/dev/null || {
	echo "skipped: no sqlite3"
	exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat core/store/schema/*.sql >"$work/script"
awk -f tests/lint/statements.awk core/store/statements.def |
awk -F '\t' '{
	gsub(/\047/, "\047\047", $1)
	gsub(/jam_visit\(/, "max(", $2) # a function of ours
	marks = ($2 ~ /\/\*scan\*\// ? "s" : "-") ($2 ~ /\/\*sort\*\// ? "b" : "-")
	print "SELECT \047@ " $1 " " marks "\047;"
	print "EXPLAIN QUERY PLAN " $2 ";"
}' >>"$work/script"
sqlite3 -batch :memory: <"$work/script" >"$work/plans" 2>"$work/errors" || true
if [ -s "$work/errors" ]; then
	cat "$work/errors"
	exit 1
fi

awk '
function finish() {
	if (name == "")
		return
	count++
	if (scan != "" && marks !~ /s/)
		complain(scan)
	if (sort != "" && marks !~ /b/)
		complain(sort)
}
function complain(what) { print "plans: " name ": " what; bad = 1 }
/^@ / { finish(); name = $2; marks = $3; scan = sort = ""; next }
/SCAN|AUTOMATIC/ && !/CONSTANT ROW/ { sub(/^[^A-Z]*/, ""); scan = $0 }
/TEMP B-TREE/ { sub(/^[^A-Z]*/, ""); sort = $0 }
END {
	finish()
	if (!bad)
		print "plans: " count " statements"
	exit bad
}' "$work/plans"
