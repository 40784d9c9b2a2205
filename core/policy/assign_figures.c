/* SPDX-License-Identifier: MIT */
/* The certificate of an assignment. */
#include "core/policy/assign_figures.h"

#include <string.h>

#include "core/base/arena.h"

/* Joint seats looked at; a million judges with five each need 100 million. */
#define SHARED_WORK 500000000

static uint32_t
own_seats(const struct jam_assign_problem *p, const struct jam_graph *g)
{
	uint32_t n = 0;

	if (p->judge_site == NULL || p->project_site == NULL)
		return 0;
	for (uint32_t i = 0; i < g->judges; i++)
		for (uint32_t s = g->start[i]; s < g->start[i + 1]; s++)
			n += p->judge_site[i] != JAM_ASSIGN_NONE &&
			     p->judge_site[i] == p->project_site[g->project[s]];
	return n;
}

void
jam_assign_measure(const struct jam_assign_problem *problem,
		   const struct jam_assign_plan *plan, uint32_t most,
		   struct jam_arena *arena, struct jam_tick *tick,
		   struct jam_assign_figures *out)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_graph g;

	memset(out, 0, sizeof(*out));
	jam_assign_graph(problem, plan, arena, &g);
	jam_graph_measure(&g, most, arena, tick, &out->graph);
	for (uint32_t i = 0; i < problem->judges; i++)
		out->judges += problem->spent == NULL ||
			       problem->spent[i] != JAM_ASSIGN_GONE;
	out->projects = problem->projects;
	out->batch = problem->batch;
	out->reciprocal_pairs = plan->reciprocal_pairs;
	out->own_site_seats = own_seats(problem, &g);
	out->has_shared =
	    jam_graph_shared(&g, SHARED_WORK, arena, &out->shared_pairs);
	out->moved = (uint32_t)plan->moved_len;
	out->kept = (uint32_t)(problem->seats_len - plan->dropped_len -
			       plan->moved_len);
	jam_arena_reset(arena, mark);
}

static void
add_text(struct jam_hasher *hasher, const char *text)
{
	jam_hash_add(hasher, text, strlen(text));
}

static void
add_number(struct jam_hasher *hasher, uint32_t n)
{
	char digit[10];
	size_t at = sizeof(digit);

	do {
		digit[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	jam_hash_add(hasher, digit + at, sizeof(digit) - at);
}

void
jam_assign_listing_begin(struct jam_assign_listing *listing, const char *event,
			 uint32_t batch)
{
	struct jam_hasher *h = &listing->hasher;

	listing->judge = NULL;
	jam_hash_begin(h);
	add_text(h, "jam-assignment/1\nevent\t");
	add_text(h, event);
	add_text(h, "\nbatch\t");
	add_number(h, batch);
}

void
jam_assign_listing_add(struct jam_assign_listing *listing, const char *judge,
		       uint32_t slot, const char *project)
{
	struct jam_hasher *h = &listing->hasher;

	if (listing->judge == NULL || strcmp(listing->judge, judge) != 0) {
		add_text(h, "\n");
		add_text(h, judge);
	}
	listing->judge = judge;
	add_text(h, "\t");
	add_number(h, slot);
	add_text(h, ":");
	add_text(h, project);
}

void
jam_assign_listing_end(struct jam_assign_listing *listing,
		       char hex[JAM_ASSIGN_HEX])
{
	struct jam_hash hash;

	add_text(&listing->hasher, "\n");
	jam_hash_end(&listing->hasher, &hash);
	jam_hex_write(hex, hash.bytes, sizeof(hash.bytes));
}

void
jam_assign_seed(const char *event, const char *const *projects, size_t n,
		char hex[JAM_ASSIGN_HEX])
{
	struct jam_hasher hasher;
	struct jam_hash hash;

	jam_hash_begin(&hasher);
	add_text(&hasher, "jam-seed/1\n");
	add_text(&hasher, event);
	add_text(&hasher, "\n");
	for (size_t x = 0; x < n; x++) {
		add_text(&hasher, projects[x]);
		add_text(&hasher, "\n");
	}
	jam_hash_end(&hasher, &hash);
	jam_hex_write(hex, hash.bytes, sizeof(hash.bytes));
}
