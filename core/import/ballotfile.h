/* SPDX-License-Identifier: MIT */
/* Ballots that come back: YAML, CSV, Markdown, the HTML ballot's JSON. */
#ifndef JAM_IMPORT_BALLOTFILE_H
#define JAM_IMPORT_BALLOTFILE_H

#include <stdio.h>

#include "core/base/error.h"
#include "core/import/source.h"

struct jam_arena;
struct jam_ballot;
struct jam_problems;

/* A file: at most this many bytes. */
#define JAM_BALLOT_MAX ((size_t)4 << 20)

/*
 * Read a ballot of any form, told by its content.  Nothing that a judge wrote
 * is lost in silence: each line, key and column that is not understood, each
 * project that stands there twice is one of the problems of the JAM_E_DATA
 * error, with its place.  What the scores mean, and whose ballot it is, is
 * for the caller (jam_ballot_scores).
 */
JAM_MUST_USE bool jam_ballotfile_read(FILE *file, const char *name,
				      enum jam_encoding encoding,
				      struct jam_arena *arena,
				      struct jam_ballot *ballot,
				      struct jam_error *err);

#endif
