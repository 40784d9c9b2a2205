/* SPDX-License-Identifier: MIT */
/*
 * How well the seats tie projects together.  N is the incidence of projects
 * and judges, d_j the load of a project, k_i a judge's seats, D = diag(d).
 * C = D - N diag(1/k) N' is the information matrix of a block design with
 * judges as blocks (Bailey, Cameron, arXiv 1111.3768); M = D^-1/2 C D^-1/2 has
 * eigenvalues 0 = m1 <= m2 <= ... <= mP.  Projects without a seat are left out.
 * Only + - * / and sqrt on doubles: the same bits on every machine.
 */
#ifndef JAM_POLICY_GRAPH_H
#define JAM_POLICY_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_arena;
struct jam_tick;

/* The seats that bring a rating: judge i has project[start[i]] .. */
struct jam_graph {
	uint32_t judges, projects;
	uint32_t *start, *project;
};

/* How lambda2 and efficiency were worked out; NONE: not at all. */
enum jam_graph_method {
	JAM_GRAPH_NONE,
	JAM_GRAPH_EXACT,    /* all eigenvalues, to 1e-9 */
	JAM_GRAPH_ESTIMATE, /* Lanczos; probes for the efficiency */
};

/* Projects; `jam assign` estimates no further. */
#define JAM_GRAPH_EXACT_MAX    500
#define JAM_GRAPH_ESTIMATE_MAX 20000

struct jam_graph_figures {
	uint32_t seats, load_min, load_max; /* loads over all projects */
	uint32_t batch_min, batch_max;	    /* over judges with seats */
	uint32_t components;
	enum jam_graph_method method;
	bool has_efficiency;  /* not if parted, or every judge has one seat */
	double lambda2;	      /* m2; 0 if parted */
	double lambda2_error; /* bound of |lambda2 - m|, m an eigenvalue */
	double efficiency;    /* E / B: the harmonic mean of m2.. over B */
	double efficiency_error; /* standard error of it; 0 if exact */
	double efficiency_bound; /* B, the mean of m2.., never below E */
	double expected_lambda2; /* of a large random graph; 0 if d or k < 1 */
};

/* Loads, batches, components: O(seats). */
void jam_graph_count(const struct jam_graph *graph, struct jam_arena *arena,
		     struct jam_graph_figures *out);

/*
 * jam_graph_count and the figures of the spectrum: exact up to
 * JAM_GRAPH_EXACT_MAX projects, estimated up to `most`, else none.
 */
void jam_graph_measure(const struct jam_graph *graph, uint32_t most,
		       struct jam_arena *arena, struct jam_tick *tick,
		       struct jam_graph_figures *out);

/*
 * lambda2 for choosing among draws: the least Ritz value after min(n - 1, 60)
 * Lanczos steps, in units of 1e-9.  0 if parted.
 */
int64_t jam_graph_quick(const struct jam_graph *graph, struct jam_arena *arena);

/*
 * Pairs of judges with two or more projects in common; O(sum of loads squared).
 * False if that is more than `work`.
 */
bool jam_graph_shared(const struct jam_graph *graph, uint64_t work,
		      struct jam_arena *arena, uint64_t *pairs);

#endif
