/* SPDX-License-Identifier: MIT */
/* The mean drawn towards the mean of all ratings. */
#include "core/policy/bayes.h"

#include "core/policy/tally.h"

#define PRIOR_MAX 1000000

bool
jam_bayes_init(struct jam_bayes *bayes, const struct jam_aspect *aspect,
	       struct jam_error *err)
{
	struct jam_frac prior = aspect->tally->rules->prior;
	jam_i128 sum = 0, ratings = 0;

	if (prior.den == 0)
		prior = (struct jam_frac){ JAM_PRIOR, 1 };
	if (prior.num < 1 || prior.num > PRIOR_MAX || prior.den > PRIOR_MAX)
		return jam_fail(err, JAM_E_DATA,
				"scoring.prior must be more than 0, with at "
				"most six digits");
	for (size_t p = 0; p < aspect->tally->projects; p++) {
		sum += jam_aspect_total(aspect, p);
		ratings += jam_aspect_ratings(aspect, p);
	}
	bayes->prior_num = prior.num;
	bayes->prior_den = prior.den;
	jam_bayes_draw(bayes, sum, ratings);
	return true;
}

void
jam_bayes_draw(struct jam_bayes *bayes, jam_i128 sum, jam_i128 ratings)
{
	struct jam_frac mean = jam_frac_make(sum, ratings == 0 ? 1 : ratings);

	bayes->sum = mean.num;
	bayes->ratings = mean.den;
}

bool
jam_bayes_value(const struct jam_bayes *bayes, const struct jam_aspect *aspect,
		size_t project, struct jam_value *value)
{
	jam_i128 total = jam_aspect_total(aspect, project);
	jam_i128 n = jam_aspect_ratings(aspect, project);
	jam_i128 pull, own, num, den;

	if (__builtin_mul_overflow(bayes->prior_num, bayes->sum, &pull) ||
	    __builtin_mul_overflow(bayes->prior_den * bayes->ratings, total,
				   &own) ||
	    __builtin_add_overflow(pull, own, &num) ||
	    __builtin_mul_overflow(
		bayes->ratings, bayes->prior_num + bayes->prior_den * n, &den))
		return false;
	jam_value_set(value, num, den);
	return true;
}
