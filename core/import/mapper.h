/* SPDX-License-Identifier: MIT */
/* A mapping of columns in the making; headers.c and mapper.c alone. */
#ifndef JAM_IMPORT_MAPPER_H
#define JAM_IMPORT_MAPPER_H

#include "core/import/fields.h"

struct jam_arena;
struct jam_event;
struct jam_headers;
struct jam_mapping;

struct jam_mapper {
	enum jam_import_kind kind;
	const struct jam_event *event;
	const struct jam_mapping *mapping;
	struct jam_arena *arena;
	struct jam_headers *out;
	struct jam_error *err;
	bool *mapped; /* criteria or questions that --map or a map file names */
};

/* `1 "Name", 2 "User ID"`, for errors; of the arena. */
const char *jam_mapper_columns(const struct jam_mapper *m);

/* Criteria of a ratings file, questions of a survey; else none. */
size_t jam_mapper_marks(const struct jam_mapper *m);

/* Make a column one of the field's. */
void jam_mapper_bind(struct jam_mapper *m, enum jam_field field, size_t column);

/*
 * What --map and the map file say; JAM_E_DATA for a column that is not there,
 * JAM_E_USAGE for a field that the kind does not have.
 */
JAM_MUST_USE bool jam_mapper_entries(struct jam_mapper *m);

/* Columns that the map file or the tool says to read past. */
JAM_MUST_USE bool jam_mapper_ignore(struct jam_mapper *m);

#endif
