/* SPDX-License-Identifier: MIT */
/* Fit the mixed model: start, iterate, and mind the boundaries. */
#include "core/policy/mixed.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/policy/panel.h"
#include "core/policy/reml.h"
#include "core/policy/solver.h"

#define ITERATIONS  50
#define HALVINGS    10
#define DENSE_MOST  1500	      /* projects */
#define ANCHOR_MOST 20000	      /* projects */
#define ROOM	    ((size_t)1 << 30) /* bytes of dense matrices */
#define LEAST_START 0.01	      /* of the total variance */
#define AGAIN	    1e-3	      /* likewise */
#define ZERO	    1e-7	      /* likewise */
#define ANCHORS	    10
#define NEAR	    1e-4  /* of each variance */
#define SHRINK	    0.9	  /* of a variance, in one step */
#define GROW	    2.0	  /* likewise */
#define FLOOR	    1e-10 /* likewise; of ve */

/* A fit under way. */
struct fitting {
	struct jam_reml reml;
	struct jam_solver *solver; /* outlives the fitting */
	struct jam_arena *arena;
	struct jam_tick *tick;
	double total;	     /* variance of all scores */
	double close, steep; /* when a step, a gradient counts as none */
	unsigned iterations;
	struct jam_error *err;
};

enum outcome { CONVERGED, AT_ZERO_A, AT_ZERO_B, FAILED };

/* Sums of squares: within judges, within projects, in all. */
static void
squares(const struct jam_panel *panel, double ss[3], struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	double *sum = jam_alloc_array(arena, panel->projects, sizeof(*sum));
	double own, all = 0, n = (double)panel->ratings;

	memset(ss, 0, 3 * sizeof(*ss));
	for (size_t i = 0; i < panel->judges; i++) {
		own = 0;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			own += panel->y[k];
			ss[2] += panel->y[k] * panel->y[k];
			sum[panel->project[k]] += panel->y[k];
		}
		all += own;
		ss[0] -= own * own / jam_panel_load(panel, i);
	}
	for (size_t j = 0; j < panel->projects; j++)
		ss[1] -= sum[j] * sum[j] / panel->load[j];
	ss[0] += ss[2];
	ss[1] += ss[2];
	ss[2] -= all * all / n;
	jam_arena_reset(arena, mark);
}

/* Variances that the sums of squares suggest (Gao, Owen 2017). */
static void
start(struct fitting *f, const struct jam_panel *panel, double v[3])
{
	double n = (double)panel->ratings, square_a = 0, square_b = 0;
	double ss[3], within_a, within_b, weight, load;

	squares(panel, ss, f->arena);
	f->total = ss[2] / (n - 1);
	for (size_t i = 0; i < panel->judges; i++) {
		load = jam_panel_load(panel, i);
		square_a += load * load;
	}
	for (size_t j = 0; j < panel->projects; j++)
		square_b += panel->load[j] * panel->load[j];
	within_a = ss[0] / (n - (double)panel->judges);
	within_b = ss[1] / (n - (double)panel->projects);
	weight = square_a + square_b - n * n - n;
	v[JAM_VE] = 0.7 * f->total;
	if (fabs(weight) > 1e-9 * n * n)
		v[JAM_VE] = (n * ss[2] - within_b * (n * n - square_a) -
			     within_a * (n * n - square_b)) /
			    weight;
	v[JAM_VA] = within_b - v[JAM_VE];
	v[JAM_VB] = within_a - v[JAM_VE];
	for (size_t l = 0; l < 3; l++) {
		if (!(v[l] > LEAST_START * f->total))
			v[l] = LEAST_START * f->total;
	}
}

/* The largest relative gradient. */
static double
steepness(const struct jam_reml *reml)
{
	double most = 0, g;

	for (size_t l = 0; l < 3; l++) {
		g = fabs(reml->gradient[l]) * reml->v[l];
		if (jam_reml_free(reml, l) && g > most)
			most = g;
	}
	return most;
}

