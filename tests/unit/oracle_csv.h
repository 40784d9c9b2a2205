/* SPDX-License-Identifier: MIT */
/* Strict CSV a second time, a character at a time, to compare with. */
#ifndef JAM_TESTS_UNIT_ORACLE_CSV_H
#define JAM_TESTS_UNIT_ORACLE_CSV_H

#include <stddef.h>

struct jam_arena;

/*
 * The records of a text without CR as "line:cell|cell\n", commas between
 * cells, empty records left out.  *bad_line: 0, or the line of the record in
 * which a quote stands where none may; then what came before it is given.
 */
const char *jam_oracle_csv(struct jam_arena *arena, const char *text,
			   size_t *bad_line);

#endif
