/* SPDX-License-Identifier: MIT */
/* An import of a text, and all that came of it as text. */
#include "tests/unit/import_run.h"

#include <string.h>

#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/registration.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"

static struct jam_site sites[] = {
	{ .key = "copenhagen", .title = "Copenhagen" },
	{ .key = "london", .title = "London (UK)" },
};
static struct jam_criterion criteria[] = {
	{ .key = "ml-safety",
	  .title = "ML Safety",
	  .slot = 0,
	  .required = true },
	{ .key = "novelty", .title = "Novelty", .slot = 1, .required = true },
};
static struct jam_question survey[] = {
	{ .key = "recommend", .column = "How likely?", .kind = JAM_LIKELIHOOD },
	{ .key = "before", .column = "Before", .kind = JAM_PROBABILITY },
	{ .key = "why", .column = "Why", .kind = JAM_TEXT },
};
static const struct jam_event event = {
	.slug = "e",
	.title = "E",
	.zone = "Europe/Copenhagen",
	.sites = sites,
	.sites_len = 2,
	.criteria = criteria,
	.criteria_len = 2,
	.survey = survey,
	.survey_len = 3,
	.judging = { .scale_min = 1, .scale_max = 5, .scale_step = 1 },
};

static void
put(struct jam_test_run *run, const char *name, const char *text)
{
	if (text != NULL)
		jam_buf_format(&run->rows, " %s=%s", name,
			       *text == '\0' ? "online" : text);
}

static void
put_time(struct jam_test_run *run, const char *name, int64_t at)
{
	if (at != JAM_NONE)
		put(run, name, jam_time_write(run->arena, at));
}

static void
put_answers(struct jam_test_run *run, const struct jam_answer *answers,
	    size_t count)
{
	for (size_t i = 0; i < count; i++)
		jam_buf_format(&run->rows, " [%s: %s]", answers[i].header,
			       answers[i].value);
	jam_buf_char(&run->rows, '\n');
}

static bool
on_registration(void *context, const struct jam_registration_row *row,
		struct jam_error *err)
{
	struct jam_test_run *run = context;

	if (row->name != NULL && strcmp(row->name, "Refused By Store") == 0)
		return jam_fail(err, JAM_E_DATA, "the store says no");
	if (!run->lineless)
		jam_buf_format(&run->rows, "%zu: ", row->line);
	jam_buf_text(&run->rows, row->email);
	put(run, "name", row->name);
	put(run, "site", row->site);
	put(run, "team", row->team);
	put(run, "role", row->role);
	if (row->status != JAM_NONE)
		put(run, "status", jam_status_words[row->status]);
	put_time(run, "at", row->registered_at);
	put(run, "id", row->source_id);
	put_answers(run, row->answers, row->answers_len);
	return true;
}

static bool
on_judge(void *context, const struct jam_judge_row *row, struct jam_error *err)
{
	struct jam_test_run *run = context;

	(void)err;
	jam_buf_format(&run->rows, "%zu: %s", row->line, row->email);
	put(run, "name", row->name);
	put(run, "affiliation", row->affiliation);
	put(run, "expertise", row->expertise);
	if (row->is_public != JAM_NONE)
		put(run, "public", row->is_public ? "yes" : "no");
	for (size_t i = 0; i < row->conflicts_len; i++)
		put(run, "conflict", row->conflicts[i]);
	put_answers(run, row->answers, row->answers_len);
	return true;
}

static bool
on_project(void *context, const struct jam_project_row *row,
	   struct jam_error *err)
{
	struct jam_test_run *run = context;

	(void)err;
	jam_buf_format(&run->rows, "%zu: %s", row->line, row->title);
	put(run, "id", row->source_id);
	put(run, "team", row->team);
	put(run, "url", row->url);
	put(run, "abstract", row->abstract);
	put_time(run, "at", row->submitted_at);
	for (size_t i = 0; i < row->members_len; i++)
		jam_buf_format(
		    &run->rows, " <%s|%s>",
		    row->members[i].name != NULL ? row->members[i].name : "",
		    row->members[i].email != NULL ? row->members[i].email : "");
	put_answers(run, row->answers, row->answers_len);
	return true;
}

static bool
on_rating(void *context, const struct jam_rating_row *row,
	  struct jam_error *err)
{
	struct jam_test_run *run = context;

	(void)err;
	jam_buf_format(&run->rows, "%zu: %s %s %d %d", row->line, row->judge,
		       row->project, (int)row->scores[0], (int)row->scores[1]);
	put(run, "comment", row->comment);
	put_time(run, "at", row->rated_at);
	jam_buf_char(&run->rows, '\n');
	return true;
}

