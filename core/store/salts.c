/* SPDX-License-Identifier: MIT */
/* Reading the salts of events and persons. */
#include "core/store/salts.h"

#include <string.h>

#include "core/store/db.h"

static bool
get(struct jam_store *store, enum jam_sql sql, int64_t id, uint8_t *salt,
    struct jam_error *err)
{
	struct jam_query *q = jam_query(store, sql, err);
	const void *bytes;
	size_t length = 0;
	bool found;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, id);
	if (!jam_step(q, &found, err))
		return false;
	bytes = found ? jam_peek_blob(q, 0, &length) : NULL;
	if (bytes == NULL || length != JAM_SALT_SIZE) {
		jam_reset(q);
		return jam_fail(err, JAM_E_BUG, "row %lld has no salt",
				(long long)id);
	}
	memcpy(salt, bytes, JAM_SALT_SIZE);
	jam_reset(q);
	return true;
}

bool
jam_store_event_salt(struct jam_store *store, int64_t event,
		     uint8_t salt[JAM_SALT_SIZE], struct jam_error *err)
{
	return get(store, JAM_SQL_EVENT_SALT, event, salt, err);
}

bool
jam_store_person_salt(struct jam_store *store, int64_t person,
		      uint8_t salt[JAM_SALT_SIZE], struct jam_error *err)
{
	return get(store, JAM_SQL_PERSON_SALT, person, salt, err);
}

bool
jam_store_judge_salt(struct jam_store *store, int64_t judge,
		     uint8_t salt[JAM_SALT_SIZE], struct jam_error *err)
{
	return get(store, JAM_SQL_JUDGE_SALT, judge, salt, err);
}

const uint8_t *
jam_salt_peek(const struct jam_query *query, int i)
{
	size_t length;
	const void *bytes = jam_peek_blob(query, i, &length);

	return length == JAM_SALT_SIZE ? bytes : NULL;
}
