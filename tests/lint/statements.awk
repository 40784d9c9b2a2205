# SPDX-License-Identifier: MIT
# core/store/statements.def as lines of NAME, a tab, and the SQL; what it
# defines to be said in several statements stands in each of them.
/^#define / { macro = $2; body = ""; sub(/^#define [A-Z_]+/, "") }
macro != "" {
	body = body "\n" $0
	if (sub(/\\$/, "", body) == 0) {
		said[macro] = body
		macro = ""
	}
	next
}
{
	for (name in said)
		gsub(name, said[name])
	text = text "\n" $0
}
END {
	while (match(text, /JAM_SQL\([A-Z0-9_]+,/)) {
		name = substr(text, RSTART + 8, RLENGTH - 9)
		text = substr(text, RSTART + RLENGTH)
		sql = ""
		while (match(text, /^[ \t\n]*"[^"]*"/)) {
			part = substr(text, RSTART, RLENGTH)
			sub(/^[ \t\n]*"/, "", part)
			sub(/"$/, "", part)
			sql = sql part
			text = substr(text, RSTART + RLENGTH)
		}
		if (text !~ /^[ \t\n]*\)/) {
			print "cannot read the statement " name
			exit 1
		}
		print name "\t" sql
	}
}
