/* SPDX-License-Identifier: MIT */
/* Changes that make an assignment possible, each tried out on a copy. */
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/assign_work.h"

/* More judges: one by one while cheap, then doubling. */
#define JUDGES_ONE_BY_ONE 64
#define JUDGES_MAX	  1024
#define SLOTS_CHEAP	  20000
/* Batches tried on either side. */
#define BATCHES 4

static const uint32_t *
extend(const uint32_t *from, size_t n, size_t more, uint32_t with,
       struct jam_arena *arena)
{
	uint32_t *to;

	if (from == NULL)
		return NULL;
	to = jam_alloc_array(arena, n + more, sizeof(uint32_t));
	memcpy(to, from, n * sizeof(uint32_t));
	for (size_t x = n; x < n + more; x++)
		to[x] = with;
	return to;
}

static void
add_judges(struct jam_assign_problem *p, uint32_t n, struct jam_arena *arena)
{
	size_t r = p->judges;

	p->judge_site = extend(p->judge_site, r, n, JAM_ASSIGN_NONE, arena);
	p->spent = extend(p->spent, r, n, 0, arena);
	if (p->team_start != NULL)
		p->team_start =
		    extend(p->team_start, r + 1, n, p->team_start[r], arena);
	p->judges += n;
}

static void
relax_sites(struct jam_assign_problem *p, const struct jam_assign_hint *hint,
	    struct jam_arena *arena)
{
	uint8_t *rule = jam_alloc(arena, p->sites);

	for (uint32_t s = 0; s < p->sites; s++) {
		rule[s] = p->site_rule[s];
		if (rule[s] == JAM_ASSIGN_FORBID &&
		    (hint->change == JAM_ASSIGN_TRY_OWN_SITE ||
		     s == hint->site))
			rule[s] = JAM_ASSIGN_AVOID;
	}
	p->site_rule = rule;
}

struct jam_assign_problem
jam_assign_take(const struct jam_assign_problem *problem,
		const struct jam_assign_hint *hint, struct jam_arena *arena)
{
	struct jam_assign_problem p = *problem;

	switch (hint->change) {
	case JAM_ASSIGN_TRY_KEPT:
		p.relax |= JAM_ASSIGN_RELAX_KEPT;
		break;
	case JAM_ASSIGN_TRY_SITE:
	case JAM_ASSIGN_TRY_OWN_SITE:
		relax_sites(&p, hint, arena);
		break;
	case JAM_ASSIGN_TRY_JUDGES:
		add_judges(&p, hint->n, arena);
		break;
	case JAM_ASSIGN_TRY_BATCH:
		p.batch = hint->n;
		break;
	case JAM_ASSIGN_TRY_FILL:
		p.relax |= JAM_ASSIGN_RELAX_BATCH;
		break;
	case JAM_ASSIGN_TRY_BALANCE:
		p.relax |= JAM_ASSIGN_RELAX_BALANCE;
		break;
	}
	return p;
}

struct trial {
	const struct jam_assign_problem *problem;
	struct jam_arena *arena;
	struct jam_assign_witness *out;
};

/* Does it help?  Then it is a hint, with the loads it leads to. */
static bool
try_change(struct trial *t, struct jam_assign_hint hint)
{
	struct jam_mark mark = jam_arena_mark(t->arena);
	struct jam_assign_witness ignored;
	struct jam_assign_problem p;
	struct jam_assign_plan plan;
	bool helps;

	if (t->out->hints_len == JAM_ASSIGN_HINTS_MAX)
		return false;
	p = jam_assign_take(t->problem, &hint, t->arena);
	helps = jam_assign_try(&p, t->arena, &plan, &ignored);
	if (helps) {
		if (hint.change == JAM_ASSIGN_TRY_KEPT)
			hint.n = (uint32_t)plan.moved_len;
		if (hint.change == JAM_ASSIGN_TRY_SITE ||
		    hint.change == JAM_ASSIGN_TRY_OWN_SITE)
			hint.n = plan.own_site_seats;
		hint.load_min = plan.load_min;
		hint.load_max = plan.load_max;
		t->out->hints[t->out->hints_len++] = hint;
	}
	jam_arena_reset(t->arena, mark);
	return helps;
}

