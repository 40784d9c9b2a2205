/* SPDX-License-Identifier: MIT */
/* All that an event holds. */
#include "core/store/dumps.h"

#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/cells.h"
#include "core/store/db.h"
#include "core/store/store.h"

#define TEXT(i, name) JAM_CELL(i, name, TEXT)
#define INT(i, name)  JAM_CELL(i, name, INT)
#define TIME(i, name) JAM_CELL(i, name, TIME)

const char *const jam_dump_words[] = {
	"registrations", "answers",  "judges",	  "projects",
	"assignments",	 "skips",    "set_aside", "amendments",
	"survey",	 "outcomes", NULL,
};

static const struct jam_column registrations[] = {
	TEXT(0, "email"),	  TEXT(1, "name"), TEXT(2, "site"),
	TEXT(3, "team"),	  TEXT(4, "role"), TEXT(5, "status"),
	TIME(6, "registered_at"), { 0 },
};
static const struct jam_column answers[] = {
	TEXT(0, "email"),  TEXT(1, "project"), TEXT(2, "source"),
	TEXT(3, "column"), TEXT(4, "answer"),  { 0 },
};
static const struct jam_column judges[] = {
	TEXT(0, "email"),	TEXT(1, "name"),
	TEXT(2, "affiliation"), TEXT(3, "public"),
	TEXT(4, "expertise"),	TEXT(5, "site"),
	TEXT(6, "conflicts"),	{ 0 },
};
static const struct jam_column projects[] = {
	INT(0, "number"),
	TEXT(1, "slug"),
	TEXT(2, "id"),
	TEXT(3, "title"),
	TEXT(4, "team"),
	TEXT(5, "members"),
	TEXT(6, "site"),
	TEXT(7, "url"),
	TEXT(8, "abstract"),
	TEXT(9, "idea"),
	TIME(10, "submitted_at"),
	TEXT(11, "status"),
	TEXT(12, "reason"),
	{ 0 },
};
static const struct jam_column seats[] = {
	TEXT(0, "judge"),
	TEXT(1, "project"),
	INT(2, "slot"),
	INT(3, "handed_out"),
	{ 0 },
};
static const struct jam_column skips[] = {
	TEXT(0, "judge"),
	TEXT(1, "project"),
	TEXT(2, "reason"),
	TIME(3, "at"),
	{ 0 },
};
static const struct jam_column amendments[] = {
	INT(0, "number"),   TIME(1, "at"), TEXT(2, "reason"),
	TEXT(3, "changes"), { 0 },
};
static const struct jam_column survey[] = {
	TEXT(0, "row"),
	TEXT(1, "email"),
	TEXT(2, "question"),
	TEXT(3, "answer"),
	{ 0 },
};
static const struct jam_column outcomes[] = {
	TEXT(0, "wave"),    TEXT(1, "email"),  TEXT(2, "project"),
	TEXT(3, "kind"),    TEXT(4, "detail"), TEXT(5, "quote"),
	TEXT(6, "consent"), TIME(7, "at"),     { 0 },
};

static const struct {
	const struct jam_column *columns;
	enum jam_sql sql;
} dumps[] = {
	[JAM_DUMP_REGISTRATIONS] = { registrations,
				     JAM_SQL_DUMP_REGISTRATIONS },
	[JAM_DUMP_ANSWERS] = { answers, JAM_SQL_DUMP_ANSWERS },
	[JAM_DUMP_JUDGES] = { judges, JAM_SQL_DUMP_JUDGES },
	[JAM_DUMP_PROJECTS] = { projects, JAM_SQL_DUMP_PROJECTS },
	[JAM_DUMP_SEATS] = { seats, JAM_SQL_DUMP_SEATS },
	[JAM_DUMP_SKIPS] = { skips, JAM_SQL_DUMP_SKIPS },
	[JAM_DUMP_SET_ASIDE] = { skips, JAM_SQL_DUMP_SET_ASIDE },
	[JAM_DUMP_AMENDMENTS] = { amendments, JAM_SQL_DUMP_AMENDMENTS },
	[JAM_DUMP_SURVEY] = { survey, JAM_SQL_DUMP_SURVEY },
	[JAM_DUMP_OUTCOMES] = { outcomes, JAM_SQL_DUMP_OUTCOMES },
};

const struct jam_column *
jam_dump_columns(enum jam_dump dump)
{
	return dumps[dump].columns;
}

bool
jam_store_each_dumped(struct jam_store *store, const struct jam_event *event,
		      enum jam_dump dump, jam_cells_visit *visit, void *with,
		      struct jam_error *err)
{
	struct jam_query *q = jam_query(store, dumps[dump].sql, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	return jam_cells_each(store, q, dumps[dump].columns, visit, with, err);
}

bool
jam_store_count_known(struct jam_store *store, const struct jam_event *event,
		      struct jam_known *known, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_KNOWN_ROWS, err);
	bool row;

	*known = (struct jam_known){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	if (!jam_step(q, &row, err))
		return false;
	if (row)
		*known =
		    (struct jam_known){ jam_get_int(q, 0), jam_get_int(q, 1),
					jam_get_int(q, 2) };
	jam_reset(q);
	return true;
}
