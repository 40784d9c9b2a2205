/* SPDX-License-Identifier: MIT */
/* One thing whole: columns and statements side by side. */
#include "core/store/shows.h"

#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/cells.h"
#include "core/store/db.h"
#include "core/store/persons.h"
#include "core/store/store.h"

static const struct jam_column assignments[] = {
	JAM_CELL(0, "slot", INT),	 JAM_CELL(1, "project", TEXT),
	JAM_CELL(2, "number", INT),	 JAM_CELL(3, "title", TEXT),
	JAM_CELL(4, "url", TEXT),	 JAM_CELL(5, "state", TEXT),
	JAM_CELL(6, "handed_out", TEXT), { 0 },
};
static const struct jam_column awards[] = {
	JAM_CELL(0, "place", INT),
	JAM_CELL(1, "name", TEXT),
	JAM_CELL(2, "project", TEXT),
	JAM_CELL(3, "amount", DECIMAL),
	JAM_CELL(4, "currency", TEXT),
	JAM_CELL(5, "awarded_at", TIME),
	{ 0 },
};
static const struct jam_column judge[] = {
	JAM_CELL(0, "public", TEXT),	  JAM_CELL(1, "affiliation", TEXT),
	JAM_CELL(2, "expertise", TEXT),	  JAM_CELL(3, "conflicts", WORDS),
	JAM_CELL(4, "released_at", TIME), JAM_CELL(5, "batch", WORDS),
	JAM_CELL(6, "ratings", INT),	  { 0 },
};
static const struct jam_column outcomes[] = {
	JAM_CELL(0, "wave", TEXT),
	JAM_CELL(1, "email", TEXT),
	JAM_CELL(2, "project", TEXT),
	JAM_CELL(3, "outcome", TEXT),
	JAM_CELL(4, "detail", TEXT),
	JAM_CELL(5, "quote", TEXT),
	JAM_CELL(6, "consent", TEXT),
	JAM_CELL(7, "at", TIME),
	{ 0 },
};
static const struct jam_column person[] = {
	JAM_CELL(0, "email", TEXT),
	JAM_CELL(1, "name", TEXT),
	JAM_CELL(2, "also", WORDS),
	JAM_CELL(3, "source", TEXT),
	JAM_CELL(4, "source_id", TEXT),
	JAM_CELL(5, "registered", WORDS),
	JAM_CELL(6, "projects", WORDS),
	JAM_CELL(7, "judged", WORDS),
	{ 0 },
};
static const struct jam_column project[] = {
	JAM_CELL(0, "number", INT),
	JAM_CELL(1, "slug", TEXT),
	JAM_CELL(2, "source", TEXT),
	JAM_CELL(3, "source_id", TEXT),
	JAM_CELL(4, "title", TEXT),
	JAM_CELL(5, "team", TEXT),
	JAM_CELL(6, "members", WORDS),
	JAM_CELL(7, "site", TEXT),
	JAM_CELL(8, "url", TEXT),
	JAM_CELL(9, "idea", TEXT),
	JAM_CELL(10, "submitted_at", TIME),
	JAM_CELL(11, "status", TEXT),
	JAM_CELL(12, "reason", TEXT),
	JAM_CELL(13, "abstract", TEXT),
	JAM_CELL(14, "answers", WORDS),
	JAM_CELL(15, "ratings", INT),
	{ 0 },
};
static const struct jam_column ratings[] = {
	JAM_CELL(0, "judge", TEXT),	 JAM_CELL(1, "kind", TEXT),
	JAM_CELL(2, "scores", TEXT),	 JAM_CELL(3, "rated_at", TIME),
	JAM_CELL(4, "entered_at", TIME), JAM_CELL(5, "recorded", TEXT),
	JAM_CELL(6, "state", TEXT),	 JAM_CELL(7, "comment", TEXT),
	JAM_CELL(8, "reason", TEXT),	 { 0 },
};
static const struct jam_column registration[] = {
	JAM_CELL(0, "email", TEXT),	    JAM_CELL(1, "name", TEXT),
	JAM_CELL(2, "site", TEXT),	    JAM_CELL(3, "team", TEXT),
	JAM_CELL(4, "role", TEXT),	    JAM_CELL(5, "status", TEXT),
	JAM_CELL(6, "registered_at", TIME), JAM_CELL(7, "projects", WORDS),
	JAM_CELL(8, "answers", WORDS),	    { 0 },
};
static const struct jam_column site[] = {
	JAM_CELL(0, "id", TEXT),
	JAM_CELL(1, "title", TEXT),
	JAM_CELL(2, "city", TEXT),
	JAM_CELL(3, "country", TEXT),
	JAM_CELL(4, "timezone", TEXT),
	JAM_CELL(5, "hosts", WORDS),
	JAM_CELL(6, "registrations", INT),
	JAM_CELL(7, "projects", WORDS),
	{ 0 },
};

