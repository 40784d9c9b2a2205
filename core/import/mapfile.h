/* SPDX-License-Identifier: MIT */
/*
 * What an organizer says about a table: --map, and the file that keeps it
 * (formats.md 1.6).
 */
#ifndef JAM_IMPORT_MAPFILE_H
#define JAM_IMPORT_MAPFILE_H

#include <stdint.h>
#include <stdio.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_same_person;

enum jam_date_order {
	JAM_DATE_ANY, /* to be found out */
	JAM_DATE_DMY,
	JAM_DATE_MDY,
	JAM_DATE_YMD,
};
extern const char *const jam_date_words[]; /* "any", "dmy", … */

/* field = columns; several are joined by a blank, none: mapped to nothing. */
struct jam_map_entry {
	const char *field;
	const char **columns; /* header, or "#7": a position */
	size_t count;
	bool typed; /* on the command line, which wins over the file */
};

/* In a field, a whole cell that is `from` (folded) means `to`. */
struct jam_map_value {
	const char *field, *from, *to;
};

struct jam_mapping {
	struct jam_arena *arena;
	const char *from; /* a word of --from, or NULL */
	struct jam_map_entry *entries;
	size_t entries_len, entries_room;
	struct jam_map_value *values;
	size_t values_len, values_room;
	const char **ignore, **take; /* as written */
	size_t ignore_len, take_len;
	struct jam_same_person *same_person;
	size_t same_person_len;
	enum jam_date_order date_order;
	const char *zone; /* of local times; NULL: the event's */
};

void jam_mapping_init(struct jam_mapping *mapping, struct jam_arena *arena);

/*
 * Read a map file; everything wrong in it is one JAM_E_DATA error.  What the
 * mapping holds already stays.
 */
JAM_MUST_USE bool jam_mapping_read(FILE *file, const char *name,
				   struct jam_mapping *mapping,
				   struct jam_error *err);

/* Add a --map: FIELD=Column, FIELD=#7, FIELD= for nothing; JAM_E_USAGE. */
JAM_MUST_USE bool jam_mapping_add(struct jam_mapping *mapping,
				  const char *option, struct jam_error *err);

/* What a cell means by `values`, or the cell itself; arena is scratch. */
const char *jam_mapping_value(const struct jam_mapping *mapping,
			      const char *field, const char *cell,
			      struct jam_arena *arena);

#endif
