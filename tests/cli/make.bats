#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The Makefile and the scripts beside it: what is missing, installing,
# counting.
load jam

# A folder of stand-ins, first in PATH.
prepare() {
	mkdir stubs
	PATH=$PWD/stubs:$PATH
	unset MAKEFLAGS MFLAGS MAKELEVEL SUDO CC
}

# stub NAME LINE...: a program of a few lines.
stub() {
	local name=$1
	shift
	printf '%s\n' '#!/bin/sh' "$@" >"stubs/$name"
	chmod +x "stubs/$name"
}

@test "plain make stops with one line that names what is missing" {
	stub pkg-config 'exit 1'
	expect 2 make -C "$top" need
	warns 'missing: libsqlite3-dev libyaml-dev libcmark-dev' \
		'libutf8proc-dev libjansson-dev libsodium-dev' 'make deps'
	[ "$(grep -c '^missing' <<<"$stderr")" -eq 1 ]
}

@test "what pkg-config does not know is tried by compiling" {
	stub cc 'case "$*" in *-lcsv*) exit 1 ;; esac' 'exit 0'
	expect 1 env CC=cc sh "$top/tests/deps.sh" check
	warns 'missing: libcsv-dev (`make deps` installs them)'
}

@test "without pkg-config libraries are found by compiling" {
	mkdir only
	for tool in sh cc gcc as ld mktemp rm test; do
		ln -s "$(command -v $tool)" only/
	done
	expect 1 env PATH="$PWD/only" sh "$top/tests/deps.sh" check
	warns 'missing: pkg-config ('
}

@test "deps says nothing where all is there" {
	expect 0 sh "$top/tests/deps.sh" install
	[ -z "$output$stderr" ]
}

@test "deps reads the lists before it installs, and asks nothing" {
	stub pkg-config 'exit 1'
	stub apt-get 'echo "$DEBIAN_FRONTEND $*" >>"$LOG"'
	stub sudo '"$@"'
	LOG=$PWD/log SUDO=sudo expect 0 sh "$top/tests/deps.sh" install
	says 'installing: libsqlite3-dev libyaml-dev'
	[ "$(sed -n 1p log)" = 'noninteractive -qq update' ]
	[[ $(sed -n 2p log) == *' install -y '*' libsodium-dev'* ]]
	[ "$(wc -l <log)" -eq 2 ]
}

@test "deps prints the line to run where it may not install" {
	stub pkg-config 'exit 1'
	stub id 'echo 1000'
	expect 1 sh "$top/tests/deps.sh" install
	says 'run: sudo apt-get update && sudo apt-get install -y libsqlite3-dev'
	[ "$(wc -l <<<"$output")" -eq 1 ]
}

@test "browser, R and LEMON are installed only when asked for" {
	mkdir only
	for tool in sh mktemp rm ls grep; do
		ln -s "$(command -v $tool)" only/
	done
	stub id 'echo 1000'
	stub apt-get 'exit 1'
	expect 1 env PATH="$PWD/stubs:$PWD/only" sh "$top/tests/deps.sh" \
		install dev
	says ' bats mandoc '
	hides chromium r-cran lemon
	expect 1 env PATH="$PWD/stubs:$PWD/only" sh "$top/tests/deps.sh" \
		install dev browser peers
	says ' chromium ' ' r-cran-lme4'
}

@test "install puts everything where it is looked for; uninstall takes it" {
	share=to/usr/share
	make -s -C "$top" install DESTDIR="$PWD/to" PREFIX=/usr >/dev/null
	cmp "$top/build/jam" to/usr/bin/jam
	cmp "$top/completions/jam.bash" $share/bash-completion/completions/jam
	cmp "$top/completions/jam.zsh" $share/zsh/site-functions/_jam
	cmp "$top/completions/jam.fish" \
		$share/fish/vendor_completions.d/jam.fish
	cmp "$top/man/jam.schema.json" $share/jam/jam.schema.json
	for page in "$top"/man/*.[157]; do
		cmp "$page" "$share/man/man${page##*.}/${page##*/}"
	done
	[ -z "$(find to -type f ! -perm 644 ! -path to/usr/bin/jam)" ]
	[ "$(stat -c %a to/usr/bin/jam)" = 755 ]
	touch $share/man/man1/other.1
	make -s -C "$top" uninstall DESTDIR="$PWD/to" PREFIX=/usr >/dev/null
	[ "$(find to -type f)" = $share/man/man1/other.1 ]
	[ ! -e $share/jam ]
}

