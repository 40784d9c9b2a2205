#!/bin/sh
# SPDX-License-Identifier: MIT
# The README's transcript, typed again in a copy of the example's folder: what
# it prints is what jam says, hexadecimal digests of 16 digits and more aside.
set -eu

here=$PWD
cp "$TOP"/examples/interpretability/event.yaml \
	"$TOP"/examples/interpretability/*.csv .
unset JAM_DB JAM_EVENT JAM_JUDGE
COLUMNS=80
export COLUMNS

mask() {
	sed 's/[0-9a-f]\{16,\}/…/g; s/[[:space:]]*$//'
}

# It opens with the two commands that are all one needs.
awk '/^```sh$/, /^```$/ { print $1, $2 } /^```$/ && NR > 1 { exit }' \
	"$TOP/README.md" >"$here/first"
printf '%s\n' '```sh ' 'make demo' 'make test' '``` ' | diff - "$here/first"

# The first console block that creates the event.
# The fences are meant as they stand.
# shellcheck disable=SC2016
sed -n '/^```console$/,/^```$/p' "$TOP/README.md" |
	sed '/^```/d' >"$here/kept"
sed -n 's/^\$ jam //p' "$here/kept" >"$here/typed"
while read -r line; do
	printf '$ jam %s\n' "$line"
	sh -c "jam --format table $line" 2>&1 || echo "exit $?"
	echo
done <"$here/typed" >"$here/said"
mask <"$here/kept" >"$here/kept.masked"
mask <"$here/said" | sed '$d' >"$here/said.masked"
diff "$here/kept.masked" "$here/said.masked"
[ "$(wc -l <"$here/typed")" -le 10 ]
