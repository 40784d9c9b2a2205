/* SPDX-License-Identifier: MIT */
/* Figures of the graph for check_assign.c; see graph.h for what they mean. */
#ifndef JAM_POLICY_CHECK_GRAPH_H
#define JAM_POLICY_CHECK_GRAPH_H

#include <stddef.h>

#include "core/policy/graph.h"

struct jam_arena;
struct jam_tick;

/* One open or rated seat. */
struct jam_check_edge {
	uint32_t judge, project;
};

struct jam_check_graph {
	uint32_t judges, projects;
	const struct jam_check_edge *edge; /* by judge */
	size_t edges;
};

/* Components over judges and projects with seats, breadth first. */
uint32_t jam_check_components(const struct jam_check_graph *graph,
			      struct jam_arena *arena);

/*
 * lambda2, its error, efficiency, its error and bound, by the method asked
 * for; components must be set.
 */
void jam_check_spectrum(const struct jam_check_graph *graph,
			enum jam_graph_method method, struct jam_arena *arena,
			struct jam_tick *tick, struct jam_graph_figures *out);

#endif
