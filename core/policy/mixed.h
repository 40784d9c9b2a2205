/* SPDX-License-Identifier: MIT */
/*
 * Leniency taken out: y_ij = mu + a_i + b_j + e_ij with judges a, projects b
 * and noise e normal and independent, their variances fitted by restricted
 * maximum likelihood (REML; average information: Gilmour, Thompson, Cullis,
 * Biometrics 51, 1995, 1440), a and b predicted (BLUP).  One thread, sums in a
 * fixed order, + - * / and square roots alone: the same bytes everywhere.
 */
#ifndef JAM_POLICY_MIXED_H
#define JAM_POLICY_MIXED_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_panel;
struct jam_solver;
struct jam_tick;

/* How the equations are solved; AUTO: by size (jam-scoring(7)). */
enum jam_mixed_path {
	JAM_PATH_AUTO,
	JAM_PATH_DENSE,
	JAM_PATH_SPARSE, /* with exact traces up to 20,000 projects */
	JAM_PATH_PROBED, /* without them */
};

struct jam_mixed_fit {
	struct jam_panel *panel;
	double mu;	     /* the common level, in score units */
	double mu_se;	     /* its standard error */
	double var_judge;    /* va; 0: no detectable leniency */
	double var_project;  /* vb */
	double var_residual; /* ve */
	double remlcrit;     /* -2 log of the restricted likelihood; NAN on
				the sparse path */
	unsigned iterations;
	enum jam_mixed_path path;  /* the one that led here, never AUTO */
	bool additive;		   /* ve was held up at 1e-10 of the total */
	bool probed;		   /* traces are estimates: variances to about
				      1e-4 of their size */
	double trace_b;		   /* of the projects' block of S^-1 */
	double *judge;		   /* a_i, by the panel's numbers */
	double *project;	   /* b_j, likewise */
	struct jam_solver *solver; /* set to the variances */
};

/*
 * Fit a panel.  Fails with JAM_E_NO when there is no fit: fewer than two
 * judges or projects, ratings <= judges + projects - 1, all scores equal, or
 * projects that the ratings do not tell apart; with JAM_E_BUG after 50
 * iterations.  Where conjugate gradients fail the dense path is tried, and
 * refused with JAM_E_SYSTEM when it needs more than 1 GiB.
 */
JAM_MUST_USE bool jam_mixed_fit(struct jam_mixed_fit *fit,
				struct jam_panel *panel,
				enum jam_mixed_path path,
				struct jam_arena *arena, struct jam_tick *tick,
				struct jam_error *err);

/* e_ij of the panel's rating k of judge i. */
double jam_mixed_residual(const struct jam_mixed_fit *fit, size_t judge,
			  size_t k);

#endif
