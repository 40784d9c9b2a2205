/* SPDX-License-Identifier: MIT */
/* itch.io's damped mean. */
#include "core/policy/itch.h"

#include <math.h>

#include "core/base/arena.h"
#include "core/policy/tally.h"
#include "core/policy/wide.h"

void
jam_itch_middle_init(struct jam_itch_middle *middle,
		     const struct jam_tally *tally, struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	uint32_t most = 0, n, *often;
	size_t all = tally->projects, fewer = 0;

	*middle = (struct jam_itch_middle){ 0 };
	if (all == 0)
		return;
	middle->before[0] = (all - 1) / 2;
	middle->before[1] = all / 2;
	for (size_t p = 0; p < all; p++) {
		n = jam_tally_ratings(tally, p);
		most = n > most ? n : most;
	}
	often = jam_alloc_array(arena, (size_t)most + 1, sizeof(*often));
	for (size_t p = 0; p < all; p++)
		often[jam_tally_ratings(tally, p)]++;
	for (n = 0; fewer <= middle->before[1]; fewer += often[n++]) {
		for (int k = 0; k < 2; k++) {
			if (fewer > middle->before[k])
				continue;
			middle->ratings[k] = n;
			middle->fewer[k] = fewer;
		}
	}
	jam_arena_reset(arena, mark);
}

uint64_t
jam_itch_middle_without(const struct jam_itch_middle *middle,
			const struct jam_tally *tally, const uint32_t *projects,
			size_t n)
{
	uint64_t median2 = 0;
	size_t fewer;

	if (tally->rules->median_given)
		return tally->rules->median2;
	for (int k = 0; k < 2; k++) {
		fewer = middle->fewer[k];
		for (size_t p = 0; p < n; p++)
			fewer += jam_tally_ratings(tally, projects[p]) + 1 ==
				 middle->ratings[k];
		median2 += middle->ratings[k] - (fewer > middle->before[k]);
	}
	return median2;
}

uint64_t
jam_itch_median2(const struct jam_tally *tally, struct jam_arena *arena)
{
	struct jam_itch_middle middle;

	jam_itch_middle_init(&middle, tally, arena);
	return jam_itch_middle_without(&middle, tally, NULL, 0);
}

static uint64_t
part(const struct jam_tally *tally, size_t project, uint64_t median2)
{
	uint64_t twice = 2 * (uint64_t)jam_tally_ratings(tally, project);

	if (median2 == 0)
		return 1;
	return twice < median2 ? twice : median2;
}

void
jam_itch_value(const struct jam_aspect *aspect, size_t project,
	       uint64_t median2, struct jam_value *value)
{
	jam_value_set(value, jam_aspect_total(aspect, project),
		      jam_aspect_ratings(aspect, project));
	value->part = part(aspect->tally, project, median2);
	jam_value_square(value);
}

void
jam_itch_root(const struct jam_tally *tally, size_t project, uint64_t median2,
	      struct jam_surd *surd)
{
	struct jam_frac root = { 1, 1 };

	if (median2 != 0)
		root = jam_frac_make(part(tally, project, median2), median2);
	surd->part = (uint64_t)root.num;
	surd->whole = (uint64_t)root.den;
}

/* Is (2t + 1)^2 <= 4 * 10^6 * score^2, that is, t too small? */
static bool
below(uint64_t t, const struct jam_wide *square, const uint64_t den[4])
{
	struct jam_wide w = jam_wide_square(2 * (jam_u128)t + 1);

	for (size_t k = 0; k < 4; k++)
		w = jam_wide_times(jam_wide_times(w, den[k]),
				   k < 3 ? den[k] : 1);
	return jam_wide_compare(&w, square) <= 0;
}

int64_t
jam_itch_round(const struct jam_aspect *aspect, const struct jam_value *value,
	       uint64_t median2)
{
	jam_u128 num = (jam_u128)(value->num < 0 ? -value->num : value->num);
	uint64_t den[4] = { (uint64_t)value->den,
			    (uint64_t)jam_aspect_base(aspect), 1,
			    median2 == 0 ? 1 : median2 };
	struct jam_wide square = jam_wide_times(jam_wide_square(num), 4000000);
	double guess = sqrt(fabs(value->near)) * 1000;
	uint64_t t;

	for (unsigned d = 0; d < aspect->tally->rules->decimals; d++)
		den[2] *= 10;
	square = jam_wide_times(square, value->part);
	guess /= (double)den[1] * (double)den[2] * sqrt((double)den[3]);
	t = guess < 1 ? 0 : (uint64_t)guess - 1;
	while (below(t, &square, den))
		t++;
	return value->num < 0 ? -(int64_t)t : (int64_t)t;
}
