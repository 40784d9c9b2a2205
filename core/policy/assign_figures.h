/* SPDX-License-Identifier: MIT */
/* The certificate of an assignment. */
#ifndef JAM_POLICY_ASSIGN_FIGURES_H
#define JAM_POLICY_ASSIGN_FIGURES_H

#include "core/base/hash.h"
#include "core/policy/assign.h"
#include "core/policy/graph.h"

#define JAM_ASSIGN_HEX (2 * JAM_HASH_SIZE + 1)

struct jam_assign_figures {
	struct jam_graph_figures graph;
	uint32_t judges; /* who take part now */
	uint32_t projects, batch;
	uint32_t reciprocal_pairs;
	uint32_t own_site_seats; /* open and rated, under whatever rule */
	bool has_shared;	 /* not where it would take too long */
	uint64_t shared_pairs; /* judges with two or more projects in common */
	uint32_t moved, kept;
	uint64_t seats; /* all that are stored and not skipped; the caller's */
	char digest[JAM_ASSIGN_HEX]; /* the caller's, by jam_batch_digest */
};

/*
 * Every figure of a plan but the digest.  `most` projects are what the graph
 * is estimated for (JAM_GRAPH_ESTIMATE_MAX); tick may be NULL.
 */
void jam_assign_measure(const struct jam_assign_problem *problem,
			const struct jam_assign_plan *plan, uint32_t most,
			struct jam_arena *arena, struct jam_tick *tick,
			struct jam_assign_figures *out);

#endif
