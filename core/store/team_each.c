/* SPDX-License-Identifier: MIT */
/* Every logged row of teams, members and projects, for verify. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/store/db.h"
#include "core/store/project_rows.h"
#include "core/store/rows.h"
#include "core/store/salts.h"
#include "core/store/team_rows.h"

static bool
folds_to(struct jam_arena *arena, const char *text, const char *key)
{
	return strcmp(jam_utf8_fold(arena, text), key) == 0;
}

static void
read_team(const struct jam_query *q, struct jam_arena *arena,
	  struct jam_given *row)
{
	const char *event = jam_get_text(q, 1, arena);
	const char *name = jam_get_string(q, 2, arena);

	row->table = "team";
	row->key = jam_get_text(q, 0, arena);
	row->bytes = folds_to(arena, name, jam_peek_string(q, 3))
			 ? jam_team_bytes(row->key, event, name,
					  jam_salt_peek(q, 4), arena)
			 : JAM_ROWS_WRONG;
	row->seq = jam_get_int(q, 5);
}

static void
read_member(const struct jam_query *q, struct jam_arena *arena,
	    struct jam_given *row)
{
	const char *team = jam_get_text(q, 0, arena);
	const char *person = jam_get_text(q, 1, arena);

	row->table = "member";
	row->key = jam_format(arena, "%s %s", team, person);
	row->bytes = jam_member_bytes(team, person, jam_get_text(q, 2, arena),
				      jam_salt_peek(q, 3), arena);
	row->seq = jam_get_int(q, 4);
}

bool
jam_rows_teams(struct jam_store *store, struct jam_rows *rows,
	       struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_TEAM, read_team, rows, arena,
			      err) &&
	       jam_rows_query(store, JAM_SQL_ROWS_MEMBER, read_member, rows,
			      arena, err);
}

static void
read_project(const struct jam_query *q, struct jam_arena *arena,
	     struct jam_given *row)
{
	struct jam_project_stored stored;

	jam_project_stored_read(q, arena, &stored);
	row->table = "project";
	row->key = jam_strdup(arena, stored.project.uid.text);
	row->bytes =
	    folds_to(arena, stored.project.title, jam_peek_string(q, 19))
		? jam_project_bytes(&stored, jam_get_text(q, 20, arena),
				    jam_salt_peek(q, 21), arena)
		: JAM_ROWS_WRONG;
	row->seq = stored.seq;
}

bool
jam_rows_projects(struct jam_store *store, struct jam_rows *rows,
		  struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_PROJECT, read_project, rows,
			      arena, err);
}
