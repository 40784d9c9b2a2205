/* SPDX-License-Identifier: MIT */
/* How far a long loop is: bar, count, rate, time left, on one line. */
#ifndef JAM_CMD_CLI_PROGRESS_H
#define JAM_CMD_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/base/tick.h"

/* Nothing is drawn before this, nor more often than the second. */
#define JAM_PROGRESS_AFTER 300 /* milliseconds */
#define JAM_PROGRESS_EVERY 100

struct jam_progress {
	struct jam_tick tick; /* first: this is what loops are given */
	FILE *to;
	size_t columns;
	int64_t (*milliseconds)(void);
	int64_t began, drawn; /* milliseconds; began of this loop */
	uint64_t done, total; /* as last told */
	bool running, shown;
};

/* A terminal that can redraw a line, its width, a clock. */
void jam_progress_init(struct jam_progress *progress, FILE *to, size_t columns,
		       int64_t (*milliseconds)(void));

/* Take the line away before something else is written; NULL is allowed. */
void jam_progress_clear(struct jam_tick *tick);

#endif
