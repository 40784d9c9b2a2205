/* SPDX-License-Identifier: MIT */
/* How far the judges of a panel agree. */
#ifndef JAM_POLICY_AGREE_H
#define JAM_POLICY_AGREE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_mixed_fit;
struct jam_panel;

/* Of the whole score or of one criterion; NAN where there is no figure. */
struct jam_agreement {
	size_t judges, projects, ratings; /* of the panel */
	size_t pairable;	/* ratings of projects with two or more */
	double alpha;		/* Krippendorff's, interval data */
	double icc_absolute;	/* vb / (va + vb + ve): one rating */
	double icc_consistency; /* vb / (vb + ve) */
	double reliability;	/* of the final scores: 1 - v / (2 vb), v the
				   mean square error of a difference (Cullis,
				   Smith, Coombes 2006) */
	bool few; /* below 10 projects or 3 judges: too few to say */
};

/*
 * Krippendorff's alpha in O(n): 1 - (n' - 1) sum_u [m_u SS_u / (m_u - 1)] /
 * (n' SS) over the projects u with m_u >= 2 ratings.  NAN without any, or when
 * all their scores are the same.
 */
double jam_agree_alpha(const struct jam_panel *panel, size_t *pairable,
		       struct jam_arena *arena);

/* All of it; fit may be NULL: no fit was possible.  False: not converged. */
JAM_MUST_USE bool jam_agree(const struct jam_panel *panel,
			    struct jam_mixed_fit *fit, struct jam_arena *arena,
			    struct jam_agreement *agreement);

#endif
