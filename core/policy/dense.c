/* SPDX-License-Identifier: MIT */
/* Blocked Cholesky factor and inverse. */
#include "core/policy/dense.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/rng.h"

#define BLOCK	((size_t)64)
#define TILE	((size_t)4)
#define COLUMNS 8 /* of a sample */

typedef double pair __attribute__((vector_size(16), may_alias));

void
jam_dense_init(struct jam_dense *dense, size_t n, struct jam_arena *arena)
{
	dense->n = n;
	dense->padded = (n + TILE - 1) / TILE * TILE;
	/* An odd number of cache lines: rows do not fall on one another. */
	dense->stride = (dense->padded + 15) / 16 * 16 + 8;
	dense->a = jam_alloc_array(arena, dense->padded * dense->stride,
				   sizeof(double));
	dense->work = jam_alloc_array(arena, dense->padded * dense->stride,
				      sizeof(double));
	dense->pack = jam_alloc_array(arena, 2 * BLOCK * BLOCK, sizeof(double));
}

void
jam_dense_clear(struct jam_dense *dense)
{
	memset(dense->a, 0, dense->padded * dense->stride * sizeof(double));
	for (size_t i = dense->n; i < dense->padded; i++)
		dense->a[i * dense->stride + i] = 1;
}

/* c -= a'b for four rows and four columns; a and b in steps of four. */
static void
tile(double *c, size_t stride, const double *a, const double *b, size_t depth)
{
	pair c00 = { 0 }, c01 = { 0 }, c10 = { 0 }, c11 = { 0 };
	pair c20 = { 0 }, c21 = { 0 }, c30 = { 0 }, c31 = { 0 };
	pair b0, b1, x;

	for (size_t k = 0; k < depth; k++, a += TILE, b += TILE) {
		b0 = *(const pair *)b;
		b1 = *(const pair *)(b + 2);
		x = (pair){ a[0], a[0] };
		c00 += x * b0;
		c01 += x * b1;
		x = (pair){ a[1], a[1] };
		c10 += x * b0;
		c11 += x * b1;
		x = (pair){ a[2], a[2] };
		c20 += x * b0;
		c21 += x * b1;
		x = (pair){ a[3], a[3] };
		c30 += x * b0;
		c31 += x * b1;
	}
	*(pair *)c -= c00;
	*(pair *)(c + 2) -= c01;
	c += stride;
	*(pair *)c -= c10;
	*(pair *)(c + 2) -= c11;
	c += stride;
	*(pair *)c -= c20;
	*(pair *)(c + 2) -= c21;
	c += stride;
	*(pair *)c -= c30;
	*(pair *)(c + 2) -= c31;
}

