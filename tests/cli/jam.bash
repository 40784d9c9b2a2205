# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What tests of the command line stand on.  `jam` is the build under test,
# first in PATH; each test is in an empty folder of its own.

# JAM_NOW is inside the window of the example event; `at TIME` moves it.
setup() {
	unset JAM_DB JAM_EVENT JAM_JUDGE JAM_DEBUG TZ NO_COLOR COLUMNS PAGER
	unset SOURCE_DATE_EPOCH
	export JAM_NOW=2022-11-13T15:00:00Z JAM_TEST_SEED=$BATS_TEST_NAME
	export TERM=dumb
	top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	shared=${JAM_SHARED:-$top/../shared}
	export top shared
	mkdir "$BATS_TEST_TMPDIR/work"
	cd "$BATS_TEST_TMPDIR/work" || return
	if [ "$(type -t prepare)" = function ]; then
		prepare
	fi
}

at() {
	export JAM_NOW=$1
}

# expect EXIT COMMAND...: runs it; $output, $stderr and $status are what it
# said and returned.  Another exit fails the test and shows everything.
expect() {
	local want=$1
	shift
	status=0
	"$@" >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" ||
		status=$?
	# A NUL, should there be one, is dropped.
	output=$(tr -d '\0' <"$BATS_TEST_TMPDIR/stdout")
	stderr=$(tr -d '\0' <"$BATS_TEST_TMPDIR/stderr")
	[ "$status" -eq "$want" ] && return
	show "exit $status, expected $want: $*"
	return 1
}

show() {
	echo "$1"
	printf 'stdout:\n%s\nstderr:\n%s\n' "$output" "$stderr"
}

# says TEXT...: standard output holds each TEXT.
says() {
	local text
	for text in "$@"; do
		[[ $output == *"$text"* ]] && continue
		show "not on standard output: $text"
		return 1
	done
}

# warns TEXT...: standard error holds each TEXT.
warns() {
	local text
	for text in "$@"; do
		[[ $stderr == *"$text"* ]] && continue
		show "not on standard error: $text"
		return 1
	done
}

# hides TEXT...: neither holds TEXT.
hides() {
	local text
	for text in "$@"; do
		[[ $output$stderr != *"$text"* ]] && continue
		show "must not be there: $text"
		return 1
	done
}

# is TEXT: standard output is TEXT, no more and no less.
is() {
	[ "$output" = "$1" ] && return
	diff -u <(echo "$1") <(echo "$output")
	return 1
}

# Only where ../shared has PATH; says so and skips elsewhere.
needs_shared() {
	[ -e "$shared/$1" ] || skip "no ../shared/$1"
}

needs() {
	command -v "$1" >/dev/null || skip "no $1"
}

# well_formed FILE...: each is XML.
well_formed() {
	python3 -c 'import sys, xml.dom.minidom
for name in sys.argv[1:]:
    xml.dom.minidom.parse(name)' "$@"
}

# within EXIT KB COMMAND...: it never had more memory, and ends with EXIT.
within() {
	python3 -c 'import resource, subprocess, sys
status, most = map(int, sys.argv[1:3])
done = subprocess.run(sys.argv[3:], stdout=subprocess.DEVNULL)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print("exit", done.returncode, peak, "KB:", sys.argv[1:])
sys.exit(done.returncode != status or peak >= most)' "$@"
}

# awaiting COMMAND...: runs it beside the test, with standard input that comes
# through file descriptor 9 and what it says in `said`, until it reads (or 2 s,
# where the kernel does not tell); arrived STATUS: all has come, and it ends
# with that.
awaiting() {
	mkfifo pipe
	"$@" <pipe >said 2>&1 3>&- &
	awaited=$!
	exec 9>pipe
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		! grep -q pipe_read "/proc/$awaited/wchan" || break
		sleep 0.2
	done
}

arrived() {
	exec 9>&-
	rm pipe
	expect "$1" wait "$awaited"
}

# AddressSanitizer wants room of its own: no test of memory holds under it.
not_sanitized() {
	! grep -q __asan_init "$(command -v jam)" ||
		skip 'AddressSanitizer takes memory of its own'
}

# typing KEYS COMMAND...: runs it on a terminal of 80 columns where KEYS are
# typed; all that the terminal showed is $output.
typing() {
	local keys=$1
	shift
	needs script
	status=0
	output=$(printf '%b' "$keys" | TERM=xterm script -qec \
		"stty cols 80 -echo; $(printf '%q ' "$@")" /dev/null) ||
		status=$?
	stderr=
}
