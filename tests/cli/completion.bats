#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam completion: each shell offers what the table has.
load jam

# offers WORDS...: what bash offers for the last of the words.
offers() {
	bash -c '
	source <(jam completion bash)
	compopt() { :; }
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
	_jam
	echo "${COMPREPLY[@]}"' offers "$@"
}

# fish_offers LINE: what fish offers for the end of the line, a word a line.
fish_offers() {
	needs fish
	HOME=$PWD fish -c 'jam completion fish | source; complete -C $argv[1]' \
		"$1" | cut -f1
}

@test "completion needs a shell that it knows" {
	expect 64 jam completion
	warns 'missing operand SHELL'
	expect 64 jam completion fsh
	warns '"fsh"' 'bash, zsh or fish'
}

@test "completion answers with the files that are installed" {
	for shell in bash zsh fish; do
		jam completion "$shell" >made
		diff -u "$top/completions/jam.$shell" made
	done
}

@test "bash completes commands, options, choices and operands" {
	[[ " $(offers jam '') " == *' completion '* ]]
	[ "$(offers jam compl)" = completion ]
	[ "$(offers jam help --md)" = --mdoc ]
	[ "$(offers jam --format j)" = 'json jsonl' ]
	[ "$(offers jam --format = j)" = 'json jsonl' ]
	[ "$(offers jam completion z)" = zsh ]
	[ "$(offers jam --db x.db completion z)" = zsh ]
	[ "$(offers jam completion zsh '')" = '' ]
}

@test "bash completes files" {
	touch one.db two.db
	[ "$(offers jam --db o)" = one.db ]
}

@test "fish completes commands, options, choices and operands" {
	[ "$(fish_offers 'jam compl')" = completion ]
	[ "$(fish_offers 'jam help --md')" = --mdoc ]
	[ "$(fish_offers 'jam --format j' | xargs)" = 'json jsonl' ]
	[ "$(fish_offers 'jam completion z')" = zsh ]
	[ "$(fish_offers 'jam --db x.db completion z')" = zsh ]
}

@test "zsh loads its completion and completes" {
	needs zsh
	cat >zsh-test <<-'END'
	zmodload zsh/zpty
	zpty z zsh -f -i
	say() { zpty -w z "$1"; }
	say 'PS1= RPS1=; unsetopt zle_bracketed_paste; autoload -U compinit'
	say 'compinit -D -u; source <(jam completion zsh)'
	say "zstyle ':completion:*' menu no; bindkey '^I' complete-word"
	say 'print READ''Y'
	zpty -r -m z line '*READY*'
	zpty -w -n z $'jam compl\tfi\t\C-a: \C-e && print DO''NE\n'
	zpty -r -m z line '*DONE*'
	print -r -- "$line"
	END
	run timeout 60 zsh -f zsh-test
	[[ $output == *completion*fish* ]]
}
