/* SPDX-License-Identifier: MIT */
/*
 * Scores by the mixed model, and how sure they are: standard errors, ranks
 * over draws from the fit (perturb and solve: Papandreou, Yuille, NIPS 2010),
 * groups too close to call.
 */
#ifndef JAM_POLICY_MIXED_SCORES_H
#define JAM_POLICY_MIXED_SCORES_H

#include <stdint.h>

#include "core/policy/mixed.h"

struct jam_score_input;
struct jam_scores;

/* The part of a row that only mixed has; a row with ratings has one. */
struct jam_score_mixed {
	double estimate;     /* mu + b_j, score units; ranks, to 1e-9 */
	double effect;	     /* b_j */
	double se;	     /* standard error of the estimate */
	double low, high;    /* estimate -+ 1.645 se: 90 % */
	double effect_error; /* of b_j, mu estimated; NAN past 20,000
				projects */
	double given_mu;     /* of b_j, mu known (condSD); likewise */
	bool se_from_draws;  /* se is an estimate itself */
	/* Among ranked projects, of the same component if there are several;
	   0 where the project is not ranked. */
	uint32_t rank_low, rank_high; /* 5 % and 95 % of the draws */
	double p_first, p_top3;	      /* shares of the draws */
	uint32_t component;	      /* from 1, the largest first */
	uint32_t rank_in_component;   /* 0: not ranked */
	uint32_t group; /* too close to call: 1, 2, ... down the ranking of a
			   component; 0: not ranked, or not worked out */
};

struct jam_mixed_options {
	unsigned rounds;  /* draws; 0: 1000 */
	const char *slug; /* of the event; seeds the draws */
	enum jam_mixed_path path;
	struct jam_tick *tick; /* or NULL */
};

/*
 * Rows as jam_scores_make gives them, ranked by estimate, exact scores being
 * plain means; fit gets the overall fit.  A criterion that cannot be fitted is
 * ranked by its mean.  With fit->panel->components > 1 no row has a rank: see
 * jam_mixed_disconnected.  Fails as jam_mixed_fit does, and with JAM_E_SYSTEM
 * when the draws need more than 1 GiB.
 */
JAM_MUST_USE bool jam_scores_mixed(const struct jam_score_input *input,
				   const struct jam_mixed_options *options,
				   struct jam_arena *arena,
				   struct jam_scores *scores,
				   struct jam_mixed_fit *fit,
				   struct jam_error *err);

/*
 * Fill err (JAM_E_NO) with which groups of projects share no judge and what
 * would join them, and return false; true if all is one group.  names: of
 * projects, by the input's index.
 */
bool jam_mixed_disconnected(const struct jam_panel *panel,
			    const char *const *names, struct jam_arena *arena,
			    struct jam_error *err);

#endif
