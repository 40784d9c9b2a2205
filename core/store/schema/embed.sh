#!/bin/sh
# SPDX-License-Identifier: MIT
# Print a C file that holds the migrations given, in the order of their names.
echo '#include "core/store/schema.h"'
echo '#pragma GCC diagnostic ignored "-Woverlength-strings"'
echo 'const char *const jam_schema[] = {'
for file; do
	sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$/\\n"/' "$file"
	echo ','
done
echo '0 };'
