/* SPDX-License-Identifier: MIT */
/* The number that ranks a project. */
#include "core/policy/value.h"

#include <math.h>

#include "core/policy/tally.h"
#include "core/policy/wide.h"

/* Doubles decide where they cannot be wrong; the integers decide the rest. */
#define DOUBT 1e-12

#define SURE 0x1p51

void
jam_value_set(struct jam_value *value, jam_i128 num, jam_i128 den)
{
	value->num = num;
	value->den = den;
	value->part = 1;
	value->near = (double)num / (double)den;
}

void
jam_value_square(struct jam_value *value)
{
	double num = (double)value->num, den = (double)value->den;

	value->near = num * fabs(num) * (double)value->part / (den * den);
}

void
jam_value_note(struct jam_value_most *most, const struct jam_value *value,
	       bool squared)
{
	double num = fabs((double)value->num), den = (double)value->den;

	if (squared) {
		num *= num * (double)value->part;
		den *= den;
	}
	most->num = num > most->num ? num : most->num;
	most->den = den > most->den ? den : most->den;
}

bool
jam_value_sure(const struct jam_value_most *most)
{
	return most->num * most->den < SURE;
}

static bool
small(const struct jam_value *v)
{
	jam_i128 limit = (jam_i128)1 << 62;

	return v->num < limit && v->num > -limit && v->den < limit;
}

static int
sign(jam_i128 n)
{
	return (n > 0) - (n < 0);
}

static struct jam_wide
squared(const struct jam_value *a, const struct jam_value *b)
{
	jam_u128 n = (jam_u128)(a->num < 0 ? -a->num : a->num);
	struct jam_wide w = jam_wide_times(jam_wide_square(n), a->part);
	uint64_t den = (uint64_t)b->den;

	return jam_wide_times(jam_wide_times(w, den), den);
}

static int
compare_roots(const struct jam_value *a, const struct jam_value *b)
{
	struct jam_wide left, right;
	int s = sign(a->num);

	if (s != sign(b->num))
		return s - sign(b->num);
	left = squared(a, b);
	right = squared(b, a);
	return s * jam_wide_compare(&left, &right);
}

int
jam_value_compare(const struct jam_value *a, const struct jam_value *b)
{
	double gap = a->near - b->near;
	double size = a->near < 0 ? -a->near : a->near;

	if (gap > DOUBT * size + DOUBT || gap < -DOUBT * size - DOUBT)
		return gap > 0 ? 1 : -1;
	if (a->part != b->part)
		return compare_roots(a, b);
	if (small(a) && small(b))
		return sign(a->num * b->den - b->num * a->den);
	return jam_frac_compare((struct jam_frac){ a->num, a->den },
				(struct jam_frac){ b->num, b->den });
}

uint32_t
jam_aspect_count(const struct jam_aspect *aspect, size_t project, size_t class)
{
	const struct jam_tally *t = aspect->tally;
	size_t cell = class * t->projects + project;

	if (!t->optional || aspect->criterion == JAM_OVERALL)
		return t->ratings[cell];
	return t->counts[cell * t->rules->criteria_len + aspect->criterion];
}

uint32_t
jam_aspect_ratings(const struct jam_aspect *aspect, size_t project)
{
	uint32_t n = 0;

	for (size_t class = 0; class < aspect->tally->classes; class ++)
		n += jam_aspect_count(aspect, project, class);
	return n;
}

jam_i128
jam_aspect_sum(const struct jam_aspect *aspect, size_t project, size_t class)
{
	const struct jam_tally *t = aspect->tally;
	size_t cell = class * t->projects + project;

	if (aspect->criterion == JAM_OVERALL)
		return jam_tally_sum(t, project, class);
	return t->sums[cell * t->rules->criteria_len + aspect->criterion];
}

jam_i128
jam_aspect_total(const struct jam_aspect *aspect, size_t project)
{
	jam_i128 sum = 0;

	for (size_t class = 0; class < aspect->tally->classes; class ++)
		sum += jam_aspect_sum(aspect, project, class);
	return sum;
}

int64_t
jam_aspect_base(const struct jam_aspect *aspect)
{
	return aspect->criterion == JAM_OVERALL ? aspect->tally->rules->base
						: 1;
}

bool
jam_aspect_exact(const struct jam_aspect *aspect, const struct jam_value *value,
		 struct jam_frac *exact)
{
	jam_i128 den = jam_aspect_base(aspect);

	for (unsigned d = 0; d < aspect->tally->rules->decimals; d++)
		den *= 10;
	if (__builtin_mul_overflow(den, value->den, &den))
		return false;
	*exact = jam_frac_make(value->num, den);
	return true;
}
