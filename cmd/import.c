/* SPDX-License-Identifier: MIT */
/* jam import: other people's files. */
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "cmd/cli/ballots.h"
#include "cmd/cli/dialogue.h"
#include "cmd/cli/intake.h"
#include "cmd/cli/merging.h"
#include "cmd/cli/rejects.h"
#include "cmd/cli/say.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/base/os.h"
#include "core/base/worker.h"
#include "core/import/mapfile.h"
#include "core/import/rows.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/render/out.h"
#include "core/store/bulk.h"
#include "core/store/dumps.h"
#include "core/store/log.h"

struct options {
	const char *from, *map_file, *rejects, *encoding, *date_format;
	struct jam_texts map;
	bool skip_bad, as_recorded;
};

static const char *const encodings[] = { "utf-8", "cp1252", "latin1", NULL };
static const char *const dates[] = { "dmy", "mdy", "ymd", NULL };
static const char *const tools[] = {
	"auto",		"jam",	    "itch",  "devpost",	 "luma", "eventbrite",
	"google-forms", "typeform", "tally", "airtable", NULL,
};

static const struct jam_option options[] = {
	JAM_OPT(CHOICE_OPTION, from, .name = "from", .value = "TOOL",
		.choices = tools, .help = "which tool wrote the file"),
	JAM_OPT(
	    MANY, map, .name = "map", .letter = 'm', .value = "FIELD=COLUMN",
	    .help = "take a field from this column (FIELD=#7: the seventh)"),
	JAM_OPT(FILE, map_file, .name = "map-file", .value = "FILE",
		.help = "the same, and more, from a YAML file"),
	JAM_OPT(FLAG, skip_bad, .name = "skip-bad",
		.help = "take the good rows, name the bad ones"),
	JAM_OPT(FILE, rejects, .name = "rejects", .value = "FILE",
		.help = "write the bad rows to this CSV, with the reason"),
	JAM_OPT(CHOICE_OPTION, encoding, .name = "encoding", .value = "NAME",
		.choices = encodings, .help = "what the text is written in"),
	JAM_OPT(CHOICE_OPTION, date_format, .name = "date-format",
		.value = "ORDER", .choices = dates,
		.help = "the order of day, month and year"),
	JAM_OPT(FLAG, as_recorded, .name = "as-recorded",
		.help = "ratings: take the record of a jam that is over"),
	{ 0 },
};

static const char *const kinds[] = {
	"registrations", "judges", "projects", "ratings",
	"ballots",	 "survey", "outcomes", NULL,
};

static const struct jam_operand operands[] = {
	{ "KIND", JAM_WORD, .choices = kinds, .help = "what the files hold" },
	{ "FILE", JAM_FILE, .repeats = true,
	  .help = "a file, or - for standard input" },
	{ 0 },
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct jam_import_summary, file, TEXT),
	JAM_COLUMN(struct jam_import_summary, kind, TEXT),
	JAM_COLUMN(struct jam_import_summary, rows, INT),
	JAM_COLUMN(struct jam_import_summary, added, INT),
	JAM_COLUMN(struct jam_import_summary, updated, INT),
	JAM_COLUMN(struct jam_import_summary, unchanged, INT),
	JAM_COLUMN(struct jam_import_summary, skipped, INT),
	JAM_COLUMN(struct jam_import_summary, registered, INT),
	{ 0 },
};

/* What is read before the database is touched. */
struct job {
	enum jam_import_kind kind;
	struct jam_mapping mapping;
	FILE **files;
	struct jam_rejects *rejects;
	struct jam_problems problems;
	int64_t rows;
};

static void
say(void *context, const char *text)
{
	jam_say(context, "%s", text);
}

