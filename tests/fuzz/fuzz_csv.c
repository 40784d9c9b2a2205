/* SPDX-License-Identifier: MIT */
/*
 * Tables as anybody may bring them.  The first byte chooses kind and encoding.
 * Every row that is handed on is checked text; the counts add up.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/mapfile.h"
#include "core/import/rows.h"
#include "core/model/event.h"
#include "core/model/registration.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct tally {
	int64_t handed;
};

static void
check(const char *text)
{
	size_t bad;

	if (text != NULL && !jam_utf8_check(text, strlen(text), &bad))
		abort();
}

static void
check_answers(const struct jam_answer *answers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check(answers[i].header);
		check(answers[i].value);
	}
}

static bool
on_registration(void *context, const struct jam_registration_row *row,
		struct jam_error *err)
{
	(void)err;
	((struct tally *)context)->handed++;
	check(row->email);
	check(row->email_key);
	check(row->name);
	check(row->team);
	check_answers(row->answers, row->answers_len);
	return true;
}

static bool
on_judge(void *context, const struct jam_judge_row *row, struct jam_error *err)
{
	((struct tally *)context)->handed++;
	check(row->name);
	if (row->conflicts_len % 2 == 1)
		return jam_fail(err, JAM_E_DATA, "the store says no");
	return true;
}

static bool
on_project(void *context, const struct jam_project_row *row,
	   struct jam_error *err)
{
	(void)err;
	((struct tally *)context)->handed++;
	check(row->title);
	for (size_t i = 0; i < row->members_len; i++) {
		check(row->members[i].email);
		check(row->members[i].name);
	}
	check_answers(row->answers, row->answers_len);
	return true;
}

static bool
on_rating(void *context, const struct jam_rating_row *row,
	  struct jam_error *err)
{
	(void)err;
	((struct tally *)context)->handed++;
	check(row->judge);
	check(row->project);
	check(row->comment);
	return true;
}

static bool
on_survey(void *context, const struct jam_survey_row *row,
	  struct jam_error *err)
{
	(void)err;
	((struct tally *)context)->handed++;
	check(row->row_key);
	check(row->values[0]);
	return true;
}

static void
run(struct jam_import_request *request)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_import_counts counts;
	struct jam_import *import = NULL;
	struct tally tally = { 0 };
	struct jam_import_sink sink = { .context = &tally,
					.registration = on_registration,
					.judge = on_judge,
					.project = on_project,
					.rating = on_rating,
					.survey = on_survey };
	bool done = jam_import_open(request, &import, &err);

	if (done)
		done = jam_import_run(import, &sink, &counts, &err);
	if (done == (err.code != JAM_OK))
		abort();
	if (done && (counts.skipped > counts.rows ||
		     tally.handed > counts.rows + counts.skipped))
		abort();
	jam_import_close(import);
}

static struct jam_site sites[] = { { .key = "a", .title = "Site A" } };
static struct jam_criterion criteria[] = { { .key = "c", .title = "C" } };
static struct jam_question questions[] = { { .key = "q", .column = "Q" } };
static const struct jam_event event = {
	.slug = "e",
	.zone = "Etc/GMT+12",
	.sites = sites,
	.sites_len = 1,
	.criteria = criteria,
	.criteria_len = 1,
	.survey = questions,
	.survey_len = 1,
	.judging = { .scale_min = 1, .scale_max = 5, .scale_step = 1 },
};

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const enum jam_import_kind kinds[] = {
		JAM_IMPORT_REGISTRATIONS, JAM_IMPORT_JUDGES,
		JAM_IMPORT_PROJECTS,	  JAM_IMPORT_RATINGS,
		JAM_IMPORT_SURVEY,
	};
	struct jam_problems problems = { 0 };
	struct jam_mapping mapping;
	struct jam_import_request request = { .name = "t",
					      .mapping = &mapping,
					      .event = &event,
					      .problems = &problems };

	if (length < 2)
		return 0;
	request.kind = kinds[bytes[0] % 5];
	request.encoding = (enum jam_encoding)(bytes[0] / 5 % 3);
	request.arena = problems.arena = jam_arena_new(abort);
	request.scratch = jam_arena_new(abort);
	jam_mapping_init(&mapping, request.arena);
	if (bytes[0] / 15 % 2 == 1 &&
	    !jam_mapping_add(&mapping, "email=#1",
			     &(struct jam_error){ .code = JAM_OK }))
		abort();
	request.file = fmemopen((void *)(bytes + 1), length - 1, "rb");
	if (request.file == NULL)
		abort();
	run(&request);
	fclose(request.file);
	jam_arena_free(request.scratch);
	jam_arena_free(request.arena);
	return 0;
}
