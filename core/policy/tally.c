/* SPDX-License-Identifier: MIT */
/* Sums of ratings per project. */
#include "core/policy/tally.h"

#include <string.h>

#include "core/base/arena.h"

bool
jam_tally_init(struct jam_tally *tally, const struct jam_score_rules *rules,
	       size_t projects, const int64_t *submitted_at,
	       struct jam_arena *arena, struct jam_error *err)
{
	size_t cells;

	memset(tally, 0, sizeof(*tally));
	tally->rules = rules;
	tally->projects = projects;
	tally->submitted_at = submitted_at;
	if (rules->criteria_len == 0 || rules->base < 1 ||
	    rules->decimals > 4 || rules->expert_share > 10000 ||
	    rules->median2 > UINT32_MAX)
		return jam_fail(err, JAM_E_DATA,
				"the scoring rules are out of range");
	for (size_t c = 0; c < rules->criteria_len; c++)
		tally->optional |= !rules->criteria[c].required;
	tally->classes = rules->expert_share != 0 ? 2 : 1;
	cells = tally->classes * projects;
	tally->ratings = jam_alloc_array(arena, cells, sizeof(uint32_t));
	tally->sums = jam_alloc_array(arena, cells * rules->criteria_len,
				      sizeof(int64_t));
	if (!tally->optional)
		return true;
	tally->counts = jam_alloc_array(arena, cells * rules->criteria_len,
					sizeof(uint32_t));
	tally->totals = jam_alloc_array(arena, cells, sizeof(jam_i128));
	return true;
}

/* Add a rating once, or take it away: sign is 1 or -1. */
static inline void
count(struct jam_tally *tally, size_t cell, const int16_t *scores, int64_t sign)
{
	size_t n = tally->rules->criteria_len;
	int64_t *sums = tally->sums + cell * n;
	uint32_t *counts;

	tally->ratings[cell] += (uint32_t)sign;
	if (!tally->optional) {
		for (size_t c = 0; c < n; c++)
			sums[c] += sign * scores[c];
		return;
	}
	counts = tally->counts + cell * n;
	tally->totals[cell] += (jam_i128)sign * jam_tally_rating(tally, scores);
	for (size_t c = 0; c < n; c++) {
		if (scores[c] == JAM_SCORE_MISSING)
			continue;
		sums[c] += sign * scores[c];
		counts[c] += (uint32_t)sign;
	}
}

static inline size_t
cell_of(const struct jam_tally *tally, uint32_t project, bool expert)
{
	return project + (tally->classes == 2 && expert ? tally->projects : 0);
}

void
jam_tally_add(struct jam_tally *tally, uint32_t project, bool expert,
	      const int16_t *scores)
{
	count(tally, cell_of(tally, project, expert), scores, 1);
}

void
jam_tally_remove(struct jam_tally *tally, uint32_t project, bool expert,
		 const int16_t *scores)
{
	count(tally, cell_of(tally, project, expert), scores, -1);
}

bool
jam_tally_input(struct jam_tally *tally, const struct jam_score_input *input,
		struct jam_arena *arena, struct jam_error *err)
{
	size_t n = input->rules.criteria_len;
	bool expert;

	if (!jam_tally_init(tally, &input->rules, input->projects,
			    input->submitted_at, arena, err))
		return false;
	for (size_t k = 0; k < input->ratings; k++) {
		expert = input->expert != NULL &&
			 input->expert[input->judge[k]] != 0;
		jam_tally_add(tally, input->project[k], expert,
			      input->scores + k * n);
	}
	return true;
}

static void
copy_cell(struct jam_tally *some, size_t to, const struct jam_tally *all,
	  size_t from)
{
	size_t n = all->rules->criteria_len;

	some->ratings[to] = all->ratings[from];
	memcpy(some->sums + to * n, all->sums + from * n,
	       n * sizeof(*all->sums));
	if (!all->optional)
		return;
	some->totals[to] = all->totals[from];
	memcpy(some->counts + to * n, all->counts + from * n,
	       n * sizeof(*all->counts));
}

bool
jam_tally_pick(struct jam_tally *some, const struct jam_tally *all,
	       const uint32_t *projects, size_t n, struct jam_arena *arena,
	       struct jam_error *err)
{
	int64_t *at = NULL;

	if (all->submitted_at != NULL) {
		at = jam_alloc_array(arena, n, sizeof(*at));
		for (size_t k = 0; k < n; k++)
			at[k] = all->submitted_at[projects[k]];
	}
	if (!jam_tally_init(some, all->rules, n, at, arena, err))
		return false;
	for (size_t class = 0; class < all->classes; class ++) {
		for (size_t k = 0; k < n; k++)
			copy_cell(some, class * n + k, all,
				  class * all->projects + projects[k]);
	}
	return true;
}

bool
jam_tally_check(const struct jam_tally *tally, struct jam_error *err)
{
	for (size_t p = 0; p < tally->projects; p++) {
		if (jam_tally_ratings(tally, p) > JAM_RATINGS_MAX)
			return jam_fail(err, JAM_E_DATA,
					"a project has more than %d ratings",
					JAM_RATINGS_MAX);
	}
	return true;
}

uint32_t
jam_tally_ratings(const struct jam_tally *tally, size_t project)
{
	uint32_t n = tally->ratings[project];

	if (tally->classes == 2)
		n += tally->ratings[tally->projects + project];
	return n;
}

jam_i128
jam_tally_sum(const struct jam_tally *tally, size_t project, size_t class)
{
	size_t n = tally->rules->criteria_len;
	size_t cell = class * tally->projects + project;
	jam_i128 sum = 0;

	if (tally->optional)
		return tally->totals[cell];
	for (size_t c = 0; c < n; c++)
		sum += (jam_i128)tally->sums[cell * n + c] *
		       tally->rules->criteria[c].weight;
	return sum;
}

int64_t
jam_tally_rating(const struct jam_tally *tally, const int16_t *scores)
{
	const struct jam_criterion *criteria = tally->rules->criteria;
	int64_t sum = 0, weights = 0;

	for (size_t c = 0; c < tally->rules->criteria_len; c++) {
		if (scores[c] == JAM_SCORE_MISSING)
			continue;
		sum += (int64_t)criteria[c].weight * scores[c];
		weights += criteria[c].weight;
	}
	return weights == 0 ? 0 : sum * (tally->rules->base / weights);
}
