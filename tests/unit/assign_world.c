/* SPDX-License-Identifier: MIT */
/* A small jam that lives. */
#include "tests/unit/assign_world.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/batch.h"

static uint32_t
draw(struct world *w, uint32_t n)
{
	return jam_rng_below(&w->rng, n);
}

static void
add_judge(struct world *w, uint32_t i)
{
	w->judge[i].here = true;
	w->judge[i].teams = draw(w, 8) > 0 ? 1U << draw(w, WORLD_PROJECTS) : 0;
	w->judge[i].site = draw(w, 3) > 0 ? draw(w, 4) : JAM_ASSIGN_NONE;
	for (uint32_t j = 0; j < WORLD_PROJECTS; j++)
		w->barred[i][j] = draw(w, 20) == 0;
}

static void
add_project(struct world *w, uint32_t j)
{
	w->project[j].here = true;
	w->project[j].site = draw(w, 2) > 0 ? draw(w, 4) : JAM_ASSIGN_NONE;
}

void
world_begin(struct world *w, uint64_t seed, uint32_t judges, uint32_t projects,
	    uint32_t batch)
{
	memset(w, 0, sizeof(*w));
	jam_rng_init(&w->rng, seed, 0);
	w->batch = batch;
	w->own_site = (enum jam_assign_site)draw(w, 3);
	for (uint32_t i = 0; i < judges; i++)
		add_judge(w, i);
	for (uint32_t j = 0; j < projects; j++)
		add_project(w, j);
}

/* A judge who is here, has not gone, and is drawn; or the count of all. */
static uint32_t
any_judge(struct world *w)
{
	uint32_t start = draw(w, WORLD_JUDGES);

	for (uint32_t n = 0; n < WORLD_JUDGES; n++) {
		uint32_t i = (start + n) % WORLD_JUDGES;

		if (w->judge[i].here && !w->judge[i].gone)
			return i;
	}
	return WORLD_JUDGES;
}

static bool
runs(const struct world *w, uint32_t j)
{
	return w->project[j].here && !w->project[j].retracted;
}

/* An open seat of a judge: rated, skipped, or only looked at. */
static void
use_seats(struct world *w, uint32_t i)
{
	for (uint32_t j = 0; j < WORLD_PROJECTS; j++) {
		struct world_seat *s = &w->seat[i][j];

		if (!s->there || s->state != JAM_ASSIGN_OPEN || !runs(w, j))
			continue;
		switch (draw(w, 8)) {
		case 0:
			s->state = JAM_ASSIGN_SKIPPED;
			break;
		case 1:
		case 2:
			s->state = JAM_ASSIGN_RATED;
			break;
		case 3:
			s->locked = true;
			break;
		default:
			break;
		}
	}
}

/* One person came under two addresses. */
static void
merge(struct world *w, uint32_t a, uint32_t b)
{
	uint32_t last = 0;

	if (a == b)
		return;
	for (uint32_t j = 0; j < WORLD_PROJECTS; j++)
		if (w->seat[a][j].slot > last)
			last = w->seat[a][j].slot;
	w->judge[a].teams |= w->judge[b].teams;
	w->judge[b].here = false;
	for (uint32_t j = 0; j < WORLD_PROJECTS; j++) {
		struct world_seat *s = &w->seat[b][j];

		w->barred[a][j] |= w->barred[b][j];
		if (s->there && !w->seat[a][j].there) {
			w->seat[a][j] = *s;
			w->seat[a][j].slot = ++last;
		}
		memset(s, 0, sizeof(*s));
	}
}

static void
arrive(struct world *w)
{
	for (uint32_t i = 0; i < WORLD_JUDGES; i++)
		if (!w->judge[i].here && w->judge[i].teams == 0) {
			add_judge(w, i);
			return;
		}
}

static void
hand_in(struct world *w)
{
	for (uint32_t j = 0; j < WORLD_PROJECTS; j++)
		if (!w->project[j].here) {
			add_project(w, j);
			return;
		}
}

static void
withdraw(struct world *w)
{
	uint32_t left = 0, j = draw(w, WORLD_PROJECTS);

	for (uint32_t x = 0; x < WORLD_PROJECTS; x++)
		left += runs(w, x);
	if (left > 4)
		w->project[j].retracted = w->project[j].here;
}

static void
rate_freely(struct world *w, uint32_t i)
{
	uint32_t j = draw(w, WORLD_PROJECTS);

	if (runs(w, j) && !w->seat[i][j].there && !w->barred[i][j])
		w->rated[i][j] = true;
}

