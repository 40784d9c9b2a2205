/* SPDX-License-Identifier: MIT */
/* One step of a REML fit by average information. */
#include "core/policy/reml.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/policy/panel.h"
#include "core/policy/solver.h"

#define PROBES_B 4
#define PROBES_A 3
#define TWO_PI	 6.283185307179586

static void
draw_probes(struct jam_reml *reml, struct jam_arena *arena)
{
	size_t n =
	    reml->panel->projects * PROBES_B + reml->panel->judges * PROBES_A;
	struct jam_rng rng;

	jam_rng_init(&rng, jam_rng_seed("jam-probes/1"), 0);
	reml->probes = jam_alloc_array(arena, n, 1);
	for (size_t k = 0; k < n; k++)
		reml->probes[k] = jam_rng_below(&rng, 2) ? 1 : -1;
}

void
jam_reml_init(struct jam_reml *reml, struct jam_solver *solver,
	      struct jam_arena *arena)
{
	const struct jam_panel *panel = solver->panel;
	size_t rows = panel->projects + 1;
	bool sparse = solver->kind == JAM_SOLVER_SPARSE;

	memset(reml, 0, sizeof(*reml));
	reml->panel = panel;
	reml->solver = solver;
	reml->lanes = sparse ? JAM_LANES : 1;
	reml->r = jam_alloc_array(arena, rows * reml->lanes, sizeof(double));
	reml->x = jam_alloc_array(arena, rows * reml->lanes, sizeof(double));
	reml->f = jam_alloc_array(arena, 4 * rows, sizeof(double));
	reml->sums = jam_alloc_array(arena, panel->judges, sizeof(double));
	reml->a = jam_alloc_array(arena, panel->judges, sizeof(double));
	reml->b = jam_alloc_array(arena, panel->projects, sizeof(double));
	if (sparse)
		draw_probes(reml, arena);
	for (size_t i = 0; i < panel->judges; i++) {
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
			reml->sums[i] += panel->y[k];
	}
}

bool
jam_reml_free(const struct jam_reml *reml, size_t l)
{
	if (l == JAM_VA)
		return reml->solver->kind != JAM_SOLVER_ARROW;
	return l == JAM_VB || !reml->held;
}

/* The right sides: y and, with probes, z at the projects, and h. */
static void
set_right_sides(struct jam_reml *reml)
{
	const struct jam_panel *panel = reml->panel;
	const int8_t *z = reml->probes, *q;
	size_t lanes = reml->lanes, rows = panel->projects + 1;
	double *r = reml->r, *top = r + panel->projects * lanes, *row;
	double inverse, load, h;

	memset(r, 0, rows * lanes * sizeof(double));
	q = lanes > 1 ? z + panel->projects * PROBES_B : NULL;
	for (size_t j = 0; lanes > 1 && j < panel->projects; j++) {
		for (size_t l = 0; l < PROBES_B; l++)
			r[j * lanes + 1 + l] = z[j * PROBES_B + l];
	}
	for (size_t i = 0; i < panel->judges; i++) {
		inverse = reml->solver->inv_d[i];
		load = jam_panel_load(panel, i);
		h = reml->sums[i] * inverse;
		top[0] += reml->sums[i] - load * h;
		for (size_t l = 0; l < (lanes > 1 ? PROBES_A : 0); l++)
			top[1 + PROBES_B + l] +=
			    q[i * PROBES_A + l] * load * inverse;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			row = r + panel->project[k] * lanes;
			row[0] += panel->y[k] - h;
			for (size_t l = 0; l < (lanes > 1 ? PROBES_A : 0); l++)
				row[1 + PROBES_B + l] +=
				    q[i * PROBES_A + l] * inverse;
		}
	}
}

