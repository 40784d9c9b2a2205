/* SPDX-License-Identifier: MIT */
/* Eigenvalues for graph.c. */
#ifndef JAM_POLICY_GRAPH_MATH_H
#define JAM_POLICY_GRAPH_MATH_H

#include "core/policy/graph.h"

/* The matrix M without projects that have no seat. */
struct jam_graph_matrix {
	const struct jam_graph *graph;
	uint32_t n;	/* projects with seats */
	uint32_t *row;	/* [seats]: as graph->project, in 0..n-1 */
	uint32_t *load; /* [n] */
	double *scale;	/* [n]: 1 / sqrt(load) */
	double *null;	/* [n]: the unit vector of eigenvalue 0 */
};

void jam_graph_matrix_make(struct jam_graph_matrix *m,
			   const struct jam_graph *graph,
			   struct jam_arena *arena);

/* y = M x */
void jam_graph_apply(const struct jam_graph_matrix *m, const double *x,
		     double *y);

/*
 * All eigenvalues of a symmetric n * n matrix, rising: Householder's
 * tridiagonal form (Martin, Reinsch, Wilkinson 1968), then QL.  The matrix is
 * overwritten.
 */
void jam_graph_eigen(double *matrix, uint32_t n, double *values,
		     struct jam_arena *arena);

/* A tridiagonal matrix; above[i] stands between i and i + 1. */
struct jam_graph_tridiagonal {
	double *diagonal, *above;
	uint32_t n;
};

/*
 * Lanczos from a start vector, orthogonal to the null vector, with full
 * reorthogonalisation; basis has steps * n numbers.
 */
void jam_graph_lanczos(const struct jam_graph_matrix *m, double *start,
		       uint32_t steps, double *basis,
		       struct jam_graph_tridiagonal *out,
		       struct jam_arena *arena);

/* Its least eigenvalue, by bisection of Sturm's sequence. */
double jam_graph_least(const struct jam_graph_tridiagonal *t);

/* lambda2 and its residual; the graph must be connected. */
void jam_graph_lambda2(const struct jam_graph_matrix *m, double *lambda2,
		       double *error, struct jam_arena *arena);

/* The sum of 1/m_i over i >= 2, estimated, and its standard error. */
void jam_graph_trace(const struct jam_graph_matrix *m, double *sum,
		     double *error, struct jam_arena *arena,
		     struct jam_tick *tick);

/* A fixed start vector: the fractional parts of j * 2654435761 / 2^32. */
void jam_graph_start(double *v, uint32_t n);

#endif