static double
largest_step(const struct jam_reml *reml, const double step[3])
{
	double most = 0, s;

	for (size_t l = 0; l < 3; l++) {
		s = fabs(step[l]) / reml->v[l];
		if (jam_reml_free(reml, l) && s > most)
			most = s;
	}
	return most;
}

/* What was reached, to compare with after a step. */
struct stand {
	double v[3], criterion, steep;
};

static struct stand
stand_of(const struct jam_reml *reml)
{
	struct stand s = { .criterion = reml->criterion,
			   .steep = steepness(reml) };

	memcpy(s.v, reml->v, sizeof(s.v));
	return s;
}

static bool
evaluate(struct fitting *f, const double v[3])
{
	return jam_reml_solve(&f->reml, v) &&
	       jam_reml_derive(&f->reml, f->arena);
}

/*
 * Solve at v and say whether that is no worse than before.  Where there is no
 * criterion, the gradient decides.  The traces, which cost most, are left to
 * the caller where they are not needed.
 */
static bool
no_worse(struct fitting *f, const double v[3], const struct stand *before)
{
	if (!jam_reml_solve(&f->reml, v))
		return false;
	if (!isnan(f->reml.criterion))
		return f->reml.criterion <=
		       before->criterion +
			   1e-10 * (fabs(before->criterion) + 1);
	return jam_reml_derive(&f->reml, f->arena) &&
	       steepness(&f->reml) <= before->steep;
}

/*
 * The full step.  A variance that would fall below a tenth or more than triple
 * stops there, and the others are told: those that end at 0 get there in few
 * steps, and next to 0, where the information is poor, none leaps.
 */
static bool
full_step(struct jam_reml *reml, double step[3])
{
	bool fixed[3] = { false };
	double worst, excess;
	size_t at = 0;

	if (!jam_reml_inform(reml))
		return false;
	do {
		if (!jam_reml_step(reml, fixed, step))
			return false;
		worst = 0;
		for (size_t l = 0; l < 3; l++) {
			excess = step[l] / (step[l] < 0 ? SHRINK : GROW);
			excess = fabs(excess) - reml->v[l];
			if (fixed[l] || !(excess > worst * reml->v[l]))
				continue;
			worst = excess / reml->v[l];
			at = l;
		}
		fixed[at] = true;
		if (worst > 0)
			step[at] =
			    reml->v[at] * (step[at] < 0 ? -SHRINK : GROW);
	} while (worst > 0);
	return true;
}

/* The full step, or a half, a quarter, ... of it; false if none is good. */
static bool
try_steps(struct fitting *f, const double step[3], const struct stand *before)
{
	double part = 1, v[3];

	for (int k = 0; k <= HALVINGS; k++, part /= 2) {
		for (size_t l = 0; l < 3; l++)
			v[l] = before->v[l] + part * step[l];
		if (no_worse(f, v, before))
			return jam_reml_derive(&f->reml, f->arena);
	}
	return false;
}

static bool
em_step(struct fitting *f, const struct stand *before)
{
	double v[3];

	if (!evaluate(f, before->v))
		return false;
	jam_reml_em(&f->reml, v);
	return evaluate(f, v);
}

/* ve so small that nothing is left of the noise: hold it. */
static bool
hold(struct fitting *f)
{
	double v[3];

	memcpy(v, f->reml.v, sizeof(v));
	if (f->reml.held || v[JAM_VE] >= FLOOR * f->total)
		return true;
	v[JAM_VE] = FLOOR * f->total;
	f->reml.held = true;
	f->steep = 1e-4;
	f->close = 1e-5;
	return evaluate(f, v);
}

