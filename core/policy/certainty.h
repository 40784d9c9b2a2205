/* SPDX-License-Identifier: MIT */
/* Standard errors of a fit, and groups too close to call. */
#ifndef JAM_POLICY_CERTAINTY_H
#define JAM_POLICY_CERTAINTY_H

#include "core/policy/mixed_scores.h"

/*
 * S^-1 as far as it is at hand: its diagonal and the column of mu, by the
 * panel's projects, mu last.  Variances are these times ve, and are taken as
 * known.
 */
struct jam_certainty {
	double *diagonal; /* mu last */
	double *mu;	  /* column of mu, mu last */
	bool from_draws;  /* the diagonal is an estimate */
};

/*
 * Work it out: from the inverse, from formulas, from unit columns; past 20,000
 * projects only the column of mu (see jam_certainty_draws).
 */
JAM_MUST_USE bool jam_certainty_init(struct jam_certainty *certainty,
				     struct jam_mixed_fit *fit,
				     struct jam_arena *arena,
				     struct jam_error *err);

/* The diagonal from the mean square errors of draws (core/policy/draws.h). */
void jam_certainty_draws(struct jam_certainty *certainty,
			 const struct jam_mixed_fit *fit, const double *square);

/* Fill estimate, effect, se, low, high, effect_error, given_mu of a row. */
void jam_certainty_row(const struct jam_certainty *certainty,
		       const struct jam_mixed_fit *fit, size_t project,
		       struct jam_score_mixed *row);

/*
 * Number the groups of `count` projects (the panel's), best first, all of one
 * component: the leader g of a group takes in the next l while
 * Phi((b_g - b_l) / sd_gl) < 0.9.
 */
JAM_MUST_USE bool jam_certainty_groups(const struct jam_certainty *certainty,
				       struct jam_mixed_fit *fit,
				       const uint32_t *projects, size_t count,
				       struct jam_score_mixed *rows,
				       struct jam_arena *arena);

#endif
