/* SPDX-License-Identifier: MIT */
/* A problem made ready: needs, closed pairs, what stands. */
#include "core/policy/assign_work.h"

#include <string.h>

#include "core/base/arena.h"

void
jam_assign_sort(uint32_t *items, size_t n)
{
	size_t gap = 1;

	while (gap < n / 9)
		gap = 3 * gap + 1;
	for (; gap > 0; gap /= 3)
		for (size_t i = gap; i < n; i++) {
			uint32_t x = items[i];
			size_t j = i;

			for (; j >= gap && items[j - gap] > x; j -= gap)
				items[j] = items[j - gap];
			items[j] = x;
		}
}

void
jam_assign_sort64(uint64_t *items, size_t n)
{
	size_t gap = 1;

	while (gap < n / 9)
		gap = 3 * gap + 1;
	for (; gap > 0; gap /= 3)
		for (size_t i = gap; i < n; i++) {
			uint64_t x = items[i];
			size_t j = i;

			for (; j >= gap && items[j - gap] > x; j -= gap)
				items[j] = items[j - gap];
			items[j] = x;
		}
}

static uint8_t
rule_of(const struct jam_assign_problem *p, uint32_t site)
{
	return site != JAM_ASSIGN_NONE && p->site_rule != NULL
		   ? p->site_rule[site]
		   : JAM_ASSIGN_ALLOW;
}

static uint32_t
site_of(const uint32_t *sites, uint32_t i)
{
	return sites != NULL ? sites[i] : JAM_ASSIGN_NONE;
}

static void
prepare_sites(struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;

	w->groups = p->sites + 1;
	w->group = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	w->site = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	w->group_size = jam_alloc_array(w->arena, w->groups, sizeof(uint32_t));
	for (uint32_t j = 0; j < w->projects; j++) {
		uint32_t s = site_of(p->project_site, j);
		uint8_t rule = rule_of(p, s);

		w->group[j] = rule == JAM_ASSIGN_FORBID ? s + 1 : 0;
		w->site[j] = rule == JAM_ASSIGN_AVOID ? s : JAM_ASSIGN_NONE;
		w->group_size[w->group[j]]++;
	}
	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t s = site_of(p->judge_site, i);
		uint8_t rule = rule_of(p, s);

		w->judge[i].barred =
		    rule == JAM_ASSIGN_FORBID ? s + 1 : JAM_ASSIGN_NONE;
		w->judge[i].site =
		    rule == JAM_ASSIGN_AVOID ? s : JAM_ASSIGN_NO_SITE;
		w->avoids |= rule == JAM_ASSIGN_AVOID;
	}
}

static bool
is_own(const struct jam_assign_problem *p, uint32_t i, uint32_t j)
{
	if (p->team_start == NULL || p->project_team == NULL ||
	    p->project_team[j] == JAM_ASSIGN_NONE)
		return false;
	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		if (p->team[t] == p->project_team[j])
			return true;
	return false;
}

/* Bars and seats have the same order: one walk along both. */
static bool
is_barred(const struct jam_assign_problem *p, size_t *bar,
	  const struct jam_assign_seat *s)
{
	const struct jam_assign_bar *b = p->bars + *bar;

	while (*bar < p->bars_len &&
	       (b->judge < s->judge ||
		(b->judge == s->judge && b->project < s->project))) {
		++*bar;
		b++;
	}
	return *bar < p->bars_len && b->judge == s->judge &&
	       b->project == s->project;
}

static bool
same_pair(const struct jam_assign_seat *a, const struct jam_assign_seat *b)
{
	return a->judge == b->judge && a->project == b->project;
}

/* Of the seats of one pair (after a merge), one open one may stay, or none. */
static void
drop_doubles(const struct jam_assign_seat *seats, size_t n, uint8_t *fate)
{
	bool taken = false;

	for (size_t s = 0; s < n; s++)
		taken |= seats[s].state != JAM_ASSIGN_OPEN;
	for (size_t s = 0; s < n; s++) {
		if (seats[s].state != JAM_ASSIGN_OPEN)
			continue;
		if (taken && fate[s] == JAM_ASSIGN_STANDS)
			fate[s] = JAM_ASSIGN_FALLS + JAM_ASSIGN_GIVEN;
		taken = true;
	}
}

/* What becomes of each stored seat. */
static uint8_t *
settle(const struct jam_assign_problem *p, struct jam_arena *arena)
{
	uint8_t *fate = jam_alloc(arena, p->seats_len);
	size_t bar = 0;

	for (size_t s = 0; s < p->seats_len; s++) {
		const struct jam_assign_seat *seat = p->seats + s;
		uint32_t site = site_of(p->judge_site, seat->judge);

		if (seat->state != JAM_ASSIGN_OPEN)
			continue;
		if (is_own(p, seat->judge, seat->project))
			fate[s] = JAM_ASSIGN_FALLS + JAM_ASSIGN_OWN;
		else if (is_barred(p, &bar, seat))
			fate[s] =
			    (uint8_t)(JAM_ASSIGN_FALLS + p->bars[bar].why);
		else if (rule_of(p, site) == JAM_ASSIGN_FORBID &&
			 site_of(p->project_site, seat->project) == site)
			fate[s] = JAM_ASSIGN_FALLS + JAM_ASSIGN_SITE;
	}
	for (size_t s = 0, end; s < p->seats_len; s = end) {
		for (end = s + 1; end < p->seats_len; end++)
			if (!same_pair(p->seats + s, p->seats + end))
				break;
		if (end - s > 1)
			drop_doubles(p->seats + s, end - s, fate + s);
	}
	return fate;
}

