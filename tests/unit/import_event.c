/* SPDX-License-Identifier: MIT */
/* Event files that are texts of a test. */
#include "tests/unit/import_event.h"

#include <string.h>

#include "core/import/eventfile.h"
#include "core/model/event.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"

const char jam_test_least_event[] =
    "event: e\ntitle: T\nstarts: 2022-11-11 18:00\n"
    "ends: 2022-11-13 14:15\ncriteria: [{id: c}]\n";

bool
jam_test_event(struct jam_arena *arena, const char *text,
	       struct jam_event *event, struct jam_error *err)
{
	FILE *file = jam_test_file(text, strlen(text));
	bool done;

	*err = (struct jam_error){ .code = JAM_OK };
	done = jam_eventfile_read(file, "e.yaml", arena, event, err);
	fclose(file);
	return done;
}

/* The problem at this line and column, with this field and text, is told. */
void
jam_test_event_problem(struct jam_arena *arena, const char *text, size_t line,
		       size_t column, const char *field, const char *part)
{
	const struct jam_problem *p;
	struct jam_event event;
	struct jam_error err;

	assert_false(jam_test_event(arena, text, &event, &err));
	assert_int_equal(err.code, JAM_E_DATA);
	if (err.problems == NULL) {
		assert_error(&err, JAM_E_DATA, part);
		assert_i64_equal(err.at.line, line);
		return;
	}
	for (p = err.problems->first; p != NULL; p = p->next)
		if (p->at.line == line && p->at.column == column &&
		    strcmp(p->at.field, field) == 0 &&
		    strstr(p->message, part) != NULL)
			return;
	for (p = err.problems->first; p != NULL; p = p->next)
		print_error("%s:%zu:%zu: %s: %s\n", p->at.file, p->at.line,
			    p->at.column, p->at.field, p->message);
	print_error("expected %zu:%zu: %s: %s\n", line, column, field, part);
	fail();
}
