/* SPDX-License-Identifier: MIT */
/* Names that may stand only once in a document, each with its place. */
#ifndef JAM_IMPORT_NAMED_H
#define JAM_IMPORT_NAMED_H

#include <stddef.h>

struct jam_arena;
struct jam_name;
struct jam_node;
struct jam_reading;

struct jam_named {
	struct jam_arena *arena;
	struct jam_name *items;
	size_t count, capacity;
};

void jam_named_init(struct jam_named *names, struct jam_arena *arena);

/* NULL and "" are not names. */
void jam_named_add(struct jam_named *names, const char *name,
		   const struct jam_node *node);

/* Add a problem for each name that was added before; n log n. */
void jam_named_check(struct jam_named *names,
		     const struct jam_reading *reading);

#endif
