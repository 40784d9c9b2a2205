/* SPDX-License-Identifier: MIT */
/* An event file with every key, and how tests read one. */
#ifndef JAM_TESTS_UNIT_EVENT_DATA_H
#define JAM_TESTS_UNIT_EVENT_DATA_H

struct jam_arena;
struct jam_event;

extern const char event_yaml[];

/* Read an event file given as text; the test fails when it is refused. */
void event_read(struct jam_arena *arena, const char *yaml,
		struct jam_event *event);

/* The text with the first `old` in it replaced; the test fails without one. */
const char *event_edit(struct jam_arena *arena, const char *yaml,
		       const char *old, const char *new_text);

/* "path = value" lines of a declaration. */
const char *event_text(struct jam_arena *arena, const struct jam_event *event);

#endif
