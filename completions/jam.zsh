#compdef jam
# SPDX-License-Identifier: MIT
# zsh completion for jam: made by `jam completion zsh`.

# Names from the database: LIST COLUMN [SUFFIX].
_jam_names() {
	local -a named names
	local option
	for option in --db --event; do
		[[ -n $opt_args[$option] ]] &&
			named+=($option ${(Q)opt_args[$option]})
	done
	names=(${(f)"$(_call_program names $service $named list $1 \
		--format tsv 2>/dev/null | awk -F '\t' -v want=$2 '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i }
		NR > 1 && at { print $at }')"})
	compadd ${3:+-S} ${3:+$3} -a names
}

_jam() {
	local curcontext=$curcontext state line
	typeset -A opt_args
	local -a all own commands
	all=(
		'*--db=[the database; ./jam.db if none is named]:FILE:_files'
		'*--event=[the event; needed where there are several]:SLUG:_jam_names events slug'
		'*--format=[a table on a terminal and tsv elsewhere, or]:FORMAT:(table tsv csv json jsonl md)'
		'*--json[short for --format json]'
		'*--csv[short for --format csv]'
		'*-n[do everything, take it back, show what would come]'
		'*--dry-run[do everything, take it back, show what would come]'
		'*-y[do not ask before destroying or overwriting]'
		'*--yes[do not ask before destroying or overwriting]'
		'*-h[show help, for a command too]'
		'*--help[show help, for a command too]'
		'*--version[show the versions of jam and its libraries]'
	)
	commands=(
		'completion:Print the completions of a shell'
		'help:Show what a command does and understands'
	)
	_arguments -C -s -S $all '1:command:->command' '*::operand:->operand' && return
	if [[ $state == command ]]; then
		_describe command commands
		return
	fi
	case $line[1] in
	completion) own=(
		'1:SHELL:(bash zsh fish)'
	) ;;
	help) own=(
		'*--mdoc[print it as the source of a man page]'
		'1:COMMAND:(completion help)'
	) ;;
	esac
	_arguments -s -S $all $own
}

if [[ $funcstack[1] == _jam ]]; then
	_jam "$@"
else
	compdef _jam jam
fi
