#!/bin/sh
# SPDX-License-Identifier: MIT
# Print a C file that holds texts: `embed.sh HEADER NAME FILE...` defines the
# array NAME that HEADER declares, a string a file and NULL behind them.
echo "#include \"$1\""
echo '#pragma GCC diagnostic ignored "-Woverlength-strings"'
echo "const char *const $2[] = {"
shift 2
for file; do
	sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$/\\n"/' "$file"
	echo ','
done
echo '0 };'