static bool
on_survey(void *context, const struct jam_survey_row *row,
	  struct jam_error *err)
{
	struct jam_test_run *run = context;

	(void)err;
	jam_buf_format(&run->rows, "%zu: %s", row->line, row->row_key);
	put(run, "email", row->email);
	for (size_t i = 0; i < event.survey_len; i++)
		put(run, event.survey[i].key, row->values[i]);
	jam_buf_char(&run->rows, '\n');
	return true;
}

static bool
on_outcome(void *context, const struct jam_outcome_row *row,
	   struct jam_error *err)
{
	struct jam_test_run *run = context;

	(void)err;
	jam_buf_format(&run->rows, "%zu: %s %s", row->line, row->wave,
		       row->kind);
	put(run, "email", row->email);
	put(run, "project", row->project);
	put(run, "quote", row->quote);
	jam_buf_char(&run->rows, '\n');
	return true;
}

static bool
on_reject(void *context, const struct jam_reject *reject, struct jam_error *err)
{
	struct jam_test_run *run = context;

	(void)err;
	jam_buf_format(&run->rejects, "%zu: %s:", reject->line, reject->reason);
	for (size_t i = 0; i < reject->cells_len; i++)
		jam_buf_format(&run->rejects, " %s", reject->cells[i]);
	jam_buf_char(&run->rejects, '\n');
	return true;
}

static void
on_note(void *context, const char *text)
{
	jam_buf_format(&((struct jam_test_run *)context)->notes, "%s\n", text);
}

static void
on_explain(void *context, const char *text)
{
	jam_buf_format(&((struct jam_test_run *)context)->explained, "%s\n",
		       text);
}

struct jam_test_run *
jam_test_begin(struct jam_arena *arena)
{
	struct jam_test_run *run = jam_alloc(arena, sizeof *run);

	run->arena = arena;
	jam_mapping_init(&run->mapping, arena);
	run->problems.arena = arena;
	jam_buf_init(&run->rows, arena);
	jam_buf_init(&run->notes, arena);
	jam_buf_init(&run->rejects, arena);
	jam_buf_init(&run->explained, arena);
	return run;
}

void
jam_test_map(struct jam_test_run *run, const char *option)
{
	assert_done(jam_mapping_add(&run->mapping, option, &run->err),
		    &run->err);
}

void
jam_test_import(struct jam_test_run *run, enum jam_import_kind kind, FILE *file)
{
	struct jam_import_sink sink = { .context = run,
					.registration = on_registration,
					.judge = on_judge,
					.project = on_project,
					.rating = on_rating,
					.survey = on_survey,
					.outcome = on_outcome,
					.reject = on_reject,
					.note = on_note };
	struct jam_import_request request = { .kind = kind,
					      .file = file,
					      .name = "t.csv",
					      .mapping = &run->mapping,
					      .event = &event,
					      .arena = run->arena,
					      .problems = &run->problems };
	struct jam_import *import = NULL;

	assert_non_null(file);
	request.scratch = jam_test_arena();
	run->done = jam_import_open(&request, &import, &run->err);
	if (run->done) {
		jam_import_explain(import, on_explain, run);
		run->done =
		    jam_import_run(import, &sink, &run->counts, &run->err);
	}
	jam_import_close(import);
	jam_arena_free(request.scratch);
	fclose(file);
}

struct jam_test_run *
jam_test_import_text(struct jam_arena *arena, enum jam_import_kind kind,
		     const char *text)
{
	struct jam_test_run *run = jam_test_begin(arena);

	jam_test_import(run, kind, jam_test_file(text, strlen(text)));
	return run;
}

/* All went well, and these rows came of it. */
void
jam_test_rows(const struct jam_test_run *run, const char *rows)
{
	assert_done(run->done, &run->err);
	if (run->problems.first != NULL)
		print_error("line %zu: %s: %s\n", run->problems.first->at.line,
			    run->problems.first->at.field,
			    run->problems.first->message);
	assert_i64_equal(run->problems.count, 0);
	assert_string_equal(jam_buf_string(&run->rows), rows);
}

/* The n-th problem. */
void
jam_test_problem(const struct jam_test_run *run, size_t n, size_t line,
		 const char *field, const char *part)
{
	const struct jam_problem *p = run->problems.first;

	while (n-- > 0 && p != NULL)
		p = p->next;
	assert_non_null(p);
	if (strstr(p->message, part) == NULL)
		print_error("%s\n", p->message);
	assert_non_null(strstr(p->message, part));
	assert_i64_equal(p->at.line, line);
	assert_string_equal(p->at.field, field);
}
