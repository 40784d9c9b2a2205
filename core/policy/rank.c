/* SPDX-License-Identifier: MIT */
/* Order, ties and tie-breaks. */
#include "core/policy/rank.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/policy/mean.h"
#include "core/policy/order.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"

#define DOUBT 2e-12 /* more than jam_value_compare decides by */

static int
compare_values(const void *context, uint32_t a, uint32_t b)
{
	const struct jam_value *values = context;

	return jam_value_compare(&values[a], &values[b]);
}

static double
near_value(const void *context, uint32_t a)
{
	const struct jam_value *values = context;

	return values[a].near;
}

struct jam_rank_by
jam_rank_by_value(const struct jam_value *values, bool sure)
{
	return (struct jam_rank_by){ compare_values, values, near_value, sure };
}

/* Best first, then as in the input. */
static int
better(const void *context, uint32_t a, uint32_t b)
{
	const struct jam_rank_by *by = context;
	int order = by->compare(by->context, b, a);

	return order != 0 ? order : (a > b) - (a < b);
}

/* Could numbers a >= b stand for equals? */
static bool
in_doubt(double a, double b)
{
	double size = a < 0 ? -a : a;

	return a - b <= DOUBT * size + DOUBT;
}

/*
 * same[k]: projects[k] is tied with the one before.  False where two stand
 * the wrong way round.
 */
static bool
note_ties(const uint32_t *projects, size_t n, const struct jam_rank_by *by,
	  uint8_t *same)
{
	int order;

	for (size_t k = 1; k < n; k++) {
		order = by->compare(by->context, projects[k], projects[k - 1]);
		if (order > 0 || (order == 0 && projects[k - 1] > projects[k]))
			return false;
		same[k] = order == 0;
	}
	return true;
}

/* Sort by exact comparing. */
static void
sort_exact(uint32_t *projects, size_t n, const struct jam_rank_by *by,
	   uint8_t *same, struct jam_arena *arena)
{
	jam_order_sort(projects, n, better, by, arena);
	(void)note_ties(projects, n, by, same);
}

/* Put right those of a sorted list that are in doubt, and note ties. */
static void
settle(uint32_t *projects, size_t n, const struct jam_rank_by *by,
       uint8_t *same, struct jam_arena *arena)
{
	size_t next;

	for (size_t at = 0; at < n; at = next) {
		next = at + 1;
		while (next < n &&
		       in_doubt(by->near(by->context, projects[next - 1]),
				by->near(by->context, projects[next])))
			next++;
		if (!note_ties(projects + at, next - at, by, same + at))
			sort_exact(projects + at, next - at, by, same + at,
				   arena);
	}
}

static bool
is_rising(const uint32_t *projects, size_t n)
{
	for (size_t k = 1; k < n; k++)
		if (projects[k - 1] >= projects[k])
			return false;
	return true;
}

/* Sort by the numbers, then, unless they are sure, look at the values. */
static void
sort_near(uint32_t *projects, size_t n, const struct jam_rank_by *by,
	  uint8_t *same, struct jam_arena *arena)
{
	double *near = jam_alloc_array(arena, n, sizeof(*near));
	uint32_t *order = jam_alloc_array(arena, n, sizeof(*order));
	bool sure = by->sure && is_rising(projects, n);

	for (size_t k = 0; k < n; k++) {
		near[k] = by->near(by->context, projects[k]);
		order[k] = (uint32_t)k;
	}
	jam_order_values(order, n, near, arena);
	for (size_t k = 1; sure && k < n; k++)
		same[k] = near[order[k - 1]] == near[order[k]];
	for (size_t k = 0; k < n; k++)
		order[k] = projects[order[k]];
	memcpy(projects, order, n * sizeof(*projects));
	if (!sure)
		settle(projects, n, by, same, arena);
}

void
jam_rank(uint32_t *projects, size_t n, struct jam_rank_by by, uint32_t *rank,
	 struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	uint8_t *same = jam_alloc_array(arena, n, sizeof(*same));

	if (by.near != NULL)
		sort_near(projects, n, &by, same, arena);
	else
		sort_exact(projects, n, &by, same, arena);
	for (size_t k = 0; k < n; k++)
		rank[projects[k]] =
		    same[k] ? rank[projects[k - 1]] : (uint32_t)k + 1;
	jam_arena_reset(arena, mark);
}