@test "each folder of an installation can be chosen" {
	set -- DESTDIR="$PWD/to" BINDIR=/b MANDIR=/m DATADIR=/d
	make -s -C "$top" install "$@" >/dev/null
	[ "$(ls to)" = "$(printf 'b\nd\nm')" ]
	[ -x to/b/jam ]
	[ -e to/m/man5/jam-event.5 ]
	[ "$(find to/d -type f | wc -l)" -eq 4 ]
	make -s -C "$top" uninstall "$@" >/dev/null
	[ -z "$(find to -type f)" ]
}

@test "CI builds with both compilers and runs tests and sanitizers" {
	mkdir -p tree/.ci
	cp "$top/.ci/run" "$top/.ci/skips" tree/.ci/
	stub make 'echo " $* " >>"$LOG"' 'case "$*" in *asan*) f=1 ;; esac' \
		'echo "1 passed, ${f:-0} failed, 0 skipped"' 'exit ${f:-0}'
	LOG=$PWD/log expect 1 sh tree/.ci/run
	for target in 'deps' 'CC=clang all' 'test' 'asan' 'fault' 'fuzz'; do
		grep -- " $target " log
	done
	says '== asan failed'
	[ "${output##*$'\n'}" = '7 passed, 1 failed, 0 skipped' ]
}

@test "CI fails where a test is skipped for no listed reason" {
	mkdir -p tree/.ci
	cp "$top/.ci/run" "$top/.ci/skips" tree/.ci/
	stub make 'echo "  ok 1 a skip: tried # skip $WHY"' \
		'echo "  skipped: $WHY"' 'echo "1 passed, 0 failed, 2 skipped"'
	WHY='AddressSanitizer takes memory of its own' \
		expect 0 sh tree/.ci/run
	[ "${output##*$'\n'}" = '7 passed, 0 failed, 14 skipped' ]
	WHY='no strace' expect 1 sh tree/.ci/run
	says '# skip no strace' '  skipped: no strace' \
		'== test skipped what .ci/skips does not list'
	[ "${output##*$'\n'}" = '7 passed, 7 failed, 14 skipped' ]
}

@test "without ../shared what needs it skips and says so" {
	JAM_SHARED=$PWD/none run bats --tap "$top/tests/cli/lunar.bats"
	[ "$status" -eq 0 ]
	[[ $output == *'# skip no ../shared/data/results/lunar-jam'* ]]
}

# count KIND FILE: what run.sh counts for one file, run from this folder.
count() {
	sh "$top/tests/run.sh" "$1" "$2" >said || true
	sh "$top/tests/run.sh" total "$1"
}

@test "scripts are counted by their exit" {
	for exit in 0 1 77; do
		echo "echo skipped: why; exit $exit" >"s$exit.sh"
	done
	[ "$(count lint s0.sh)" = '1 passed, 0 failed, 0 skipped' ]
	run count lint s1.sh
	[ "$status" -eq 1 ]
	[ "$output" = '0 passed, 1 failed, 0 skipped' ]
	[ "$(count lint s77.sh)" = '0 passed, 0 failed, 1 skipped' ]
	grep 'skipped: why' said
}

@test "a unit test that crashes, or was not built, is a failure" {
	stub crash 'echo "[  PASSED  ] 3 test(s)." >&2' 'kill -SEGV $$'
	run count unit stubs/crash
	[ "$output" = '3 passed, 1 failed, 0 skipped' ]
	run sh "$top/tests/run.sh" total unit cli
	[ "$status" -eq 1 ]
	[[ $output == *'cli: did not run'*'3 passed, 2 failed, 0 skipped' ]]
}

@test "golden output is compared, and rewritten when asked" {
	echo 'echo one' >g.sh
	echo two >g.out
	run count golden g.sh
	[ "$output" = '0 passed, 1 failed, 0 skipped' ]
	grep '^  +one' said
	(export GOLDEN='write' && count golden g.sh)
	[ "$(cat g.out)" = one ]
	[ "$(count golden g.sh)" = '1 passed, 0 failed, 0 skipped' ]
}
