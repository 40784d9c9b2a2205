/* SPDX-License-Identifier: MIT */
/* Flags being raised; for core/policy/raters_*.c alone. */
#ifndef JAM_POLICY_FLAGS_H
#define JAM_POLICY_FLAGS_H

#include "core/policy/raters.h"

#define JAM_SCORE_WIDTH (1 << 15) /* more than any score, MISSING included */

struct jam_flagging {
	const struct jam_raters *raters;
	const struct jam_rater_facts *facts;
	const struct jam_score_input *input;
	const struct jam_panel *panel;
	const struct jam_mixed_fit *fit; /* or NULL */
	struct jam_arena *arena;
	struct jam_flags *flags;
	size_t capacity;
	double same; /* how often two ratings agree in all criteria, by the
			shares of the scores given */
	double flat; /* how many ratings are the same in all criteria */
};

void jam_flags_add(struct jam_flagging *f, enum jam_flag_kind kind,
		   uint32_t judge, uint32_t other, double number);

/*
 * Two teams that rated each other better than others did.  False if the fit to
 * all other ratings does not converge.
 */
JAM_MUST_USE bool jam_flags_reciprocal(struct jam_flagging *f);

/* Two judges with four projects or more in common, all rated the same. */
void jam_flags_lockstep(struct jam_flagging *f);

/* Own site against elsewhere: of each judge, and of each site. */
void jam_flags_own_site(struct jam_flagging *f);

#endif
