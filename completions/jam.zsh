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
		'*--event=[the event; needed where there are several]:SLUG: _jam_names events event'
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
		'amend:Change an event to what its file says now'
		'assign:Give every judge a batch of projects'
		'award:Give the prizes by the published results'
		'backup:Copy the database while it is in use, and check the copy'
		'check:Look for what would go wrong'
		'completion:Print the completions of a shell'
		'create:Set up an event from its file'
		'export:Write pages, ballots, results and all else that leaves'
		'forget:Erase a person, or everybody of an event that is over'
		'help:Show what a command does and understands'
		'import:Take in people, projects, ratings, ballots and surveys'
		'list:List projects, judges, ratings and all else'
		'log:Show every act that changed something'
		'plan:Simulate how sure the first three would be'
		'publish:Fix the results and print their digest'
		'rate:Record a judge'\''s scores for a project'
		'report:Tell what happened, in figures'
		'restore:Take back what retract did'
		'retract:Take a project out of competition, or set ratings aside'
		'score:Rank the projects and show what led to it'
		'show:Show one thing whole'
		'status:Show where the event stands and who owes ratings'
		'verify:Prove that nothing was changed behind jam'\''s back'
	)
	_arguments -C -s -S $all '1:command:->command' '*::operand:->operand' && return
	if [[ $state == command ]]; then
		_describe command commands
		return
	fi
	case $line[1] in
	amend) own=(
		'*--reason=[why a rule of judging changes after the first rating]:TEXT:'
		'1:EVENT.yaml:_files'
	) ;;
	assign) own=(
		'*-k+[projects for a judge, in place of judging.batch]:K:'
		'*--batch=[projects for a judge, in place of judging.batch]:K:'
		'*--seed=[draw from this text, not from event and projects]:TEXT:'
		'*--relax=[give up balance, batch, own_site, site\:SLUG or kept]:RULE:'
		'*--release=[let a judge go\: an e-mail, or idle for all who rated nothing]:WHO:'
		'*--check[prove what is stored, and change nothing]'
	) ;;
	award) own=(
		'*-g+[who gets a prize that goes by nothing]:NAME=PROJECT:'
		'*--give=[who gets a prize that goes by nothing]:NAME=PROJECT:'
	) ;;
	backup) own=(
		'1:FILE:_files'
	) ;;
	check) own=(
	) ;;
	completion) own=(
		'1:SHELL:(bash zsh fish)'
	) ;;
	create) own=(
		'*--template[print a commented file to start from; the operand is the event'\''s name]'
		'*:EVENT.yaml:_files'
	) ;;
	export) own=(
		'*-o+[the file, or the directory of many files; - is stdout]:PATH:_files'
		'*--output=[the file, or the directory of many files; - is stdout]:PATH:_files'
		'*--html[pages as HTML, not Markdown]'
		'*--front-matter=[what Markdown pages begin with]:TOOL:(none hugo jekyll quarto)'
		'*--flavor=[of Markdown]:NAME:(gfm commonmark)'
		'*--as=[of ballots]:FORM:(yaml csv md html)'
		'*--site=[ballots of its judges, its calendar, its pages]:ID: _jam_names sites id'
		'*--template=[certificates\: the SVG to fill in]:FILE:_files'
		'*--private[for the organizer\: with names and addresses]'
		'*--raw[CSV without the guard against formulas]'
		'*--audit[data\: the record that jam verify BUNDLE checks]'
		'1:WHAT:(ballots calendar certificates data pages ratings results)'
	) ;;
	forget) own=(
		'1:EMAIL: _jam_names persons email'
	) ;;
	help) own=(
		'*--mdoc[print it as the source of a man page]'
		'1:COMMAND:(amend assign award backup check completion create export forget help import list log plan publish rate report restore retract score show status verify)'
	) ;;
	import) own=(
		'*--from=[which tool wrote the file]:TOOL:(auto jam itch devpost luma eventbrite google-forms typeform tally airtable)'
		'*-m+[take a field from this column (FIELD=#7\: the seventh)]:FIELD=COLUMN:'
		'*--map=[take a field from this column (FIELD=#7\: the seventh)]:FIELD=COLUMN:'
		'*--map-file=[the same, and more, from a YAML file]:FILE:_files'
		'*--skip-bad[take the good rows, name the bad ones]'
		'*--rejects=[write the bad rows to this CSV, with the reason]:FILE:_files'
		'*--encoding=[what the text is written in]:NAME:(utf-8 cp1252 latin1)'
		'*--date-format=[the order of day, month and year]:ORDER:(dmy mdy ymd)'
		'*--as-recorded[ratings\: take the record of a jam that is over]'
		'1:KIND:(registrations judges projects ratings ballots survey outcomes)'
		'*:FILE:_files'
	) ;;
	list) own=(
		'*--site=[only what belongs to this site]:ID: _jam_names sites id'
		'*--owing[judges\: only who still owes ratings]'
		'1:WHAT:(assignments awards criteria events judges outcomes persons projects ratings registrations sites teams)'
	) ;;
	log) own=(
	) ;;
	plan) own=(
		'*--projects=[how many projects there will be]:P:'
		'*--judges=[how many judges]:R:'
		'*--batch=[projects each judge rates (5)]:K:'
		'*-m+[look at one method only]:METHOD:(mean itch bayes mixed)'
		'*--method=[look at one method only]:METHOD:(mean itch bayes mixed)'
		'*--minutes-per-project=[how long a judge needs for one]:M:'
		'*--window=[how long judging is open, such as 4h]:T:'
	) ;;
	publish) own=(
		'*--reason=[why before the close, or why again]:TEXT:'
	) ;;
	rate) own=(
		'*-j+[the judge who rates]:EMAIL: _jam_names judges email'
		'*--judge=[the judge who rates]:EMAIL: _jam_names judges email'
		'*-c+[words for the team and the organizer]:TEXT:'
		'*--comment=[words for the team and the organizer]:TEXT:'
		'*--comment-file=[the same from a file, - for standard input]:FILE:_files'
		'*--replace[give other scores than before]'
		'*--skip[leave this project of the batch out, for good]'
		'*--at=[when a paper ballot was filled in]:TIME:'
		'*--reason=[why, for --skip and --at]:TEXT:'
		'1:PROJECT: _jam_names projects slug'
		'*:CRITERION=SCORE: _jam_names criteria id = '
	) ;;
	report) own=(
		'*--by=[survey\: each group as well]:WHAT:(site)'
		'*--least=[survey\: withhold what rests on fewer answers]:N:'
		'*--chart=[survey\: draw a question or a pair]:ID:'
		'*--svg[survey\: draw it as an SVG file]'
		'*--column=[sources\: the header of the answers]:TEXT:'
		'*--quotes[outcomes\: what may be quoted]'
		'*--expected[outcomes\: what was expected, and whether it came]'
		'1:REPORT:(coverage outcomes raters series sites sources survey)'
	) ;;
	restore) own=(
		'*-j+[count this judge'\''s rating again, or all of them]:EMAIL: _jam_names judges email'
		'*--judge=[count this judge'\''s rating again, or all of them]:EMAIL: _jam_names judges email'
		'1:PROJECT: _jam_names projects slug'
	) ;;
	retract) own=(
		'*-t+[what pages still show of the project]:TIER:(hidden named unranked)'
		'*--tier=[what pages still show of the project]:TIER:(hidden named unranked)'
		'*-j+[set this judge'\''s rating aside, or all of them]:EMAIL: _jam_names judges email'
		'*--judge=[set this judge'\''s rating aside, or all of them]:EMAIL: _jam_names judges email'
		'*--reason=[why, for the record]:TEXT:'
		'*--letter=[write a letter to the team]:FILE:_files'
		'*--template=[the text of the letter]:FILE:_files'
		'1:PROJECT: _jam_names projects slug'
	) ;;
	score) own=(
		'*-m+[look at another method than the event'\''s]:METHOD:(mean itch bayes mixed)'
		'*--method=[look at another method than the event'\''s]:METHOD:(mean itch bayes mixed)'
		'*--compare[all methods side by side]'
		'*--chart[scores, intervals and their spread as bars]'
		'*--explain=[every number that led to one rank]:PROJECT: _jam_names projects slug'
		'*--rounds=[draws for the ranks of mixed; 1000 if not given]:N:'
		'*--private[--explain\: judges by name]'
	) ;;
	show) own=(
		'1:WHAT:(assignments awards criteria events judges outcomes persons projects ratings registrations sites teams)'
		'2:NAME:'
	) ;;
	status) own=(
	) ;;
	verify) own=(
		'*--head=[is this digest, noted before, in the log?]:DIGEST:'
		'*--receipt=[is the rating of this receipt in the log?]:RECEIPT:'
		'*--certificate=[whose is the certificate of this code?]:CODE:'
		'*--pages=[are these pages what the database gives?]:DIR:_files -/'
		'1:BUNDLE:_files'
	) ;;
	esac
	_arguments -s -S $all $own
}

if [[ $funcstack[1] == _jam ]]; then
	_jam "$@"
else
	compdef _jam jam
fi
