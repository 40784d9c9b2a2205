/* SPDX-License-Identifier: MIT */
/* Version of SQLite. */
#include "core/store/library.h"

#include <sqlite3.h>

const char *
jam_store_sqlite_version(void)
{
	return sqlite3_libversion();
}
