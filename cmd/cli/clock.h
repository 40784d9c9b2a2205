/* SPDX-License-Identifier: MIT */
/* The time, read from the system once a command. */
#ifndef JAM_CMD_CLI_CLOCK_H
#define JAM_CMD_CLI_CLOCK_H

#include <stdint.h>

#include "core/base/error.h"

/*
 * Seconds since 1970, UTC.  A build with -DJAM_TEST_CLOCK, and no other,
 * takes $JAM_NOW (RFC 3339) instead where it is set.
 */
JAM_MUST_USE bool jam_clock_now(int64_t *now, struct jam_error *err);

/* The seed of a test build's uids, $JAM_TEST_SEED; else NULL. */
const char *jam_clock_seed(void);

/* Milliseconds that only ever grow, for measuring. */
int64_t jam_clock_milliseconds(void);

#endif