/* From the solution to a, b and the sums of squares. */
static void
take_solution(struct jam_reml *reml)
{
	const struct jam_panel *panel = reml->panel;
	size_t lanes = reml->lanes;
	double left, e;

	reml->aa = reml->bb = reml->ee = reml->ye = 0;
	reml->mu = reml->x[panel->projects * lanes];
	for (size_t j = 0; j < panel->projects; j++) {
		reml->b[j] = reml->x[j * lanes];
		reml->bb += reml->b[j] * reml->b[j];
	}
	for (size_t i = 0; i < panel->judges; i++) {
		left = reml->sums[i] - jam_panel_load(panel, i) * reml->mu;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
			left -= reml->b[panel->project[k]];
		reml->a[i] = left * reml->solver->inv_d[i];
		reml->aa += reml->a[i] * reml->a[i];
		left = reml->mu + reml->a[i];
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			e = panel->y[k] - left - reml->b[panel->project[k]];
			reml->ee += e * e;
			reml->ye += panel->y[k] * e;
		}
	}
}

bool
jam_reml_solve(struct jam_reml *reml, const double v[3])
{
	struct jam_solver *solver = reml->solver;
	double n = (double)reml->panel->ratings, ve = v[JAM_VE];

	memcpy(reml->v, v, 3 * sizeof(double));
	for (size_t l = 0; l < 3; l++) {
		if ((l != JAM_VA || jam_reml_free(reml, l)) &&
		    !(v[l] > 1e-300 && v[l] < 1e300))
			return false;
	}
	if (!jam_solver_set(solver, ve / v[JAM_VA], ve / v[JAM_VB]))
		return false;
	set_right_sides(reml);
	if (!jam_solver_solve(solver, reml->lanes, reml->r, reml->x))
		return false;
	take_solution(reml);
	reml->criterion = NAN;
	if (solver->kind != JAM_SOLVER_SPARSE)
		reml->criterion = jam_solver_logdet(solver) +
				  (n - 1) * jam_log(TWO_PI * ve) +
				  reml->ye / ve;
	return true;
}

/* Mean over probe lanes of r'x. */
static double
probe(const struct jam_reml *reml, size_t first, size_t count)
{
	size_t rows = reml->panel->projects + 1, lanes = reml->lanes;
	double sum = 0;

	for (size_t j = 0; j < rows; j++) {
		for (size_t l = first; l < first + count; l++)
			sum += reml->r[j * lanes + l] * reml->x[j * lanes + l];
	}
	return sum / (double)count;
}

static void
probe_traces(const struct jam_reml *reml, double *trace_a, double *trace_b)
{
	*trace_b = probe(reml, 1, PROBES_B);
	*trace_a = probe(reml, 1 + PROBES_B, PROBES_A);
	for (size_t i = 0; i < reml->panel->judges; i++)
		*trace_a += reml->solver->inv_d[i];
}

/*
 * The probes' error, as it was where the traces are exact.  Next to va = 0 the
 * judges use degrees of freedom in proportion to va, J - trace_a ve / va, and
 * the error of that goes in proportion, too; the one of trace_b stays.
 */
static void
anchored_traces(struct jam_reml *reml)
{
	double part = reml->v[JAM_VA] / reml->v[JAM_VE];

	probe_traces(reml, &reml->trace_a, &reml->trace_b);
	reml->trace_b += reml->anchor_b;
	if (reml->anchored_at > 0) {
		part /= reml->anchored_at;
		reml->trace_a += reml->anchor_a * part * part;
	}
}

bool
jam_reml_derive(struct jam_reml *reml, struct jam_arena *arena)
{
	const struct jam_panel *panel = reml->panel;
	double judges = (double)panel->judges, n = (double)panel->ratings;
	double projects = (double)panel->projects, used;
	double va = reml->v[JAM_VA], vb = reml->v[JAM_VB];
	double ve = reml->v[JAM_VE];

	if (reml->solver->kind == JAM_SOLVER_SPARSE) {
		anchored_traces(reml);
	} else if (!jam_solver_traces(reml->solver, &reml->trace_a,
				      &reml->trace_b, NULL, arena)) {
		return false;
	}
	used = projects - reml->trace_b * ve / vb;
	reml->gradient[JAM_VB] =
	    -0.5 * (projects / vb - reml->trace_b * ve / (vb * vb) -
		    reml->bb / (vb * vb));
	reml->gradient[JAM_VA] = 0;
	if (jam_reml_free(reml, JAM_VA)) {
		used += judges - reml->trace_a * ve / va;
		reml->gradient[JAM_VA] =
		    -0.5 * (judges / va - reml->trace_a * ve / (va * va) -
			    reml->aa / (va * va));
	}
	reml->gradient[JAM_VE] =
	    -0.5 * ((n - 1 - used) / ve - reml->ee / (ve * ve));
	return true;
}

