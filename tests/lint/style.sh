#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-format, shellcheck, mandoc, the first two lines of each file.
set -u
bad=0

tool() {
	command -v "$1" >/dev/null && return
	echo "skipped: no $1"
	exit 77
}

tool clang-format
tool shellcheck
tool mandoc
c=$(find cmd core tests -name '*.[ch]' | sort)
scripts=$(find tests core examples .ci \
	\( -name '*.sh' -o -name '*.bash' -o -name run \) \
	-type f 2>/dev/null | sort)
# Lists of files are words throughout.
# shellcheck disable=SC2086
{
	clang-format --dry-run -Werror $c || bad=1
	shellcheck $scripts completions/jam.bash || bad=1
	# Variables of tests come from the file that they load, and the code
	# that they hand to other shells is in single quotes.
	shellcheck -e SC2016,SC2030,SC2031,SC2154 tests/cli/*.bats || bad=1
}
for f in $c cmd/commands.def; do
	if [ "$(head -1 "$f")" != '/* SPDX-License-Identifier: MIT */' ]; then
		echo "$f: no SPDX line"
		bad=1
	fi
	case $(sed -n 2p "$f") in
	'/*'*) ;;
	*)
		echo "$f: the second line does not say what it is for"
		bad=1
		;;
	esac
done
# shellcheck disable=SC2046,SC2086
for f in $scripts tests/cli/*.bats Makefile man/*.[157] \
	$(find core tests -name '*.def' -o -name '*.awk' -o -name '*.py'); do
	if ! head -2 "$f" | grep -q 'SPDX-License-Identifier: MIT'; then
		echo "$f: no SPDX line"
		bad=1
	fi
done
[ "$(head -1 LICENSE)" = 'MIT License' ] || {
	echo "LICENSE is not MIT"
	bad=1
}
# One page that says how to add each.
for title in 'A new command' 'A migration' 'A test'; do
	if ! head -150 CONTRIBUTING.md | grep -qx "## $title"; then
		echo "CONTRIBUTING.md: no \"$title\" in its one page"
		bad=1
	fi
done
# Whether our own pages are installed does not matter; docs.sh looks.
for page in man/*.[157]; do
	said=$(mandoc -Tlint "$page" | grep -v 'referenced manual not found')
	[ -z "$said" ] && continue
	echo "$said"
	bad=1
done
exit $bad
