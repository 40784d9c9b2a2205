#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Methods looked at, compared and explained.
load jam.bash
load small

prepare() {
	at 2022-11-13T20:00:00Z
	(cd "$BATS_TEST_TMPDIR" &&
		sh "$top/examples/interpretability/run.sh" work/demo \
			>/dev/null 2>&1)
	cd demo || return
}

@test "mixed gives estimates, errors, ranges of ranks, and its fit" {
	expect 0 jam score --method mixed --json
	says '"fit":{"mu":' '"var_judge":' '"remlcrit":' '"components":1,"by_mean":[]}'
	says '"estimate":' '"effect":' '"se":' '"rank_low":' '"p_first":'
	[[ $output != *nan* ]]
	cp "$BATS_TEST_TMPDIR/stdout" first
	expect 0 jam score --method mixed --json
	cmp first "$BATS_TEST_TMPDIR/stdout"
	expect 0 jam score --json
	[[ $output != *'"estimate"'* ]]
}

@test "--compare puts all methods side by side and says who stays first" {
	expect 0 jam score --compare
	says 'mean_rank	mean	itch_rank	itch	bayes_rank	bayes	mixed_rank	mixed'
	warns 'tracing-a-wrong-fact is first by 4 of 4 methods'
}

@test "--compare has a line for what nobody rated, and the prior that fits" {
	printf 'title,members\nUnrated One,new@example.org\n' |
		jam import projects - >/dev/null 2>&1
	expect 0 jam score --compare
	says 'unrated-one	Unrated One	0'
	warns 'bayes adds 5 ratings of the mean to each project' \
		'these ratings suggest 0.5'
	expect 0 jam score --compare --json
	says '"prior_suggested":0.' '"mixed_rank":null,"mixed":null'
}

@test "--chart draws scores, intervals and their spread" {
	export COLUMNS=80
	expect 0 jam score --chart --method mixed
	says 'Estimates with 90 % ranges' 'How the scores of all projects spread'
	expect 0 jam score --chart
	says Scores
	hides ranges
	expect 64 jam score --chart --compare
}

@test "--explain adds up, and names no judge unless --private" {
	export COLUMNS=200
	expect 0 jam score --explain which-head-counts-brackets --format table
	says 'judge 1 ' 'sum of the ratings' 'score, rounded once'
	[[ $output != *@example.org* ]]
	rounded=$(echo "$output" | awk '/rounded once/ { print $NF }')
	[ "$(jam score | awk -F '\t' \
		'$2 == "which-head-counts-brackets" { print $5 }')" = "$rounded" ]
	expect 0 jam score --explain which-head-counts-brackets --private
	says '@example.org'
	expect 0 jam score --explain which-head-counts-brackets --csv
	says 'judge,kind,ml-safety,interpretability,novelty' 'exact,rating' \
		'judge 1,'
	expect 65 jam score --explain nothing-of-the-kind
	expect 64 jam score --compare --explain which-head-counts-brackets
}

# explained METHOD LINE...: its steps for alpha, blanks folded.
explained() {
	expect 0 jam score --explain alpha --method "$1"
	output=$(tr -s ' ' <<<"$output")
	shift
	says "$@"
}

@test "--explain has the numbers behind a share of experts and a prior" {
	rm -f jam.db
	small_files
	echo 'scoring: {expert_share: 0.5, prior: 3}' >>event.yaml
	cat >ratings.csv <<-END
	judge,project,safety,novelty,clarity,rigor
	eve@example.org,alpha,5,5,5,5
	bo@example.org,alpha,2,2,2,3
	cy@example.org,alpha,1,2,1,1
	cy@example.org,beta,3,4,3,3
	eve@example.org,gamma,4,4,4,4
	bo@example.org,delta,1,1,1,1
	END
	{
		jam create event.yaml
		for kind in registrations projects judges; do
			jam import $kind $kind.csv
		done
		jam import ratings ratings.csv --as-recorded
		jam retract delta --tier hidden --reason x
	} >/dev/null 2>&1
	explained mean 'mean of experts 5' 'mean of peers 17/10 = 1.700' \
		'share of experts 1/2 = 0.500' 'score, exact 67/20' \
		'judge 1, expert ' 'judge 2 '
	# (3 * 78/25 + 42/5) / (3 + 3); what was retracted does not count.
	explained bayes 'sum of the ratings 42/5' \
		'mean of all ratings 78/25 = 3.120' \
		'which counts as so many 3' 'score, exact 74/25'
	hides expert
	expect 0 jam score --json
	says '"tie_broken_by":null,"share_from":"experts"}' \
		'"share_from":"peers"}' '"share_from":null}'
	warns 'no expert rated 1 of 3 projects: there the peers decide alone' \
		'no peer rated 1 of 3 projects: there the experts decide alone'
	expect 0 jam score --csv --method bayes
	hides share_from 'decide alone'
	expect 0 jam score --explain alpha --csv
	says 'judge,kind,safety' 'judge 1,expert,5' 'judge 2,peer,2'
}

