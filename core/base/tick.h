/* SPDX-License-Identifier: MIT */
/* How a long loop says how far it is; cmd/cli draws the bar. */
#ifndef JAM_BASE_TICK_H
#define JAM_BASE_TICK_H

#include <stddef.h>
#include <stdint.h>

struct jam_tick {
	/* done of total; total 0: unknown.  Called as often as one likes. */
	void (*at)(struct jam_tick *tick, uint64_t done, uint64_t total);
};

/* Nobody looks when tick is NULL. */
static inline void
jam_tick_at(struct jam_tick *tick, uint64_t done, uint64_t total)
{
	if (tick != NULL)
		tick->at(tick, done, total);
}

#endif
