/* SPDX-License-Identifier: MIT */
/*
 * What an organizer expected beforehand, judged when its day has come: as far
 * as what is recorded says, and no further.
 */
#ifndef JAM_POLICY_EXPECT_H
#define JAM_POLICY_EXPECT_H

#include <stdint.h>

#include "core/model/expected.h"

enum jam_verdict {
	JAM_VERDICT_OPEN,	  /* its day has not come */
	JAM_VERDICT_UNKNOWN,	  /* nobody was reached */
	JAM_VERDICT_MET,	  /* whatever those not reached would say */
	JAM_VERDICT_MISSED,	  /* so too */
	JAM_VERDICT_MET_AMONG,	  /* among those who were reached */
	JAM_VERDICT_MISSED_AMONG, /* so too */
};
extern const char *const jam_verdict_words[];

/* Percent with one place; NAN where there is nobody. */
struct jam_expected {
	enum jam_verdict verdict;
	double share;	  /* of those reached */
	double low, high; /* of all: none, or all, of the others have it */
};

/* now: UTC; the expectation is judged from `by` on, that second included. */
void jam_expect_judge(const struct jam_expectation *expectation,
		      const struct jam_expected_counts *counts, int64_t now,
		      struct jam_expected *out);

#endif