/* Iterate from v until nothing changes or a variance nears 0. */
static enum outcome
iterate(struct fitting *f, const double v[3])
{
	struct jam_reml *reml = &f->reml;
	struct stand before;
	double step[3];
	bool good;

	if (!evaluate(f, v))
		return FAILED;
	for (; f->iterations < ITERATIONS; f->iterations++) {
		jam_tick_at(f->tick, f->iterations, ITERATIONS);
		before = stand_of(reml);
		good = full_step(reml, step);
		if (good && largest_step(reml, step) < f->close &&
		    before.steep < f->steep)
			return CONVERGED;
		if (!(good && try_steps(f, step, &before)) &&
		    !em_step(f, &before))
			return FAILED;
		if (!hold(f))
			return FAILED;
		if (reml->v[JAM_VB] < ZERO * f->total)
			return AT_ZERO_B;
		if (jam_reml_free(reml, JAM_VA) &&
		    reml->v[JAM_VA] < ZERO * f->total)
			return AT_ZERO_A;
	}
	return FAILED;
}

static bool
no_convergence(struct fitting *f)
{
	const double *v = f->reml.v;

	return jam_fail(f->err, JAM_E_BUG,
			"the fit did not converge: after %u iterations the "
			"variances are %g (judges), %g (projects), %g (noise), "
			"the largest relative gradient %g",
			f->iterations, v[JAM_VA], v[JAM_VB], v[JAM_VE],
			steepness(&f->reml));
}

static bool
no_difference(struct fitting *f)
{
	jam_fail(f->err, JAM_E_NO,
		 "the ratings do not tell the projects apart: all differences "
		 "between them can be chance");
	return jam_hint(f->err, "--method mean");
}

static void
begin(struct fitting *f, const struct jam_panel *panel,
      enum jam_solver_kind kind)
{
	f->solver = jam_alloc(f->arena, sizeof(*f->solver));
	jam_solver_init(f->solver, panel, kind, f->arena);
	jam_reml_init(&f->reml, f->solver, f->arena);
	f->close = 1e-8;
	f->steep = 1e-6;
	if (kind == JAM_SOLVER_SPARSE && panel->projects > ANCHOR_MOST) {
		f->close = 1e-5;
		f->steep = 1e-2;
		f->solver->tolerance = 1e-8;
	}
}

/*
 * The fit with va = 0.  True if it stands: the gradient there does not ask for
 * more; *zero_b: neither do the projects differ.
 */
static bool
stands_at_zero(struct fitting *f, const struct jam_panel *panel,
	       const double from[3], bool *zero_b)
{
	double v[3] = { 0, from[JAM_VB], from[JAM_VE] };
	enum outcome outcome;

	begin(f, panel, JAM_SOLVER_ARROW);
	if (!(v[JAM_VB] > AGAIN * f->total))
		v[JAM_VB] = AGAIN * f->total;
	outcome = iterate(f, v);
	*zero_b = outcome == AT_ZERO_B;
	return outcome != FAILED && jam_reml_zero_gradient(&f->reml) <= 0;
}

/* The same ratings with judges and projects in each other's place. */
static struct jam_panel
turned(const struct jam_panel *panel, struct jam_arena *arena)
{
	struct jam_panel t = { .judges = panel->projects,
			       .projects = panel->judges,
			       .ratings = panel->ratings };
	uint32_t *next, at;

	t.start = jam_alloc_array(arena, t.judges + 2, sizeof(uint32_t));
	t.project = jam_alloc_array(arena, t.ratings, sizeof(uint32_t));
	t.y = jam_alloc_array(arena, t.ratings, sizeof(double));
	t.load = jam_alloc_array(arena, t.projects, sizeof(double));
	next = t.start + 1;
	for (size_t k = 0; k < t.ratings; k++)
		t.start[panel->project[k] + 2]++;
	for (size_t j = 2; j <= t.judges; j++)
		t.start[j] += t.start[j - 1];
	for (size_t i = 0; i < panel->judges; i++) {
		t.load[i] = jam_panel_load(panel, i);
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			at = next[panel->project[k]]++;
			t.project[at] = (uint32_t)i;
			t.y[at] = panel->y[k];
		}
	}
	return t;
}

