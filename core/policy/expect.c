/* SPDX-License-Identifier: MIT */
/* Judging what was expected. */
#include "core/policy/expect.h"

#include <stdbool.h>

#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/stats.h"

const char *const jam_verdict_words[] = {
	"open",	  "unknown",	       "met",
	"missed", "met among reached", "missed among reached",
};

/* n of `of` against a bound in hundredths of a percent, without rounding. */
static bool
is_met(const struct jam_expectation *e, int64_t n, int64_t of)
{
	if (e->less_than != JAM_NONE)
		return n * 10000 < e->less_than * of;
	return n * 10000 >= e->at_least * of;
}

void
jam_expect_judge(const struct jam_expectation *e,
		 const struct jam_expected_counts *c, int64_t now,
		 struct jam_expected *out)
{
	int64_t least = c->hits - c->undated;
	int64_t most = c->hits + c->all - c->reached;
	bool met = is_met(e, c->hits, c->reached);

	*out = (struct jam_expected){
		.share = jam_stats_ratio(c->hits * 100, c->reached, 1),
		.low = jam_stats_ratio(least * 100, c->all, 1),
		.high = jam_stats_ratio(most * 100, c->all, 1),
	};
	if (now < e->by)
		out->verdict = JAM_VERDICT_OPEN;
	else if (c->reached == 0)
		out->verdict = JAM_VERDICT_UNKNOWN;
	else if (is_met(e, least, c->all) == is_met(e, most, c->all))
		out->verdict = is_met(e, most, c->all) ? JAM_VERDICT_MET
						       : JAM_VERDICT_MISSED;
	else
		out->verdict =
		    met ? JAM_VERDICT_MET_AMONG : JAM_VERDICT_MISSED_AMONG;
}