/* A block of at most BLOCK x BLOCK, its columns in strips of four. */
static void
pack(double *out, const double *from, size_t stride, size_t rows, size_t cols)
{
	for (size_t j = 0; j < cols; j += TILE) {
		for (size_t k = 0; k < rows; k++, out += TILE)
			memcpy(out, from + k * stride + j,
			       TILE * sizeof(double));
	}
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* c -= a'b, where a has `depth` rows as b has; all in rows of one stride. */
struct update {
	const double *a, *b;
	double *c;
	size_t depth, rows, cols;
};

static void
update(const struct jam_dense *dense, struct update u)
{
	double *left = dense->pack, *right = left + BLOCK * BLOCK;
	size_t cols;

	pack(left, u.a, dense->stride, u.depth, u.rows);
	for (size_t at = 0; at < u.cols; at += BLOCK) {
		cols = least(BLOCK, u.cols - at);
		pack(right, u.b + at, dense->stride, u.depth, cols);
		for (size_t i = 0; i < u.rows; i += TILE) {
			for (size_t j = 0; j < cols; j += TILE)
				tile(u.c + i * dense->stride + at + j,
				     dense->stride, left + i * u.depth,
				     right + j * u.depth, u.depth);
		}
	}
}

/* Factor a block on the diagonal, one row after the other. */
static bool
factor_block(double *a, size_t stride, size_t rows)
{
	double *row, *other, d;

	for (size_t k = 0; k < rows; k++) {
		row = a + k * stride;
		if (!(row[k] > 0))
			return false;
		d = sqrt(row[k]);
		for (size_t j = k; j < rows; j++)
			row[j] /= d;
		for (size_t i = k + 1; i < rows; i++) {
			other = a + i * stride;
			for (size_t j = i; j < rows; j++)
				other[j] -= row[i] * row[j];
		}
	}
	return true;
}

/* x becomes U^-T x for the rows of one block of U and many columns of x. */
static void
lower_solve(const double *u, double *x, size_t stride, size_t rows, size_t cols)
{
	double *row, *other, f;

	for (size_t k = 0; k < rows; k++) {
		row = x + k * stride;
		f = 1 / u[k * stride + k];
		for (size_t j = 0; j < cols; j++)
			row[j] *= f;
		for (size_t i = k + 1; i < rows; i++) {
			other = x + i * stride;
			f = u[k * stride + i];
			for (size_t j = 0; j < cols; j++)
				other[j] -= f * row[j];
		}
	}
}

bool
jam_dense_factor(struct jam_dense *dense)
{
	size_t stride = dense->stride, n = dense->padded, rows;
	double *top;

	for (size_t k = 0; k < n; k += BLOCK) {
		rows = least(BLOCK, n - k);
		top = dense->a + k * stride + k;
		for (size_t l = 0; l < k; l += BLOCK)
			update(dense,
			       (struct update){ .a = dense->a + l * stride + k,
						.b = dense->a + l * stride + k,
						.c = top,
						.depth = BLOCK,
						.rows = rows,
						.cols = n - k });
		if (!factor_block(top, stride, rows))
			return false;
		lower_solve(top, top + rows, stride, rows, n - k - rows);
	}
	return true;
}

double
jam_dense_logdet(const struct jam_dense *dense)
{
	double sum = 0;

	for (size_t k = 0; k < dense->n; k++)
		sum += jam_log(dense->a[k * dense->stride + k]);
	return 2 * sum;
}

void
jam_dense_solve(const struct jam_dense *dense, double *x)
{
	const double *row;
	double sum;

	for (size_t k = 0; k < dense->n; k++) {
		row = dense->a + k * dense->stride;
		x[k] /= row[k];
		for (size_t j = k + 1; j < dense->n; j++)
			x[j] -= row[j] * x[k];
	}
	for (size_t k = dense->n; k-- > 0;) {
		row = dense->a + k * dense->stride;
		sum = x[k];
		for (size_t j = k + 1; j < dense->n; j++)
			sum -= row[j] * x[j];
		x[k] = sum / row[k];
	}
}

/* work becomes U^-T, its lower half. */
static void
invert_factor(struct jam_dense *dense)
{
	size_t stride = dense->stride, n = dense->padded, rows;
	double *top;

	memset(dense->work, 0, n * stride * sizeof(double));
	for (size_t k = 0; k < n; k += BLOCK) {
		rows = least(BLOCK, n - k);
		top = dense->work + k * stride;
		for (size_t l = 0; l < k; l += BLOCK)
			update(dense,
			       (struct update){ .a = dense->a + l * stride + k,
						.b = dense->work + l * stride,
						.c = top,
						.depth = BLOCK,
						.rows = rows,
						.cols = l + BLOCK });
		for (size_t i = 0; i < rows; i++)
			top[i * stride + k + i] = 1;
		lower_solve(dense->a + k * stride + k, top, stride, rows,
			    k + rows);
	}
}

void
jam_dense_invert(struct jam_dense *dense)
{
	size_t stride = dense->stride, n = dense->padded, depth;
	double *a = dense->a;

	invert_factor(dense);
	memset(a, 0, n * stride * sizeof(double));
	for (size_t k = 0; k < n; k += BLOCK) {
		depth = least(BLOCK, n - k);
		for (size_t i = 0; i < k + depth; i += BLOCK)
			update(dense, (struct update){
					  .a = dense->work + k * stride + i,
					  .b = dense->work + k * stride + i,
					  .c = a + i * stride + i,
					  .depth = depth,
					  .rows = least(BLOCK, k + depth - i),
					  .cols = k + depth - i });
	}
	for (size_t i = 0; i < n; i++) {
		a[i * stride + i] = -a[i * stride + i];
		for (size_t j = i + 1; j < n; j++) {
			a[i * stride + j] = -a[i * stride + j];
			a[j * stride + i] = a[i * stride + j];
		}
	}
}

void
jam_dense_sample(const struct jam_dense *dense, const double *z, double *x)
{
	const double *row;

	memset(x, 0, dense->n * COLUMNS * sizeof(double));
	for (size_t k = 0; k < dense->n; k++, z += COLUMNS) {
		row = dense->work + k * dense->stride;
		for (size_t j = 0; j <= k; j++) {
			for (size_t l = 0; l < COLUMNS; l++)
				x[j * COLUMNS + l] += row[j] * z[l];
		}
	}
}
