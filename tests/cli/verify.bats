#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Proof that nothing was changed: database, pages, bundle.
load jam.bash
load small.bash

prepare() {
	at 2022-11-13T20:00:00Z
	(cd "$BATS_TEST_TMPDIR" &&
		sh "$top/examples/interpretability/run.sh" work/demo \
			>/dev/null 2>&1)
	cd demo || return
}

sql() {
	needs sqlite3
	sqlite3 jam.db "$1"
}

second() {
	needs python3
	python3 "$top/tests/verify_bundle.py" "$@"
}

@test "an untouched database verifies and says up to which head" {
	expect 0 jam verify --json
	says '"check":"log","holds":true' '"check":"results","holds":true' \
		"$(jam log | tail -n 1 | cut -f5)"
}

@test "before anything is published too" {
	rm jam.db
	jam create event.yaml
	expect 0 jam verify
	hides results
}

@test "a score changed behind jam's back is found and named" {
	sql "UPDATE rating SET scores = '5 5 5 5 5' WHERE project = 3
		AND judge = (SELECT MIN(judge) FROM rating WHERE project = 3)"
	expect 1 jam verify
	says rating 'was changed'
	warns 'entry' 'rating'
}

@test "a weight, a title, a rating taken out, one put in" {
	for change in "UPDATE criterion SET weight = 7 WHERE id = 1" \
		"UPDATE project SET title = 'Better' WHERE number = 2" \
		"DELETE FROM rating WHERE project = 4" \
		"INSERT INTO rating SELECT project + 1, judge, scores,
			rated_at, entered_at, recorded, saved_at, seq
			FROM rating WHERE true LIMIT 1
			ON CONFLICT DO UPDATE SET scores = '1 1 1 1 1'"; do
		cp jam.db kept.db
		sql "$change"
		cmp -s jam.db kept.db && sql "$change"
		expect 1 jam verify
		warns 'entry'
		mv kept.db jam.db
	done
}

