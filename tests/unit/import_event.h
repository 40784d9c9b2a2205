/* SPDX-License-Identifier: MIT */
/* Event files that are texts of a test. */
#ifndef JAM_TESTS_UNIT_IMPORT_EVENT_H
#define JAM_TESTS_UNIT_IMPORT_EVENT_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;

/* The smallest event file there is: five lines. */
extern const char jam_test_least_event[];

/* Read a text as an event file; err is emptied first. */
bool jam_test_event(struct jam_arena *arena, const char *text,
		    struct jam_event *event, struct jam_error *err);

/* The problem at this line and column, with this field and text, is told. */
void jam_test_event_problem(struct jam_arena *arena, const char *text,
			    size_t line, size_t column, const char *field,
			    const char *part);

#endif