void
world_step(struct world *w)
{
	uint32_t i = any_judge(w);

	switch (i == WORLD_JUDGES ? 0 : draw(w, 9)) {
	case 0:
		arrive(w);
		break;
	case 1:
		hand_in(w);
		break;
	case 2:
		w->judge[i].gone = true;
		break;
	case 3:
		withdraw(w);
		break;
	case 4:
		w->barred[i][draw(w, WORLD_PROJECTS)] = true;
		break;
	case 5:
		merge(w, i, any_judge(w));
		break;
	case 6:
		rate_freely(w, i);
		break;
	default:
		use_seats(w, i);
		break;
	}
}

/* Of who is gone, only what was rated still counts. */
static bool
stored(const struct world *w, uint32_t i, uint32_t j)
{
	const struct world_seat *s = &w->seat[i][j];

	return s->there && runs(w, j) &&
	       (!w->judge[i].gone || s->state == JAM_ASSIGN_RATED);
}

static void
fill_judge(const struct world *w, uint32_t i, uint32_t at, uint32_t *team,
	   struct jam_assign_problem *p)
{
	uint32_t *start = (uint32_t *)p->team_start;
	uint32_t *spent = (uint32_t *)p->spent;

	((uint32_t *)p->judge_site)[at] = w->judge[i].site;
	start[at + 1] = start[at];
	for (uint32_t t = 0; t < WORLD_PROJECTS; t++)
		if (w->judge[i].teams >> t & 1)
			team[start[at + 1]++] = t;
	if (w->judge[i].gone) {
		spent[at] = JAM_ASSIGN_GONE;
		return;
	}
	for (uint32_t j = 0; j < WORLD_PROJECTS; j++)
		spent[at] += w->project[j].retracted && w->seat[i][j].there &&
			     w->seat[i][j].state == JAM_ASSIGN_RATED;
}

static void
fill_rows(struct world *w, struct jam_assign_problem *p,
	  struct jam_arena *arena)
{
	size_t cells = (size_t)p->judges * p->projects;
	struct jam_assign_bar *bar =
	    jam_alloc_array(arena, cells, sizeof(*bar));
	struct jam_assign_seat *seat =
	    jam_alloc_array(arena, cells, sizeof(*seat));

	p->bars = bar;
	p->seats = seat;
	for (uint32_t a = 0; a < p->judges; a++)
		for (uint32_t b = 0; b < p->projects; b++) {
			uint32_t i = w->judge_of[a], j = w->project_of[b];
			const struct world_seat *s = &w->seat[i][j];

			if (w->barred[i][j] || w->rated[i][j])
				bar[p->bars_len++] = (struct jam_assign_bar){
					a, b,
					w->barred[i][j] ? JAM_ASSIGN_DECLARED
							: JAM_ASSIGN_FREE
				};
			if (stored(w, i, j))
				seat[p->seats_len++] = (struct jam_assign_seat){
					a, b, s->slot, s->state, s->locked
				};
		}
}

struct jam_assign_problem
world_problem(struct world *w, struct jam_arena *arena)
{
	struct jam_assign_problem p = { .teams = WORLD_PROJECTS,
					.sites = 4,
					.batch = w->batch,
					.relax = w->relax,
					.seed = 7 };
	uint32_t *one = jam_alloc_array(arena, 400, sizeof(uint32_t));
	uint32_t *team = jam_alloc_array(arena, 400, sizeof(uint32_t));
	uint8_t *rule = jam_alloc(arena, 4);

	memset(rule, (int)w->own_site, 4);
	p.site_rule = rule;
	p.team = team;
	p.judge_site = one;
	p.project_site = one + 50;
	p.team_start = one + 100;
	p.project_team = one + 150;
	p.spent = one + 200;
	for (uint32_t j = 0; j < WORLD_PROJECTS; j++) {
		if (!runs(w, j))
			continue;
		((uint32_t *)p.project_site)[p.projects] = w->project[j].site;
		((uint32_t *)p.project_team)[p.projects] = j;
		w->project_of[p.projects++] = j;
	}
	for (uint32_t i = 0; i < WORLD_JUDGES; i++) {
		bool any = !w->judge[i].gone;

		for (uint32_t j = 0; j < WORLD_PROJECTS; j++)
			any |= stored(w, i, j);
		if (!w->judge[i].here || !any)
			continue;
		fill_judge(w, i, p.judges, team, &p);
		w->judge_of[p.judges++] = i;
	}
	fill_rows(w, &p, arena);
	return p;
}

