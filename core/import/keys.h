/* SPDX-License-Identifier: MIT */
/*
 * Documents by table: which keys a map may have, what each value must be, and
 * where in a struct it goes.  Types come from the table, never from how a
 * scalar looks.
 */
#ifndef JAM_IMPORT_KEYS_H
#define JAM_IMPORT_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_node;
struct jam_shape;

/* The kind of a value, and the C type of its field. */
enum jam_key_kind {
	JAM_KEY_LINE,	  /* const char *: one line; max characters */
	JAM_KEY_PROSE,	  /* const char *: any lines */
	JAM_KEY_SLUG,	  /* const char *: [a-z0-9-]{1,64} */
	JAM_KEY_EMAIL,	  /* const char *: as jam_email_read shows it */
	JAM_KEY_ZONE,	  /* const char *: a zoneinfo name; AoE is one */
	JAM_KEY_DECIMAL,  /* const char *: decimal text, as written */
	JAM_KEY_INT,	  /* int64_t in min..max */
	JAM_KEY_SCALED,	  /* int64_t in min..max, units of 10^-decimals */
	JAM_KEY_BOUND,	  /* int64_t in min..max; ">900" sets bit `bit` of */
			  /* the unsigned at `other` */
	JAM_KEY_TIME,	  /* int64_t, seconds UTC; local to the zone */
	JAM_KEY_DAY,	  /* int64_t: a time, or a day, which is its begin */
	JAM_KEY_PERCENT,  /* int64_t, hundredths: "20%", "12.5 %", "20" */
	JAM_KEY_DURATION, /* int64_t, seconds */
	JAM_KEY_MONEY,	  /* int64_t, hundredths; currency at `other` */
	JAM_KEY_BOOL,	  /* bool; words, if given, are the false and true */
	JAM_KEY_WORD,	  /* an enum: the index in words */
	JAM_KEY_WORDS,	  /* unsigned: a list of words as bits */
	JAM_KEY_LINES,	  /* const char **: a list; its length at `other` */
	JAM_KEY_EMAILS,	  /* const char **: so too */
	JAM_KEY_MAP,	  /* keys of `of`, into the same struct */
	JAM_KEY_ROWS,	  /* array of structs of `of`; length at `other` */
	JAM_KEY_NODE,	  /* const struct jam_node *: as it is */
};

struct jam_key {
	const char *name;
	enum jam_key_kind kind;
	bool required;
	size_t field, other; /* offsets */
	int64_t min, max;    /* texts: max 0 is 300 characters */
	unsigned decimals, bit;
	const char *const *words; /* NULL-terminated */
	const struct jam_shape *of;
};

/* A map: its keys (name NULL ends them) and, for rows, the struct. */
struct jam_shape {
	const struct jam_key *keys;
	size_t size;
	const void *fresh; /* what a row holds at first; NULL: zeros */
};

/* Kind and offset of a field; does not compile when they disagree. */
#define JAM_KEY(type, f, k)           \
	.kind = JAM_KEY_##k,          \
	.field = (offsetof(type, f) + \
		  _Generic(((type *)0)->f, JAM_KEY_TYPE_##k : 0))
#define JAM_KEY_TYPE_LINE     const char *
#define JAM_KEY_TYPE_PROSE    const char *
#define JAM_KEY_TYPE_SLUG     const char *
#define JAM_KEY_TYPE_EMAIL    const char *
#define JAM_KEY_TYPE_ZONE     const char *
#define JAM_KEY_TYPE_DECIMAL  const char *
#define JAM_KEY_TYPE_INT      int64_t
#define JAM_KEY_TYPE_SCALED   int64_t
#define JAM_KEY_TYPE_BOUND    int64_t
#define JAM_KEY_TYPE_TIME     int64_t
#define JAM_KEY_TYPE_DAY      int64_t
#define JAM_KEY_TYPE_PERCENT  int64_t
#define JAM_KEY_TYPE_DURATION int64_t
#define JAM_KEY_TYPE_MONEY    int64_t
#define JAM_KEY_TYPE_BOOL     bool
#define JAM_KEY_TYPE_WORD     unsigned
#define JAM_KEY_TYPE_WORDS    unsigned
#define JAM_KEY_TYPE_LINES    const char **
#define JAM_KEY_TYPE_EMAILS   const char **
#define JAM_KEY_TYPE_NODE     const struct jam_node *

/* What reading a document needs beside its tree. */
struct jam_reading {
	const char *file; /* for messages */
	const char *zone; /* of local times; a checked zoneinfo name */
	struct jam_arena *arena;
	struct jam_problems *problems; /* all that is wrong comes here */
};

/*
 * Read a map into a struct.  A key that is absent or empty leaves its field
 * as it was; an unknown one is a problem that says what was meant.
 */
void jam_keys_read(const struct jam_reading *reading,
		   const struct jam_node *map, const struct jam_key *keys,
		   void *out);

/* Add a problem at a node: "FILE:LINE:COLUMN: path: message". */
void jam_keys_problem(const struct jam_reading *reading,
		      const struct jam_node *node, const char *format, ...)
    JAM_PRINTF(3, 4);

#endif