# Two addresses, each under the other in the index alone.
swap_in_index() {
	local swap="UPDATE person_private SET email_key = '-' WHERE id = 1;
		UPDATE person_private SET email_key = (SELECT email_key FROM
			kept WHERE id = 3 - @) WHERE id = 2;
		UPDATE person_private SET email_key = (SELECT email_key FROM
			kept WHERE id = @) WHERE id = 1;"
	sql "CREATE TEMP TABLE kept AS SELECT id, email_key
			FROM person_private WHERE id < 3;
		CREATE TEMP TABLE entry AS SELECT * FROM sqlite_schema
			WHERE name = 'person_email';
		${swap//@/2}
		PRAGMA writable_schema = ON;
		DELETE FROM sqlite_schema WHERE name = 'person_email';
		PRAGMA writable_schema = RESET;
		${swap//@/1}
		PRAGMA writable_schema = ON;
		INSERT INTO sqlite_schema SELECT * FROM entry"
}

@test "an index that says something else than its table is named" {
	swap_in_index
	for words in verify check 'publish --reason again' 'backup copy.db'; do
		# shellcheck disable=SC2086
		expect 78 jam $words
		warns 'jam.db" is damaged' 'index person_email'
	done
}

@test "a row of what was published changed, taken out, put in, moved" {
	for change in "UPDATE result SET numbers = '{}' WHERE position = 24" \
		"DELETE FROM result WHERE position = 24" \
		"INSERT INTO result SELECT event, number, 25, numbers
			FROM result WHERE position = 24" \
		"UPDATE result SET position = 99 WHERE position = 1"; do
		cp jam.db kept.db
		sql "$change"
		expect 1 jam verify
		warns publication
		expect 0 jam export data --audit -o changed.jsonl --yes
		expect 1 jam verify changed.jsonl
		warns publication
		expect 1 second changed.jsonl
		says publication
		mv kept.db jam.db
	done
}

@test "rows of what was published joined to one" {
	local judge
	judge=$(jam list ratings --json |
		sed -n 's/.*"judge":"\([^"]*\)".*/\1/p' | head -n 1)
	# The latest results are counted again only where nothing came after.
	jam retract --judge "$judge" --reason x
	expect 0 jam verify
	sql "UPDATE result SET numbers = numbers || ',' || (SELECT numbers
			FROM result WHERE position = 24) WHERE position = 23;
		DELETE FROM result WHERE position = 24"
	expect 1 jam verify
	warns publication
}

@test "what is hashed with a row stands with that row alone" {
	# A comment would have been on the pages, of a judge who never rated.
	sql "INSERT INTO rating_private SELECT x.id, j.id, 'A lie', NULL
		FROM project x, judge j WHERE x.event = j.event
		AND (x.id, j.id) NOT IN (SELECT project, judge FROM rating)
		LIMIT 1;
		INSERT INTO skip_private SELECT judge, project, 'x' FROM rating
		LIMIT 1;
		INSERT INTO set_aside_private SELECT id, NULL, 'x' FROM judge
		LIMIT 1;
		INSERT INTO question_option VALUES (1, 77, 1, 'x', 0)"
	expect 1 jam verify
	says $'\trating_private\t' $'\tskip_private\t' \
		$'\tset_aside_private\t' $'\tquestion_option\t' \
		'belongs to a row that is not there'
	sql "UPDATE event SET public_comments = 1"
	expect 0 jam export pages --html -o lies
	expect 1 grep -r 'A lie' lies
}

@test "a site of another event with the same name is another site" {
	rm jam.db
	for name in one two; do
		cat >"$name.yaml" <<-END
		event: $name
		title: A Jam
		starts: 2022-11-11 18:00
		ends: 2022-11-13 14:15
		criteria: [{id: safety, title: Safety}]
		sites: [{id: london, title: London}]
		END
		jam create "$name.yaml"
		printf 'email,site\nada@example.org,london\n' >people.csv
		printf 'title,members,site\nAlpha,ada@example.org,london\n' \
			>projects.csv
		printf 'email,site\neve@example.org,london\n' >judges.csv
		jam --event "$name" import registrations people.csv
		jam --event "$name" import projects projects.csv
		jam --event "$name" import judges judges.csv
	done
	expect 0 jam verify
	cp jam.db kept.db
	for table in registration project judge; do
		cp kept.db jam.db
		sql "UPDATE $table SET site = 2 WHERE event = 1"
		expect 1 jam verify
		warns "$table"
	done
}

@test "published results that the ratings do not give" {
	# Whoever can make entries can publish what he likes, but not more.
	needs python3
	cp jam.db honest.db
	python3 - <<-'END'
	import hashlib, json, sqlite3, struct
	db = sqlite3.connect('jam.db')
	rows = db.execute('SELECT numbers, position FROM result '
	    'ORDER BY position').fetchall()
	swap = {'"number":20,': '"number":7,', '"number":7,': '"number":20,'}
	forged = [(old.replace(one, other), at) for old, at in rows
	    for one, other in swap.items() if one in old]
	assert len(forged) == 2
	db.executemany('UPDATE result SET numbers = ? WHERE position = ?', forged)
	seq, at, kind, payload, nonce, prev = db.execute(
	    'SELECT seq, at, kind, payload, nonce, prev FROM log '
	    "WHERE kind = 'publish'").fetchone()
	p = json.loads(payload)
	text = '{"event":"%s","method":"%s","rows":[%s]}' % (p['event'],
	    p['row']['method'], ','.join(row for row, in db.execute(
	    'SELECT numbers FROM result ORDER BY position')))
	p['row']['results'] = hashlib.sha256(text.encode()).hexdigest()
	dump = lambda x: json.dumps(x, sort_keys=True, separators=(',', ':'))
	leaf = hashlib.sha256(dump(p['row']).encode()).digest()
	p['rows_sha256'] = hashlib.sha256(leaf).hexdigest()
	text, kind = dump(p).encode(), kind.encode()
	h = hashlib.sha256(b'jam log 1\n' + prev + struct.pack('>QqI', seq, at,
	    len(kind)) + kind + nonce + struct.pack('>I', len(text)) + text)
	db.execute('UPDATE log SET payload = ?, hash = ? WHERE seq = ?',
	    (text.decode(), h.digest(), seq))
	db.execute('UPDATE log_rows SET prefixes = ? WHERE seq = ?',
	    (leaf[:8], seq))
	db.commit()
	END
	expect 1 jam verify
	says 'are not what the ratings give'
	warns publication
	digest=$(jam log --db honest.db | tail -n 1 | cut -f5)
	expect 1 jam verify --head "$digest"
	says 'is not in the log'
	expect 0 jam export data --audit -o forged.jsonl
	expect 1 second forged.jsonl
	says publication
}

@test "what came after the publication is said, and is no failure" {
	jam rate '#1' ml-safety=1 interpretability=1 novelty=1 generality=1 \
		reproducibility=1 --judge noa.expert@example.org \
		--at '2022-11-13 18:00' --reason paper --replace >/dev/null
	expect 0 jam verify
	says 'publish again'
}

@test "a rating outside the window that nothing explains" {
	rm jam.db
	sed 's/^  opens:.*/  opens: 2022-11-13 14:15/' event.yaml >e.yaml
	at 2022-11-13T15:00:00Z
	jam create e.yaml
	jam import projects projects.csv
	jam import judges judges.csv
	jam assign
	project=$(jam list assignments | grep noa | cut -f2 | head -n 1)
	jam rate "$project" ml-safety=1 interpretability=1 novelty=1 \
		generality=1 reproducibility=1 --judge noa.expert@example.org
	expect 0 jam verify
	# The clock of the machine, then the window, by those who own the file.
	needs python3
	python3 - <<-'END'
	import hashlib, json, sqlite3, struct
	db = sqlite3.connect('jam.db')
	db.execute('UPDATE rating SET rated_at = rated_at + 86400')
	seq, at, kind, payload, nonce, prev = db.execute('SELECT seq, at, kind,'
	    ' payload, nonce, prev FROM log ORDER BY seq DESC').fetchone()
	p = json.loads(payload)
	p['row']['rated_at'] += 86400
	dump = lambda x: json.dumps(x, sort_keys=True, separators=(',', ':'))
	leaf = hashlib.sha256(dump(p['row']).encode()).digest()
	p['rows_sha256'] = hashlib.sha256(leaf).hexdigest()
	text, kind = dump(p).encode(), kind.encode()
	h = hashlib.sha256(b'jam log 1\n' + prev + struct.pack('>QqI', seq, at,
	    len(kind)) + kind + nonce + struct.pack('>I', len(text)) + text)
	db.execute('UPDATE log SET payload = ?, hash = ? WHERE seq = ?',
	    (text.decode(), h.digest(), seq))
	db.execute('UPDATE log_rows SET prefixes = ? WHERE seq = ?',
	    (leaf[:8], seq))
	db.commit()
	END
	expect 1 jam verify
	says window 'outside the window'
}

@test "a clock that ran backwards is named" {
	at 2022-11-12T20:00:00Z
	jam publish --reason 'the clock was wrong' >/dev/null
	expect 0 jam verify
	says times 'ran backwards 1 times'
}

@test "heads and receipts" {
	jam log >entries
	head=$(tail -n 1 entries | cut -f5)
	expect 0 jam verify --head "$head" --receipt "$(sed -n 3p entries | cut -f4)"
	says 'is in the log: publish' 'is in the log: import'
	expect 1 jam verify --head "$(echo "$head" | tr 0-9a-f 1-9a-f0)"
	says 'is not in the log'
	expect 1 jam verify --receipt 2-0123456789abcdef
	expect 65 jam verify --receipt nonsense
	warns '12-0123456789abcdef'
	expect 65 jam verify --head nonsense
	expect 0 jam verify --head "${head^^}" \
		--receipt "$(sed -n 3p entries | cut -f4 | tr a-f A-F)"
	TZ=Asia/Tokyo expect 0 jam verify --head "$head"
	says 'is in the log' ' JST'
}

@test "entries cut off the end are seen by who has the head" {
	head=$(jam log | tail -n 1 | cut -f5)
	sql "DELETE FROM result; DELETE FROM publication; DELETE FROM log_rows WHERE seq = (SELECT
		MAX(seq) FROM log); DELETE FROM log WHERE kind = 'publish'"
	expect 0 jam verify
	expect 1 jam verify --head "$head"
}

