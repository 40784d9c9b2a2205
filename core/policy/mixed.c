/* SPDX-License-Identifier: MIT */
/* Fit the mixed model, and mind the boundaries. */
#include "core/policy/mixed.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/fitting.h"
#include "core/policy/panel.h"

#define DENSE_MOST  1500	      /* projects */
#define ANCHOR_MOST 20000	      /* projects */
#define ROOM	    ((size_t)1 << 30) /* bytes: a matrix, its inverse */
#define AGAIN	    1e-3	      /* of the total variance */
#define ANCHORS	    10
#define NEAR	    3e-4 /* of each variance */
#define NEAR_SMALL  1e-6 /* likewise */
#define NEAR_ZERO   1e-4 /* of the total variance */
#define ROUGH_CLOSE 1e-2 /* of each variance */
#define ROUGH_STEEP 1e-1

static bool
no_convergence(const struct jam_fitting *f)
{
	const double *v = f->reml.v;

	return jam_fail(f->err, JAM_E_BUG,
			"the fit did not converge: after %u iterations the "
			"variances are %g (judges), %g (projects), %g (noise), "
			"the largest relative gradient %g",
			f->iterations, v[JAM_VA], v[JAM_VB], v[JAM_VE],
			jam_fitting_steepness(f));
}

static bool
no_difference(struct jam_fitting *f)
{
	jam_fail(f->err, JAM_E_NO,
		 "the ratings do not tell the projects apart: all differences "
		 "between them can be chance");
	return jam_hint(f->err, "--method mean");
}

/*
 * The fit with va = 0, and how it ended.  True if it stands: the gradient there
 * does not ask for more.
 */
static bool
stands_at_zero(struct jam_fitting *f, const struct jam_panel *panel,
	       const double from[3], enum jam_outcome *outcome)
{
	double v[3] = { 0, from[JAM_VB], from[JAM_VE] };

	jam_fitting_begin(f, panel, JAM_SOLVER_ARROW);
	if (!(v[JAM_VB] > AGAIN * f->total))
		v[JAM_VB] = AGAIN * f->total;
	*outcome = jam_fitting_iterate(f, v);
	return *outcome != JAM_FIT_FAILED &&
	       jam_reml_zero_gradient(&f->reml) <= 0;
}

/* What comes of a fit that is left at va = 0. */
static bool
stay_at_zero(struct jam_fitting *f, enum jam_outcome outcome)
{
	if (outcome == JAM_FIT_FAILED)
		return no_convergence(f);
	return outcome != JAM_FIT_ZERO_B || no_difference(f);
}

static bool
projects_are_equal(struct jam_fitting *f, const struct jam_panel *panel,
		   const double from[3])
{
	struct jam_panel other = jam_fitting_turned(panel, f->arena);
	double v[3] = { from[JAM_VB], from[JAM_VA], from[JAM_VE] };
	enum jam_outcome outcome;

	return stands_at_zero(f, &other, v, &outcome);
}

/*
 * Iterate, look at what lies at the boundary, and iterate again if needed.
 * Next to va = 0 estimated traces lead nowhere, so the boundary is looked at
 * from further off; only where it does not hold are they followed.  They are
 * followed roughly where exact ones come after.
 */
static bool
fit_inside(struct jam_fitting *f, const struct jam_panel *panel,
	   enum jam_solver_kind kind, bool rough, double v[3])
{
	enum jam_outcome outcome, inner;

	for (int again = 0;; again++) {
		jam_fitting_begin(f, panel, kind);
		if (kind == JAM_SOLVER_SPARSE && again == 0)
			f->near = NEAR_ZERO;
		if (rough) {
			f->close = ROUGH_CLOSE;
			f->steep = ROUGH_STEEP;
		}
		outcome = jam_fitting_iterate(f, v);
		memcpy(v, f->reml.v, 3 * sizeof(double));
		if (outcome == JAM_FIT_CONVERGED)
			return true;
		if (outcome == JAM_FIT_FAILED)
			return no_convergence(f);
		if (outcome == JAM_FIT_ZERO_B &&
		    (projects_are_equal(f, panel, v) || again > 0))
			return no_difference(f);
		if (outcome == JAM_FIT_ZERO_A &&
		    (stands_at_zero(f, panel, v, &inner) || again > 0))
			return stay_at_zero(f, inner);
		for (size_t l = 0; l < 3; l++) {
			if (!(v[l] > AGAIN * f->total))
				v[l] = AGAIN * f->total;
		}
	}
}

/*
 * Exact traces at the probes' answer, and on from there.  What is left of the
 * probes' error goes with the distance to where the traces are exact.
 */
