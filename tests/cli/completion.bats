#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# jam completion: each shell offers what the table has.
load jam
load small

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

@test "bash completes names from the database" {
	small_jam
	[ "$(offers jam rate '')" = 'alpha beta gamma delta' ]
	[ "$(offers jam score --explain al)" = alpha ]
	[ "$(offers jam rate alpha --judge e)" = eve@example.org ]
	[ "$(offers jam rate alpha saf)" = 'safety=' ]
	[ "$(offers jam --event '')" = jam ]
	cp jam.db other.db
	rm jam.db
	[ "$(offers jam rate al)" = '' ]
	[ "$(offers jam --db other.db rate al)" = alpha ]
}

@test "a name from the database is a word, whatever is in it" {
	small_jam
	cat >people.csv <<-'END'
	email
	`touch${IFS}ran`@evil.org
	o'brien@example.org
	pavel@example.org
	END
	jam import judges people.csv
	[ "$(offers jam rate alpha --judge pav)" = pavel@example.org ]
	[ "$(offers jam rate alpha --judge o)" = "o\'brien@example.org" ]
	[ "$(offers jam rate alpha --judge "o\'b")" = "o\'brien@example.org" ]
	[ "$(offers jam rate alpha --judge '\`')" = \
		'\`touch\$\{IFS\}ran\`@evil.org' ]
	[ "$(fish_offers 'jam rate alpha --judge pav')" = pavel@example.org ]
	fish_offers 'jam rate alpha --judge '
	[ ! -e ran ]
}

@test "fish completes names from the database" {
	small_jam
	[ "$(fish_offers 'jam rate ' | grep -v ^- | xargs)" = \
		'alpha beta delta gamma' ]
	[ "$(fish_offers 'jam score --explain al')" = alpha ]
	[ "$(fish_offers 'jam --event ')" = jam ]
	[ "$(fish_offers 'jam rate alpha --judge e')" = eve@example.org ]
	[ "$(fish_offers 'jam rate alpha saf')" = 'safety=' ]
	mv jam.db other.db
	[ "$(fish_offers 'jam --db other.db rate al')" = alpha ]
}

@test "fish offers commands as the first word alone" {
	[ "$(fish_offers 'jam ra')" = rate ]
	[ "$(fish_offers 'jam --db x.db ra')" = rate ]
	[ "$(fish_offers 'jam rate ra')" = '' ]
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
	# type KEYS TEXT: the line shows the text then; the next line is empty.
	type() {
		zpty -w -n z "$1"
		zpty -r -m z line "*$2*"
		print -r -- "$2"
		zpty -w -n z $'\C-u'
		sleep 0.1
	}
	type $'jam compl\t' completion
	type $'jam completion fi\t' fish
	type $'jam rate gam\t' gamma
	type $'jam rate alpha --judge ev\t' eve@example.org
	type $'jam --event \t' 'event jam'
	END
	small_jam
	# A key that comes while zsh draws is lost now and then.
	for _ in 1 2 3; do
		run timeout 60 zsh -f zsh-test
		[ "$status" -ne 0 ] || break
	done
	[[ $output == *completion*fish*gamma*eve@example.org*'event jam'* ]]
}
