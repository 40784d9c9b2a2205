/* SPDX-License-Identifier: MIT */
/* Texts as files, for tests of the readers. */
#ifndef JAM_TESTS_UNIT_IMPORT_TEXT_H
#define JAM_TESTS_UNIT_IMPORT_TEXT_H

#include <stdio.h>

#include "core/base/error.h"
#include "core/import/source.h"

struct jam_arena;

/* A file that holds these bytes; closed by the caller. */
FILE *jam_test_file(const void *bytes, size_t length);

/*
 * All records as "line:cell|cell\n", or without lines; on an error what came
 * before it, and err is filled.
 */
const char *jam_test_records(struct jam_arena *arena, FILE *file,
			     enum jam_encoding encoding, bool lines,
			     struct jam_error *err);

/* The same for a text. */
const char *jam_test_csv(struct jam_arena *arena, const char *text,
			 struct jam_error *err);

#endif