/* Details of the log's entries: which file, as what. */
static const struct jam_log_detail *
details(struct jam_run *r, const struct job *job, const char *source,
	const struct jam_hash *digest)
{
	const struct options *o = r->options;
	struct jam_log_detail *d = jam_alloc_array(r->arena, 5, sizeof(*d));
	char hex[65];

	jam_hex_write(hex, digest->bytes, JAM_HASH_SIZE);
	d[0] = (struct jam_log_detail){ "file",
					jam_format(r->arena, "\"%s\"", hex) };
	d[1] =
	    (struct jam_log_detail){ "recorded", o->as_recorded ? "1" : "0" };
	d[2] = (struct jam_log_detail){ "source", jam_format(r->arena, "\"%s\"",
							     source) };
	d[3] =
	    (struct jam_log_detail){ "what",
				     jam_format(r->arena, "\"%s\"",
						jam_import_words[job->kind]) };
	return d;
}

/* Which file it was: summed beside the first look at its rows. */
struct digest {
	int file;
	struct jam_hash hash;
	bool failed;
};

static void
digest_file(void *data)
{
	struct digest *d = data;
	struct jam_hasher hasher;
	char bytes[8192];
	off_t at = 0;
	ssize_t n;

	jam_hash_begin(&hasher);
	while ((n = pread(d->file, bytes, sizeof(bytes), at)) > 0) {
		jam_hash_add(&hasher, bytes, (size_t)n);
		at += n;
	}
	jam_hash_end(&hasher, &d->hash);
	d->failed = n < 0;
}

/* Open, look through, and sum. */
static bool
open_file(const struct jam_import_request *request, struct jam_import **import,
	  struct jam_hash *hash, struct jam_error *err)
{
	struct digest digest = { .file = fileno(request->file) };
	struct jam_worker worker = { 0 };
	bool done;

	jam_worker_ask(&worker, digest_file, &digest);
	done = jam_import_open(request, import, err) &&
	       jam_import_look(*import, err);
	jam_worker_stop(&worker);
	*hash = digest.hash;
	if (done && digest.failed)
		return jam_fail(err, JAM_E_IO, "%s cannot be read",
				request->name);
	return done;
}

/* A row that a newer file lacks removes nothing, but is told. */
static void
tell_absent(const struct jam_run *r, enum jam_import_kind kind,
	    const struct jam_known *before, const struct jam_import_summary *s)
{
	int64_t met = s->updated + s->unchanged;
	int64_t known = kind == JAM_IMPORT_REGISTRATIONS ? before->registrations
			: kind == JAM_IMPORT_JUDGES	 ? before->experts
			: kind == JAM_IMPORT_PROJECTS	 ? before->projects
							 : 0;

	if (met > 0 && known > met)
		jam_say(r,
			"%lld of the %s known before %s not in %s; nothing is "
			"removed",
			(long long)(known - met), jam_import_words[kind],
			known - met == 1 ? "is" : "are", s->file);
}

static bool
read_rows(struct jam_run *r, struct job *job, struct jam_import *import,
	  const char *name, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_import_sink sink;
	struct jam_import_counts counts;
	struct jam_intake intake;
	struct jam_known before;

	if (!jam_store_count_known(r->store, r->event, &before, err) ||
	    !jam_intake_init(&intake, r, job->kind, err))
		return false;
	intake.as_recorded = o->as_recorded;
	intake.rejects = job->rejects;
	jam_intake_sink(&intake, &sink);
	if (!jam_import_run(import, &sink, &counts, err) ||
	    !jam_bulk_end(r->store, err))
		return false;
	if (intake.strangers > 0)
		jam_say(r, "%lld %s of people who are not registered: kept",
			(long long)intake.strangers,
			intake.strangers == 1 ? "row" : "rows");
	if (intake.by_name > 0)
		jam_say(r,
			"%s:%zu: \"%.100s\" is no address and no registered "
			"name: registered by the name alone%s",
			name, intake.line, intake.name,
			intake.by_name == 1
			    ? ""
			    : jam_format(r->arena, ", and %lld more",
					 (long long)intake.by_name - 1));
	intake.summary.file = name;
	intake.summary.rows = counts.rows;
	intake.summary.skipped = counts.skipped;
	job->rows += counts.rows;
	tell_absent(r, job->kind, &before, &intake.summary);
	return jam_out_row(r->out, &intake.summary, err);
}

static const char *
name_of(const struct jam_run *r, size_t i)
{
	return strcmp(r->argv[i + 1], "-") == 0 ? "standard input"
						: r->argv[i + 1];
}