bool
jam_reml_anchor(struct jam_reml *reml, struct jam_arena *arena)
{
	double exact_a, exact_b, a, b;

	if (!jam_solver_traces(reml->solver, &exact_a, &exact_b, NULL, arena))
		return false;
	probe_traces(reml, &a, &b);
	reml->anchor_a = exact_a - a;
	reml->anchor_b = exact_b - b;
	reml->anchored_at = reml->v[JAM_VA] / reml->v[JAM_VE];
	return true;
}

/* Right sides for y := f_a and y := f_b. */
static void
set_working(const struct jam_reml *reml, double *r)
{
	const struct jam_panel *panel = reml->panel;
	size_t mu = panel->projects;
	double *ra = r, *rb = r + mu + 1;
	double va = reml->v[JAM_VA], vb = reml->v[JAM_VB];
	double load, inverse, fa, fb, sum;

	memset(r, 0, 2 * (mu + 1) * sizeof(double));
	for (size_t i = 0; i < panel->judges; i++) {
		inverse = reml->solver->inv_d[i];
		load = jam_panel_load(panel, i);
		fa = inverse == 0 ? 0 : reml->a[i] / va;
		sum = 0;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
			sum += reml->b[panel->project[k]] / vb;
		ra[mu] += load * fa - load * (load * fa * inverse);
		rb[mu] += sum - load * (sum * inverse);
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			fb = reml->b[panel->project[k]] / vb;
			ra[panel->project[k]] += fa - load * fa * inverse;
			rb[panel->project[k]] += fb - sum * inverse;
		}
	}
}

/*
 * Add judge i's ratings to AI * 2 ve.  The third working vector needs no
 * solution of its own: y - mu = va f_a + vb f_b + ve f_e, and so are the
 * residuals.
 */
static void
add_information(const struct jam_reml *reml, size_t i, const double *x,
		double info[3][3])
{
	const struct jam_panel *panel = reml->panel;
	size_t mu = panel->projects;
	const double *xa = x, *xb = x + mu + 1, *v = reml->v;
	double load = jam_panel_load(panel, i);
	double inverse = reml->solver->inv_d[i], f[3], r[3], level[2], sum, e;

	f[JAM_VA] = inverse == 0 ? 0 : reml->a[i] / v[JAM_VA];
	level[0] = load * (f[JAM_VA] - xa[mu]);
	level[1] = -load * xb[mu];
	for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
		level[0] -= xa[panel->project[k]];
		level[1] += reml->b[panel->project[k]] / v[JAM_VB] -
			    xb[panel->project[k]];
	}
	level[0] = xa[mu] + level[0] * inverse;
	level[1] = xb[mu] + level[1] * inverse;
	sum = reml->mu + reml->a[i];
	for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
		size_t j = panel->project[k];

		e = panel->y[k] - sum - reml->b[j];
		f[JAM_VB] = reml->b[j] / v[JAM_VB];
		f[JAM_VE] = e / v[JAM_VE];
		r[JAM_VA] = f[JAM_VA] - level[0] - xa[j];
		r[JAM_VB] = f[JAM_VB] - level[1] - xb[j];
		r[JAM_VE] = inverse == 0 ? 0 : v[JAM_VA] * r[JAM_VA];
		r[JAM_VE] = (e - r[JAM_VE] - v[JAM_VB] * r[JAM_VB]) / v[JAM_VE];
		for (size_t l = 0; l < 3; l++) {
			for (size_t m = l; m < 3; m++)
				info[l][m] += f[l] * r[m];
		}
	}
}

