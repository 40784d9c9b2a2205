# SPDX-License-Identifier: MIT
# bash completion for jam: made by `jam completion bash`.

# Names from the database: LIST COLUMN [SUFFIX].
_jam_names() {
	"${COMP_WORDS[0]}" "${named[@]}" list "$1" --format tsv 2>/dev/null |
		awk -F '\t' -v want="$2" -v end="${3-}" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i }
		NR > 1 && at { print $at end }'
}

_jam_commands() {
	echo 'amend assign award backup check completion create export forget help import list log plan publish rate report restore retract score show status verify'
}

# The options of COMMAND.
_jam_options() {
	local all=' --db --event --format --json --csv --dry-run --yes --help --version'
	case $1 in
	amend) echo "$all --reason" ;;
	assign) echo "$all --batch --seed --relax --release --check" ;;
	award) echo "$all --give" ;;
	backup) echo "$all" ;;
	check) echo "$all" ;;
	completion) echo "$all" ;;
	create) echo "$all --template" ;;
	export) echo "$all --output --html --front-matter --flavor --as --site --template --private --raw --audit" ;;
	forget) echo "$all" ;;
	help) echo "$all --mdoc" ;;
	import) echo "$all --from --map --map-file --skip-bad --rejects --encoding --date-format --as-recorded" ;;
	list) echo "$all --site --owing" ;;
	log) echo "$all" ;;
	plan) echo "$all --projects --judges --batch --method --minutes-per-project --window" ;;
	publish) echo "$all --reason" ;;
	rate) echo "$all --judge --comment --comment-file --replace --skip --at --reason" ;;
	report) echo "$all --by --least --chart --svg --column --quotes --expected" ;;
	restore) echo "$all --judge" ;;
	retract) echo "$all --tier --judge --reason --letter --template" ;;
	score) echo "$all --method --compare --chart --explain --rounds --private" ;;
	show) echo "$all" ;;
	status) echo "$all" ;;
	verify) echo "$all --head --receipt --certificate --pages" ;;
	*) echo "$all" ;;
	esac
}

# What follows COMMAND OPTION; nothing: a flag.
_jam_value() {
	case $1:$2 in
	amend:--reason) echo 'none' ;;
	assign:--batch | assign:-k) echo 'none' ;;
	assign:--seed) echo 'none' ;;
	assign:--relax) echo 'none' ;;
	assign:--release) echo 'none' ;;
	award:--give | award:-g) echo 'none' ;;
	export:--output | export:-o) echo 'file' ;;
	export:--front-matter) echo '=none hugo jekyll quarto' ;;
	export:--flavor) echo '=gfm commonmark' ;;
	export:--as) echo '=yaml csv md html' ;;
	export:--site) echo 'sites id' ;;
	export:--template) echo 'file' ;;
	import:--from) echo '=auto jam itch devpost luma eventbrite google-forms typeform tally airtable' ;;
	import:--map | import:-m) echo 'none' ;;
	import:--map-file) echo 'file' ;;
	import:--rejects) echo 'file' ;;
	import:--encoding) echo '=utf-8 cp1252 latin1' ;;
	import:--date-format) echo '=dmy mdy ymd' ;;
	list:--site) echo 'sites id' ;;
	plan:--projects) echo 'none' ;;
	plan:--judges) echo 'none' ;;
	plan:--batch) echo 'none' ;;
	plan:--method | plan:-m) echo '=mean itch bayes mixed' ;;
	plan:--minutes-per-project) echo 'none' ;;
	plan:--window) echo 'none' ;;
	publish:--reason) echo 'none' ;;
	rate:--judge | rate:-j) echo 'judges email' ;;
	rate:--comment | rate:-c) echo 'none' ;;
	rate:--comment-file) echo 'file' ;;
	rate:--at) echo 'none' ;;
	rate:--reason) echo 'none' ;;
	report:--by) echo '=site' ;;
	report:--least) echo 'none' ;;
	report:--chart) echo 'none' ;;
	report:--column) echo 'none' ;;
	restore:--judge | restore:-j) echo 'judges email' ;;
	retract:--tier | retract:-t) echo '=hidden named unranked' ;;
	retract:--judge | retract:-j) echo 'judges email' ;;
	retract:--reason) echo 'none' ;;
	retract:--letter) echo 'file' ;;
	retract:--template) echo 'file' ;;
	score:--method | score:-m) echo '=mean itch bayes mixed' ;;
	score:--explain) echo 'projects slug' ;;
	score:--rounds) echo 'none' ;;
	verify:--head) echo 'none' ;;
	verify:--receipt) echo 'none' ;;
	verify:--certificate) echo 'none' ;;
	verify:--pages) echo 'dir' ;;
	*:--db) echo 'file' ;;
	*:--event) echo 'events event' ;;
	*:--format) echo '=table tsv csv json jsonl md' ;;
	esac
}

