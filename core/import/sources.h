/* SPDX-License-Identifier: MIT */
/* Other tools' exports: how each is recognised and what its columns mean. */
#ifndef JAM_IMPORT_SOURCES_H
#define JAM_IMPORT_SOURCES_H

#include "core/import/fields.h"

/* Headers in this struct are folded, as jam_header_fold makes them. */
struct jam_tool_column {
	const char *header;
	enum jam_field field;
};

/* What a word in the status column means; -1: the row is passed over. */
struct jam_tool_status {
	const char *word; /* folded */
	int status;	  /* enum jam_status */
};

struct jam_tool {
	const char *from;     /* the word of --from */
	const char *title;    /* "Luma guests" */
	unsigned kinds;	      /* what it can be imported as */
	const char *signs[8]; /* headers that must all be there; NULL */
	const char *first;    /* the first header must be this, or NULL */
	struct jam_tool_column columns[12];
	const char *ignore[16]; /* read past, not kept */
	struct jam_tool_status statuses[8];
	bool utc;     /* local times are UTC */
	bool guarded; /* texts carry the quote that keeps formulas away */
	bool submits; /* Devpost: drafts, triplets of members, prizes */
	const char *refusal; /* why it cannot be imported at all, or NULL */
	const char *hint;
};

/*
 * The tool whose signs are all among the folded headers, the largest set of
 * signs first; NULL where there is none.
 */
const struct jam_tool *jam_tool_find(const char *const *headers, size_t count);

/* The tool that --from names, of the first kind that fits, or NULL. */
const struct jam_tool *jam_tool_named(const char *from);

/* Words of --from, "auto" first; NULL-terminated. */
extern const char *const jam_tool_words[];

#endif
