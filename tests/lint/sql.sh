#!/bin/sh
# SPDX-License-Identifier: MIT
# SQL stands in core/store, portable, and keeps the log and privacy as they are.
set -eu
cd "$(dirname "$0")/../.."
bad=$(mktemp)
trap 'rm -f "$bad"' EXIT

awk -f tests/lint/statements.awk core/store/statements.def |
awk -F '\t' '
function complain(what) { print "statements.def: " $1 ": " what }
{
	rest = $2
	seen = 0
	while (match(rest, /\$[0-9]+/)) {
		n = substr(rest, RSTART + 1, RLENGTH - 1) + 0
		if (n > seen + 1)
			complain("$" n " comes before $" seen + 1)
		if (n > seen)
			seen = n
		rest = substr(rest, RSTART + RLENGTH)
	}
	if ($1 in names)
		complain("is there twice")
	names[$1]
	if ($2 ~ /\?/)
		complain("parameters are $1, $2, ...")
	if ($1 ~ /^PUBLIC_/ && $2 ~ /_private/)
		complain("a PUBLIC statement names a private table")
	if ($2 ~ /(UPDATE|DELETE FROM|REPLACE INTO) log(_rows|_ended)?( |$)/ ||
	    ($2 ~ /INSERT INTO log / && $2 ~ /ON CONFLICT/))
		complain("the log is append-only")
	if ($2 ~ /INSERT OR|REPLACE INTO|last_insert_rowid|NOCASE|(^|[^a-z_])rowid/)
		complain("not portable")
	if ($2 ~ /(strftime|datetime|julianday|unixepoch|json[a-z_]*) *\(/)
		complain("dates and JSON are made in C")
	if ($2 ~ / IS (NOT )?\$/)
		complain("IS NULL or IS [NOT] DISTINCT FROM")
}' >>"$bad"

words='SELECT |INSERT INTO |UPDATE [a-z_]+ SET|DELETE FROM |PRAGMA |VACUUM'
words="$words|(CREATE|ALTER|DROP) [A-Z ]*(TABLE|INDEX|VIEW|TRIGGER) "
words="$words|BEGIN IMMEDIATE|ATTACH DATABASE|WITH [a-z_]+ AS "
words="\"[^\"]*\\b($words|select [a-z_, ]+ from )"
grep -nE "$words" cmd/*.[ch] cmd/cli/*.[ch] \
	core/base/*.[ch] core/model/*.[ch] core/policy/*.[ch] \
	core/import/*.[ch] core/render/*.[ch] 2>/dev/null |
	sed 's/$/ : SQL outside core\/store/' >>"$bad" || true
grep -nE "$words" core/store/*.[ch] |
	grep -vE '^core/store/(dialect\.c|sqlite[a-z_]*\.c):' |
	sed 's/$/ : SQL outside statements.def/' >>"$bad" || true
grep -nE '#include [<"]sqlite3' core/*/*.[ch] cmd/*.[ch] cmd/cli/*.[ch] |
	grep -v '^core/store/sqlite[a-z_]*\.c:' >>"$bad" || true

if [ -s "$bad" ]; then
	cat "$bad"
	exit 1
fi
echo "sql: $(awk -f tests/lint/statements.awk core/store/statements.def |
	wc -l) statements keep the rules"
