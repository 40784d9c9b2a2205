/* SPDX-License-Identifier: MIT */
/* JSON that others wrote: itch.io's files, saved ballots. */
#ifndef JAM_IMPORT_JSON_H
#define JAM_IMPORT_JSON_H

#include "core/base/error.h"

struct jam_arena;
struct jam_node;

#define JAM_JSON_MAX	((size_t)16 << 20) /* bytes of a file */
#define JAM_JSON_DEPTH	32
#define JAM_JSON_VALUES 1000000

/*
 * The tree of a checked UTF-8 text; name is for messages.  Numbers, true and
 * false are texts as JSON writes them, null is "".  Not JSON or a key twice:
 * JAM_E_DATA with line and column, as for more values than these; nested too
 * deep: with the path as well.
 */
JAM_MUST_USE bool jam_json_read(const char *text, size_t length,
				const char *name, struct jam_arena *arena,
				struct jam_node **root, struct jam_error *err);

/*
 * Called when the library that reads JSON finds no memory; must not return.
 * The program defines it; else the process aborts.
 */
void jam_json_no_memory(void);

#endif
