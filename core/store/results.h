/* SPDX-License-Identifier: MIT */
/* What publish fixed: a publication, and a row a project. */
#ifndef JAM_STORE_RESULTS_H
#define JAM_STORE_RESULTS_H

#include <stdint.h>

#include "core/model/columns.h"
#include "core/store/log.h"

struct jam_arena;
struct jam_event;

struct jam_publication {
	int64_t number; /* 1, 2, …: how often it was published; 0: never */
	int64_t at;
	const char *method; /* word */
	/*
	 * The public numbers, a project each, in canonical JSON; the digest is
	 * of {"event":UID,"method":METHOD,"rows":[THESE]}.
	 */
	struct jam_words rows;
	const char *reason; /* NULL: none was needed */
	int64_t seq;
	char digest[65]; /* hash of the entry of the log, in hex */
};

/*
 * The latest one, without its rows; number 0 where there is none.  Texts of
 * the arena.
 */
JAM_MUST_USE bool jam_store_get_publication(struct jam_store *store,
					    const struct jam_event *event,
					    struct jam_arena *arena,
					    struct jam_publication *out,
					    struct jam_error *err);

/* The rows of a publication; texts of the arena. */
JAM_MUST_USE bool jam_store_get_results(struct jam_store *store,
					const struct jam_event *event,
					struct jam_arena *arena,
					struct jam_publication *publication,
					struct jam_error *err);

/*
 * Fix results: method, rows and reason are read, the rest is filled in.  An
 * entry "publish" of its own, whose hash is the digest.
 */
JAM_MUST_USE bool jam_store_put_publication(struct jam_store *store,
					    const struct jam_event *event,
					    struct jam_publication *publication,
					    struct jam_error *err);

#endif