/* What its statement is asked with. */
enum by { BY_ROW, BY_EVENT_AND_ROW, BY_EVENT_AND_TEXT };

static const struct {
	const struct jam_column *columns;
	enum jam_sql sql;
	enum by by;
} shows[] = {
	[JAM_SHOW_ASSIGNMENTS] = { assignments, JAM_SQL_SHOW_ASSIGNMENTS,
				   BY_ROW },
	[JAM_SHOW_AWARDS] = { awards, JAM_SQL_SHOW_AWARDS, BY_EVENT_AND_TEXT },
	[JAM_SHOW_CRITERION] = { jam_criterion_cells, JAM_SQL_SHOW_CRITERION,
				 BY_EVENT_AND_TEXT },
	[JAM_SHOW_JUDGE] = { judge, JAM_SQL_SHOW_JUDGE, BY_ROW },
	[JAM_SHOW_OUTCOMES] = { outcomes, JAM_SQL_SHOW_OUTCOMES,
				BY_EVENT_AND_TEXT },
	[JAM_SHOW_PERSON] = { person, JAM_SQL_SHOW_PERSON, BY_ROW },
	[JAM_SHOW_PROJECT] = { project, JAM_SQL_SHOW_PROJECT, BY_ROW },
	[JAM_SHOW_RATINGS] = { ratings, JAM_SQL_SHOW_RATINGS, BY_ROW },
	[JAM_SHOW_REGISTRATION] = { registration, JAM_SQL_SHOW_REGISTRATION,
				    BY_EVENT_AND_ROW },
	[JAM_SHOW_SITE] = { site, JAM_SQL_SHOW_SITE, BY_ROW },
	[JAM_SHOW_TEAM] = { jam_team_cells, JAM_SQL_SHOW_TEAM, BY_ROW },
};

const struct jam_column *
jam_show_columns(enum jam_show show)
{
	return shows[show].columns;
}

static struct jam_query *
ask(struct jam_store *store, enum jam_show show, const struct jam_shown *which,
    struct jam_error *err)
{
	struct jam_query *q = jam_query(store, shows[show].sql, err);
	int n = 1;

	if (q == NULL)
		return NULL;
	if (shows[show].by != BY_ROW)
		jam_bind_int(q, n++, which->event->id);
	if (shows[show].by == BY_EVENT_AND_TEXT)
		jam_bind_text(q, n, which->text);
	else
		jam_bind_int(q, n, which->row);
	return q;
}

bool
jam_store_show(struct jam_store *store, enum jam_show show,
	       const struct jam_shown *which, jam_cells_visit *visit,
	       void *with, struct jam_error *err)
{
	struct jam_query *q = ask(store, show, which, err);

	return q != NULL &&
	       jam_cells_each(store, q, shows[show].columns, visit, with, err);
}

static bool
find_named(struct jam_store *store, const char *text, int64_t *found,
	   struct jam_error *err)
{
	struct jam_query *q =
	    jam_query(store, JAM_SQL_SHOW_PERSON_BY_TEXT, err);
	bool done;

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, text);
	while (jam_next(q, &done, err))
		*found = *found == 0 ? jam_get_int(q, 0) : -1;
	return done;
}

bool
jam_store_find_called(struct jam_store *store, const char *text,
		      struct jam_arena *arena, int64_t *found,
		      struct jam_error *err)
{
	const char *email, *key;

	*found = 0;
	if (jam_email_read(arena, text, &email, &key)) {
		if (!jam_store_find_person(store, key, found, err))
			return false;
	} else if (!find_named(store, text, found, err)) {
		return false;
	}
	if (*found > 0)
		return true;
	if (*found < 0) {
		jam_fail(err, JAM_E_DATA, "several persons are called \"%s\"",
			 text);
		return jam_hint(err, "name the person by e-mail address");
	}
	jam_fail(err, JAM_E_DATA, "nobody is called \"%s\"", text);
	return jam_hint(err, "jam list persons shows all of them");
}
