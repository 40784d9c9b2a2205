/* SPDX-License-Identifier: MIT */
/*
 * The number that ranks a project: num / den * sqrt(part / whole), where whole
 * and a factor common to all projects are left out.  Comparing is exact.
 */
#ifndef JAM_POLICY_VALUE_H
#define JAM_POLICY_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/frac.h"

struct jam_tally;

struct jam_value {
	jam_i128 num, den; /* den > 0; need not be reduced */
	uint64_t part;	   /* |num| <= 2^74, part < 2^22, den < 2^31 when the
			      parts of two values differ; else any */
	double near;	   /* sorts as the value does, to about 1e-15 of it */
};

/* The largest terms of the fractions that stand behind a set of `near`. */
struct jam_value_most {
	double num, den;
};

/* What is valued: everything, or one criterion. */
#define JAM_OVERALL SIZE_MAX
struct jam_aspect {
	const struct jam_tally *tally;
	size_t criterion; /* or JAM_OVERALL */
	bool share;	  /* expert_share acts */
};

/* A value without a root; part 1. */
void jam_value_set(struct jam_value *value, jam_i128 num, jam_i128 den);

/* Let `near` stand for the square, num^2 part / den^2, with the sign of num. */
void jam_value_square(struct jam_value *value);

/* Count a value in, as it is or squared. */
void jam_value_note(struct jam_value_most *most, const struct jam_value *value,
		    bool squared);

/*
 * Whether the doubles of a set are equal exactly where its fractions are.  Two
 * fractions a/b > c/d are at least 1/bd apart, that is, 1/bc of the smaller;
 * two numbers with the same double less than 2^-52 of it.
 */
bool jam_value_sure(const struct jam_value_most *most);

/* Less than, equal to, greater than 0 as a is to b; exact. */
int jam_value_compare(const struct jam_value *a, const struct jam_value *b);

/* Ratings of a project that have the aspect, of one class (0, 1). */
uint32_t jam_aspect_count(const struct jam_aspect *aspect, size_t project,
			  size_t class);

/* The same over all classes. */
uint32_t jam_aspect_ratings(const struct jam_aspect *aspect, size_t project);

/* Their sum over one class, and over all, in units of 1/jam_aspect_base. */
jam_i128 jam_aspect_sum(const struct jam_aspect *aspect, size_t project,
			size_t class);
jam_i128 jam_aspect_total(const struct jam_aspect *aspect, size_t project);
int64_t jam_aspect_base(const struct jam_aspect *aspect);

/*
 * num / den of a value in score units: divided by the aspect's base and by
 * 10^decimals, reduced.  False if it does not fit.
 */
JAM_MUST_USE bool jam_aspect_exact(const struct jam_aspect *aspect,
				   const struct jam_value *value,
				   struct jam_frac *exact);

#endif
