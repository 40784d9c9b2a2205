/* SPDX-License-Identifier: MIT */
/* A command of jam run in this process, for tests that do so very often. */
#ifndef JAM_TESTS_UNIT_IN_PROCESS_H
#define JAM_TESTS_UNIT_IN_PROCESS_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;

/*
 * jam WORDS, NULL at their end, on 22 November 2022, without a terminal.  Its
 * answer goes to stdout, its messages nowhere.  err says how it ended.
 */
void in_process(struct jam_arena *arena, const char *const *words,
		struct jam_error *err);

#endif