@test "pages of one site are compared with those of that site" {
	for how in --html '--front-matter hugo'; do
		# Words, not one.
		# shellcheck disable=SC2086
		jam export pages $how --site london -o london >/dev/null
		expect 0 jam verify --pages london
		says 'as this database gives them'
		echo x >>"$(find london -name 'results.*')"
		expect 1 jam verify --pages london
		[ "$(echo "$output" | grep -c differs)" = 1 ]
		says results
		rm -r london
	done
}

@test "old pages of all are not taken for those of a site" {
	mkdir small
	cd small
	at 2022-11-13T15:00:00Z
	small_jam
	for how in '' '--html' '--front-matter jekyll'; do
		# shellcheck disable=SC2086
		jam export pages $how -o "all$how" >/dev/null
	done
	{
		echo id,title,team,members,url
		for i in $(seq 5 40); do
			echo "P$i,New $i,T$i,new$i@example.org,"
		done
	} >new.csv
	jam import projects new.csv >/dev/null 2>&1
	for how in '' '--html' '--front-matter jekyll'; do
		expect 1 jam verify --pages "all$how"
		says new-5. new-40.
		hides beta. london. oslo.
	done
}

@test "pages are made again and compared" {
	expect 0 jam verify --pages pages
	says 'as this database gives them'
	sed 's/4\.6/4.9/' pages/results.html >new
	mv new pages/results.html
	expect 1 jam verify --pages pages
	says results.html differs
	rm pages/results.html
	expect 1 jam verify --pages pages
	jam export pages -o md --front-matter hugo >/dev/null
	expect 0 jam verify --pages md
	jam export pages -o cm --flavor commonmark >/dev/null
	expect 0 jam verify --pages cm
	expect 66 jam verify --pages none
	mkdir empty
	expect 66 jam verify --pages empty
}

