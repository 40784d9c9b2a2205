/* SPDX-License-Identifier: MIT */
/*
 * What stands for an assignment as a whole: the digest of its seats, and the
 * seed that nobody chooses (assignment.md 10 and 11).
 */
#ifndef JAM_MODEL_BATCH_H
#define JAM_MODEL_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/hash.h"
#include "core/base/uid.h"

/*
 * The digest in the making: SHA-256 of `jam-assignment/1`, event, batch, then
 * a line a judge in byte order of uid with slot:project by rising slot.
 */
struct jam_batch_digest {
	struct jam_hasher hasher;
};

void jam_batch_digest_begin(struct jam_batch_digest *digest, const char *event,
			    int64_t batch);
void jam_batch_digest_judge(struct jam_batch_digest *digest, const char *judge);
void jam_batch_digest_seat(struct jam_batch_digest *digest, int64_t slot,
			   const char *project);
/* 64 hex digits and NUL. */
void jam_batch_digest_end(struct jam_batch_digest *digest, char hex[65]);

/*
 * The default seed: hex of SHA-256 over `jam-seed/1`, the event's uid and the
 * uids of the projects in the running, a line each; sorted by the caller.
 */
void jam_batch_seed(const char *event, const char *const *projects,
		    size_t count, char hex[65]);

#endif
