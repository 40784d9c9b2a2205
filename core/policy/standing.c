/* SPDX-License-Identifier: MIT */
/* Who is ranked, who is only listed, and in which order. */
#include "core/policy/standing.h"

#include "core/base/arena.h"
#include "core/policy/tally.h"

/* 0: ranked, 1: too few ratings, 2: none. */
static int
class_of(const struct jam_tally *tally, size_t project)
{
	uint32_t n = jam_tally_ratings(tally, project);

	if (n == 0)
		return 2;
	return n < tally->rules->min_ratings;
}

void
jam_standing_init(struct jam_standing *standing, const struct jam_tally *tally,
		  struct jam_arena *arena)
{
	size_t all = tally->projects, n = 0;

	standing->order = jam_alloc_array(arena, all, sizeof(uint32_t));
	standing->rank = jam_alloc_array(arena, all, sizeof(uint32_t));
	standing->broken = jam_alloc_array(arena, all, sizeof(char *));
	for (int class = 0; class < 3; class ++) {
		for (size_t p = 0; p < all; p++) {
			if (class_of(tally, p) == class)
				standing->order[n++] = (uint32_t)p;
		}
		if (class == 0)
			standing->ranked = n;
		if (class == 1)
			standing->rated = n;
	}
}

void
jam_standing_rank(struct jam_standing *standing, const struct jam_tally *tally,
		  struct jam_rank_by by, bool share, struct jam_arena *arena)
{
	uint32_t *order = standing->order, *rank = standing->rank;
	struct jam_rank_ties ties = { tally, share, standing->broken };

	jam_rank(order, standing->ranked, by, rank, arena);
	jam_rank_break(order, standing->ranked, &ties, rank, arena);
	jam_rank(order + standing->ranked, standing->rated - standing->ranked,
		 by, rank, arena);
	for (size_t k = standing->ranked; k < standing->rated; k++)
		rank[order[k]] = 0;
}
