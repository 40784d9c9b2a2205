/* SPDX-License-Identifier: MIT */
/*
 * Eigenvalues of a symmetric tridiagonal matrix by QL with implicit shifts
 * (Bowdler, Martin, Reinsch, Wilkinson 1968), and with vectors where they are
 * asked for.  + - * / and square roots alone: the same bits everywhere.
 */
#ifndef JAM_POLICY_TRIDIAGONAL_H
#define JAM_POLICY_TRIDIAGONAL_H

#include <stdint.h>

/*
 * diagonal[n] becomes the eigenvalues, in no order; above[n], whose item i
 * stands between i and i + 1 (the last is room), is lost.  vectors is NULL or
 * n * n numbers, where row i becomes the i-th components of all vectors; it
 * starts as the unit matrix, or as what is to be multiplied by them.
 */
void jam_tridiagonal_eigen(double *diagonal, double *above, uint32_t n,
			   double *vectors);

#endif