@test "--explain of mixed has its three errors apart" {
	expect 0 jam score --explain which-head-counts-brackets --method mixed
	awk '/^standard error  / { se = $NF }
		/^standard error of the effect  / { effect = $NF }
		/^the same, given the common level  / { given = $NF }
		END { exit !(0 < se && 0 < given && given < effect) }' \
		<<<"$output"
	# one draw knows of no range
	expect 0 jam score --explain which-head-counts-brackets --method mixed \
		--rounds 1
	awk '/^rank, 90 %/ { same = $(NF - 2) == $NF } END { exit !same }' \
		<<<"$output"
	expect 64 jam score --compare --rounds 5
}

@test "one judge alone is no base for mixed: 1, and what to do" {
	rm -f jam.db
	jam create event.yaml >/dev/null
	printf 'judge,project,ml-safety,interpretability,novelty,generality,reproducibility\na,X,3,3,3,3,3\na,Y,4,4,4,4,4\n' >one.csv
	jam import ratings one.csv --as-recorded >/dev/null 2>&1
	expect 1 jam score --method mixed
	warns 'hint:' '--method mean'
	expect 0 jam score --compare
	warns 'mixed: '
}

@test "groups that share no judge are shown, not ranked across" {
	rm -f jam.db
	jam create event.yaml >/dev/null
	echo 'judge,project,ml-safety,interpretability,novelty,generality,reproducibility' >two.csv
	i=0
	for j in a b c d; do
		for p in 1 2 3; do
			i=$((i + 1))
			echo "l$j,L$p,$((p + i % 2)),$((p + 1)),$p,$p,$((p + i % 3))"
			echo "r$j,R$p,$((p + i % 3)),$p,$((p + 1)),$p,$((p + i % 2))"
		done
	done >>two.csv
	jam import ratings two.csv --as-recorded >/dev/null 2>&1
	expect 1 jam score --method mixed --json
	says '"components":2' '"rank":null' '"rank_in_component":1'
	warns 'share no judge'
	expect 1 jam score --method mixed --explain r2
	says ' of 3 in component 2, not ranked across'
	warns 'share no judge'
	expect 1 jam score --method mixed --explain l2 --json
	says '"rank":"2 of 3 in component 1, not ranked across"' '"judge":"judge 4"'
	expect 0 jam score
}

# edge RATING...: a jam of its own, from judge,project,score.
edge() {
	rm -f jam.db
	printf '%s\n' 'event: e' 'title: E' 'starts: 2022-11-11 18:00' \
		'ends: 2022-11-13 14:00' 'judging: {by: [experts]}' \
		'criteria: [{id: a, title: A}]' >e.yaml
	jam create e.yaml >/dev/null 2>&1
	printf '%s\n' title,members "$@" | sed 's/^j[^,]*,\(p[^,]*\),.*/\1,\1@x.org/' |
		sort -ru >p.csv
	printf '%s\n' email,name "$@" | sed 's/^\(j[^,]*\),p.*/\1@x.org,\1/' |
		uniq >j.csv
	printf '%s\n' judge,project,a "$@" | sed 's/^\(j[0-9]*\),/\1@x.org,/' >r.csv
	jam import projects p.csv >/dev/null 2>&1
	jam import judges j.csv >/dev/null 2>&1
	jam import ratings r.csv --as-recorded >/dev/null 2>&1
	for method in mean itch bayes; do
		expect 0 jam score --method "$method" --json
		hides nan
	done
	for command in 'score --compare' 'report raters'; do
		# Words.
		# shellcheck disable=SC2086
		expect 0 jam $command --json
		hides nan
		# shellcheck disable=SC2086
		expect 0 jam $command
		hides nan
		[[ $stderr != *nan* ]]
	done
}

@test "one judge, one project, everyone equal: a clear answer each" {
	edge j1,p1,3 j1,p2,4 j1,p3,5
	expect 1 jam score --method mixed
	warns '3 ratings by 1 judges' 'hint: --method mean'
	edge j1,p1,3 j2,p1,4 j3,p1,5
	expect 1 jam score --method mixed
	warns 'judges of 1 projects' 'hint: --method mean'
	edge j1,p1,3 j1,p2,3 j1,p3,3 j2,p1,3 j2,p2,3 j2,p3,3
	expect 1 jam score --method mixed
	warns 'all scores are the same' 'hint: --method mean'
}

@test "a criterion that cannot be fitted is ranked by its mean, and it is said" {
	rm -f jam.db
	jam create event.yaml >/dev/null 2>&1
	{
		echo judge,project,ml-safety,interpretability,novelty,generality,reproducibility
		for j in 1 2 3 4; do
			for p in 1 2 3; do
				echo "j$j,P$p,3,$p,$((p + j % 2)),$p,$p"
			done
		done
	} >two.csv
	jam import ratings two.csv --as-recorded >/dev/null 2>&1
	expect 0 jam score --method mixed --json
	says '"components":1,"by_mean":["ml-safety"'
	warns 'ml-safety is ranked by its mean: all scores are the same'
	cp "$BATS_TEST_TMPDIR/stdout" said.json
	expect 0 python3 "$top/tests/schema.py" check "$top/man/jam.schema.json" \
		score said.json
}

@test "ratings that are additive to the last digit are ranked, and it is said" {
	edge j1,p1,1 j1,p2,2 j1,p3,3 j2,p1,2 j2,p2,3 j2,p3,4 \
		j3,p1,3 j3,p2,4 j3,p3,5
	expect 0 jam score --method mixed
	warns 'additive to the last digit'
	says '1	p3' '2	p2' '3	p1'
}