static bool
try_simple(struct trial *t, enum jam_assign_change change, uint32_t site,
	   uint32_t n)
{
	return try_change(t, (struct jam_assign_hint){
				 .change = change, .site = site, .n = n });
}

static bool
has_kept(const struct jam_assign_problem *p)
{
	for (size_t s = 0; s < p->seats_len; s++)
		if (p->seats[s].state == JAM_ASSIGN_OPEN && !p->seats[s].locked)
			return (p->relax & JAM_ASSIGN_RELAX_KEPT) == 0;
	return false;
}

/* The site in question first, then the largest one that forbids. */
static void
try_sites(struct trial *t)
{
	const struct jam_assign_problem *p = t->problem;
	bool site = t->out->block == JAM_ASSIGN_BLOCK_ROOM ||
		    t->out->block == JAM_ASSIGN_BLOCK_RATERS;
	uint32_t forbids = 0, largest = 0;
	uint32_t *size;

	if (p->site_rule == NULL || p->judge_site == NULL)
		return;
	size = jam_alloc_array(t->arena, (size_t)p->sites + 1, sizeof(*size));
	for (uint32_t i = 0; i < p->judges; i++)
		if (p->judge_site[i] != JAM_ASSIGN_NONE)
			size[p->judge_site[i]]++;
	for (uint32_t s = 0; s < p->sites; s++) {
		if (p->site_rule[s] != JAM_ASSIGN_FORBID)
			continue;
		if (forbids++ == 0 || size[s] > size[largest])
			largest = s;
	}
	if (forbids == 0)
		return;
	if (try_simple(t, JAM_ASSIGN_TRY_SITE, site ? t->out->site : largest,
		       0))
		return;
	if (forbids > 1)
		try_simple(t, JAM_ASSIGN_TRY_OWN_SITE, 0, 0);
}

static void
try_judges(struct trial *t)
{
	uint64_t slots = (uint64_t)t->problem->judges * t->problem->batch;
	uint32_t n = 1;

	while (n <= JUDGES_MAX && !try_simple(t, JAM_ASSIGN_TRY_JUDGES, 0, n)) {
		if (slots > SLOTS_CHEAP || n >= JUDGES_ONE_BY_ONE)
			n *= 2;
		else
			n++;
	}
}

/* The nearest batch that works: larger first where seats stand already. */
static void
try_batches(struct trial *t, bool larger)
{
	uint32_t k = t->problem->batch;

	for (uint32_t n = 1; n <= BATCHES; n++)
		for (int side = 0; side < 2; side++) {
			bool up = (side == 0) == larger;
			uint32_t batch = up ? k + n : k - n;

			if ((up && batch > t->problem->projects) ||
			    (!up && n >= k))
				continue;
			if (try_simple(t, JAM_ASSIGN_TRY_BATCH, 0, batch))
				return;
		}
}

/*
 * Batches are too large for someone: what the first of them may rate, or a
 * little less, for the loads have their say too.
 */
static void
hints_for_batch(struct trial *t)
{
	const struct jam_assign_witness *out = t->out;

	for (uint32_t n = 0; n <= BATCHES && n < out->room; n++)
		if (out->room - n < t->problem->batch &&
		    try_simple(t, JAM_ASSIGN_TRY_BATCH, 0,
			       (uint32_t)(out->room - n)))
			break;
	try_simple(t, JAM_ASSIGN_TRY_FILL, 0, 0);
	if (out->closed[JAM_ASSIGN_SITE] > 0)
		try_sites(t);
}

void
jam_assign_find_hints(const struct jam_assign_problem *problem,
		      struct jam_arena *arena, struct jam_assign_witness *out)
{
	struct trial t = { problem, arena, out };

	if (out->block == JAM_ASSIGN_BLOCK_BATCH) {
		hints_for_batch(&t);
		return;
	}
	if (has_kept(problem))
		try_simple(&t, JAM_ASSIGN_TRY_KEPT, 0, 0);
	try_sites(&t);
	if (problem->seats_len == 0)
		try_judges(&t);
	/* Both sides of a site's condition grow with the batch. */
	if (out->hints_len < JAM_ASSIGN_HINTS_MAX - 1 &&
	    out->block != JAM_ASSIGN_BLOCK_ROOM)
		try_batches(&t, out->standing);
	try_simple(&t, JAM_ASSIGN_TRY_BALANCE, 0, 0);
}