static void
forget(struct world *w, const struct jam_assign_seat *s)
{
	memset(&w->seat[w->judge_of[s->judge]][w->project_of[s->project]], 0,
	       sizeof(struct world_seat));
}

void
world_take(struct world *w, const struct jam_assign_problem *p,
	   const struct jam_assign_plan *plan)
{
	for (uint32_t i = 0; i < WORLD_JUDGES; i++)
		for (uint32_t j = 0; j < WORLD_PROJECTS; j++)
			w->seat[i][j].fresh = false;
	for (size_t d = 0; d < plan->dropped_len; d++)
		forget(w, p->seats + plan->dropped[d].seat);
	for (size_t m = 0; m < plan->moved_len; m++)
		forget(w, p->seats + plan->moved[m].seat);
	for (uint32_t a = 0; a < p->judges; a++)
		for (uint32_t x = plan->start[a]; x < plan->start[a + 1]; x++)
			w->seat[w->judge_of[a]]
			       [w->project_of[plan->project[x]]] =
			    (struct world_seat){ true, false, true,
						 JAM_ASSIGN_OPEN,
						 plan->slot[x] };
}

static const char *
uid_of(struct jam_arena *arena, char kind, uint32_t n)
{
	return jam_format(arena, "%c%02u", kind, 99 - n);
}

void
world_rows(struct jam_check_facts *f, struct jam_arena *arena)
{
	const struct jam_assign_problem *p = f->problem;
	struct jam_check_row *rows =
	    jam_alloc_array(arena, p->seats_len, sizeof(*rows));

	for (size_t s = 0; s < p->seats_len; s++)
		rows[s] = (struct jam_check_row){
			uid_of(arena, 'j', p->seats[s].judge),
			uid_of(arena, 'p', p->seats[s].project),
			p->seats[s].slot,
			p->seats[s].state == JAM_ASSIGN_SKIPPED
		};
	f->rows = rows;
	f->rows_len = p->seats_len;
}

struct jam_check_facts
world_facts(struct world *w, struct jam_assign_problem *p,
	    struct jam_arena *arena)
{
	struct jam_check_facts f = { .problem = p, .event = "ev01" };
	struct jam_assign_names *names = jam_alloc(arena, sizeof(*names));
	const char **judge, **project;
	uint32_t *number;
	bool *fresh;

	*p = world_problem(w, arena);
	fresh = jam_alloc_array(arena, p->seats_len, sizeof(bool));
	judge = jam_alloc_array(arena, p->judges, sizeof(*judge));
	project = jam_alloc_array(arena, p->projects, sizeof(*project));
	number = jam_alloc_array(arena, p->projects, sizeof(*number));
	for (uint32_t a = 0; a < p->judges; a++)
		judge[a] = uid_of(arena, 'j', a);
	for (uint32_t b = 0; b < p->projects; b++) {
		project[b] = uid_of(arena, 'p', b);
		number[b] = w->project_of[b];
	}
	for (size_t s = 0; s < p->seats_len; s++)
		fresh[s] = w->seat[w->judge_of[p->seats[s].judge]]
				  [w->project_of[p->seats[s].project]]
				      .fresh;
	*names = (struct jam_assign_names){ judge, project, number, NULL };
	f.fresh = fresh;
	f.names = names;
	world_rows(&f, arena);
	return f;
}

static void
digest_judge(const struct jam_check_facts *f, uint32_t a,
	     struct jam_batch_digest *digest)
{
	const struct jam_assign_problem *p = f->problem;
	bool any = false;

	for (uint32_t slot = 0; slot < 100; slot++)
		for (size_t s = 0; s < p->seats_len; s++) {
			if (p->seats[s].judge != a || p->seats[s].slot != slot)
				continue;
			if (!any)
				jam_batch_digest_judge(digest,
						       f->rows[s].judge);
			any = true;
			jam_batch_digest_seat(digest, slot, f->rows[s].project);
		}
}

void
world_digest(const struct jam_check_facts *f, struct jam_assign_figures *out)
{
	struct jam_batch_digest digest;

	jam_batch_digest_begin(&digest, f->event, f->problem->batch);
	for (uint32_t a = f->problem->judges; a-- > 0;) /* their uids fall */
		digest_judge(f, a, &digest);
	jam_batch_digest_end(&digest, out->digest);
	for (size_t s = 0; s < f->rows_len; s++)
		out->seats += !f->rows[s].skipped;
}
