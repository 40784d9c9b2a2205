/* SPDX-License-Identifier: MIT */
/* The salts that commitments are made with (faults.md 3). */
#ifndef JAM_STORE_SALTS_H
#define JAM_STORE_SALTS_H

#include <stdint.h>

#include "core/model/entry.h"

struct jam_query;
struct jam_store;

/* Of all texts of an event, its sites, teams and projects. */
JAM_MUST_USE bool jam_store_event_salt(struct jam_store *store, int64_t event,
				       uint8_t salt[JAM_SALT_SIZE],
				       struct jam_error *err);

/* Of all texts of a person; JAM_E_BUG when forgotten. */
JAM_MUST_USE bool jam_store_person_salt(struct jam_store *store, int64_t person,
					uint8_t salt[JAM_SALT_SIZE],
					struct jam_error *err);

/* Of the texts of a judge: that of the person whom the judge's row names. */
JAM_MUST_USE bool jam_store_judge_salt(struct jam_store *store, int64_t judge,
				       uint8_t salt[JAM_SALT_SIZE],
				       struct jam_error *err);

/* Column i; NULL when there is none.  Until the next step. */
const uint8_t *jam_salt_peek(const struct jam_query *query, int i);

#endif
