/* SPDX-License-Identifier: MIT */
/*
 * The weighted mean: S_j / n_j, or with a share p fixed for experts
 * p E_j + (1 - p) M_j, the means over experts and over peers; where one class
 * has no rating, the mean of the other.
 */
#ifndef JAM_POLICY_MEAN_H
#define JAM_POLICY_MEAN_H

#include "core/policy/scores.h"

struct jam_aspect;
struct jam_value;

/* The mean of a project with at least one rating of the aspect. */
void jam_mean_value(const struct jam_aspect *aspect, size_t project,
		    struct jam_value *value);

/* Which class decides the mean, given the aspect's share. */
enum jam_score_share jam_mean_share(const struct jam_aspect *aspect,
				    size_t project);

#endif
