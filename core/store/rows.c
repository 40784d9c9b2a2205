/* SPDX-License-Identifier: MIT */
/* All rows, family by family. */
#include "core/store/rows.h"

#include <stddef.h>

typedef bool each(struct jam_store *store, struct jam_rows *rows,
		  struct jam_arena *arena, struct jam_error *err);

static each *const families[] = {
#define JAM_ROWS(family, tables) jam_rows_##family,
#include "core/store/families.def"
#undef JAM_ROWS
	NULL
};

bool
jam_rows_each(struct jam_store *store, struct jam_rows *rows,
	      struct jam_arena *arena, struct jam_error *err)
{
	for (each *const *family = families; *family != NULL; family++)
		if (!(*family)(store, rows, arena, err))
			return false;
	return true;
}
