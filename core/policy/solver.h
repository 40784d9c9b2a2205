/* SPDX-License-Identifier: MIT */
/*
 * The equations of the mixed model with the judges eliminated: S (b, mu) = r,
 *
 *	S = [ diag(n_j + lb)  n_j ]  -  sum_i u_i u_i' / D_i
 *	    [ n_j'            n   ]
 *
 * with lb = ve/vb, D_i = n_i + ve/va, u_i the projects of judge i and n_i at
 * mu.  Vectors have projects + 1 rows, mu last, and up to JAM_LANES columns
 * that lie side by side: x[row * lanes + lane].
 */
#ifndef JAM_POLICY_SOLVER_H
#define JAM_POLICY_SOLVER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/policy/dense.h"

struct jam_panel;

#define JAM_LANES 8

enum jam_solver_kind {
	JAM_SOLVER_ARROW,  /* no judge term: solved by hand */
	JAM_SOLVER_DENSE,  /* Cholesky */
	JAM_SOLVER_SPARSE, /* conjugate gradients */
};

struct jam_solver {
	const struct jam_panel *panel;
	enum jam_solver_kind kind;
	double la, lb; /* ve/va, ve/vb; la unused by ARROW */
	double *inv_d; /* 1/D_i by judge; all 0 for ARROW */
	double *diag;  /* of S; mu last */
	struct jam_dense dense;
	bool inverted;	   /* dense.a holds S^-1, not U */
	double *r, *p, *q; /* of conjugate gradients */
	bool cold;	   /* start from 0, not from the given x */
	double tolerance;  /* of its residual, relative */
	unsigned products, products_max; /* used so far; at most per solve */
};

/* Room to solve; 16 projects^2 bytes if dense. */
void jam_solver_init(struct jam_solver *solver, const struct jam_panel *panel,
		     enum jam_solver_kind kind, struct jam_arena *arena);

/*
 * Set S.  DENSE: factors it; false if it is not positive definite.  The
 * others: true.
 */
JAM_MUST_USE bool jam_solver_set(struct jam_solver *solver, double la,
				 double lb);

/* The right side of the panel's y, one lane: y less s_i / D_i. */
void jam_solver_right_side(const struct jam_solver *solver, double *r);

/* Predicted a_i of judge i from a solution x: (s_i - u_i' x) / D_i. */
double jam_solver_judge(const struct jam_solver *solver, size_t i,
			const double *x);

/*
 * x becomes S^-1 r for 1 or JAM_LANES lanes; SPARSE starts from the x it is
 * given, unless it is cold.  False if conjugate gradients do not converge.
 */
JAM_MUST_USE bool jam_solver_solve(struct jam_solver *solver, size_t lanes,
				   const double *r, double *x);

/*
 * x becomes JAM_LANES samples of covariance S^-1, made of as many columns z of
 * independent normal numbers: exact for ARROW and for DENSE, which makes the
 * inverse; SPARSE to 1e-4 of their size.  False if that does not converge.
 */
JAM_MUST_USE bool jam_solver_sample(struct jam_solver *solver, const double *z,
				    double *x, struct jam_arena *arena);

/* DENSE: make the inverse; the solver goes on solving with it. */
void jam_solver_invert(struct jam_solver *solver);

/*
 * Traces T_b = tr [S^-1]_bb and T_a = sum 1/D_i + sum u_i' S^-1 u_i / D_i^2,
 * exact: from the inverse (DENSE), from formulas (ARROW), from the projects'
 * unit columns (SPARSE).  diagonal (or NULL) gets that of S^-1, mu last.
 */
JAM_MUST_USE bool jam_solver_traces(struct jam_solver *solver, double *trace_a,
				    double *trace_b, double *diagonal,
				    struct jam_arena *arena);

/* u_i' S^-1 u_i for each judge; SPARSE: from the projects' unit columns. */
JAM_MUST_USE bool jam_solver_forms(struct jam_solver *solver, double *forms,
				   struct jam_arena *arena);

/* log|S| - R log la - P log lb + sum log D_i; not for SPARSE. */
double jam_solver_logdet(const struct jam_solver *solver);

#endif
