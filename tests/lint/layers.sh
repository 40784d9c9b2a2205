#!/bin/sh
# SPDX-License-Identifier: MIT
# cmd -> store | policy | import | render -> model -> base; one layer, one
# set of libraries.
set -u
bad=0

say() {
	[ -z "$1" ] && return
	echo "$2:"
	echo "$1"
	bad=1
}

# includes FOLDER ALLOWED: lines that include something of ours but ALLOWED.
includes() {
	say "$(grep -rnE '^#[ ]*include "' "$1" --include='*.[ch]' |
		grep -vE "#[ ]*include \"($2)")" "$1 may include only $2"
}

# library HEADER FILES: lines outside FILES that include HEADER.
library() {
	say "$(grep -rnE "^#[ ]*include [<\"]($1)[>\"]" cmd core \
		--include='*.[ch]' | grep -vE "^($2)")" \
		"$1 belongs to $2"
}

includes core/base 'core/base/'
includes core/model 'core/(base|model)/'
for layer in store policy import render; do
	includes "core/$layer" "core/(base|model|$layer)/"
done
includes cmd '(cmd|core)/'
library 'sqlite3\.h' 'core/store/sqlite[a-z_]*\.[ch]:'
library '(yaml|csv|jansson)\.h' 'core/import/'
library 'cmark[a-z_-]*\.h' 'core/render/'
library '(utf8proc|sodium)\.h' 'core/base/'
exit $bad
