/* SPDX-License-Identifier: MIT */
/*
 * The mean drawn towards the mean g of all ratings as if each project had C
 * more ratings of just g: (C g + S_j) / (C + n_j).
 */
#ifndef JAM_POLICY_BAYES_H
#define JAM_POLICY_BAYES_H

#include "core/policy/value.h"

/* C where the event names none, in ratings. */
#define JAM_PRIOR 5

/* What the ratings of all projects come to, in the aspect's units. */
struct jam_bayes {
	jam_i128 sum, ratings;	       /* g = sum / ratings, reduced */
	jam_i128 prior_num, prior_den; /* C */
};

/*
 * Add up an aspect.  Fails with JAM_E_DATA if the prior is not positive or has
 * more than six digits above or below the line.
 */
JAM_MUST_USE bool jam_bayes_init(struct jam_bayes *bayes,
				 const struct jam_aspect *aspect,
				 struct jam_error *err);

/* Another mean of all ratings; ratings 0: none. */
void jam_bayes_draw(struct jam_bayes *bayes, jam_i128 sum, jam_i128 ratings);

/* The value of a rated project; false if it does not fit. */
JAM_MUST_USE bool jam_bayes_value(const struct jam_bayes *bayes,
				  const struct jam_aspect *aspect,
				  size_t project, struct jam_value *value);

#endif
