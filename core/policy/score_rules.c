/* SPDX-License-Identifier: MIT */
/* The scoring rules of an event. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/policy/scores.h"

#define MEDIAN_MAX 1000000

/* "5.5" is 11: itch's median is a whole or a half number. */
static bool
read_median(const char *text, struct jam_score_rules *rules,
	    struct jam_error *err)
{
	int64_t tenths;

	if (text == NULL)
		return true;
	if (!jam_decimal_read(text, 1, &tenths) || tenths <= 0 ||
	    tenths % 5 != 0 || tenths / 10 > MEDIAN_MAX)
		return jam_fail(err, JAM_E_DATA,
				"scoring.median: \"%s\" is not a median such "
				"as 5 or 5.5",
				text);
	rules->median_given = true;
	rules->median2 = (uint64_t)tenths / 5;
	return true;
}

/* A fraction "5/2" or a decimal "2.5". */
static bool
read_prior(const char *text, struct jam_frac *prior, struct jam_error *err)
{
	int64_t millionths;

	if (text == NULL)
		return true;
	if (jam_decimal_read(text, 6, &millionths))
		*prior = jam_frac_make(millionths, 1000000);
	else if (!jam_frac_read(text, prior))
		return jam_fail(err, JAM_E_DATA,
				"scoring.prior: \"%s\" is not a number such "
				"as 5 or 5/2",
				text);
	return true;
}

static bool
read_tie(const char *name, const struct jam_event *event,
	 struct jam_score_tie *tie, struct jam_error *err)
{
	tie->name = name;
	for (size_t c = 0; c < event->criteria_len; c++) {
		tie->kind = JAM_TIE_CRITERION;
		tie->criterion = (uint32_t)c;
		if (strcmp(event->criteria[c].key, name) == 0)
			return true;
	}
	tie->criterion = 0;
	tie->kind = JAM_TIE_RATINGS;
	if (strcmp(name, "ratings") == 0)
		return true;
	tie->kind = JAM_TIE_SUBMITTED;
	if (strcmp(name, "submitted") == 0)
		return true;
	return jam_fail(err, JAM_E_DATA,
			"scoring.tie_break: there is no criterion \"%s\"",
			name);
}

bool
jam_score_rules_init(struct jam_score_rules *rules,
		     const struct jam_event *event, struct jam_arena *arena,
		     struct jam_error *err)
{
	const struct jam_scoring *scoring = &event->scoring;
	struct jam_score_tie *ties;
	int64_t sum;

	*rules = (struct jam_score_rules){
		.criteria = event->criteria,
		.criteria_len = event->criteria_len,
		.decimals = event->judging.decimals,
		.min_ratings = (uint32_t)scoring->min_ratings,
		.expert_share = (uint32_t)scoring->expert_share,
	};
	if (!jam_event_weights_lcm(event, &sum, &rules->base))
		return jam_fail(err, JAM_E_DATA,
				"the weights of the criteria are too large or "
				"too uneven for exact scores");
	ties = jam_alloc_array(arena, scoring->tie_break_len, sizeof(*ties));
	rules->ties = ties;
	rules->ties_len = scoring->tie_break_len;
	for (size_t k = 0; k < rules->ties_len; k++) {
		if (!read_tie(scoring->tie_break[k], event, &ties[k], err))
			return false;
	}
	return read_median(scoring->median, rules, err) &&
	       read_prior(scoring->prior, &rules->prior, err);
}