static bool
projects_are_equal(struct fitting *f, const struct jam_panel *panel,
		   const double from[3])
{
	struct jam_panel other = turned(panel, f->arena);
	double v[3] = { from[JAM_VB], from[JAM_VA], from[JAM_VE] };
	bool zero;

	return stands_at_zero(f, &other, v, &zero);
}

/* Iterate, look at what lies at the boundary, and iterate again if needed. */
static bool
fit_inside(struct fitting *f, const struct jam_panel *panel,
	   enum jam_solver_kind kind, double v[3])
{
	enum outcome outcome;
	bool zero_b;

	for (int again = 0;; again++) {
		begin(f, panel, kind);
		outcome = iterate(f, v);
		memcpy(v, f->reml.v, 3 * sizeof(double));
		if (outcome == CONVERGED)
			return true;
		if (outcome == FAILED)
			return no_convergence(f);
		if (outcome == AT_ZERO_B &&
		    (projects_are_equal(f, panel, v) || again > 0))
			return no_difference(f);
		if (outcome == AT_ZERO_A &&
		    (stands_at_zero(f, panel, v, &zero_b) || again > 0))
			return !zero_b || no_difference(f);
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
anchor(struct fitting *f)
{
	double v[3], moved = 1;

	for (int k = 0; k < ANCHORS && moved > NEAR; k++) {
		memcpy(v, f->reml.v, sizeof(v));
		if (!jam_reml_anchor(&f->reml, f->arena) ||
		    iterate(f, v) != CONVERGED)
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

static enum jam_solver_kind
choose(const struct jam_panel *panel, enum jam_mixed_path path)
{
	if (path == JAM_PATH_AUTO)
		path = panel->projects <= DENSE_MOST ? JAM_PATH_DENSE
						     : JAM_PATH_SPARSE;
	return path == JAM_PATH_DENSE ? JAM_SOLVER_DENSE : JAM_SOLVER_SPARSE;
}

static bool
has_room(const struct jam_panel *panel)
{
	return 8 * panel->projects * panel->projects <= ROOM;
}

/* Everything that is reported, from where the iteration stands. */
static bool
report(struct fitting *f, struct jam_panel *panel, struct jam_mixed_fit *fit)
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
	fit->probed = f->solver->kind == JAM_SOLVER_SPARSE &&
		      panel->projects > ANCHOR_MOST;
	fit->judge = f->reml.a;
	fit->project = f->reml.b;
	r[panel->projects] = 1;
	if (!jam_solver_solve(fit->solver, 1, r, x))
		return no_convergence(f);
	fit->mu_se = sqrt(fit->var_residual * x[panel->projects]);
	return true;
}

bool
jam_mixed_fit(struct jam_mixed_fit *fit, struct jam_panel *panel,
	      enum jam_mixed_path path, struct jam_arena *arena,
	      struct jam_tick *tick, struct jam_error *err)
{
	struct fitting f = { .arena = arena, .tick = tick, .err = err };
	enum jam_solver_kind kind = choose(panel, path);
	double v[3];

	memset(fit, 0, sizeof(*fit));
	if (!enough(panel, err))
		return false;
	start(&f, panel, v);
	if (!(f.total > 1e-20)) {
		jam_fail(err, JAM_E_NO, "all scores are the same");
		return jam_hint(err, "--method mean");
	}
	if (kind == JAM_SOLVER_DENSE && !has_room(panel))
		return jam_fail(err, JAM_E_SYSTEM,
				"the fit needs more than 1 GiB of memory");
	if (!fit_inside(&f, panel, kind, v))
		return false;
	if (f.solver->kind == JAM_SOLVER_SPARSE &&
	    panel->projects <= ANCHOR_MOST && !anchor(&f))
		return false;
	return report(&f, panel, fit);
}

double
jam_mixed_residual(const struct jam_mixed_fit *fit, size_t judge, size_t k)
{
	const struct jam_panel *panel = fit->panel;

	return panel->y[k] - (fit->mu - panel->centre) - fit->judge[judge] -
	       fit->project[panel->project[k]];
}
