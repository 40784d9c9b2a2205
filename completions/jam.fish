# SPDX-License-Identifier: MIT
# fish completion for jam: made by `jam completion fish`.

# The words before the cursor without options: command, operands.
function __jam_words
	set -l skip 0
	for word in (commandline -opc)[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word $__jam_values
			set skip 1
		else if not string match -q -- '-?*' $word
			echo -- $word
		end
	end
end

# In COMMAND, and if N is given at its operand N, or at a later one.
function __jam_in
	set -l words (__jam_words)
	test "$words[1]" = "$argv[1]"; or return
	set -l n (math (count $words) - 1)
	switch (count $argv)
		case 2
			test $n = $argv[2]
		case 3
			test $n -ge $argv[2]
	end
end

# Names from the database: LIST COLUMN [SUFFIX].
function __jam_names
	set -l named
	set -l words (commandline -opc)
	for i in (seq 2 (count $words))
		set -l value $words[(math $i + 1)]
		if contains -- $words[$i] --db --event; and set -q value[1]
			set -a named $words[$i] $value
		end
	end
	$words[1] $named list $argv[1] --format tsv 2>/dev/null |
		awk -F '\t' -v want=$argv[2] -v end="$argv[3]" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i }
		NR > 1 && at { print $at end }'
end

set -g __jam_values --db --event --format --reason --batch -k --seed --relax --release --give -g --output -o --front-matter --flavor --as --site --template --from --map -m --map-file --rejects --encoding --date-format --site --projects --judges --batch --method -m --minutes-per-project --window --reason --judge -j --comment -c --comment-file --at --reason --by --least --chart --column --judge -j --tier -t --judge -j --reason --letter --template --method -m --explain --rounds --head --receipt --certificate --pages
complete -c jam -f
complete -c jam -n 'test -z (__jam_words)[1]' -a amend -d 'Change an event to what its file says now'
complete -c jam -n 'test -z (__jam_words)[1]' -a assign -d 'Give every judge a batch of projects'
complete -c jam -n 'test -z (__jam_words)[1]' -a award -d 'Give the prizes by the published results'
complete -c jam -n 'test -z (__jam_words)[1]' -a backup -d 'Copy the database while it is in use, and check the copy'
complete -c jam -n 'test -z (__jam_words)[1]' -a check -d 'Look for what would go wrong'
complete -c jam -n 'test -z (__jam_words)[1]' -a completion -d 'Print the completions of a shell'
complete -c jam -n 'test -z (__jam_words)[1]' -a create -d 'Set up an event from its file'
complete -c jam -n 'test -z (__jam_words)[1]' -a export -d 'Write pages, ballots, results and all else that leaves'
complete -c jam -n 'test -z (__jam_words)[1]' -a forget -d 'Erase a person, or everybody of an event that is over'
complete -c jam -n 'test -z (__jam_words)[1]' -a help -d 'Show what a command does and understands'
complete -c jam -n 'test -z (__jam_words)[1]' -a import -d 'Take in people, projects, ratings, ballots and surveys'
complete -c jam -n 'test -z (__jam_words)[1]' -a list -d 'List projects, judges, ratings and all else'
complete -c jam -n 'test -z (__jam_words)[1]' -a log -d 'Show every act that changed something'
complete -c jam -n 'test -z (__jam_words)[1]' -a plan -d 'Simulate how sure the first three would be'
complete -c jam -n 'test -z (__jam_words)[1]' -a publish -d 'Fix the results and print their digest'
complete -c jam -n 'test -z (__jam_words)[1]' -a rate -d 'Record a judge'\''s scores for a project'
complete -c jam -n 'test -z (__jam_words)[1]' -a report -d 'Tell what happened, in figures'
complete -c jam -n 'test -z (__jam_words)[1]' -a restore -d 'Take back what retract did'
complete -c jam -n 'test -z (__jam_words)[1]' -a retract -d 'Take a project out of competition, or set ratings aside'
complete -c jam -n 'test -z (__jam_words)[1]' -a score -d 'Rank the projects and show what led to it'
complete -c jam -n 'test -z (__jam_words)[1]' -a show -d 'Show one thing whole'
complete -c jam -n 'test -z (__jam_words)[1]' -a status -d 'Show where the event stands and who owes ratings'
complete -c jam -n 'test -z (__jam_words)[1]' -a verify -d 'Prove that nothing was changed behind jam'\''s back'
complete -c jam -l db -r -F -d 'the database; ./jam.db if none is named'
complete -c jam -l event -x -a '(__jam_names events event)' -d 'the event; needed where there are several'
complete -c jam -l format -x -a 'table tsv csv json jsonl md' -d 'a table on a terminal and tsv elsewhere, or'
complete -c jam -l json -d 'short for --format json'
complete -c jam -l csv -d 'short for --format csv'
complete -c jam -l dry-run -s n -d 'do everything, take it back, show what would come'
complete -c jam -l yes -s y -d 'do not ask before destroying or overwriting'
complete -c jam -l help -s h -d 'show help, for a command too'
complete -c jam -l version -d 'show the versions of jam and its libraries'
complete -c jam -n '__jam_in amend' -l reason -x -d 'why a rule of judging changes after the first rating'
complete -c jam -n '__jam_in amend 0' -r -F
complete -c jam -n '__jam_in assign' -l batch -s k -x -d 'projects for a judge, in place of judging.batch'
complete -c jam -n '__jam_in assign' -l seed -x -d 'draw from this text, not from event and projects'
complete -c jam -n '__jam_in assign' -l relax -x -d 'give up balance, batch, own_site, site:SLUG or kept'
complete -c jam -n '__jam_in assign' -l release -x -d 'let a judge go: an e-mail, or idle for all who rated nothing'
complete -c jam -n '__jam_in assign' -l check -d 'prove what is stored, and change nothing'
complete -c jam -n '__jam_in award' -l give -s g -x -d 'who gets a prize that goes by nothing'
complete -c jam -n '__jam_in backup 0' -r -F
complete -c jam -n '__jam_in completion 0' -x -a 'bash zsh fish'
complete -c jam -n '__jam_in create' -l template -d 'print a commented file to start from; the operand is the event'\''s name'
complete -c jam -n '__jam_in create 0 more' -r -F
complete -c jam -n '__jam_in export' -l output -s o -r -F -d 'the file, or the directory of many files; - is stdout'
complete -c jam -n '__jam_in export' -l html -d 'pages as HTML, not Markdown'
complete -c jam -n '__jam_in export' -l front-matter -x -a 'none hugo jekyll quarto' -d 'what Markdown pages begin with'
complete -c jam -n '__jam_in export' -l flavor -x -a 'gfm commonmark' -d 'of Markdown'
complete -c jam -n '__jam_in export' -l as -x -a 'yaml csv md html' -d 'of ballots'
complete -c jam -n '__jam_in export' -l site -x -a '(__jam_names sites id)' -d 'ballots of its judges, its calendar, its pages'
complete -c jam -n '__jam_in export' -l template -r -F -d 'certificates: the SVG to fill in'
complete -c jam -n '__jam_in export' -l private -d 'for the organizer: with names and addresses'
complete -c jam -n '__jam_in export' -l raw -d 'CSV without the guard against formulas'
complete -c jam -n '__jam_in export' -l audit -d 'data: the record that jam verify BUNDLE checks'
complete -c jam -n '__jam_in export 0' -x -a 'ballots calendar certificates data pages ratings results'
complete -c jam -n '__jam_in forget 0' -x -a '(__jam_names persons email)'
complete -c jam -n '__jam_in help' -l mdoc -d 'print it as the source of a man page'
complete -c jam -n '__jam_in help 0' -x -a 'amend assign award backup check completion create export forget help import list log plan publish rate report restore retract score show status verify'
complete -c jam -n '__jam_in import' -l from -x -a 'auto jam itch devpost luma eventbrite google-forms typeform tally airtable' -d 'which tool wrote the file'
complete -c jam -n '__jam_in import' -l map -s m -x -d 'take a field from this column (FIELD=#7: the seventh)'
complete -c jam -n '__jam_in import' -l map-file -r -F -d 'the same, and more, from a YAML file'
complete -c jam -n '__jam_in import' -l skip-bad -d 'take the good rows, name the bad ones'
complete -c jam -n '__jam_in import' -l rejects -r -F -d 'write the bad rows to this CSV, with the reason'
complete -c jam -n '__jam_in import' -l encoding -x -a 'utf-8 cp1252 latin1' -d 'what the text is written in'
complete -c jam -n '__jam_in import' -l date-format -x -a 'dmy mdy ymd' -d 'the order of day, month and year'
complete -c jam -n '__jam_in import' -l as-recorded -d 'ratings: take the record of a jam that is over'
complete -c jam -n '__jam_in import 0' -x -a 'registrations judges projects ratings ballots survey outcomes'
complete -c jam -n '__jam_in import 1 more' -r -F
complete -c jam -n '__jam_in list' -l site -x -a '(__jam_names sites id)' -d 'only what belongs to this site'
complete -c jam -n '__jam_in list' -l owing -d 'judges: only who still owes ratings'
complete -c jam -n '__jam_in list 0' -x -a 'assignments awards criteria events judges outcomes persons projects ratings registrations sites teams'
complete -c jam -n '__jam_in plan' -l projects -x -d 'how many projects there will be'
complete -c jam -n '__jam_in plan' -l judges -x -d 'how many judges'
complete -c jam -n '__jam_in plan' -l batch -x -d 'projects each judge rates (5)'
complete -c jam -n '__jam_in plan' -l method -s m -x -a 'mean itch bayes mixed' -d 'look at one method only'
complete -c jam -n '__jam_in plan' -l minutes-per-project -x -d 'how long a judge needs for one'
complete -c jam -n '__jam_in plan' -l window -x -d 'how long judging is open, such as 4h'
complete -c jam -n '__jam_in publish' -l reason -x -d 'why before the close, or why again'
complete -c jam -n '__jam_in rate' -l judge -s j -x -a '(__jam_names judges email)' -d 'the judge who rates'
complete -c jam -n '__jam_in rate' -l comment -s c -x -d 'words for the team and the organizer'
complete -c jam -n '__jam_in rate' -l comment-file -r -F -d 'the same from a file, - for standard input'
complete -c jam -n '__jam_in rate' -l replace -d 'give other scores than before'
complete -c jam -n '__jam_in rate' -l skip -d 'leave this project of the batch out, for good'
complete -c jam -n '__jam_in rate' -l at -x -d 'when a paper ballot was filled in'
complete -c jam -n '__jam_in rate' -l reason -x -d 'why, for --skip and --at'
complete -c jam -n '__jam_in rate 0' -x -a '(__jam_names projects slug)'
complete -c jam -n '__jam_in rate 1 more' -x -a '(__jam_names criteria id = )'
complete -c jam -n '__jam_in report' -l by -x -a 'site' -d 'survey: each group as well'
complete -c jam -n '__jam_in report' -l least -x -d 'survey: withhold what rests on fewer answers'
complete -c jam -n '__jam_in report' -l chart -x -d 'survey: draw a question or a pair'
complete -c jam -n '__jam_in report' -l svg -d 'survey: draw it as an SVG file'
complete -c jam -n '__jam_in report' -l column -x -d 'sources: the header of the answers'
complete -c jam -n '__jam_in report' -l quotes -d 'outcomes: what may be quoted'
complete -c jam -n '__jam_in report' -l expected -d 'outcomes: what was expected, and whether it came'
complete -c jam -n '__jam_in report 0' -x -a 'coverage outcomes raters series sites sources survey'
complete -c jam -n '__jam_in restore' -l judge -s j -x -a '(__jam_names judges email)' -d 'count this judge'\''s rating again, or all of them'
complete -c jam -n '__jam_in restore 0' -x -a '(__jam_names projects slug)'
complete -c jam -n '__jam_in retract' -l tier -s t -x -a 'hidden named unranked' -d 'what pages still show of the project'
complete -c jam -n '__jam_in retract' -l judge -s j -x -a '(__jam_names judges email)' -d 'set this judge'\''s rating aside, or all of them'
complete -c jam -n '__jam_in retract' -l reason -x -d 'why, for the record'
complete -c jam -n '__jam_in retract' -l letter -r -F -d 'write a letter to the team'
complete -c jam -n '__jam_in retract' -l template -r -F -d 'the text of the letter'
complete -c jam -n '__jam_in retract 0' -x -a '(__jam_names projects slug)'
complete -c jam -n '__jam_in score' -l method -s m -x -a 'mean itch bayes mixed' -d 'look at another method than the event'\''s'
complete -c jam -n '__jam_in score' -l compare -d 'all methods side by side'
complete -c jam -n '__jam_in score' -l chart -d 'scores, intervals and their spread as bars'
complete -c jam -n '__jam_in score' -l explain -x -a '(__jam_names projects slug)' -d 'every number that led to one rank'
complete -c jam -n '__jam_in score' -l rounds -x -d 'draws for the ranks of mixed; 1000 if not given'
complete -c jam -n '__jam_in score' -l private -d '--explain: judges by name'
complete -c jam -n '__jam_in show 0' -x -a 'assignments awards criteria events judges outcomes persons projects ratings registrations sites teams'
complete -c jam -n '__jam_in verify' -l head -x -d 'is this digest, noted before, in the log?'
complete -c jam -n '__jam_in verify' -l receipt -x -d 'is the rating of this receipt in the log?'
complete -c jam -n '__jam_in verify' -l certificate -x -d 'whose is the certificate of this code?'
complete -c jam -n '__jam_in verify' -l pages -x -a '(__fish_complete_directories)' -d 'are these pages what the database gives?'
complete -c jam -n '__jam_in verify 0' -r -F
