/* SPDX-License-Identifier: MIT */
/* The index of addresses, taken away and made again in one transaction. */
#include "core/store/bulk.h"

#include "core/store/backend.h"
#include "core/store/db.h"
#include "core/store/dialect.h"

static bool
knows_anybody(struct jam_store *store, bool *known, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_BULK_KNOWS, err);
	bool row;

	if (query == NULL || !jam_step(query, &row, err))
		return false;
	*known = row && jam_get_int(query, 0) != 0;
	jam_reset(query);
	return true;
}

bool
jam_bulk_begin(struct jam_store *store, struct jam_error *err)
{
	bool known;

	if (!knows_anybody(store, &known, err))
		return false;
	if (known || store->bulk)
		return true;
	store->bulk = true;
	store->persons = 0;
	jam_backend_put_off(store->backend, store->own);
	return jam_backend_exec(store->backend, jam_dialect_bulk_begin, err);
}

bool
jam_bulk_end(struct jam_store *store, struct jam_error *err)
{
	if (!store->bulk)
		return true;
	store->bulk = false;
	return jam_backend_exec(store->backend, jam_dialect_bulk_end, err);
}
