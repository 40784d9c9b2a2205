/* SPDX-License-Identifier: MIT */
/* Assignment problems for tests. */
#include "tests/unit/assign_cases.h"

#include <string.h>

#include "core/base/arena.h"

static uint32_t *
numbers(struct jam_arena *arena, size_t n)
{
	return jam_alloc_array(arena, n, sizeof(uint32_t));
}

struct jam_assign_problem
jam_case_event(struct jam_arena *arena, uint32_t judges, uint32_t projects,
	       uint32_t batch, uint32_t sites, enum jam_assign_site rule)
{
	struct jam_assign_problem p = { .judges = judges,
					.projects = projects,
					.teams = projects,
					.sites = sites,
					.batch = batch };
	uint32_t *start = numbers(arena, (size_t)judges + 1);
	uint32_t *team = numbers(arena, judges);
	uint32_t *of = numbers(arena, projects);

	for (uint32_t i = 0; i < judges; i++) {
		start[i + 1] = i + 1;
		team[i] = i % projects;
	}
	for (uint32_t j = 0; j < projects; j++)
		of[j] = j;
	p.team_start = start;
	p.team = team;
	p.project_team = of;
	if (sites > 0) {
		uint32_t *judge = numbers(arena, judges);
		uint32_t *project = numbers(arena, projects);
		uint8_t *rules = jam_alloc(arena, sites);

		for (uint32_t i = 0; i < judges; i++)
			judge[i] = team[i] % sites;
		for (uint32_t j = 0; j < projects; j++)
			project[j] = j % sites;
		memset(rules, (int)rule, sites);
		p.judge_site = judge;
		p.project_site = project;
		p.site_rule = rules;
	}
	return p;
}

static bool
chance(struct jam_rng *rng, uint32_t percent)
{
	return jam_rng_below(rng, 100) < percent;
}

static uint32_t *
random_sites(struct jam_arena *arena, struct jam_rng *rng, uint32_t n,
	     uint32_t sites)
{
	uint32_t *site = numbers(arena, n);

	for (uint32_t x = 0; x < n; x++)
		site[x] = chance(rng, 20) ? JAM_ASSIGN_NONE
					  : jam_rng_below(rng, sites);
	return site;
}

static void
add_sites(struct jam_assign_problem *p, struct jam_arena *arena,
	  struct jam_rng *rng, uint32_t most)
{
	uint8_t *rule;

	p->sites = 1 + jam_rng_below(rng, most);
	rule = jam_alloc(arena, p->sites);
	for (uint32_t s = 0; s < p->sites; s++)
		rule[s] = chance(rng, 60) ? JAM_ASSIGN_FORBID
					  : (uint8_t)jam_rng_below(rng, 3);
	p->site_rule = rule;
	p->judge_site = random_sites(arena, rng, p->judges, p->sites);
	p->project_site = random_sites(arena, rng, p->projects, p->sites);
}

static void
add_teams(struct jam_assign_problem *p, struct jam_arena *arena,
	  struct jam_rng *rng)
{
	uint32_t *start = numbers(arena, (size_t)p->judges + 1);
	uint32_t *team = numbers(arena, (size_t)p->judges * 2);
	uint32_t *of = numbers(arena, p->projects);
	uint32_t n = 0;

	p->teams = 1 + jam_rng_below(rng, p->projects + 1);
	for (uint32_t i = 0; i < p->judges; i++) {
		if (chance(rng, 80))
			team[n++] = jam_rng_below(rng, p->teams);
		if (chance(rng, 10) && p->teams > 1) {
			team[n] = jam_rng_below(rng, p->teams);
			n += n == start[i] || team[n - 1] != team[n];
		}
		start[i + 1] = n;
	}
	for (uint32_t j = 0; j < p->projects; j++)
		of[j] = chance(rng, 90) ? j % p->teams : JAM_ASSIGN_NONE;
	p->team_start = start;
	p->team = team;
	p->project_team = of;
}

static void
add_bars(struct jam_assign_problem *p, struct jam_arena *arena,
	 struct jam_rng *rng)
{
	size_t most = (size_t)p->judges * p->projects, n = 0;
	struct jam_assign_bar *bars =
	    jam_alloc_array(arena, most, sizeof(*bars));
	uint32_t share = jam_rng_below(rng, 40);

	for (uint32_t i = 0; i < p->judges; i++)
		for (uint32_t j = 0; j < p->projects; j++)
			if (chance(rng, share))
				bars[n++] = (struct jam_assign_bar){
					i, j,
					(uint8_t)(JAM_ASSIGN_DECLARED +
						  jam_rng_below(rng, 2))
				};
	p->bars = bars;
	p->bars_len = n;
}

static bool
has_bar(const struct jam_assign_problem *p, uint32_t i, uint32_t j)
{
	for (size_t b = 0; b < p->bars_len; b++)
		if (p->bars[b].judge == i && p->bars[b].project == j)
			return true;
	return false;
}