static enum jam_encoding
encoding_of(const struct jam_run *r)
{
	const struct options *o = r->options;

	for (int e = 0; o->encoding != NULL && encodings[e] != NULL; e++)
		if (strcmp(encodings[e], o->encoding) == 0)
			return (enum jam_encoding)e;
	return JAM_UTF8;
}

/* A ballot is one judge's own file; its ratings are entries of their own. */
static bool
take_ballot(struct jam_run *r, struct job *job, size_t i, struct jam_error *err)
{
	struct jam_ballot_request request = {
		.run = r,
		.file = job->files[i],
		.name = name_of(r, i),
		.encoding = encoding_of(r),
		.problems = &job->problems,
		.rejects = job->rejects,
	};
	struct jam_import_summary summary;

	if (!jam_ballots_take(&request, &summary, err))
		return false;
	job->rows += summary.rows;
	return jam_out_row(r->out, &summary, err);
}

static bool
take_file(struct jam_run *r, struct job *job, size_t i, struct jam_error *err)
{
	struct jam_import_request request = {
		.kind = job->kind,
		.file = job->files[i],
		.name = name_of(r, i),
		.mapping = &job->mapping,
		.event = r->event,
		.arena = r->arena,
		.scratch = jam_arena_beside(r->arena),
		.problems = &job->problems,
	};
	struct jam_import *import = NULL;
	struct jam_hash digest;
	bool done;

	request.encoding = encoding_of(r);
	done = open_file(&request, &import, &digest, err);
	if (done) {
		jam_import_explain(import, say, r);
		done = jam_log_begin(
			   r->store,
			   &(struct jam_log_act){
			       .kind = "import",
			       .event = r->event->uid.text,
			       .claimed_at = JAM_NONE,
			       .details = details(
				   r, job, jam_import_source(import), &digest),
			   },
			   err) &&
		       read_rows(r, job, import, request.name, err);
	}
	jam_import_close(import);
	jam_arena_free(request.scratch);
	return done;
}

/* Bad rows end it, or with --skip-bad are named and left out. */
static bool
judge_problems(struct jam_run *r, const struct job *job, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_error bad = { 0 };
	size_t n = job->problems.count;

	if (n == 0)
		return true;
	if (!o->skip_bad) {
		if (jam_problems_fail(&job->problems, err))
			return true;
		return jam_hint(err,
				"%zu of %lld rows %s bad and nothing was "
				"imported; repair %s, or --skip-bad "
				"--rejects bad.csv",
				n, (long long)job->rows, n == 1 ? "is" : "are",
				n == 1 ? "it" : "them");
	}
	if (!jam_problems_fail(&job->problems, &bad))
		jam_say_error(r->messages, r->arena, &bad);
	return true;
}

static bool
work(struct jam_run *r, struct jam_error *err)
{
	struct job *job = r->state;

	if (!jam_merging_apply(r, &job->mapping, err))
		return false;
	jam_out_begin(r->out, "import", r->event->slug, columns);
	for (int i = 0; i + 1 < r->argc; i++)
		if (!(job->kind == JAM_IMPORT_BALLOTS
			  ? take_ballot(r, job, (size_t)i, err)
			  : take_file(r, job, (size_t)i, err)))
			return false;
	return judge_problems(r, job, err) &&
	       (job->rejects == NULL || r->dry_run ||
		jam_rejects_commit(job->rejects, err));
}

static bool
read_mapping(struct jam_run *r, struct jam_mapping *mapping,
	     struct jam_error *err)
{
	const struct options *o = r->options;
	FILE *file;
	bool done;

	jam_mapping_init(mapping, r->arena);
	if (o->map_file != NULL) {
		if (!jam_os_open_input(o->map_file, r->in, &file, err))
			return false;
		done = jam_mapping_read(file, o->map_file, mapping, err);
		fclose(file);
		if (!done)
			return false;
	}
	for (size_t i = 0; i < o->map.count; i++)
		if (!jam_mapping_add(mapping, o->map.items[i], err))
			return false;
	if (o->from != NULL)
		mapping->from = o->from;
	for (int d = 0; o->date_format != NULL && dates[d] != NULL; d++)
		if (strcmp(dates[d], o->date_format) == 0)
			mapping->date_order = (enum jam_date_order)(d + 1);
	return true;
}

