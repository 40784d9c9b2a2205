/* SPDX-License-Identifier: MIT */
/* Migrations: all that are pending in one transaction. */
#include "core/store/migrate.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/store/backend.h"
#include "core/store/dialect.h"
#include "core/store/schema.h"

/* test_store_open says what a line must be when a schema changes. */
static const char *const digests[] = {
	"a146bcb7673c98669741d2f8e0e489373bf9966e91e8f23024fdf841566e08d6",
};

const struct jam_migrations jam_migrations = {
	.sql = jam_schema,
	.digests = digests,
	.count = sizeof(digests) / sizeof(digests[0]),
};

static bool
run_from(struct jam_backend *b, const struct jam_migrations *m, int from,
	 struct jam_error *err)
{
	char set_version[64];

	for (int i = from; i < m->count; i++)
		if (!jam_backend_exec(b, m->sql[i], err))
			return false;
	jam_dialect_set_version(set_version, m->count);
	return jam_backend_exec(b, set_version, err);
}

bool
jam_migrate_make(struct jam_backend *b, const struct jam_migrations *m,
		 struct jam_error *err)
{
	return jam_backend_exec(b, jam_dialect_claim, err) &&
	       run_from(b, m, 0, err);
}

static bool
read_version(struct jam_backend *b, const struct jam_migrations *m,
	     int *version, struct jam_error *err)
{
	int64_t n;

	if (!jam_backend_number(b, jam_dialect_version, &n, err))
		return false;
	if (n > m->count) {
		jam_fail(err, JAM_E_CONFIG,
			 "\"%s\" was made by a newer jam (schema %d, "
			 "this one knows %d)",
			 jam_backend_path(b), (int)n, m->count);
		return jam_hint(err, "use that jam");
	}
	if (n < 1)
		return jam_fail(err, JAM_E_CONFIG,
				"\"%s\" is not a jam database",
				jam_backend_path(b));
	*version = (int)n;
	return true;
}

/* The version is read again: another process may have been faster. */
static bool
bring_up(struct jam_backend *b, const struct jam_migrations *m,
	 struct jam_error *err)
{
	struct jam_error ignored = { 0 };
	int version;

	if (!jam_backend_exec(b, jam_dialect_begin_write, err))
		return false;
	if (read_version(b, m, &version, err) && run_from(b, m, version, err) &&
	    jam_backend_exec(b, jam_dialect_commit, err))
		return true;
	if (jam_backend_busy(b))
		(void)!jam_backend_exec(b, jam_dialect_rollback, &ignored);
	return false;
}

/* To make the schema in memory takes longer than all the rest of an open. */
static bool
check_schema(struct jam_backend *b, const struct jam_migrations *m, int version,
	     struct jam_error *err)
{
	struct jam_hash hash, expected;
	char hex[2 * JAM_HASH_SIZE + 1];

	if (!jam_backend_digest(b, &hash, err))
		return false;
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
	if (strcmp(hex, m->digests[version - 1]) == 0)
		return true;
	if (!jam_backend_digest_of(m->sql, version, &expected, err))
		return false;
	return memcmp(&hash, &expected, sizeof(hash)) == 0 ||
	       jam_fail(err, JAM_E_CONFIG,
			"the tables of \"%s\" are not those that jam makes",
			jam_backend_path(b));
}

static bool
check(struct jam_backend *b, const struct jam_migrations *m, int version,
      struct jam_error *err)
{
	if (!check_schema(b, m, version, err) || !jam_backend_check(b, err))
		return false;
	jam_backend_trust(b);
	return true;
}

/* Another process brought the file up between a look at it and the next. */
static bool
moved_on(struct jam_backend *b, const struct jam_migrations *m, int *version)
{
	struct jam_error ignored = { 0 };
	int before = *version;

	return read_version(b, m, version, &ignored) && *version > before;
}

bool
jam_migrate(struct jam_backend *b, const struct jam_migrations *m, bool reader,
	    int *from, struct jam_error *err)
{
	int version;

	*from = 0;
	if (!read_version(b, m, &version, err))
		return false;
	while (!check(b, m, version, err)) {
		if (!moved_on(b, m, &version))
			return false;
		*err = (struct jam_error){ 0 };
	}
	if (version == m->count)
		return true;
	if (jam_backend_fixed(b)) {
		jam_fail(err, JAM_E_CONFIG,
			 "\"%s\" is of an older jam and cannot be "
			 "written",
			 jam_backend_path(b));
		return jam_hint(err, "copy it to a folder of your own");
	}
	*from = version;
	return (!reader || jam_backend_exec(b, jam_dialect_writable, err)) &&
	       bring_up(b, m, err) &&
	       (!reader || jam_backend_exec(b, jam_dialect_read_only, err)) &&
	       check(b, m, m->count, err);
}
