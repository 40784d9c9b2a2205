/* SPDX-License-Identifier: MIT */
/* Counting outcomes. */
#include "core/policy/outcomes.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/policy/order.h"
#include "core/policy/stats.h"

/* The lines that an outcome of one wave and kind counts in, by number. */
struct group {
	size_t lines[4], count;
};

void
jam_outcome_count_init(struct jam_outcome_count *c, struct jam_arena *arena)
{
	*c = (struct jam_outcome_count){ .arena = arena };
	jam_map_init(&c->lines, arena);
	jam_map_init(&c->groups, arena);
	jam_seen_init(&c->seen, arena);
}

static size_t
line_of(struct jam_outcome_count *c, const char *wave, const char *kind)
{
	const char *key = jam_format(c->arena, "%s\x1f%s",
				     wave != NULL ? wave : "\x1f", kind);
	size_t *known = jam_map_find(&c->lines, key);
	struct jam_outcome_line *line;

	if (known != NULL)
		return *known;
	known = jam_alloc(c->arena, sizeof(*known));
	line = jam_alloc(c->arena, sizeof(*line));
	*line = (struct jam_outcome_line){
		.wave = wave != NULL ? jam_strdup(c->arena, wave) : NULL,
		.outcome = jam_strdup(c->arena, kind),
		.of = JAM_NONE,
		.share = NAN,
	};
	*known = c->count;
	jam_map_put(&c->lines, key, known);
	c->order = jam_grow(c->arena, c->order, &c->capacity, c->count + 1,
			    sizeof(*c->order));
	c->order[c->count++] = line;
	return *known;
}

static struct group *
group_of(struct jam_outcome_count *c, const char *wave, const char *kind)
{
	struct jam_mark mark = jam_arena_mark(c->arena);
	const char *key = jam_format(c->arena, "%s\x1f%s", wave, kind);
	struct group *g = jam_map_find(&c->groups, key);

	if (g != NULL) {
		jam_arena_reset(c->arena, mark);
		return g;
	}
	g = jam_alloc(c->arena, sizeof(*g));
	*g = (struct group){ .count = 2 };
	g->lines[0] = line_of(c, wave, JAM_REACHED);
	g->lines[1] = line_of(c, NULL, JAM_REACHED);
	if (strcmp(kind, JAM_REACHED) != 0) {
		g->lines[g->count++] = line_of(c, wave, kind);
		g->lines[g->count++] = line_of(c, NULL, kind);
	}
	jam_map_put(&c->groups, key, g);
	return g;
}

void
jam_outcome_count_add(struct jam_outcome_count *c, const char *wave,
		      const char *kind, int64_t person, int64_t project)
{
	const struct group *g = group_of(c, wave, kind);

	for (size_t i = 0; i < g->count; i++) {
		struct jam_outcome_line *line = c->order[g->lines[i]];
		uint64_t number = (uint64_t)g->lines[i] * 2;

		line->persons += person != 0 && jam_seen_add(&c->seen, number,
							     (uint64_t)person);
		line->projects +=
		    project != 0 &&
		    jam_seen_add(&c->seen, number + 1, (uint64_t)project);
	}
}

static int
by_place(const void *with, uint32_t a, uint32_t b)
{
	const struct jam_outcome_count *c = with;
	const struct jam_outcome_line *x = c->order[a], *y = c->order[b];
	bool first = strcmp(x->outcome, JAM_REACHED) == 0;
	int order;

	if ((x->wave == NULL) != (y->wave == NULL))
		return x->wave == NULL ? 1 : -1;
	order = x->wave != NULL ? strcmp(x->wave, y->wave) : 0;
	if (order != 0)
		return order;
	if (first != (strcmp(y->outcome, JAM_REACHED) == 0))
		return first ? -1 : 1;
	return strcmp(x->outcome, y->outcome);
}

static void
sort_lines(struct jam_outcome_count *c)
{
	struct jam_outcome_line **sorted = jam_alloc_array(
	    c->arena, c->count, sizeof(struct jam_outcome_line *));
	uint32_t *places = jam_alloc_array(c->arena, c->count, sizeof(*places));

	for (size_t i = 0; i < c->count; i++)
		places[i] = (uint32_t)i;
	jam_order_sort(places, c->count, by_place, c, c->arena);
	for (size_t i = 0; i < c->count; i++)
		sorted[i] = c->order[places[i]];
	c->order = sorted;
}

void
jam_outcome_count_end(struct jam_outcome_count *c, int64_t going)
{
	int64_t reached = 0;

	sort_lines(c);
	for (size_t i = 0; i < c->count; i++) {
		struct jam_outcome_line *line = c->order[i];
		bool first = strcmp(line->outcome, JAM_REACHED) == 0;

		/* reached stands before the others of its wave */
		reached = first ? line->persons : reached;
		line->of = first ? going : reached;
		if (line->persons > 0)
			line->share =
			    jam_stats_ratio(line->persons * 100, line->of, 1);
	}
}