/* Gauss on 3 x 3, positive definite or refused. */
static bool
solve_small(double m[3][3], double x[3])
{
	double f;

	for (size_t k = 0; k < 3; k++) {
		if (!(m[k][k] > 0))
			return false;
		for (size_t l = k + 1; l < 3; l++) {
			f = m[l][k] / m[k][k];
			for (size_t c = k; c < 3; c++)
				m[l][c] -= f * m[k][c];
			x[l] -= f * x[k];
		}
	}
	for (size_t k = 3; k-- > 0;) {
		for (size_t l = k + 1; l < 3; l++)
			x[k] -= m[k][l] * x[l];
		x[k] /= m[k][k];
	}
	return true;
}

bool
jam_reml_inform(struct jam_reml *reml)
{
	size_t rows = reml->panel->projects + 1;
	double *r = reml->f, *x = reml->f + 2 * rows;

	memset(reml->info, 0, sizeof(reml->info));
	set_working(reml, r);
	if (!jam_solver_solve(reml->solver, 1, r, x) ||
	    !jam_solver_solve(reml->solver, 1, r + rows, x + rows))
		return false;
	for (size_t i = 0; i < reml->panel->judges; i++)
		add_information(reml, i, x, reml->info);
	for (size_t l = 0; l < 3; l++) {
		for (size_t m = 0; m < l; m++)
			reml->info[l][m] = reml->info[m][l];
	}
	for (size_t l = 0; l < 9; l++)
		reml->info[l / 3][l % 3] /= 2 * reml->v[JAM_VE];
	return true;
}

bool
jam_reml_step(const struct jam_reml *reml, const bool fixed[3], double step[3])
{
	double m[3][3], x[3];
	bool free[3];

	for (size_t l = 0; l < 3; l++) {
		free[l] = jam_reml_free(reml, l) && !fixed[l];
		if (!fixed[l])
			step[l] = 0;
	}
	for (size_t l = 0; l < 3; l++) {
		x[l] = free[l] ? reml->gradient[l] : 0;
		for (size_t k = 0; k < 3; k++) {
			m[l][k] = l == k;
			if (free[l] && free[k])
				m[l][k] = reml->info[l][k];
			else if (free[l])
				x[l] -= reml->info[l][k] * step[k];
		}
	}
	if (!solve_small(m, x))
		return false;
	for (size_t l = 0; l < 3; l++)
		step[l] = free[l] ? x[l] : step[l];
	return true;
}

void
jam_reml_em(const struct jam_reml *reml, double v[3])
{
	const struct jam_panel *panel = reml->panel;
	double ve = reml->v[JAM_VE];

	memcpy(v, reml->v, 3 * sizeof(double));
	if (jam_reml_free(reml, JAM_VA))
		v[JAM_VA] =
		    (reml->aa + ve * reml->trace_a) / (double)panel->judges;
	v[JAM_VB] = (reml->bb + ve * reml->trace_b) / (double)panel->projects;
	if (!reml->held)
		v[JAM_VE] = reml->ye / (double)(panel->ratings - 1);
	for (size_t l = 0; l < 3; l++) {
		if (!(v[l] >= reml->v[l] / 10))
			v[l] = reml->v[l] / 10;
	}
}

double
jam_reml_zero_gradient(const struct jam_reml *reml)
{
	const struct jam_panel *panel = reml->panel;
	const double *diag = reml->solver->diag;
	double rest = diag[panel->projects], ve = reml->v[JAM_VE];
	double form = 0, square = 0, load, part, across, sum;

	for (size_t j = 0; j < panel->projects; j++)
		rest -= panel->load[j] * panel->load[j] / diag[j];
	for (size_t i = 0; i < panel->judges; i++) {
		load = jam_panel_load(panel, i);
		across = -load;
		part = 0;
		sum = reml->sums[i] - load * reml->mu;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			size_t j = panel->project[k];

			part += 1 / diag[j];
			across += panel->load[j] / diag[j];
			sum -= reml->b[j];
		}
		form += part + across * across / rest;
		square += sum * sum;
	}
	return -0.5 *
	       (((double)panel->ratings - form) / ve - square / (ve * ve));
}
