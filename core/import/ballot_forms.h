/* SPDX-License-Identifier: MIT */
/* The forms of a ballot, each with its reader; for ballotfile.c. */
#ifndef JAM_IMPORT_BALLOT_FORMS_H
#define JAM_IMPORT_BALLOT_FORMS_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_ballot;
struct jam_ballot_row;
struct jam_problems;
struct jam_source;

/* A ballot in the making. */
struct jam_ballot_reading {
	const char *file; /* for messages */
	struct jam_arena *arena;
	struct jam_problems *problems;
	struct jam_ballot *out;
	size_t rows_room;
};

/* A new last row. */
struct jam_ballot_row *jam_ballot_add(struct jam_ballot_reading *reading);

void jam_ballot_problem(struct jam_ballot_reading *reading, size_t line,
			const char *format, ...) JAM_PRINTF(3, 4);

/* Bad text is a problem; false only when the file cannot be read on. */
JAM_MUST_USE bool jam_ballot_read_csv(struct jam_ballot_reading *reading,
				      struct jam_source *source,
				      struct jam_error *err);
void jam_ballot_read_md(struct jam_ballot_reading *reading, char *text);

#endif
