#!/bin/sh
# SPDX-License-Identifier: MIT
# Run the tests of one kind and count them: `run.sh KIND FILE...`; then
# `run.sh total KIND...` sums up.  What failed is shown whole.
set -u
top=$PWD
self=$(cd "$(dirname "$0")" && pwd)/run.sh
results=$top/build/results

# Exit of a script: 0 passed, 77 skipped, else failed.
count_script() {
	case $1 in
	0) echo 1 0 0 ;;
	77) echo 0 0 1 ;;
	*) echo 0 1 0 ;;
	esac
}

# cmocka's closing lines; a crash before them is one failure.
count_unit() {
	awk -v status="$1" '
	/^\[  PASSED  \] / { passed = $4 }
	/^\[  FAILED  \] [0-9]+ test/ { failed = $4 }
	/^\[  SKIPPED \] [0-9]+ test/ { skipped = $4 }
	END {
		if (status != 0 && failed == 0)
			failed = 1
		print passed + 0, failed + 0, skipped + 0
	}' "$2"
}

# TAP; a file that ran no test at all is one failure.
count_tap() {
	awk -v status="$1" '
	/^ok .*# skip/ { skipped++; next }
	/^ok / { passed++ }
	/^not ok / { failed++ }
	END {
		if (status != 0 && failed == 0)
			failed = 1
		print passed + 0, failed + 0, skipped + 0
	}' "$2"
}

# Compare what a script prints in a folder of its own with what is kept.
against() {
	work=$(mktemp -d) || return 71
	kept=$3
	(cd "$work" && JAM_NOW=2022-11-14T08:00:00Z JAM_TEST_SEED=golden \
		TOP=$top sh "$top/$1" "$2") >"$work/.said" 2>&1
	status=$?
	if [ "$status" -eq 0 ] && [ "${GOLDEN:-}" = write ]; then
		cp "$work/.said" "$kept"
	fi
	if [ "$status" -eq 77 ]; then
		cat "$work/.said"
	else
		diff -u "$kept" "$work/.said" || status=1
	fi
	rm -rf "$work"
	return "$status"
}

one() {
	kind=$1 item=$2
	name=$(echo "$item" | sed 's|^build/[^/]*/||; s|[/.]|_|g')
	log=$results/$kind/$name.log
	case $kind in
	unit) ASAN_OPTIONS=allow_user_segv_handler=0 "$item" ;;
	cli | browser | peers) bats --tap "$item" ;;
	golden) against "$item" . "${item%.sh}.out" ;;
	examples) against "$item" out "${item%/run.sh}/output.txt" ;;
	*) sh "$item" ;;
	esac >"$log" 2>&1 </dev/null
	status=$?
	case $kind in
	unit) counts=$(count_unit $status "$log") ;;
	cli | browser | peers) counts=$(count_tap $status "$log") ;;
	*) counts=$(count_script $status) ;;
	esac
	echo "$counts" >"$results/$kind/$name.count"
	show "$kind" "$item" "$log" "$counts"
}

show() {
	# The three counts are words.
	# shellcheck disable=SC2086
	set -- "$1" "$2" "$3" $4
	echo "$2: $4 passed, $5 failed, $6 skipped"
	if [ "$5" -gt 0 ]; then
		sed 's/^/  /' "$3"
	elif [ "$6" -gt 0 ]; then
		grep -i 'skip' "$3" | grep -v ' SKIPPED ' | sed 's/^/  /'
	elif [ "$1" = bench ] || [ "$1" = fault ]; then
		cat "$3"
	fi
}

total() {
	for kind in "$@"; do
		if ! cat "$results/$kind"/*.count 2>/dev/null; then
			echo 0 1 0
			echo "$kind: did not run" >&2
		fi
	done | awk '{ p += $1; f += $2; s += $3 }
	END {
		printf "%d passed, %d failed, %d skipped\n", p, f, s
		exit f > 0
	}'
}

# One target; what it found stays beside its log.
fuzz() {
	name=${2##*/}
	corpus=build/corpus/$name
	mkdir -p "$corpus"
	set -- "$2" -max_total_time="$1" -print_final_stats=1 \
		-artifact_prefix="$corpus-"
	[ -e "tests/fuzz/$name.dict" ] && set -- "$@" \
		"-dict=tests/fuzz/$name.dict"
	set -- "$@" "$corpus"
	[ -d "tests/fuzz/seeds/$name" ] && set -- "$@" "tests/fuzz/seeds/$name"
	if "$@" >"$corpus.log" 2>&1; then
		echo "$name: $(grep number_of_executed "$corpus.log")"
	else
		tail -40 "$corpus.log"
		echo "$name: failed, see $corpus.log"
		return 1
	fi
}

kind=$1
shift
case $kind in
total)
	total "$@"
	exit
	;;
one)
	one "$@"
	exit 0
	;;
fuzz-one)
	fuzz "$@"
	exit
	;;
fuzz)
	seconds=$1
	shift
	[ $# -eq 0 ] || printf '%s\n' "$@" |
		xargs -P 2 -n 1 sh "$self" fuzz-one "$seconds"
	exit
	;;
esac
rm -rf "${results:?}/$kind"
mkdir -p "$results/$kind"
# Timings and crashes want the machine for themselves.
jobs=$(nproc 2>/dev/null || echo 1)
case $kind in bench | fault) jobs=1 ;; esac
if [ $# -eq 0 ]; then
	echo "$kind: nothing to run"
	echo 0 0 0 >"$results/$kind/none.count"
	exit 0
fi
printf '%s\n' "$@" | xargs -P "$jobs" -n 1 sh "$self" one "$kind"
total "$kind" >/dev/null
