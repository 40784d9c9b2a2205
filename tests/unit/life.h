/* SPDX-License-Identifier: MIT */
/*
 * A small jam with something in every table that the store can fill: people,
 * teams, projects, judges, ratings, skips, a publication, an amendment.
 */
#ifndef JAM_TESTS_UNIT_LIFE_H
#define JAM_TESTS_UNIT_LIFE_H

#include "core/model/event.h"
#include "core/store/proof.h"
#include "core/store/store.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/store_data.h"

/* Fill the database of f, which must not be there yet. */
void life_make(struct store_data *f);

/* Open it for the event, in a transaction. */
struct jam_store *life_open(struct store_data *f, enum jam_store_mode mode,
			    struct jam_event **event);

/* COMMIT and close. */
void life_close(struct store_data *f, struct jam_store *store);

/* What jam_store_verify says of the file; memory of the fixture. */
struct jam_proof *life_verify(struct store_data *f);

/* The last part of it: a survey, outcomes and prizes; in life_after.c. */
void life_follow_up(struct store_data *f);

#endif
