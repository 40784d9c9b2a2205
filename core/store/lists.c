/* SPDX-License-Identifier: MIT */
/* Listings: columns and statements side by side. */
#include "core/store/lists.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/store/db.h"
#include "core/store/judges.h"
#include "core/store/ratings.h"
#include "core/store/store.h"

#define COLUMNS_MAX 16

#define TEXT(i, name)                                                      \
	{                                                                  \
		name, JAM_COLUMN_TEXT, (i) * sizeof(union jam_cell), false \
	}
#define INT(i, name)                                                      \
	{                                                                 \
		name, JAM_COLUMN_INT, (i) * sizeof(union jam_cell), false \
	}
#define TIME(i, name)                                                      \
	{                                                                  \
		name, JAM_COLUMN_TIME, (i) * sizeof(union jam_cell), false \
	}

static const struct jam_column assignments[] = {
	TEXT(0, "judge"),
	TEXT(1, "project"),
	INT(2, "slot"),
	TEXT(3, "state"),
	{ 0 },
};
static const struct jam_column awards[] = {
	INT(0, "place"),   TEXT(1, "name"),	TEXT(2, "project"),
	TEXT(3, "amount"), TEXT(4, "currency"), { 0 },
};
static const struct jam_column criteria[] = {
	TEXT(0, "id"),	     TEXT(1, "title"),	     TEXT(2, "weight"),
	TEXT(3, "required"), TEXT(4, "description"), { 0 },
};
static const struct jam_column events[] = {
	TEXT(0, "event"),
	TEXT(1, "title"),
	TIME(2, "starts"),
	TIME(3, "ends"),
	TIME(4, "opens"),
	TIME(5, "closes"),
	INT(6, "registrations"),
	INT(7, "projects"),
	INT(8, "ratings"),
	TIME(9, "published_at"),
	{ 0 },
};
static const struct jam_column judges[] = {
	TEXT(0, "email"), TEXT(1, "name"),  TEXT(2, "kind"),
	INT(3, "batch"),  INT(4, "done"),   INT(5, "owed"),
	TEXT(6, "open"),  TIME(7, "until"), { 0 },
};
static const struct jam_column outcomes[] = {
	TEXT(0, "wave"),
	TEXT(1, "email"),
	TEXT(2, "project"),
	TEXT(3, "outcome"),
	TEXT(4, "detail"),
	TIME(5, "at"),
	{ 0 },
};
static const struct jam_column persons[] = {
	TEXT(0, "email"),   TEXT(1, "name"),	    INT(2, "events"),
	INT(3, "projects"), TEXT(4, "same_person"), { 0 },
};
static const struct jam_column projects[] = {
	INT(0, "number"),  TEXT(1, "slug"),   TEXT(2, "source_id"),
	TEXT(3, "title"),  TEXT(4, "team"),   TEXT(5, "site"),
	TEXT(6, "status"), INT(7, "ratings"), { 0 },
};
static const struct jam_column ratings[] = {
	TEXT(0, "judge"), TEXT(1, "project"),  TEXT(2, "criterion"),
	TEXT(3, "score"), TIME(4, "rated_at"), { 0 },
};
static const struct jam_column registrations[] = {
	TEXT(0, "email"), TEXT(1, "name"),   TEXT(2, "site"), TEXT(3, "team"),
	TEXT(4, "role"),  TEXT(5, "status"), { 0 },
};
static const struct jam_column sites[] = {
	TEXT(0, "id"),	     TEXT(1, "title"),
	TEXT(2, "city"),     TEXT(3, "country"),
	TEXT(4, "timezone"), INT(5, "registrations"),
	INT(6, "projects"),  { 0 },
};
static const struct jam_column teams[] = {
	TEXT(0, "name"),
	TEXT(1, "members"),
	TEXT(2, "projects"),
	{ 0 },
};

static const struct {
	const struct jam_column *columns;
	enum jam_sql sql;
} listings[] = {
	[JAM_LIST_ASSIGNMENTS] = { assignments, JAM_SQL_LIST_ASSIGNMENTS },
	[JAM_LIST_AWARDS] = { awards, JAM_SQL_LIST_AWARDS },
	[JAM_LIST_CRITERIA] = { criteria, JAM_SQL_LIST_CRITERIA },
	[JAM_LIST_EVENTS] = { events, JAM_SQL_LIST_EVENTS },
	[JAM_LIST_JUDGES] = { judges, JAM_SQL_JUDGE_WORK },
	[JAM_LIST_OUTCOMES] = { outcomes, JAM_SQL_LIST_OUTCOMES },
	[JAM_LIST_PERSONS] = { persons, JAM_SQL_LIST_PERSONS },
	[JAM_LIST_PROJECTS] = { projects, JAM_SQL_LIST_PROJECTS },
	[JAM_LIST_RATINGS] = { ratings, JAM_SQL_RATINGS_OF_EVENT },
	[JAM_LIST_REGISTRATIONS] = { registrations,
				     JAM_SQL_LIST_REGISTRATIONS },
	[JAM_LIST_SITES] = { sites, JAM_SQL_LIST_SITES },
	[JAM_LIST_TEAMS] = { teams, JAM_SQL_LIST_TEAMS },
};

