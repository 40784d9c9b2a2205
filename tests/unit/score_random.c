/* SPDX-License-Identifier: MIT */
/* Random small events. */
#include "tests/unit/score_random.h"

#include "core/base/rng.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"

static const struct jam_score_tie ties[] = { { JAM_TIE_CRITERION, 0, "c0" },
					     { JAM_TIE_RATINGS, 0, "ratings" },
					     { JAM_TIE_SUBMITTED, 0,
					       "submitted" } };

void
score_random_event(struct score_data *data, struct jam_rng *rng,
		   int64_t submitted[SCORE_RANDOM_PROJECTS],
		   uint8_t expert[SCORE_RANDOM_JUDGES])
{
	size_t criteria = 1 + jam_rng_below(rng, 4);
	uint32_t projects = 1 + jam_rng_below(rng, 6);
	uint32_t judges = 1 + jam_rng_below(rng, 5);
	uint32_t low = jam_rng_below(rng, 3), wide = 2 + jam_rng_below(rng, 4);
	struct jam_event event = { .criteria_len = criteria };
	struct jam_criterion *list;
	int64_t weights[4], sum;
	int16_t x[4];

	for (size_t c = 0; c < criteria; c++)
		weights[c] = 1 + jam_rng_below(rng, 3);
	score_data_init(data, data->arena, weights, criteria);
	list = (struct jam_criterion *)data->in.rules.criteria;
	for (size_t c = 0; c < criteria; c++)
		list[c].required = jam_rng_below(rng, 4) != 0;
	event.criteria = list;
	assert_true(jam_event_weights_lcm(&event, &sum, &data->in.rules.base));
	data->in.projects = projects;
	data->in.judges = judges;
	for (uint32_t j = 0; j < judges; j++)
		expert[j] = (uint8_t)jam_rng_below(rng, 2);
	for (uint32_t p = 0; p < projects; p++)
		submitted[p] = jam_rng_below(rng, 3);
	for (uint32_t k = 0; k < judges * projects; k++) {
		if (jam_rng_below(rng, 3) == 0)
			continue;
		for (size_t c = 0; c < criteria; c++) {
			x[c] = (int16_t)(jam_rng_below(rng, wide) - low);
			if (!list[c].required && jam_rng_below(rng, 3) == 0)
				x[c] = JAM_SCORE_MISSING;
		}
		if (x[0] == JAM_SCORE_MISSING)
			x[0] = 1;
		score_data_add(data, k / projects, k % projects, x);
	}
	data->in.expert = expert;
	data->in.submitted_at = submitted;
}

void
score_random_rules(struct jam_score_rules *rules, struct jam_rng *rng)
{
	rules->decimals = jam_rng_below(rng, 3);
	rules->ties = ties + jam_rng_below(rng, 2);
	rules->ties_len = jam_rng_below(rng, 3);
	rules->min_ratings = jam_rng_below(rng, 3);
	rules->expert_share =
	    jam_rng_below(rng, 2) ? jam_rng_below(rng, 10001) : 0;
	if (jam_rng_below(rng, 2))
		rules->prior = jam_frac_make(1 + jam_rng_below(rng, 9),
					     1 + jam_rng_below(rng, 4));
	rules->median_given = jam_rng_below(rng, 4) == 0;
	rules->median2 = rules->median_given ? 1 + jam_rng_below(rng, 9) : 0;
}
