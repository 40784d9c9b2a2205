/* SPDX-License-Identifier: MIT */
/* A REML fit under way: step by step to where nothing changes. */
#include "core/policy/fitting.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/policy/panel.h"

#define ITERATIONS  50
#define HALVINGS    10
#define SHRINK	    0.9	  /* of a variance, at most, in one step */
#define GROW	    2.0	  /* likewise */
#define ZERO	    1e-7  /* of the total variance */
#define FLOOR	    1e-10 /* likewise; of ve */
#define SMALL	    1e-4  /* likewise; steps are measured by no less */
#define ANCHOR_MOST 20000 /* projects */

void
jam_fitting_begin(struct jam_fitting *f, const struct jam_panel *panel,
		  enum jam_solver_kind kind)
{
	f->solver = jam_alloc(f->arena, sizeof(*f->solver));
	jam_solver_init(f->solver, panel, kind, f->arena);
	jam_reml_init(&f->reml, f->solver, f->arena);
	f->near = ZERO;
	f->close = JAM_FIT_CLOSE;
	f->steep = JAM_FIT_STEEP;
	if (kind == JAM_SOLVER_SPARSE && panel->projects > ANCHOR_MOST) {
		f->close = 1e-5;
		f->steep = 1e-2;
		f->solver->tolerance = 1e-8;
	}
}

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

/*
 * Relative to each variance; conjugate gradients cannot hold the step of one
 * that is next to 0 to as many digits.
 */
static double
largest_step(const struct jam_fitting *f, const double step[3])
{
	bool loose = f->solver->kind == JAM_SOLVER_SPARSE;
	double least = loose ? SMALL * f->total : 0, most = 0, s;

	for (size_t l = 0; l < 3; l++) {
		s = fabs(step[l]) / fmax(f->reml.v[l], least);
		if (jam_reml_free(&f->reml, l) && s > most)
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
evaluate(struct jam_fitting *f, const double v[3])
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
no_worse(struct jam_fitting *f, const double v[3], const struct stand *before)
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
 * steps, and next to 0, where the information is poor, none leaps.  Where there
 * is none at all, all effects being 0, the gradient says which way.
 */
static bool
full_step(struct jam_reml *reml, double step[3])
{
	bool fixed[3] = { false };
	double worst, excess;
	size_t at = 0;

	if (!jam_reml_inform(reml))
		return false;
	for (size_t l = 0; l < 3; l++) {
		fixed[l] = jam_reml_free(reml, l) && reml->info[l][l] == 0;
		if (fixed[l])
			step[l] = reml->v[l] *
				  (reml->gradient[l] < 0 ? -SHRINK : GROW);
	}
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
try_steps(struct jam_fitting *f, const double step[3],
	  const struct stand *before)
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
em_step(struct jam_fitting *f, const struct stand *before)
{
	double v[3];

	if (!evaluate(f, before->v))
		return false;
	jam_reml_em(&f->reml, v);
	return evaluate(f, v);
}

/* ve so small that nothing is left of the noise: hold it. */
static bool
hold(struct jam_fitting *f)
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

/*
 * Iterate from v until nothing changes or a variance nears 0.  Where ve is held
 * there may be no information left, and no step; the gradient tells.
 */
enum jam_outcome
jam_fitting_iterate(struct jam_fitting *f, const double v[3])
{
	struct jam_reml *reml = &f->reml;
	struct stand before;
	double step[3];
	bool good;

	if (!evaluate(f, v))
		return JAM_FIT_FAILED;
	for (; f->iterations < ITERATIONS; f->iterations++) {
		jam_tick_at(f->tick, f->iterations, ITERATIONS);
		before = stand_of(reml);
		good = full_step(reml, step);
		if (before.steep < f->steep &&
		    (good ? largest_step(f, step) < f->close : reml->held))
			return JAM_FIT_CONVERGED;
		if (!(good && try_steps(f, step, &before)) &&
		    !em_step(f, &before))
			return JAM_FIT_FAILED;
		if (!hold(f))
			return JAM_FIT_FAILED;
		if (reml->v[JAM_VB] < ZERO * f->total)
			return JAM_FIT_ZERO_B;
		if (jam_reml_free(reml, JAM_VA) &&
		    reml->v[JAM_VA] < f->near * f->total)
			return JAM_FIT_ZERO_A;
	}
	return JAM_FIT_FAILED;
}

double
jam_fitting_steepness(const struct jam_fitting *f)
{
	return steepness(&f->reml);
}
