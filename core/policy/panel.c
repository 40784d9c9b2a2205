/* SPDX-License-Identifier: MIT */
/* Ratings as the mixed model sees them. */
#include "core/policy/panel.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/policy/order.h"
#include "core/policy/scores.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"

/* What is needed while the panel is filled. */
struct filling {
	const struct jam_score_input *input;
	const struct jam_aspect *aspect;
	uint32_t without;
};

/* The rating in units of 1/base; false if it does not count here. */
static bool
score_of(const struct filling *f, size_t k, int64_t *score)
{
	size_t criteria = f->input->rules.criteria_len;
	const int16_t *x = f->input->scores + k * criteria;

	if (f->input->judge[k] == f->without)
		return false;
	if (f->aspect->criterion == JAM_OVERALL) {
		*score = jam_tally_rating(f->aspect->tally, x);
		return true;
	}
	*score = x[f->aspect->criterion];
	return *score != JAM_SCORE_MISSING;
}

/* Number those that have a rating: at[old] = new, of[new] = old. */
static size_t
renumber(uint32_t *at, uint32_t *of, const uint32_t *often, size_t n)
{
	size_t next = 0;

	for (size_t k = 0; k < n; k++) {
		at[k] = JAM_PANEL_NONE;
		if (often[k] == 0)
			continue;
		of[next] = (uint32_t)k;
		at[k] = (uint32_t)next++;
	}
	return next;
}

/* Count, number anew and lay out; the sum of all scores. */
static jam_i128
lay_out(struct jam_panel *panel, const struct filling *f,
	struct jam_arena *arena)
{
	const struct jam_score_input *in = f->input;
	uint32_t *judge, *project;
	jam_i128 sum = 0;
	int64_t score;

	judge = jam_alloc_array(arena, in->judges, sizeof(*judge));
	project = jam_alloc_array(arena, in->projects, sizeof(*project));
	for (size_t k = 0; k < in->ratings; k++) {
		if (!score_of(f, k, &score))
			continue;
		judge[in->judge[k]]++;
		project[in->project[k]]++;
		sum += score;
		panel->ratings++;
	}
	panel->judges =
	    renumber(panel->judge_at, panel->judge_of, judge, in->judges);
	panel->projects = renumber(panel->project_at, panel->project_of,
				   project, in->projects);
	panel->start =
	    jam_alloc_array(arena, panel->judges + 1, sizeof(uint32_t));
	panel->load = jam_alloc_array(arena, panel->projects, sizeof(double));
	for (size_t i = 0; i < panel->judges; i++)
		panel->start[i + 1] =
		    panel->start[i] + judge[panel->judge_of[i]];
	for (size_t j = 0; j < panel->projects; j++)
		panel->load[j] = project[panel->project_of[j]];
	return sum;
}

static void
fill(struct jam_panel *panel, const struct filling *f, double unit,
     struct jam_arena *arena)
{
	const struct jam_score_input *in = f->input;
	struct jam_mark mark;
	uint32_t *next, at;
	int64_t score;

	panel->project =
	    jam_alloc_array(arena, panel->ratings, sizeof(uint32_t));
	panel->rating =
	    jam_alloc_array(arena, panel->ratings, sizeof(uint32_t));
	panel->y = jam_alloc_array(arena, panel->ratings, sizeof(double));
	mark = jam_arena_mark(arena);
	next = jam_alloc_array(arena, panel->judges, sizeof(*next));
	if (panel->judges > 0)
		memcpy(next, panel->start, panel->judges * sizeof(*next));
	for (size_t k = 0; k < in->ratings; k++) {
		if (!score_of(f, k, &score))
			continue;
		at = next[panel->judge_at[in->judge[k]]]++;
		panel->project[at] = panel->project_at[in->project[k]];
		panel->rating[at] = (uint32_t)k;
		panel->y[at] = (double)score / unit - panel->centre;
	}
	jam_arena_reset(arena, mark);
}

static uint32_t
root_of(uint32_t *parent, uint32_t x)
{
	while (parent[x] != x) {
		parent[x] = parent[parent[x]];
		x = parent[x];
	}
	return x;
}

/* Join the projects of each judge; the root is the first project. */
static void
join(const struct jam_panel *panel, uint32_t *parent)
{
	uint32_t a, b;

	for (size_t j = 0; j < panel->projects; j++)
		parent[j] = (uint32_t)j;
	for (size_t i = 0; i < panel->judges; i++) {
		for (size_t k = panel->start[i] + 1; k < panel->start[i + 1];
		     k++) {
			a = root_of(parent, panel->project[k - 1]);
			b = root_of(parent, panel->project[k]);
			parent[a < b ? b : a] = a < b ? a : b;
		}
	}
}

/* Larger groups first; order.h keeps equal ones as they come. */
static int
larger(const void *context, uint32_t a, uint32_t b)
{
	const uint32_t *size = context;

	return (size[a] < size[b]) - (size[a] > size[b]);
}

static void
find_components(struct jam_panel *panel, struct jam_arena *arena)
{
	uint32_t all = (uint32_t)panel->projects, n = 0;
	uint32_t *parent = jam_alloc_array(arena, all, sizeof(*parent));
	uint32_t *size = jam_alloc_array(arena, all, sizeof(*size));
	uint32_t *roots = jam_alloc_array(arena, all, sizeof(*roots));

	panel->component = jam_alloc_array(arena, all, sizeof(uint32_t));
	join(panel, parent);
	for (uint32_t j = 0; j < all; j++)
		size[root_of(parent, j)]++;
	for (uint32_t j = 0; j < all; j++) {
		if (size[j] > 0)
			roots[n++] = j;
	}
	jam_order_sort(roots, n, larger, size, arena);
	for (uint32_t k = 0; k < n; k++)
		size[roots[k]] = k;
	for (uint32_t j = 0; j < all; j++)
		panel->component[j] = size[root_of(parent, j)];
	panel->components = n;
}

void
jam_panel_init(struct jam_panel *panel, const struct jam_score_input *input,
	       const struct jam_aspect *aspect, uint32_t without,
	       struct jam_arena *arena)
{
	struct filling f = { input, aspect, without };
	double unit = (double)jam_aspect_base(aspect);
	jam_i128 sum;

	memset(panel, 0, sizeof(*panel));
	panel->judge_at =
	    jam_alloc_array(arena, input->judges, sizeof(uint32_t));
	panel->judge_of =
	    jam_alloc_array(arena, input->judges, sizeof(uint32_t));
	panel->project_at =
	    jam_alloc_array(arena, input->projects, sizeof(uint32_t));
	panel->project_of =
	    jam_alloc_array(arena, input->projects, sizeof(uint32_t));
	for (unsigned d = 0; d < input->rules.decimals; d++)
		unit *= 10;
	sum = lay_out(panel, &f, arena);
	if (panel->ratings > 0)
		panel->centre = (double)sum / ((double)panel->ratings * unit);
	fill(panel, &f, unit, arena);
	find_components(panel, arena);
}
