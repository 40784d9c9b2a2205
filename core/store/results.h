/* SPDX-License-Identifier: MIT */
/* What publish fixed. */
#ifndef JAM_STORE_RESULTS_H
#define JAM_STORE_RESULTS_H

#include <stdint.h>

#include "core/store/log.h"

struct jam_arena;
struct jam_event;

struct jam_publication {
	int64_t number; /* 1, 2, …: how often it was published; 0: never */
	int64_t at;
	const char *method;  /* word */
	const char *results; /* canonical JSON of the public numbers */
	const char *reason;  /* NULL: none was needed */
	int64_t seq;
	char digest[65]; /* hash of the entry of the log, in hex */
};

/* The latest one; number 0 where there is none.  Texts of the arena. */
JAM_MUST_USE bool jam_store_get_publication(struct jam_store *store,
					    const struct jam_event *event,
					    struct jam_arena *arena,
					    struct jam_publication *out,
					    struct jam_error *err);

/*
 * Fix results: method, results and reason are read, the rest is filled in.
 * An entry "publish" of its own, whose hash is the digest.
 */
JAM_MUST_USE bool jam_store_put_publication(struct jam_store *store,
					    const struct jam_event *event,
					    struct jam_publication *publication,
					    struct jam_error *err);

#endif
