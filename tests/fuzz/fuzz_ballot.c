/* SPDX-License-Identifier: MIT */
/* Ballots in any form: read whole, or refused. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/ballotfile.h"
#include "core/model/ballot.h"
#include "core/model/event.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static struct jam_criterion criteria[] = {
	{ .key = "ml-safety", .title = "A", .required = true },
	{ .key = "novelty", .title = "B", .required = true },
};
static const struct jam_event event = {
	.slug = "e",
	.criteria = criteria,
	.criteria_len = 2,
	.judging = { .scale_min = 1, .scale_max = 5, .scale_step = 1 },
};

static void
check(const char *text)
{
	size_t bad;

	if (text != NULL && !jam_utf8_check(text, strlen(text), &bad))
		abort();
}

static void
check_ballot(const struct jam_ballot *ballot, struct jam_arena *arena)
{
	int64_t scores[2];

	if (ballot->event_uid == NULL || ballot->judge_uid == NULL ||
	    ballot->rubric == NULL)
		abort();
	for (size_t i = 0; i < ballot->rows_len; i++) {
		const struct jam_ballot_row *row = &ballot->rows[i];
		struct jam_error err = { .code = JAM_OK };

		if (row->number < 1 || row->slug == NULL)
			abort();
		check(row->slug);
		check(row->comment);
		check(row->skip);
		if (jam_ballot_scores(&event, row, "T", arena, scores, &err) ==
		    (err.code != JAM_OK))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_arena *arena = jam_arena_new(abort);
	struct jam_ballot ballot;
	FILE *file;
	bool done;

	if (length > 0 &&
	    (file = fmemopen((void *)bytes, length, "rb")) != NULL) {
		done = jam_ballotfile_read(file, "t", JAM_UTF8, arena, &ballot,
					   &err);
		if (done == (err.code != JAM_OK))
			abort();
		if (done)
			check_ballot(&ballot, arena);
		fclose(file);
	}
	jam_arena_free(arena);
	return 0;
}
