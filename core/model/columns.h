/* SPDX-License-Identifier: MIT */
/*
 * How a struct becomes a row: name, kind and offset of its fields.  One table
 * serves list, show, JSON keys, CSV headers and the export that is imported
 * again.
 */
#ifndef JAM_MODEL_COLUMNS_H
#define JAM_MODEL_COLUMNS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The field's C type, and what stands for absent. */
enum jam_column_kind {
	JAM_COLUMN_END,
	JAM_COLUMN_TEXT,    /* const char *; NULL */
	JAM_COLUMN_DECIMAL, /* const char *, a checked decimal; NULL */
	JAM_COLUMN_INT,	    /* int64_t; JAM_NONE */
	JAM_COLUMN_BOOL,    /* bool; never absent */
	JAM_COLUMN_TIME,    /* int64_t, seconds UTC; JAM_NO_TIME = JAM_NONE */
	JAM_COLUMN_MILLI,   /* int64_t, thousandths, three places; JAM_NONE */
	JAM_COLUMN_REAL,    /* double; NAN */
	JAM_COLUMN_LIST,    /* struct jam_list: JSON rows, flat columns */
	JAM_COLUMN_WORDS,   /* struct jam_words: JSON array, else ";" between */
};

#define JAM_NONE INT64_MIN

/* Is such a field a text in memory? */
static inline bool
jam_column_is_text(enum jam_column_kind kind)
{
	return kind == JAM_COLUMN_TEXT || kind == JAM_COLUMN_DECIMAL;
}

/*
 * Rows inside a row, such as the criteria of a score.  In JSON an array of
 * objects.  In the flat formats one column an element, called by its text
 * column `name` and holding its column `value`; so every row of an answer has
 * the same elements in the same order.
 */
struct jam_list {
	const struct jam_column *columns;
	const void *items;
	size_t count, stride; /* of items: how many, and the size of one */
	size_t name, value;   /* indices into columns */
};

struct jam_words {
	const char *const *items;
	size_t count;
};

struct jam_column {
	const char *name; /* snake_case */
	enum jam_column_kind kind;
	size_t offset;
	bool only_json; /* left out of the flat formats */
};

/* A row of such a table; does not compile when field and kind disagree. */
#define JAM_COLUMN(type, field, k) JAM_COLUMN_AS(type, field, k, #field)
/* The same under another name. */
#define JAM_COLUMN_AS(type, field, k, as)                                    \
	{                                                                    \
		as, JAM_COLUMN_##k, JAM_COLUMN_OFFSET(type, field, k), false \
	}
#define JAM_COLUMN_OFFSET(type, field, k) \
	(offsetof(type, field) +          \
	 _Generic(((type *)0)->field, JAM_COLUMN_TYPE_##k : 0))
#define JAM_COLUMN_TYPE_TEXT	const char *
#define JAM_COLUMN_TYPE_DECIMAL const char *
#define JAM_COLUMN_TYPE_INT	int64_t
#define JAM_COLUMN_TYPE_BOOL	bool
#define JAM_COLUMN_TYPE_TIME	int64_t
#define JAM_COLUMN_TYPE_MILLI	int64_t
#define JAM_COLUMN_TYPE_REAL	double
#define JAM_COLUMN_TYPE_LIST	struct jam_list
#define JAM_COLUMN_TYPE_WORDS	struct jam_words

#endif
