/* SPDX-License-Identifier: MIT */
/* Event files and map files: read, or refused with a place. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/eventfile.h"
#include "core/import/mapfile.h"
#include "core/model/event.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check(bool done, const struct jam_error *err)
{
	size_t bad;

	if (done == (err->code != JAM_OK))
		abort();
	if (!jam_utf8_check(err->message, strlen(err->message), &bad) &&
	    strlen(err->message) < sizeof err->message - 1)
		abort();
}

/* What was taken must hold what the arithmetic relies on. */
static void
check_event(const struct jam_event *event, struct jam_arena *arena)
{
	struct jam_event_lines lines = { 0 };
	int64_t sum, lcm;

	if (event->criteria_len == 0 ||
	    event->judging.closes_at <= event->judging.opens_at ||
	    event->judging.scale_max > 16384 ||
	    event->judging.scale_min < -16384 ||
	    !jam_event_weights_lcm(event, &sum, &lcm) || sum > 16384)
		abort();
	jam_event_flatten(event, arena, &lines);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_arena *arena = jam_arena_new(abort);
	struct jam_mapping mapping;
	struct jam_event event;
	FILE *file;
	bool done;

	if (length > 0 &&
	    (file = fmemopen((void *)bytes, length, "rb")) != NULL) {
		done = jam_eventfile_read(file, "t", arena, &event, &err);
		check(done, &err);
		if (done)
			check_event(&event, arena);
		err = (struct jam_error){ .code = JAM_OK };
		jam_mapping_init(&mapping, arena);
		done = jam_mapping_read(file, "t", &mapping, &err);
		check(done, &err);
		fclose(file);
	}
	jam_arena_free(arena);
	return 0;
}