# What operand COMMAND:N is.
_jam_operand() {
	case $1 in
	amend:0) echo 'file' ;;
	backup:0) echo 'file' ;;
	completion:0) echo '=bash zsh fish' ;;
	create:*) echo 'file' ;;
	export:0) echo '=ballots calendar certificates data pages ratings results' ;;
	forget:0) echo 'persons email' ;;
	help:0) echo '=amend assign award backup check completion create export forget help import list log plan publish rate report restore retract score show status verify' ;;
	import:0) echo '=registrations judges projects ratings ballots survey outcomes' ;;
	import:*) echo 'file' ;;
	list:0) echo '=assignments awards criteria events judges outcomes persons projects ratings registrations sites teams' ;;
	rate:0) echo 'projects slug' ;;
	rate:*) echo 'criteria id = ' ;;
	report:0) echo '=coverage outcomes raters series sites sources survey' ;;
	restore:0) echo 'projects slug' ;;
	retract:0) echo 'projects slug' ;;
	show:0) echo '=assignments awards criteria events judges outcomes persons projects ratings registrations sites teams' ;;
	show:1) echo 'none' ;;
	verify:0) echo 'file' ;;
	esac
}

_jam() {
	local cur=${COMP_WORDS[COMP_CWORD]} command='' option='' kind='' word \
		quoted
	local -i i n=0
	local -a named=() words=()
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [[ $word == = ]]; then
			continue
		elif [[ -n $option ]]; then
			[[ $option == --db || $option == --event ]] &&
				named+=("$option" "$word")
			option=
		elif [[ $word == -?* ]]; then
			[[ -n $(_jam_value "$command" "$word") ]] && option=$word
		elif [[ -z $command ]]; then
			command=$word
		else
			n+=1
		fi
	done
	[[ $cur == = ]] && cur=
	if [[ -n $option ]]; then
		kind=$(_jam_value "$command" "$option")
	elif [[ ${COMP_WORDS[COMP_CWORD]} == = ||
		${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then
		return
	elif [[ $cur == -* ]]; then
		kind="=$(_jam_options "$command")"
	elif [[ -z $command ]]; then
		kind="=$(_jam_commands)"
	else
		kind=$(_jam_operand "$command:$n")
	fi
	case $kind in
	'' | none) return ;;
	file | dir)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -A "${kind/dir/directory}" -- "$cur")
		return
		;;
	=*) read -ra words <<<"${kind#=}" ;;
	*)
		[[ $kind == *=* ]] && compopt -o nospace
		# LIST COLUMN SUFFIX are words.
		# shellcheck disable=SC2086
		mapfile -t words < <(_jam_names $kind)
		;;
	esac
	# Names are other people's text: compgen -W would run what is in them.
	for word in "${words[@]}"; do
		printf -v quoted %q "$word"
		[[ $word == "$cur"* || $quoted == "$cur"* ]] &&
			COMPREPLY+=("$quoted")
	done
}

# An e-mail address is one word.
COMP_WORDBREAKS=${COMP_WORDBREAKS//@/}
complete -F _jam jam
