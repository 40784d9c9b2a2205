/* SPDX-License-Identifier: MIT */
/*
 * One step of a REML fit by average information: the solution at some
 * variances, its criterion and gradient, and the step to better ones.
 */
#ifndef JAM_POLICY_REML_H
#define JAM_POLICY_REML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_panel;
struct jam_solver;

/* Indices of variances: of judges, projects, noise. */
enum { JAM_VA, JAM_VB, JAM_VE };

struct jam_reml {
	const struct jam_panel *panel;
	struct jam_solver *solver;
	double v[3];   /* the variances; va unused by an ARROW solver */
	bool held;     /* ve is held where it is */
	size_t lanes;  /* 1, or JAM_LANES with probes */
	double *r, *x; /* lanes: y, four probes of b, three of a */
	double *sums;  /* s_i: sum of y over each judge */
	double *a, *b; /* the solution */
	double mu;
	double aa, bb, ee, ye;	   /* a'a, b'b, e'e, y'e */
	double trace_a, trace_b;   /* T_a, T_b */
	double anchor_a, anchor_b; /* added to those of the probes */
	double anchored_at;	   /* va / ve there */
	double criterion;	   /* REMLcrit; NAN for SPARSE */
	double gradient[3], info[3][3];
	int8_t *probes; /* +1, -1: 4 for each project, 3 for each judge */
	double *f;	/* room of jam_reml_inform */
};

/* Room for the steps; the solver is of the panel too. */
void jam_reml_init(struct jam_reml *reml, struct jam_solver *solver,
		   struct jam_arena *arena);

/*
 * Solve at variances v: mu, a, b, sums and criterion.  False if the equations
 * cannot be solved there.
 */
JAM_MUST_USE bool jam_reml_solve(struct jam_reml *reml, const double v[3]);

/* Traces and gradient at the variances of the last solution. */
JAM_MUST_USE bool jam_reml_derive(struct jam_reml *reml,
				  struct jam_arena *arena);

/* The average information at the last solution and its gradient. */
JAM_MUST_USE bool jam_reml_inform(struct jam_reml *reml);

/*
 * The step that the information and the gradient suggest; false if the
 * information is not positive definite.  Where fixed[l], step[l] is given and
 * the others make the best of it; variances that are not free stay.
 */
JAM_MUST_USE bool jam_reml_step(const struct jam_reml *reml,
				const bool fixed[3], double step[3]);

/* Variances after one step of expectation and maximization. */
void jam_reml_em(const struct jam_reml *reml, double v[3]);

/* Is variance l free? */
bool jam_reml_free(const struct jam_reml *reml, size_t l);

/*
 * SPARSE: replace the probes' error at the last solution by exact traces;
 * jam_reml_derive keeps the correction from then on.
 */
JAM_MUST_USE bool jam_reml_anchor(struct jam_reml *reml,
				  struct jam_arena *arena);

/*
 * The gradient of va at va = 0, from the solution of an ARROW solver:
 * -1/2 [ (n - sum u_i' S^-1 u_i) / ve - sum_i (sum_j e_ij)^2 / ve^2 ].
 */
double jam_reml_zero_gradient(const struct jam_reml *reml);

#endif
