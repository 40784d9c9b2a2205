/* SPDX-License-Identifier: MIT */
/* Batches and runs as the log holds them: canonical bytes. */
#ifndef JAM_STORE_BATCH_ROWS_H
#define JAM_STORE_BATCH_ROWS_H

#include "core/store/batches.h"

/* A judge's batch, rising by slot; event and judge are uids. */
const char *jam_batch_bytes(const struct jam_batch_seat *seats, size_t count,
			    const char *event, const char *judge,
			    struct jam_arena *arena);

/* A run; the seed, if somebody gave it, is a typed text. */
const char *jam_run_bytes(const struct jam_run_row *run, const char *event,
			  const uint8_t *salt, struct jam_arena *arena);

#endif