/* Open all files first: standard input is spooled before a lock is held. */
static bool
open_files(struct jam_run *r, struct job *job, struct jam_error *err)
{
	size_t n = (size_t)r->argc - 1;

	job->files = jam_alloc_array(r->arena, n, sizeof(FILE *));
	for (size_t i = 0; i < n; i++)
		if (!jam_os_open_input(r->argv[i + 1], r->in, &job->files[i],
				       err))
			return false;
	return true;
}

/* Whether the columns of a file are understood; asks where they are not. */
static bool
ask_file(struct jam_run *r, enum jam_import_kind kind, const char *path,
	 struct jam_error *err)
{
	struct options *o = (struct options *)r->options;
	struct jam_error ignored = { 0 };
	struct jam_import *import = NULL;
	struct jam_mapping mapping;
	struct jam_import_request request = {
		.kind = kind,
		.name = path,
		.mapping = &mapping,
		.event = r->event,
		.arena = r->arena,
		.scratch = jam_arena_beside(r->arena),
	};
	bool done = true;

	if (read_mapping(r, &mapping, &ignored) &&
	    jam_os_open_input(path, r->in, &request.file, &ignored)) {
		request.encoding = encoding_of(r);
		if (!jam_import_open(&request, &import, &ignored) &&
		    jam_import_unknown(import))
			done =
			    jam_dialogue_columns(r, import, kind, &o->map, err);
		jam_import_close(import);
		fclose(request.file);
	}
	jam_arena_free(request.scratch);
	return done;
}

/* A person at a terminal is asked about columns; files are read again. */
static bool
ask(struct jam_run *r, struct jam_error *err)
{
	enum jam_import_kind kind = 0;

	while (strcmp(jam_import_words[kind], r->argv[0]) != 0)
		kind++;
	if (kind > JAM_IMPORT_RATINGS)
		return true;
	for (int i = 1; i < r->argc; i++)
		if (strcmp(r->argv[i], "-") != 0 &&
		    !ask_file(r, kind, r->argv[i], err))
			return false;
	return true;
}

static bool
prepare(struct jam_run *r, struct job *job, struct jam_error *err)
{
	const struct options *o = r->options;

	while (strcmp(jam_import_words[job->kind], r->argv[0]) != 0)
		job->kind++;
	job->problems.arena = r->arena;
	if (o->as_recorded && job->kind != JAM_IMPORT_RATINGS)
		return jam_fail(err, JAM_E_USAGE,
				"--as-recorded is for ratings alone");
	if (o->rejects != NULL && !o->skip_bad)
		return jam_fail(err, JAM_E_USAGE,
				"--rejects goes with --skip-bad");
	if (!read_mapping(r, &job->mapping, err) || !open_files(r, job, err))
		return false;
	return o->rejects == NULL || r->dry_run ||
	       jam_rejects_open(r, o->rejects, &job->rejects, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	/* The error may point at its problems when this has returned. */
	struct job *job = jam_alloc(r->arena, sizeof(*job));
	bool done;

	r->state = job;
	if (r->terminal_in &&
	    !jam_session_rehearse(r, JAM_NEEDS_READ, ask, err))
		return false;
	done =
	    prepare(r, job, err) && jam_session(r, JAM_NEEDS_WRITE, work, err);
	for (int i = 0; job->files != NULL && i + 1 < r->argc; i++)
		if (job->files[i] != NULL)
			fclose(job->files[i]);
	jam_rejects_close(job->rejects);
	return done;
}

const struct jam_command jam_cmd_import = {
	.name = "import",
	.summary = "Take in people, projects, ratings, ballots and surveys",
	.details =
	    "All or nothing, unless --skip-bad is given.  What kind of file "
	    "it is and how its columns are read is said on standard error; "
	    "columns that map to nothing are kept as answers.  Importing a "
	    "file again changes nothing.",
	.group = JAM_COLLECTING,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_ONE_EVENT | JAM_OWN_STORE,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
};
