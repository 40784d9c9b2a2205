/* SPDX-License-Identifier: MIT */
/*
 * Samples with covariance S^-1, eight at once: x = D^-1/2 A^-1/2 z, where D is
 * the diagonal of S, A = D^-1/2 S D^-1/2 and z has independent normal numbers.
 * Lanczos' method started from z gives A^-1/2 z as it gives A^-1 z, in as many
 * products (Chow, Saad, SIAM J. Sci. Comput. 36, 2014).
 */
#include "core/policy/gradients.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/panel.h"
#include "core/policy/tridiagonal.h"

#define LANES	    JAM_LANES
#define STEPS_LEAST 4
#define STEPS_MOST  200
#define NOTHING	    1e-12
#define ROUGH	    1e-4 /* of a sample, against its size */

/*
 * Lanczos' vectors v of all lanes are kept as D^-1/2 v, so that their sum is
 * the sample.
 */
struct lanczos {
	const struct jam_solver *solver;
	struct jam_arena *arena;
	size_t rows;
	double *vector[STEPS_MOST + 1];
	double *product; /* S times the last one */
	double size[LANES];
	double diagonal[STEPS_MOST][LANES], above[STEPS_MOST][LANES];
	double part[STEPS_MOST][LANES]; /* of each vector in the sample */
	uint32_t steps;
};

/* The first vector: z by its length. */
static void
begin(struct lanczos *s, const double *z)
{
	const double *diag = s->solver->diag;
	double *v = jam_alloc_array(s->arena, s->rows * LANES, sizeof(double));
	double part[LANES] = { 0 }, f;

	for (size_t j = 0; j < s->rows; j++)
		for (size_t l = 0; l < LANES; l++)
			part[l] += z[j * LANES + l] * z[j * LANES + l];
	for (size_t l = 0; l < LANES; l++) {
		s->size[l] = sqrt(part[l]);
		part[l] = s->size[l] > 0 ? 1 / s->size[l] : 0;
	}
	for (size_t j = 0; j < s->rows; j++) {
		f = 1 / sqrt(diag[j]);
		for (size_t l = 0; l < LANES; l++)
			v[j * LANES + l] = f * part[l] * z[j * LANES + l];
	}
	s->vector[0] = v;
}

/*
 * A times the last vector less what lies along the last two is the next; a
 * lane where nothing is left stays at 0.
 */
static void
step(struct lanczos *s)
{
	const double *v = s->vector[s->steps], *diag = s->solver->diag, *old;
	double *next =
	    jam_alloc_array(s->arena, s->rows * LANES, sizeof(double));
	double *along = s->diagonal[s->steps], *above = s->above[s->steps];
	double back[LANES] = { 0 }, f;

	jam_gradients_product(s->solver, v, s->product);
	old = s->steps > 0 ? s->vector[s->steps - 1] : v;
	if (s->steps > 0)
		memcpy(back, s->above[s->steps - 1], sizeof(back));
	for (size_t j = 0; j < s->rows * LANES; j += LANES)
		for (size_t l = 0; l < LANES; l++)
			along[l] += v[j + l] * s->product[j + l];
	for (size_t j = 0; j < s->rows; j++) {
		f = 1 / diag[j];
		for (size_t l = j * LANES; l < (j + 1) * LANES; l++) {
			size_t lane = l - j * LANES;

			next[l] = f * s->product[l] - along[lane] * v[l] -
				  back[lane] * old[l];
			above[lane] += diag[j] * next[l] * next[l];
		}
	}
	for (size_t l = 0; l < LANES; l++) {
		above[l] = sqrt(above[l]);
		if (!(above[l] > NOTHING))
			above[l] = 0;
		back[l] = above[l] > 0 ? 1 / above[l] : 0;
	}
	for (size_t j = 0; j < s->rows * LANES; j += LANES)
		for (size_t l = 0; l < LANES; l++)
			next[j + l] *= back[l];
	s->steps++;
	s->vector[s->steps] = next;
}

/*
 * The parts of the vectors: the first column of T^-1/2 for Lanczos'
 * tridiagonal T.  True if the last ones do not matter any more.
 */
static bool
set_parts(struct lanczos *s, size_t lane)
{
	struct jam_mark mark = jam_arena_mark(s->arena);
	uint32_t n = s->steps;
	double *d = jam_alloc_array(s->arena, 2 * (size_t)n, sizeof(double));
	double *q = jam_alloc_array(s->arena, (size_t)n * n, sizeof(double));
	double *e = d + n, sum = 0, square = 0;

	for (uint32_t k = 0; k < n; k++) {
		d[k] = s->diagonal[k][lane];
		e[k] = s->above[k][lane];
		q[k * (size_t)n + k] = 1;
	}
	jam_tridiagonal_eigen(d, e, n, q);
	for (uint32_t k = 0; k < n; k++) {
		sum = 0;
		for (uint32_t m = 0; m < n; m++)
			sum += d[m] > 0
				   ? q[k * (size_t)n + m] * q[m] / sqrt(d[m])
				   : 0;
		s->part[k][lane] = s->size[lane] * sum;
		square += sum * sum;
	}
	jam_arena_reset(s->arena, mark);
	return sum * sum <= ROUGH * ROUGH * square;
}

static bool
enough(struct lanczos *s)
{
	bool all = true;

	for (size_t l = 0; l < LANES; l++)
		all &= set_parts(s, l);
	return all;
}

static void
add_up(const struct lanczos *s, double *x)
{
	const double *v, *part;

	memset(x, 0, s->rows * LANES * sizeof(double));
	for (uint32_t k = 0; k < s->steps; k++) {
		v = s->vector[k];
		part = s->part[k];
		for (size_t j = 0; j < s->rows * LANES; j += LANES)
			for (size_t l = 0; l < LANES; l++)
				x[j + l] += part[l] * v[j + l];
	}
}

bool
jam_gradients_sample(const struct jam_solver *solver, const double *z,
		     double *x, struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct lanczos *s = jam_alloc(arena, sizeof(*s));
	bool done = false;

	s->solver = solver;
	s->arena = arena;
	s->rows = solver->panel->projects + 1;
	s->product = jam_alloc_array(arena, s->rows * LANES, sizeof(double));
	begin(s, z);
	while (!done && s->steps < STEPS_MOST) {
		step(s);
		done = s->steps >= STEPS_LEAST && enough(s);
	}
	if (done)
		add_up(s, x);
	jam_arena_reset(arena, mark);
	return done;
}
