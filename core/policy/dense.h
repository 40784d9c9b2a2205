/* SPDX-License-Identifier: MIT */
/*
 * Symmetric positive definite matrices of some thousand rows: blocked
 * Cholesky factor and inverse in plain C.  Every sum is added in one fixed
 * order, so that the result is the same whatever the compiler.
 */
#ifndef JAM_POLICY_DENSE_H
#define JAM_POLICY_DENSE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;

struct jam_dense {
	size_t n;      /* rows asked for */
	size_t padded; /* a multiple of 4; the added ones are of the identity */
	size_t stride; /* doubles from one row to the next */
	double *a;     /* row i, column j: a[i * stride + j] */
	double *work;  /* as large as a; U^-T beside the inverse */
	double *pack;  /* room for two blocks */
};

/* Room for n rows, 16 n^2 bytes. */
void jam_dense_init(struct jam_dense *dense, size_t n, struct jam_arena *arena);

/* All zero again, so that the upper half (j >= i) can be added up in a. */
void jam_dense_clear(struct jam_dense *dense);

/*
 * The upper half of a becomes U with U'U = a; n^3 / 6 multiply-adds.  False
 * if a is not positive definite.
 */
JAM_MUST_USE bool jam_dense_factor(struct jam_dense *dense);

/* After jam_dense_factor: log of the determinant of a. */
double jam_dense_logdet(const struct jam_dense *dense);

/* After jam_dense_factor: x becomes a^-1 x; n values. */
void jam_dense_solve(const struct jam_dense *dense, double *x);

/*
 * After jam_dense_factor: all of a, both halves, becomes its inverse; n^3 / 3
 * multiply-adds more.
 */
void jam_dense_invert(struct jam_dense *dense);

/*
 * After jam_dense_invert: x = U^-1 z for eight columns side by side, whose
 * covariance is a^-1 if z are independent numbers of variance 1.
 */
void jam_dense_sample(const struct jam_dense *dense, const double *z,
		      double *x);

#endif
