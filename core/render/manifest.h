/* SPDX-License-Identifier: MIT */
/* `.jam-export`: the sorted list of the files in a directory that are jam's. */
#ifndef JAM_RENDER_MANIFEST_H
#define JAM_RENDER_MANIFEST_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;

#define JAM_MANIFEST	  ".jam-export"
#define JAM_MANIFEST_MOST ((size_t)64 * 1024 * 1024)

/* Paths in the order they were added; found through a table of hashes. */
struct jam_manifest {
	struct jam_arena *arena;
	const char **paths;
	size_t count, capacity;
	size_t *slots; /* 1 + index into paths; 0: free */
	size_t slots_len;
};

void jam_manifest_init(struct jam_manifest *list, struct jam_arena *arena);

/*
 * True for a relative path that jam may write: [a-z0-9.-]{1,100}, at most one
 * "/", no part that begins with a dot.
 */
JAM_MUST_USE bool jam_manifest_path(const char *path);

JAM_MUST_USE bool jam_manifest_has(const struct jam_manifest *list,
				   const char *path);

/* Add a path (copied); false if it is there already. */
bool jam_manifest_add(struct jam_manifest *list, const char *path);

/* Add what is in either; out is empty before. */
void jam_manifest_merge(struct jam_manifest *out, const struct jam_manifest *a,
			const struct jam_manifest *b);

/* The text of the file, paths sorted by bytes; of the arena. */
const char *jam_manifest_write(struct jam_arena *arena,
			       const struct jam_manifest *list);

/* Read such a text; false for anything else. */
JAM_MUST_USE bool jam_manifest_read(struct jam_manifest *list,
				    struct jam_arena *arena, const char *text);

#endif
