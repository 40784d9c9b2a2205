/* SPDX-License-Identifier: MIT */
/* How many ratings, or judges, would be enough. */
#include "core/base/arena.h"
#include "core/policy/simulate.h"

#define WANTED	    0.9
#define JUDGES_MOST 16 /* times as many */

/* A search for the smallest number that is enough; one of the two varies. */
struct search {
	struct jam_simulate_problem problem;
	uint32_t *varies; /* batch or judges of it */
	enum jam_method method;
	struct jam_arena *arena;
	struct jam_error *err;
};

static bool
try_one(struct search *s, uint32_t n, bool *enough)
{
	struct jam_simulate_answer answer;

	*s->varies = n;
	if (!jam_simulate(&s->problem, s->arena, &answer, s->err))
		return false;
	*enough = answer.methods[s->method].podium.value >= WANTED;
	return true;
}

/*
 * Double until it is enough, then halve the gap: more ratings are better, up
 * to the noise of the runs, which all use the same draws.
 */
static bool
find_least(struct search *s, uint32_t low, uint32_t most, uint32_t *found)
{
	uint32_t high = low, middle;
	bool enough = false;

	*found = 0;
	for (low = 0; !enough; high = high > most / 2 ? most : 2 * high) {
		if (!try_one(s, high, &enough))
			return false;
		if (enough)
			break;
		low = high;
		if (high == most)
			return true;
	}
	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (!try_one(s, middle, &enough))
			return false;
		if (enough)
			high = middle;
		else
			low = middle;
	}
	*found = high;
	return true;
}

bool
jam_simulate_enough(const struct jam_simulate_problem *problem,
		    enum jam_method method, struct jam_arena *arena,
		    uint32_t *batch, uint32_t *judges, struct jam_error *err)
{
	struct search s = { .problem = *problem,
			    .method = method,
			    .arena = arena,
			    .err = err };
	/* A judge does not rate their own project. */
	uint32_t most = problem->projects > 1 ? problem->projects - 1 : 1;

	s.varies = &s.problem.batch;
	if (!find_least(&s, problem->batch < most ? problem->batch : most, most,
			batch))
		return false;
	s.problem.batch = problem->batch;
	s.varies = &s.problem.judges;
	return find_least(&s, problem->judges, problem->judges * JUDGES_MOST,
			  judges);
}
