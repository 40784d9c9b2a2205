/* SPDX-License-Identifier: MIT */
/* How many have the outcome that was expected. */
#ifndef JAM_STORE_EXPECTED_H
#define JAM_STORE_EXPECTED_H

#include "core/base/error.h"
#include "core/model/expected.h"

struct jam_event;
struct jam_expectation;
struct jam_store;

/*
 * Over persons who are going (merged ones are one), or projects that are not
 * retracted.
 */
JAM_MUST_USE bool jam_store_count_expected(struct jam_store *store,
					   const struct jam_event *event,
					   const struct jam_expectation *e,
					   struct jam_expected_counts *counts,
					   struct jam_error *err);

#endif