static int
compare_criterion(const struct jam_rank_ties *ties, size_t criterion,
		  uint32_t a, uint32_t b)
{
	struct jam_aspect aspect = { ties->tally, criterion, ties->share };
	bool has_a = jam_aspect_ratings(&aspect, a) != 0;
	bool has_b = jam_aspect_ratings(&aspect, b) != 0;
	struct jam_value value_a, value_b;

	if (!has_a || !has_b)
		return (int)has_a - (int)has_b;
	jam_mean_value(&aspect, a, &value_a);
	jam_mean_value(&aspect, b, &value_b);
	return jam_value_compare(&value_a, &value_b);
}

static int
compare_tie(const struct jam_rank_ties *ties, const struct jam_score_tie *tie,
	    uint32_t a, uint32_t b)
{
	const struct jam_tally *tally = ties->tally;
	uint32_t n_a = jam_tally_ratings(tally, a);
	uint32_t n_b = jam_tally_ratings(tally, b);
	int64_t at_a, at_b;

	switch (tie->kind) {
	case JAM_TIE_CRITERION:
		return compare_criterion(ties, tie->criterion, a, b);
	case JAM_TIE_RATINGS:
		return (n_a > n_b) - (n_a < n_b);
	case JAM_TIE_SUBMITTED:
		break;
	}
	if (tally->submitted_at == NULL)
		return 0;
	at_a = tally->submitted_at[a];
	at_b = tally->submitted_at[b];
	if (at_a == JAM_NO_TIME || at_b == JAM_NO_TIME)
		return (int)(at_a != JAM_NO_TIME) - (int)(at_b != JAM_NO_TIME);
	return (at_a < at_b) - (at_a > at_b);
}

/* The first entry that parts a from b, or NULL; *order says which way. */
static const struct jam_score_tie *
parting(const struct jam_rank_ties *ties, uint32_t a, uint32_t b, int *order)
{
	const struct jam_score_rules *rules = ties->tally->rules;

	for (size_t k = 0; k < rules->ties_len; k++) {
		*order = compare_tie(ties, &rules->ties[k], a, b);
		if (*order != 0)
			return &rules->ties[k];
	}
	*order = 0;
	return NULL;
}

static int
compare_chain(const void *context, uint32_t a, uint32_t b)
{
	int order;

	(void)parting(context, a, b, &order);
	return order;
}

/* Name what parted each block of equals from the one above or below. */
static void
name_parts(const uint32_t *tied, size_t n, const struct jam_rank_ties *ties,
	   const uint32_t *rank)
{
	const struct jam_score_tie *tie;
	size_t next;
	int order;

	for (size_t at = 0; at < n; at = next) {
		next = at + 1;
		while (next < n && rank[tied[next]] == rank[tied[at]])
			next++;
		tie = NULL;
		if (at > 0)
			tie = parting(ties, tied[at - 1], tied[at], &order);
		else if (next < n)
			tie = parting(ties, tied[at], tied[next], &order);
		for (size_t k = at; tie != NULL && k < next; k++)
			ties->broken[tied[k]] = tie->name;
	}
}

void
jam_rank_break(uint32_t *projects, size_t n, const struct jam_rank_ties *ties,
	       uint32_t *rank, struct jam_arena *arena)
{
	struct jam_rank_by by = { compare_chain, ties, NULL, false };
	uint32_t first;
	size_t next;

	if (ties->tally->rules->ties_len == 0)
		return;
	for (size_t at = 0; at < n; at = next) {
		first = rank[projects[at]];
		next = at + 1;
		while (next < n && rank[projects[next]] == first)
			next++;
		if (next == at + 1)
			continue;
		jam_rank(projects + at, next - at, by, rank, arena);
		for (size_t k = at; k < next; k++)
			rank[projects[k]] += first - 1;
		name_parts(projects + at, next - at, ties, rank);
	}
}

int64_t
jam_rank_without(int64_t rank, const int64_t *gone, size_t gone_len)
{
	size_t low = 0, high = gone_len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (gone[middle] < rank)
			low = middle + 1;
		else
			high = middle;
	}
	return rank - (int64_t)low;
}
