/* SPDX-License-Identifier: MIT */
/* The certificate of an assignment, its digest, and its default seed. */
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
	char digest[JAM_ASSIGN_HEX]; /* the caller's, by jam_assign_listing */
};

/*
 * Every figure of a plan but the digest.  `most` projects are what the graph
 * is estimated for (JAM_GRAPH_ESTIMATE_MAX); tick may be NULL.
 */
void jam_assign_measure(const struct jam_assign_problem *problem,
			const struct jam_assign_plan *plan, uint32_t most,
			struct jam_arena *arena, struct jam_tick *tick,
			struct jam_assign_figures *out);

/*
 * The digest of all stored seats, whatever their state: SHA-256 over lines
 * ended by LF, fields parted by TAB: "jam-assignment/1"; "event", its uid;
 * "batch", k; then a line a judge: uid, and "slot:project-uid" for each seat.
 * Seats come by judge uid in byte order, then by slot.
 */
struct jam_assign_listing {
	struct jam_hasher hasher;
	const char *judge; /* of the line that is open; the caller's */
};

void jam_assign_listing_begin(struct jam_assign_listing *listing,
			      const char *event, uint32_t batch);
/* The judge's uid must live until the next seat, or the end. */
void jam_assign_listing_add(struct jam_assign_listing *listing,
			    const char *judge, uint32_t slot,
			    const char *project);
void jam_assign_listing_end(struct jam_assign_listing *listing,
			    char hex[JAM_ASSIGN_HEX]);

/*
 * The default seed: SHA-256 over "jam-seed/1" LF, the event's uid LF, then the
 * uid of each project in the running LF, in byte order; lower-case hex.
 */
void jam_assign_seed(const char *event, const char *const *projects, size_t n,
		     char hex[JAM_ASSIGN_HEX]);

#endif