static bool
counts(const struct jam_assign_work *w, size_t s)
{
	return w->fate[s] == JAM_ASSIGN_STANDS &&
	       w->problem->seats[s].state != JAM_ASSIGN_SKIPPED;
}

static void
prepare_standing(struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t n = 0;

	w->fixed = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	w->held_start =
	    jam_alloc_array(w->arena, (size_t)w->judges + 1, sizeof(uint32_t));
	w->held = jam_alloc_array(w->arena, p->seats_len, sizeof(uint32_t));
	for (size_t s = 0; s < p->seats_len; s++) {
		if (!counts(w, s))
			continue;
		w->fixed[p->seats[s].project]++;
		w->held_start[p->seats[s].judge + 1]++;
		w->held[n++] = p->seats[s].project;
	}
	for (uint32_t i = 0; i < w->judges; i++)
		w->held_start[i + 1] += w->held_start[i];
}

static void
prepare_members(struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t n = p->team_start != NULL ? p->team_start[w->judges] : 0;
	uint32_t *start;

	start =
	    jam_alloc_array(w->arena, (size_t)p->teams + 2, sizeof(uint32_t));
	w->member = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	for (uint32_t t = 0; t < n; t++)
		start[p->team[t] + 2]++;
	for (uint32_t t = 0; t < p->teams; t++)
		start[t + 2] += start[t + 1];
	for (uint32_t i = 0; i < w->judges && n > 0; i++)
		for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1];
		     t++)
			w->member[start[p->team[t] + 1]++] = i;
	w->member_start = start;
}

/* Projects by team: own projects are closed. */
struct teams {
	uint32_t *start, *project;
};

static struct teams
projects_by_team(const struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;
	struct teams t;

	t.start =
	    jam_alloc_array(w->arena, (size_t)p->teams + 2, sizeof(uint32_t));
	t.project = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	if (p->project_team == NULL)
		return t;
	for (uint32_t j = 0; j < w->projects; j++)
		if (p->project_team[j] != JAM_ASSIGN_NONE)
			t.start[p->project_team[j] + 2]++;
	for (uint32_t x = 0; x < p->teams; x++)
		t.start[x + 2] += t.start[x + 1];
	for (uint32_t j = 0; j < w->projects; j++)
		if (p->project_team[j] != JAM_ASSIGN_NONE)
			t.project[t.start[p->project_team[j] + 1]++] = j;
	return t;
}

static uint32_t *
add_own(const struct jam_assign_work *w, const struct teams *teams, uint32_t i,
	uint32_t *out)
{
	const struct jam_assign_problem *p = w->problem;

	if (p->team_start == NULL)
		return out;
	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		for (uint32_t x = teams->start[p->team[t]];
		     x < teams->start[p->team[t] + 1]; x++)
			*out++ = teams->project[x];
	return out;
}

static size_t
closed_room(const struct jam_assign_work *w, const struct teams *teams)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t n = p->team_start != NULL ? p->team_start[w->judges] : 0;
	size_t room = p->bars_len + p->seats_len;

	for (uint32_t t = 0; t < n; t++)
		room += teams->start[p->team[t] + 1] - teams->start[p->team[t]];
	return room;
}

static void
prepare_closed(struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;
	struct teams teams = projects_by_team(w);
	uint32_t *out, *from;
	size_t bar = 0, seat = 0;

	w->closed =
	    jam_alloc_array(w->arena, closed_room(w, &teams), sizeof(uint32_t));
	out = w->closed;
	for (uint32_t i = 0; i < w->judges; i++) {
		from = out;
		w->judge[i].closed = (uint32_t)(out - w->closed);
		out = add_own(w, &teams, i, out);
		for (; bar < p->bars_len && p->bars[bar].judge == i; bar++)
			*out++ = p->bars[bar].project;
		for (; seat < p->seats_len && p->seats[seat].judge == i; seat++)
			if (w->fate[seat] == JAM_ASSIGN_STANDS)
				*out++ = p->seats[seat].project;
		if (out - from < 2)
			continue;
		jam_assign_sort(from, (size_t)(out - from));
		for (uint32_t *x = from++; ++x < out;)
			if (*x != from[-1])
				*from++ = *x;
		out = from;
	}
	w->judge[w->judges].closed = (uint32_t)(out - w->closed);
}

