#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam create: events from their files.
load jam

# event SLUG [LINE...]: a file SLUG.yaml, with more lines at its end.
event() {
	cat >"$1.yaml" <<-YAML
		event: $1
		title: Jam $1
		starts: 2022-11-11 18:00
		ends: 2022-11-13 14:15
		criteria: [{id: fun, title: Fun}]
	YAML
	printf '%s\n' "${@:2}" >>"$1.yaml"
}

@test "create makes the database, says so, and shows the event" {
	event one
	expect 0 jam create one.yaml
	warns 'made ./jam.db' || warns 'made jam.db'
	is "$(printf 'event\ttitle\tstarts_at\tends_at\topens_at\tcloses_at\tcriteria\tsites
one\tJam one\t2022-11-11T18:00:00Z\t2022-11-13T14:15:00Z\t2022-11-13T14:15:00Z\t2022-11-13T18:15:00Z\t1\t0')"
	[ -s jam.db ]
}

@test "a second event goes into the same file, in silence" {
	event one
	event two
	expect 0 jam create one.yaml
	expect 0 jam create two.yaml
	[ -z "$stderr" ]
	expect 0 jam create --help
}

@test "several files are one transaction" {
	event one
	event two 'teams: {max: 0}'
	expect 65 jam create one.yaml two.yaml
	warns 'jam: two.yaml:6:' 'teams.max'
	[ ! -e jam.db ]
	event two
	expect 0 jam create one.yaml two.yaml
	expect 0 jam create --dry-run <(sed 's/event: one/event: three/' one.yaml)
}

@test "an event that is there is 73, and the hint says amend" {
	event one
	expect 0 jam create one.yaml
	cp jam.db kept.db
	expect 73 jam create one.yaml
	warns '"one"' 'hint: ' 'jam amend'
	cmp jam.db kept.db
}

@test "everything wrong is named at once, with line and column" {
	event bad 'judging: {batch: 0, unlok: never}' 'tittle: x' \
		'sites: [{id: A B}]'
	expect 65 jam create bad.yaml
	warns 'bad.yaml:6:' 'judging.batch' 'did you mean "unlock"?' \
		'did you mean "title"?' 'bad.yaml:8:'
	[ ! -e jam.db ]
}

@test "a file that is not there is 66" {
	expect 66 jam create none.yaml
	warns '"none.yaml"' || warns 'none.yaml'
	[ ! -e jam.db ]
}

@test "create without a file says how to get one" {
	expect 64 jam create
	warns 'jam create --template'
}

@test "a dry run shows the same and leaves nothing" {
	event one
	expect 0 jam create --dry-run one.yaml
	says 'Jam one'
	[ ! -e jam.db ]
}

@test "create reads standard input" {
	event one
	expect 0 jam create - <one.yaml
	says 'Jam one'
}

@test "the template is an event as it stands, with every key in it" {
	expect 0 jam --db nowhere/jam.db create --template
	echo "$output" >template.yaml
	cmp template.yaml "$top/examples/template.yaml"
	expect 0 jam create template.yaml
	for key in description budget teams opens closes grace by batch unlock \
		own_site comments scale extensions weight required method \
		min_ratings expert_share prior median tie_break sites links \
		schedule ideas prizes same_person survey series expectations by \
		outcome less_than at_least; do
		grep -q "$key:" template.yaml
		grep -q "^\.\(It \)\?Cm.* $key\( \|$\)" "$top/man/jam-event.5" ||
			grep -q "^\.Cm $key\( \|$\)" "$top/man/jam-event.5"
	done
}

@test "the examples of jam-event(5) are events" {
	for n in 1 2; do
		awk -v n=$n '/^\.Bd -literal/ { i++; on = 1; next }
			/^\.Ed/ { on = 0 } on && i == n' \
			"$top/man/jam-event.5" >event.yaml
		expect 0 jam --db "$n.db" create event.yaml
	done
}

@test "the template's comments are right: without them it is an event too" {
	sed -E 's/^#( *[a-z_-]+:|  )/\1/' "$top/examples/template.yaml" >all.yaml
	expect 0 jam create all.yaml
	says '2027-03-05T18:00:00Z'
	expect 0 jam amend "$top/examples/template.yaml" --dry-run
	says 'sites[london].title' 'series[0].participants' 'budget'
	hides 'judging.opens' 'judging.unlock' 'scoring.method' 'teams'
}

@test "the template takes a name, whatever it is" {
	expect 0 jam create --template "Ada's \"Jam\": 1"
	echo "$output" >named.yaml
	expect 0 jam create named.yaml --json
	says '"event":"adas-jam-1"' '"title":"Ada'"'"'s \"Jam\": 1"'
	expect 64 jam create --template a b
}

@test "what create stores has an entry of the log" {
	needs sqlite3
	event one
	expect 0 jam create one.yaml
	expect 0 sqlite3 jam.db 'SELECT seq, kind FROM log'
	is '1|create'
}