bool
jam_case_allows(const struct jam_assign_problem *p, uint32_t i, uint32_t j)
{
	if (has_bar(p, i, j))
		return false;
	if (p->team_start != NULL && p->project_team[j] != JAM_ASSIGN_NONE)
		for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1];
		     t++)
			if (p->team[t] == p->project_team[j])
				return false;
	return p->site_rule == NULL || p->judge_site[i] == JAM_ASSIGN_NONE ||
	       p->judge_site[i] != p->project_site[j] ||
	       p->site_rule[p->judge_site[i]] != JAM_ASSIGN_FORBID;
}

/* At most a batch of seats for each judge, legal but for a few. */
static void
add_seats(struct jam_assign_problem *p, struct jam_arena *arena,
	  struct jam_rng *rng)
{
	size_t most = (size_t)p->judges * p->projects, n = 0;
	struct jam_assign_seat *seats =
	    jam_alloc_array(arena, most, sizeof(*seats));
	uint32_t share = jam_rng_below(rng, 60);

	for (uint32_t i = 0; i < p->judges; i++) {
		uint32_t slot = 0;

		for (uint32_t j = 0; j < p->projects && slot < p->batch; j++) {
			struct jam_assign_seat s = { .judge = i, .project = j };

			if (!chance(rng, share) ||
			    (!jam_case_allows(p, i, j) && !chance(rng, 5)) ||
			    has_bar(p, i, j))
				continue;
			s.slot = ++slot;
			s.state = chance(rng, 60)   ? JAM_ASSIGN_OPEN
				  : chance(rng, 70) ? JAM_ASSIGN_RATED
						    : JAM_ASSIGN_SKIPPED;
			s.locked = chance(rng, 30);
			seats[n++] = s;
		}
	}
	p->seats = seats;
	p->seats_len = n;
}

static void
add_spent(struct jam_assign_problem *p, struct jam_arena *arena,
	  struct jam_rng *rng)
{
	uint32_t *spent = numbers(arena, p->judges);

	for (uint32_t i = 0; i < p->judges; i++)
		if (chance(rng, 20))
			spent[i] = jam_rng_below(rng, p->batch + 1);
	p->spent = spent;
}

struct jam_assign_problem
jam_case_random(struct jam_arena *arena, struct jam_rng *rng,
		const struct jam_case_shape *shape)
{
	struct jam_assign_problem p = { .teams = 0 };

	p.judges = 1 + jam_rng_below(rng, shape->judges);
	p.projects = 1 + jam_rng_below(rng, shape->projects);
	p.batch = 1 + jam_rng_below(rng, p.projects < 5 ? p.projects : 5);
	p.seed = jam_rng_next(rng);
	if (shape->sites > 0 && chance(rng, 60))
		add_sites(&p, arena, rng, shape->sites);
	if (shape->teams && chance(rng, 80))
		add_teams(&p, arena, rng);
	if (shape->bars && chance(rng, 50))
		add_bars(&p, arena, rng);
	if (shape->standing && chance(rng, 70))
		add_seats(&p, arena, rng);
	if (shape->spent && chance(rng, 30))
		add_spent(&p, arena, rng);
	return p;
}

static int
compare(const struct jam_assign_seat *a, const struct jam_assign_seat *b)
{
	if (a->judge != b->judge)
		return a->judge < b->judge ? -1 : 1;
	return a->project < b->project ? -1 : a->project > b->project;
}

void
jam_case_store(struct jam_assign_problem *p, const struct jam_assign_plan *plan,
	       struct jam_arena *arena)
{
	struct jam_assign_seat *seats =
	    jam_alloc_array(arena, p->seats_len + plan->seats, sizeof(*seats));
	size_t n = 0, drop = 0, move = 0;

	for (size_t s = 0; s < p->seats_len; s++) {
		if (drop < plan->dropped_len && plan->dropped[drop].seat == s) {
			drop++;
			continue;
		}
		if (move < plan->moved_len && plan->moved[move].seat == s) {
			move++;
			continue;
		}
		seats[n++] = p->seats[s];
	}
	for (uint32_t i = 0; i < p->judges; i++)
		for (uint32_t a = plan->start[i]; a < plan->start[i + 1]; a++)
			seats[n++] =
			    (struct jam_assign_seat){ i, plan->project[a],
						      plan->slot[a],
						      JAM_ASSIGN_OPEN, false };
	for (size_t x = 1; x < n; x++) {
		struct jam_assign_seat s = seats[x];
		size_t y = x;

		for (; y > 0 && compare(seats + y - 1, &s) > 0; y--)
			seats[y] = seats[y - 1];
		seats[y] = s;
	}
	p->seats = seats;
	p->seats_len = n;
}