@test "the code of a certificate says whose it is" {
	jam export certificates -o certs >/dev/null
	file=$(find certs -name '*.svg' | sort | head -n 1)
	code=$(grep -o '[0-9a-f]\{16,\}' "$file" | head -n 1)
	[ -n "$code" ]
	expect 0 jam verify --certificate "$code"
	says certificate Interpretability
	expect 1 jam verify --certificate "$(echo "$code" | tr 0-9a-f 1-9a-f0)"
	says 'is not one that jam gives'
}

@test "a bundle is checked without a database, by two programs" {
	expect 0 jam export data --audit -o b.jsonl
	[ "$(stat -c %a b.jsonl)" = 600 ]
	head=$(jam log | tail -n 1 | cut -f5)
	receipt=$(jam log | tail -n 1 | cut -f4)
	mv jam.db away.db
	expect 0 jam verify b.jsonl --head "$head" --receipt "$receipt"
	says "$head" 'is in the log: publish'
	expect 0 jam verify b.jsonl --head "${head^^}" --receipt "${receipt^^}"
	expect 1 jam verify b.jsonl --receipt 1-0123456789abcdef
	expect 65 jam verify b.jsonl --receipt nonsense
	expect 65 jam verify b.jsonl --head nonsense
	expect 64 jam verify b.jsonl --pages pages
	expect 0 second b.jsonl "$head"
	says "$head"
	expect 1 second b.jsonl "${head}0"
}

@test "a bundle holds no text of a person" {
	expect 0 jam export data --audit
	hides '@' Noa Lena Umar 'Tracing a wrong fact' 'A friend'
}

@test "what is no bundle is refused with its line" {
	echo '{"bundle":"jam audit 9"}' >b.jsonl
	expect 65 jam verify b.jsonl
	warns 'b.jsonl:1'
	jam export data --audit >c.jsonl
	head -c 5000 c.jsonl >b.jsonl
	expect 65 jam verify b.jsonl
	: >b.jsonl
	expect 65 jam verify b.jsonl
	expect 66 jam verify none.jsonl
	tail -n 1 c.jsonl >>c.jsonl.end
	(head -n 1 c.jsonl && cat c.jsonl.end && tail -n +2 c.jsonl) >b.jsonl
	expect 65 jam verify b.jsonl
	warns 'rows stand before the log'
}

# bad EXIT SED WORDS: of the bundle a.jsonl with one change, by two programs.
bad() {
	sed -E "$2" a.jsonl >b.jsonl
	! cmp -s a.jsonl b.jsonl || return
	expect "$1" jam verify b.jsonl
	warns "$3"
	run second b.jsonl
	[ "$status" -ne 0 ]
}

@test "a line of a bundle that is none of its kind is refused" {
	local judge
	judge=$(jam list ratings --json |
		sed -n 's/.*"judge":"\([^"]*\)".*/\1/p' | head -n 1)
	jam retract --judge "$judge" --reason x >/dev/null
	jam restore --judge "$judge" >/dev/null
	jam export data --audit -o a.jsonl
	bad 65 '0,/"nonce":"../s//"nonce":"xy/' 'this is no entry of a log'
	bad 65 '0,/"prev":"../s//"prev":"/' 'this is no entry of a log'
	bad 1 '0,/"key":"([0-9a-f ]+)","results"/s//"key":"\1 9","results"/' \
		'was never published'
	bad 1 '/"results":/d' 'its results are missing'
	bad 65 '0,/"ended":[0-9]+/s//"ended":0/' 'this is no row that ended'
	sed -E '0,/"key":"[^"]*","row"/s//"key":"","row"/' a.jsonl >b.jsonl
	expect 65 jam verify b.jsonl
	warns 'this is no row of a table'
}

@test "both verifiers find the same changes in bundles" {
	needs python3
	jam export data --audit >b.jsonl
	python3 "$top/tests/change_bundle.py" b.jsonl 60 >cases
	while read -r file; do
		jam verify "$file" >/dev/null 2>&1 && ours=0 || ours=$?
		second "$file" >/dev/null && theirs=0 || theirs=$?
		[ "$ours" -ne 0 ]
		[ "$theirs" -ne 0 ]
		rm "$file"
	done <cases
	[ "$(wc -l <cases)" -eq 60 ]
}