static bool
anchor(struct jam_fitting *f)
{
	double near = f->reml.panel->projects > DENSE_MOST ? NEAR : NEAR_SMALL;
	enum jam_outcome outcome, inner;
	double v[3], moved = 1;

	f->close = JAM_FIT_CLOSE;
	f->steep = JAM_FIT_STEEP;
	for (int k = 0; k < ANCHORS && moved > near; k++) {
		memcpy(v, f->reml.v, sizeof(v));
		if (!jam_reml_anchor(&f->reml, f->arena))
			return no_convergence(f);
		outcome = jam_fitting_iterate(f, v);
		if (outcome == JAM_FIT_ZERO_A &&
		    stands_at_zero(f, f->reml.panel, f->reml.v, &inner))
			return stay_at_zero(f, inner);
		if (outcome != JAM_FIT_CONVERGED)
			return no_convergence(f);
		moved = 0;
		for (size_t l = 0; l < 3; l++)
			moved = fmax(moved, fabs(f->reml.v[l] / v[l] - 1));
	}
	return true;
}

static bool
enough(const struct jam_panel *panel, struct jam_error *err)
{
	if (panel->judges >= 2 && panel->projects >= 2 &&
	    panel->ratings > panel->judges + panel->projects - 1)
		return true;
	jam_fail(err, JAM_E_NO,
		 "%zu ratings by %zu judges of %zu projects are too few to "
		 "tell judges from projects",
		 panel->ratings, panel->judges, panel->projects);
	return jam_hint(err, "--method mean");
}

static enum jam_mixed_path
choose(const struct jam_panel *panel, enum jam_mixed_path path)
{
	if (path != JAM_PATH_AUTO)
		return path;
	return panel->projects <= DENSE_MOST ? JAM_PATH_DENSE : JAM_PATH_SPARSE;
}

static bool
has_room(const struct jam_panel *panel)
{
	return 2 * sizeof(double) * panel->projects * panel->projects <= ROOM;
}

/* Everything that is reported, from where the iteration stands. */
static bool
report(struct jam_fitting *f, struct jam_panel *panel, bool anchored,
       struct jam_mixed_fit *fit)
{
	size_t rows = panel->projects + 1;
	double *r = jam_alloc_array(f->arena, 2 * rows, sizeof(double));
	double *x = r + rows;

	fit->panel = panel;
	fit->solver = f->solver;
	fit->mu = panel->centre + f->reml.mu;
	fit->var_judge =
	    f->solver->kind == JAM_SOLVER_ARROW ? 0 : f->reml.v[JAM_VA];
	fit->var_project = f->reml.v[JAM_VB];
	fit->var_residual = f->reml.v[JAM_VE];
	fit->remlcrit = f->reml.criterion;
	fit->iterations = f->iterations;
	fit->additive = f->reml.held;
	fit->probed = f->solver->kind == JAM_SOLVER_SPARSE && !anchored;
	fit->trace_b = f->reml.trace_b;
	fit->judge = f->reml.a;
	fit->project = f->reml.b;
	r[panel->projects] = 1;
	if (!jam_solver_solve(fit->solver, 1, r, x))
		return no_convergence(f);
	fit->mu_se = sqrt(fit->var_residual * x[panel->projects]);
	return true;
}

/* One solver's way from v to the report. */
static bool
attempt(struct jam_fitting *f, struct jam_panel *panel,
	enum jam_mixed_path path, const double from[3],
	struct jam_mixed_fit *fit)
{
	bool exact = path == JAM_PATH_SPARSE && panel->projects <= ANCHOR_MOST;
	double v[3] = { from[0], from[1], from[2] };

	f->iterations = 0;
	fit->path = path;
	return fit_inside(f, panel,
			  path == JAM_PATH_DENSE ? JAM_SOLVER_DENSE
						 : JAM_SOLVER_SPARSE,
			  exact, v) &&
	       (!exact || f->solver->kind != JAM_SOLVER_SPARSE || anchor(f)) &&
	       report(f, panel, exact, fit);
}

bool
jam_mixed_fit(struct jam_mixed_fit *fit, struct jam_panel *panel,
	      enum jam_mixed_path path, struct jam_arena *arena,
	      struct jam_tick *tick, struct jam_error *err)
{
	struct jam_error first = { 0 };
	struct jam_fitting f = { .arena = arena, .tick = tick, .err = &first };
	double v[3];

	memset(fit, 0, sizeof(*fit));
	if (!enough(panel, err))
		return false;
	f.total = jam_fitting_start(panel, v, arena);
	if (!(f.total > 1e-20)) {
		jam_fail(err, JAM_E_NO, "all scores are the same");
		return jam_hint(err, "--method mean");
	}
	path = choose(panel, path);
	if (path != JAM_PATH_DENSE) {
		if (attempt(&f, panel, path, v, fit))
			return true;
		if (first.code != JAM_E_BUG) {
			*err = first;
			return false;
		}
	}
	if (!has_room(panel))
		return jam_fail(err, JAM_E_SYSTEM,
				"the fit needs more than 1 GiB of memory");
	f.err = err;
	return attempt(&f, panel, JAM_PATH_DENSE, v, fit);
}

double
jam_mixed_residual(const struct jam_mixed_fit *fit, size_t judge, size_t k)
{
	const struct jam_panel *panel = fit->panel;

	return panel->y[k] - (fit->mu - panel->centre) - fit->judge[judge] -
	       fit->project[panel->project[k]];
}
