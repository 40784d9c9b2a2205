/* SPDX-License-Identifier: MIT */
/* The words of SQLite. */
#include "core/store/dialect.h"

#include <stdio.h>

const char *const jam_dialect_begin_read = "BEGIN";
const char *const jam_dialect_begin_write = "BEGIN IMMEDIATE";
const char *const jam_dialect_commit = "COMMIT";
const char *const jam_dialect_rollback = "ROLLBACK";

const char *const jam_dialect_claim = "PRAGMA application_id = 1784769841";
const char *const jam_dialect_version = "PRAGMA user_version";
const char *const jam_dialect_tables = "SELECT count(*) FROM sqlite_schema";

const char *const jam_dialect_bulk_begin = "DROP INDEX person_email";
const char *const jam_dialect_bulk_end =
    "CREATE UNIQUE INDEX person_email ON person_private (email_key)";

const char *const jam_dialect_writable = "PRAGMA query_only = OFF";
const char *const jam_dialect_read_only = "PRAGMA query_only = ON";

void
jam_dialect_set_version(char sql[64], int version)
{
	snprintf(sql, 64, "PRAGMA user_version = %d", version);
}
