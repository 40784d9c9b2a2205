/* SPDX-License-Identifier: MIT */
/* An import of a text, and all that came of it as text. */
#ifndef JAM_TESTS_UNIT_IMPORT_RUN_H
#define JAM_TESTS_UNIT_IMPORT_RUN_H

#include <stdio.h>

#include "core/base/buf.h"
#include "core/import/mapfile.h"
#include "core/import/rows.h"

/* One import and all that came of it, as text. */
struct jam_test_run {
	struct jam_arena *arena, *scratch;
	struct jam_mapping mapping;
	struct jam_problems problems;
	struct jam_import_counts counts;
	struct jam_error err;
	struct jam_buf rows, notes, rejects, explained;
	bool done;
	bool lineless; /* rows are shown without their lines */
};

/* A new one; then its mapping may be filled. */
struct jam_test_run *jam_test_begin(struct jam_arena *arena);
void jam_test_map(struct jam_test_run *run, const char *option);

/*
 * Import the file, which is closed, into an event in Europe/Copenhagen with
 * the sites copenhagen and london ("London (UK)"), the criteria ml-safety and
 * novelty from 1 to 5 and three questions.
 */
void jam_test_import(struct jam_test_run *run, enum jam_import_kind kind,
		     FILE *file);
struct jam_test_run *jam_test_import_text(struct jam_arena *arena,
					  enum jam_import_kind kind,
					  const char *text);

/* All went well, and these rows came of it. */
void jam_test_rows(const struct jam_test_run *run, const char *rows);

/* The n-th problem. */
void jam_test_problem(const struct jam_test_run *run, size_t n, size_t line,
		      const char *field, const char *part);

#endif