const struct jam_column *
jam_listing_columns(enum jam_listing listing)
{
	return listings[listing].columns;
}

/* Whom the rows go to. */
struct sink {
	bool (*visit)(void *with, const union jam_cell *row,
		      struct jam_error *err);
	void *with;
};

static bool
each_plain(struct jam_store *store, enum jam_listing listing,
	   const struct jam_listing_filter *filter, const struct sink *to,
	   struct jam_error *err)
{
	const struct jam_column *columns = listings[listing].columns;
	struct jam_query *q = jam_query(store, listings[listing].sql, err);
	union jam_cell row[COLUMNS_MAX];
	bool more;

	if (q == NULL)
		return false;
	if (filter->event != NULL) {
		jam_bind_int(q, 1, filter->event->id);
		if (listing == JAM_LIST_ASSIGNMENTS ||
		    listing == JAM_LIST_PROJECTS ||
		    listing == JAM_LIST_REGISTRATIONS)
			jam_bind_int(q, 2, filter->site);
	}
	for (;;) {
		if (!jam_step(q, &more, err))
			return false;
		if (!more)
			return true;
		for (int i = 0; columns[i].name != NULL; i++) {
			if (columns[i].kind == JAM_COLUMN_TEXT)
				row[i].text = jam_peek_text(q, i);
			else
				row[i].number = jam_get_int(q, i);
		}
		if (!to->visit(to->with, row, err)) {
			jam_reset(q);
			return false;
		}
	}
}

/* A rating is a row a criterion. */
struct unfolding {
	const struct jam_event *event;
	struct jam_arena *arena;
	const struct sink *to;
};

static bool
unfold(void *with, const struct jam_rating_line *line, struct jam_error *err)
{
	const struct unfolding *u = with;
	struct jam_mark mark = jam_arena_mark(u->arena);

	for (size_t i = 0; i < u->event->criteria_len; i++) {
		struct jam_buf score;
		union jam_cell row[5];

		if (line->rating.scores[i] == JAM_NONE)
			continue;
		jam_buf_init(&score, u->arena);
		jam_decimal_write(&score, line->rating.scores[i],
				  u->event->judging.decimals);
		row[0].text = line->judge;
		row[1].text = line->project;
		row[2].text = u->event->criteria[i].key;
		row[3].text = jam_buf_string(&score);
		row[4].number = line->rating.rated_at;
		if (!u->to->visit(u->to->with, row, err))
			return false;
	}
	jam_arena_reset(u->arena, mark);
	return true;
}

/* What a judge has to do and has done. */
static bool
work_of(struct jam_store *store, const struct jam_judge *judge,
	union jam_cell *row, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_JUDGE_WORK, err);
	bool found;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, judge->id);
	if (!jam_step(q, &found, err))
		return false;
	row[3].number = jam_get_int(q, 0);
	row[4].number = jam_get_int(q, 1);
	row[5].number = jam_get_int(q, 2);
	row[6].text = jam_get_text(q, 3, jam_store_arena(store));
	jam_reset(q);
	return true;
}

static bool
each_judge(struct jam_store *store, const struct jam_listing_filter *filter,
	   const struct sink *to, struct jam_error *err)
{
	const struct jam_event *event = filter->event;
	int64_t end = event->judging.closes_at + event->judging.grace;
	struct jam_judges all;
	union jam_cell row[COLUMNS_MAX];

	if (!jam_store_get_judges(store, event, false, jam_store_arena(store),
				  &all, err))
		return false;
	for (size_t i = 0; i < all.count; i++) {
		const struct jam_judge *j = &all.items[i];

		if (filter->site != 0 && j->site != filter->site)
			continue;
		if (!work_of(store, j, row, err))
			return false;
		if (filter->owing && row[5].number == 0)
			continue;
		row[0].text = j->email;
		row[1].text = j->name;
		row[2].text = jam_judge_words[j->kind];
		row[7].number =
		    j->until != JAM_NONE && j->until > end ? j->until : end;
		if (!to->visit(to->with, row, err))
			return false;
	}
	return true;
}

bool
jam_store_each_row(struct jam_store *store, enum jam_listing listing,
		   const struct jam_listing_filter *filter,
		   bool (*visit)(void *with, const union jam_cell *row,
				 struct jam_error *err),
		   void *with, struct jam_error *err)
{
	struct sink to = { visit, with };
	struct unfolding u = { filter->event, jam_store_arena(store), &to };

	if (listing == JAM_LIST_JUDGES)
		return each_judge(store, filter, &to, err);
	if (listing == JAM_LIST_RATINGS)
		return jam_store_each_rating(store, filter->event, unfold, &u,
					     err);
	return each_plain(store, listing, filter, &to, err);
}
