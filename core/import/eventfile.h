/* SPDX-License-Identifier: MIT */
/* The YAML file that declares an event (jam-event(5)). */
#ifndef JAM_IMPORT_EVENTFILE_H
#define JAM_IMPORT_EVENTFILE_H

#include <stdio.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;

/*
 * Read a whole event file; name is for messages.  The event is complete, with
 * all defaults, but for uid and row ids, which the store gives.  Everything
 * wrong in it is one JAM_E_DATA error whose list of problems, in the arena,
 * names each by line, column and path: unknown and duplicate keys, wrong
 * values, times that the zone skips or has twice, references to what is not
 * there, and the limits of jam-scoring(7) that keep scores exact.
 */
JAM_MUST_USE bool jam_eventfile_read(FILE *file, const char *name,
				     struct jam_arena *arena,
				     struct jam_event *event,
				     struct jam_error *err);

/* The same of the file at a path ("-": standard input). */
JAM_MUST_USE bool jam_eventfile_load(const char *path, FILE *standard_input,
				     struct jam_arena *arena,
				     struct jam_event *event,
				     struct jam_error *err);

#endif
