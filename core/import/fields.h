/* SPDX-License-Identifier: MIT */
/* What a table may say about a row: jam's own columns and their aliases. */
#ifndef JAM_IMPORT_FIELDS_H
#define JAM_IMPORT_FIELDS_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;

enum jam_import_kind {
	JAM_IMPORT_REGISTRATIONS,
	JAM_IMPORT_JUDGES,
	JAM_IMPORT_PROJECTS,
	JAM_IMPORT_RATINGS,
	JAM_IMPORT_BALLOTS,
	JAM_IMPORT_SURVEY,
	JAM_IMPORT_OUTCOMES,
};
extern const char *const jam_import_words[]; /* NULL-terminated */

#define JAM_KIND(k) (1U << JAM_IMPORT_##k)

/* JAM_F_STAGE and what follows exist in other tools' files alone. */
enum jam_field {
	JAM_F_EMAIL,
	JAM_F_NAME,
	JAM_F_FIRST,
	JAM_F_LAST,
	JAM_F_SITE,
	JAM_F_TEAM,
	JAM_F_ROLE,
	JAM_F_STATUS,
	JAM_F_REGISTERED_AT,
	JAM_F_ID,
	JAM_F_AFFILIATION,
	JAM_F_PUBLIC,
	JAM_F_EXPERTISE,
	JAM_F_CONFLICTS,
	JAM_F_TITLE,
	JAM_F_MEMBERS,
	JAM_F_URL,
	JAM_F_ABSTRACT,
	JAM_F_SUBMITTED_AT,
	JAM_F_IDEA,
	JAM_F_JUDGE,
	JAM_F_PROJECT,
	JAM_F_CRITERION,
	JAM_F_SCORE,
	JAM_F_COMMENT,
	JAM_F_RATED_AT,
	JAM_F_WAVE,
	JAM_F_KIND,
	JAM_F_DETAIL,
	JAM_F_QUOTE,
	JAM_F_CONSENT,
	JAM_F_AT,
	JAM_F_STAGE,	/* Devpost: drafted, submitted */
	JAM_F_PRIZE,	/* Devpost, a row per prize */
	JAM_F_COMPLETE, /* Typeform's Response Type */
	JAM_F_QUANTITY, /* Eventbrite */
	JAM_FIELDS,
	JAM_F_NONE = JAM_FIELDS,
};

struct jam_field_words {
	const char *name;	 /* as in --map and in jam's own headers */
	unsigned kinds;		 /* bits of enum jam_import_kind */
	const char *aliases[10]; /* normalised; NULL-terminated */
};
extern const struct jam_field_words jam_fields[JAM_FIELDS];

/*
 * A header as it is compared (formats.md 1.3.1): NFKC, case folded, outer
 * quotes off, `_` and `-` as blanks, blanks collapsed, a final `?` `:` `*` or
 * `(required)` off.  Of the arena.
 */
const char *jam_header_fold(struct jam_arena *arena, const char *text);

/* The rest behind "what is your", "please enter your" …, else the text. */
const char *jam_header_bare(const char *folded);

/* The field of that name in files of this kind, or JAM_F_NONE. */
enum jam_field jam_field_find(enum jam_import_kind kind, const char *name);

/* True if a folded header is the field's own name, or one of its aliases. */
bool jam_field_is(enum jam_field field, const char *folded);
bool jam_field_alias(enum jam_field field, const char *folded);

#endif
