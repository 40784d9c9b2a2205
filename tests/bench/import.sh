#!/bin/sh
# SPDX-License-Identifier: MIT
# ROWS registrations (1,000,000 unless said otherwise), their addresses in no
# order, against what one would write for the sqlite3 shell: stage the CSV, then
# INSERT OR IGNORE what is valid into the same tables with the same indexes,
# made by jam, in WAL mode with synchronous = FULL.  Lines of "name size ms peer
# ratio": against the shell as it comes, and with a page cache as large as
# jam's.  The shell writes no log: no salt is used, nothing is hashed.
set -eu

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
sites: [{id: copenhagen, title: Copenhagen}, {id: london, title: London}]
END
awk -v n="$rows" 'BEGIN {
	srand(5)
	split("copenhagen london online", site, " ")
	print "email,name,site,status"
	for (i = 0; i < n; i++)
		printf "p%d.%d@example.org,Person Number %d,%s,going\n", \
			rand() * 1e9, i, i, site[1 + i % 3]
}' >r.csv

cat >stage.sql <<'END'
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
.mode csv
CREATE TEMP TABLE stage (email TEXT, name TEXT, site TEXT, status TEXT);
.import --schema temp --skip 1 r.csv stage
BEGIN;
INSERT OR IGNORE INTO person_private (uid, salt, email, email_key, name, seq)
SELECT lower(hex(randomblob(16))), randomblob(16), trim(email),
	lower(trim(email)), trim(name), 1
FROM stage
WHERE trim(email) LIKE '_%@_%._%' AND trim(email) NOT LIKE '% %'
	AND length(email) <= 254 AND length(name) <= 300;
INSERT OR IGNORE INTO registration (event, person, site, online, status, seq)
SELECT 1, p.id, s.id, s.id IS NULL, CASE status WHEN 'going' THEN 0
	WHEN 'cancelled' THEN 1 WHEN 'waitlist' THEN 2 ELSE 3 END, 1
FROM stage JOIN person_private p ON p.email_key = lower(trim(stage.email))
LEFT JOIN site s ON s.event = 1 AND s.key = stage.site
WHERE status IN ('going', 'cancelled', 'waitlist', 'declined')
	AND (s.id IS NOT NULL OR stage.site IN ('online', ''));
COMMIT;
PRAGMA wal_checkpoint(TRUNCATE);
END

# timed COMMAND...: its milliseconds in ms.
timed() {
	start=$(date +%s%N)
	"$@" >out.txt 2>err.txt || {
		cat err.txt
		return 1
	}
	ms=$((($(date +%s%N) - start) / 1000000))
}

# shell NAME PRAGMA: the script on a database of its own; its milliseconds.
shell() {
	cp jam.db "$1.db"
	{ echo "$2" && cat stage.sql; } >"$1.sql"
	timed sqlite3 -bail "$1.db" ".read $1.sql"
	sync "$1.db"
}

count() {
	sqlite3 "$1" 'SELECT count(*) FROM registration'
}

jam create event.yaml >/dev/null 2>&1
shell plain ''
plain=$ms
shell large 'PRAGMA cache_size = -49152;'
large=$ms
timed jam import registrations r.csv
for db in plain.db large.db jam.db; do
	[ "$(count "$db")" = "$rows" ] || {
		echo "$db has $(count "$db") registrations, not $rows"
		exit 1
	}
done
awk -v n="$rows" -v ms="$ms" -v plain="$plain" -v large="$large" 'BEGIN {
	print "import-registrations", n, ms, plain, sprintf("%.1f", plain / ms)
	print "import-large-cache", n, ms, large, sprintf("%.1f", large / ms)
}'
