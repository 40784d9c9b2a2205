/* SPDX-License-Identifier: MIT */
/*
 * Bytes that somebody brought: what kind of file it is, decided before any
 * parser sees it, and its text in checked UTF-8, a line at a time.
 */
#ifndef JAM_IMPORT_SOURCE_H
#define JAM_IMPORT_SOURCE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/base/error.h"

struct jam_arena;

/* The largest file that is read at all, and the longest slice of a line. */
#define JAM_SOURCE_MAX	 ((size_t)256 << 20)
#define JAM_SOURCE_SLICE ((size_t)64 << 10)

enum jam_encoding {
	JAM_UTF8,
	JAM_CP1252, /* its five undefined bytes are refused */
	JAM_LATIN1,
};

/* What the reader hopes to find; it only changes hints. */
enum jam_source_use {
	JAM_USE_TABLE,
	JAM_USE_DOCUMENT, /* an event or a map file */
	JAM_USE_BALLOT,
};

/* The caller fills what is above the line; texts are borrowed. */
struct jam_source {
	const char *name; /* for messages */
	FILE *file;	  /* must allow fseeko; stays the caller's */
	enum jam_encoding encoding;
	enum jam_source_use use;
	struct jam_arena *arena;
	/* -------- */
	bool json;	/* the first sign is `{` or `[` */
	uint64_t size;	/* of the file, in bytes */
	uint64_t start; /* of the text: behind a byte order mark */
	size_t line;	/* of the slice to come; counts from 1 */
	/* What follows is source.c's own. */
	unsigned char *bytes;
	size_t at, end, feed; /* next byte, end of bytes, next LF or end */
	uint64_t offset;      /* of bytes[0] in the file */
	char *text;
	bool last;
};

/* A line, or a piece of a long one; valid until the next call. */
struct jam_slice {
	const char *text; /* UTF-8 without NUL bytes; not NUL-terminated */
	size_t length;	  /* 0: the end of the file */
	size_t line;
};

/*
 * Look at the first bytes and get ready to read.  JAM_E_DATA for an empty
 * file, one above JAM_SOURCE_MAX, and for UTF-16, spreadsheets, PDF, gzip,
 * databases and web pages, each by name with what to do; JAM_E_IO.
 */
JAM_MUST_USE bool jam_source_init(struct jam_source *source,
				  struct jam_error *err);

/* Back to the first line. */
JAM_MUST_USE bool jam_source_rewind(struct jam_source *source,
				    struct jam_error *err);

/*
 * The next line with its end (LF, CR or CRLF), or as much of it as
 * JAM_SOURCE_SLICE allows, never cutting a character.  A byte that the
 * encoding does not know, or NUL, is JAM_E_DATA with line and offset.
 */
JAM_MUST_USE bool jam_source_slice(struct jam_source *source,
				   struct jam_slice *slice,
				   struct jam_error *err);

/*
 * All that is left as one NUL-terminated text of the arena; more than max
 * bytes is JAM_E_DATA.
 */
JAM_MUST_USE bool jam_source_text(struct jam_source *source, size_t max,
				  char **text, size_t *length,
				  struct jam_error *err);

#endif