/* f_i; seats set free count as if they stood, and then as needed. */
static uint32_t
need_of(const struct jam_assign_work *w, uint32_t i, uint32_t freed)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t spent = p->spent != NULL ? p->spent[i] : 0;
	uint64_t has =
	    (uint64_t)w->held_start[i + 1] - w->held_start[i] + freed + spent;
	uint32_t need = spent != JAM_ASSIGN_GONE && has < p->batch
			    ? p->batch - (uint32_t)has
			    : 0;

	need += freed;
	if ((p->relax & JAM_ASSIGN_RELAX_BATCH) != 0 &&
	    need > jam_assign_allowed(w, i))
		return jam_assign_allowed(w, i);
	return need;
}

static void
prepare_slots(struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;
	size_t seat = 0;
	uint32_t slots = 0;

	w->need = jam_alloc_array(w->arena, w->judges, sizeof(uint32_t));
	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t freed = 0;

		for (; seat < p->seats_len && p->seats[seat].judge == i; seat++)
			freed += w->fate[seat] == JAM_ASSIGN_FREED;
		w->need[i] = need_of(w, i, freed);
		w->judge[i].start = slots;
		slots += w->need[i];
	}
	w->judge[w->judges].start = slots;
	w->slots = slots;
	w->owner = jam_alloc_array(w->arena, slots, sizeof(uint32_t));
	w->at = jam_alloc_array(w->arena, slots, sizeof(uint32_t));
	w->load = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	w->list = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	for (uint32_t i = 0; i < w->judges; i++)
		for (uint32_t a = w->judge[i].start; a < w->judge[i + 1].start;
		     a++)
			w->owner[a] = i;
}

void
jam_assign_prepare(struct jam_assign_work *w,
		   const struct jam_assign_problem *problem, uint8_t *fate,
		   struct jam_arena *arena)
{
	memset(w, 0, sizeof(*w));
	w->problem = problem;
	w->arena = arena;
	w->judges = problem->judges;
	w->projects = problem->projects;
	w->judge =
	    jam_alloc_array(arena, (size_t)w->judges + 1, sizeof(*w->judge));
	w->fate = fate != NULL ? fate : settle(problem, arena);
	prepare_sites(w);
	prepare_standing(w);
	prepare_members(w);
	prepare_closed(w);
	prepare_slots(w);
}

bool
jam_assign_closed(const struct jam_assign_work *w, uint32_t i, uint32_t j)
{
	uint32_t low = w->judge[i].closed, high = w->judge[i + 1].closed;

	while (high - low > 8) {
		uint32_t middle = low + (high - low) / 2;

		if (w->closed[middle] > j)
			high = middle;
		else
			low = middle;
	}
	for (; low < high; low++)
		if (w->closed[low] == j)
			return true;
	return false;
}

static bool
bar_of(const struct jam_assign_problem *p, uint32_t i, uint32_t j,
       enum jam_assign_why *why)
{
	size_t low = 0, high = p->bars_len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct jam_assign_bar *b = p->bars + middle;

		if (b->judge < i || (b->judge == i && b->project < j))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == p->bars_len || p->bars[low].judge != i ||
	    p->bars[low].project != j)
		return false;
	*why = p->bars[low].why;
	return true;
}

enum jam_assign_why
jam_assign_why(const struct jam_assign_work *w, uint32_t i, uint32_t j)
{
	const struct jam_assign_problem *p = w->problem;
	enum jam_assign_why why;

	if (is_own(p, i, j))
		return JAM_ASSIGN_OWN;
	if (bar_of(p, i, j, &why))
		return why;
	if (w->group[j] == w->judge[i].barred)
		return JAM_ASSIGN_SITE;
	for (uint32_t x = w->held_start[i]; x < w->held_start[i + 1]; x++)
		if (w->held[x] == j)
			return JAM_ASSIGN_GIVEN;
	return jam_assign_closed(w, i, j) ? JAM_ASSIGN_SKIP : JAM_ASSIGN_WHYS;
}

static uint32_t
barred_projects(const struct jam_assign_work *w, uint32_t i)
{
	uint32_t barred = w->judge[i].barred;

	return barred != JAM_ASSIGN_NONE ? w->group_size[barred] : 0;
}

bool
jam_assign_has_room(const struct jam_assign_work *w, uint32_t i)
{
	uint32_t closed = w->judge[i + 1].closed - w->judge[i].closed;

	return (uint64_t)w->need[i] + closed + barred_projects(w, i) <=
		   w->projects ||
	       w->need[i] <= jam_assign_allowed(w, i);
}

uint32_t
jam_assign_allowed(const struct jam_assign_work *w, uint32_t i)
{
	uint32_t n = w->projects - barred_projects(w, i);
	uint32_t barred = w->judge[i].barred;

	for (uint32_t c = w->judge[i].closed; c < w->judge[i + 1].closed; c++)
		n -= w->group[w->closed[c]] != barred;
	return n;
}

void
jam_assign_loads(const struct jam_assign_work *w, uint32_t *min, uint32_t *max)
{
	*min = UINT32_MAX;
	*max = 0;
	for (uint32_t j = 0; j < w->projects; j++) {
		if (w->load[j] < *min)
			*min = w->load[j];
		if (w->load[j] > *max)
			*max = w->load[j];
	}
}
