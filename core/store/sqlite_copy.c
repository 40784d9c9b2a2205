/* SPDX-License-Identifier: MIT */
/* The whole file at once: into another, and anew without free pages. */
#define _XOPEN_SOURCE 700 /* realpath */
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/os.h"
#include "core/store/sqlite.h"

/* VACUUM attaches what it writes to, which no other statement may. */
static int
vacuum(struct jam_backend *b, const char *into)
{
	sqlite3_stmt *stmt;
	int rc;

	sqlite3_limit(b->db, SQLITE_LIMIT_ATTACHED, 1);
	rc = sqlite3_prepare_v2(
	    b->db, into != NULL ? "VACUUM INTO $1" : "VACUUM", -1, &stmt, NULL);
	if (rc == SQLITE_OK && into != NULL)
		rc = sqlite3_bind_text(stmt, 1, into, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	sqlite3_limit(b->db, SQLITE_LIMIT_ATTACHED, 0);
	return rc;
}

bool
jam_backend_copy(struct jam_backend *b, const char *path, struct jam_error *err)
{
	/* NOFOLLOW holds for what is attached too. */
	char *real = realpath(path, NULL);
	int rc;

	if (real == NULL)
		return jam_fail(err, jam_os_code(errno, JAM_E_IO),
				"cannot write \"%s\": %s", path,
				strerror(errno));
	rc = vacuum(b, real);
	free(real);
	return rc == SQLITE_DONE || jam_sqlite_fail(b, rc, err);
}

/* The first number that it gives says whether others were in the way. */
static bool
checkpoint(struct jam_backend *b, struct jam_error *err)
{
	int64_t busy;

	if (!jam_backend_number(b, "PRAGMA wal_checkpoint(TRUNCATE)", &busy,
				err))
		return false;
	return busy == 0 || jam_sqlite_fail(b, SQLITE_BUSY, err);
}

bool
jam_backend_scrub(struct jam_backend *b, struct jam_error *err)
{
	int rc;

	if (!checkpoint(b, err))
		return false;
	rc = vacuum(b, NULL);
	if (rc != SQLITE_DONE)
		return jam_sqlite_fail(b, rc, err);
	return checkpoint(b, err);
}
