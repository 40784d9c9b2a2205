/* SPDX-License-Identifier: MIT */
/* Listings: columns and statements side by side. */
#include "core/store/lists.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/store/cells.h"
#include "core/store/db.h"
#include "core/store/judges.h"
#include "core/store/ratings.h"
#include "core/store/store.h"

static const struct jam_column assignments[] = {
	JAM_CELL(0, "judge", TEXT),
	JAM_CELL(1, "project", TEXT),
	JAM_CELL(2, "slot", INT),
	JAM_CELL(3, "state", TEXT),
	{ 0 },
};
static const struct jam_column awards[] = {
	JAM_CELL(0, "place", INT),     JAM_CELL(1, "name", TEXT),
	JAM_CELL(2, "project", TEXT),  JAM_CELL(3, "amount", DECIMAL),
	JAM_CELL(4, "currency", TEXT), { 0 },
};
static const struct jam_column events[] = {
	JAM_CELL(0, "event", TEXT),
	JAM_CELL(1, "title", TEXT),
	JAM_CELL(2, "starts_at", TIME),
	JAM_CELL(3, "ends_at", TIME),
	JAM_CELL(4, "opens_at", TIME),
	JAM_CELL(5, "closes_at", TIME),
	JAM_CELL(6, "registrations", INT),
	JAM_CELL(7, "projects", INT),
	JAM_CELL(8, "ratings", INT),
	JAM_CELL(9, "published_at", TIME),
	{ 0 },
};
static const struct jam_column judges[] = {
	JAM_CELL(0, "email", TEXT),
	JAM_CELL(1, "name", TEXT),
	JAM_CELL(2, "kind", TEXT),
	JAM_CELL(3, "batch", INT),
	JAM_CELL(4, "done", INT),
	JAM_CELL(5, "owed", INT),
	JAM_CELL(6, "open", WORDS),
	JAM_CELL(7, "until", TIME),
	{ 0 },
};
static const struct jam_column outcomes[] = {
	JAM_CELL(0, "wave", TEXT),
	JAM_CELL(1, "email", TEXT),
	JAM_CELL(2, "project", TEXT),
	JAM_CELL(3, "outcome", TEXT),
	JAM_CELL(4, "detail", TEXT),
	JAM_CELL(5, "at", TIME),
	{ 0 },
};
static const struct jam_column persons[] = {
	JAM_CELL(0, "email", TEXT),	  JAM_CELL(1, "name", TEXT),
	JAM_CELL(2, "events", INT),	  JAM_CELL(3, "projects", INT),
	JAM_CELL(4, "same_person", TEXT), { 0 },
};
static const struct jam_column projects[] = {
	JAM_CELL(0, "number", INT),
	JAM_CELL(1, "slug", TEXT),
	JAM_CELL(2, "source_id", TEXT),
	JAM_CELL(3, "title", TEXT),
	JAM_CELL(4, "team", TEXT),
	JAM_CELL(5, "site", TEXT),
	JAM_CELL(6, "status", TEXT),
	JAM_CELL(7, "ratings", INT),
	{ 0 },
};
static const struct jam_column ratings[] = {
	JAM_CELL(0, "judge", TEXT),	JAM_CELL(1, "project", TEXT),
	JAM_CELL(2, "criterion", TEXT), JAM_CELL(3, "score", DECIMAL),
	JAM_CELL(4, "rated_at", TIME),	{ 0 },
};
static const struct jam_column registrations[] = {
	JAM_CELL(0, "email", TEXT),
	JAM_CELL(1, "name", TEXT),
	JAM_CELL(2, "site", TEXT),
	JAM_CELL(3, "team", TEXT),
	JAM_CELL(4, "role", TEXT),
	JAM_CELL(5, "status", TEXT),
	{ 0 },
};
static const struct jam_column sites[] = {
	JAM_CELL(0, "id", TEXT),       JAM_CELL(1, "title", TEXT),
	JAM_CELL(2, "city", TEXT),     JAM_CELL(3, "country", TEXT),
	JAM_CELL(4, "timezone", TEXT), JAM_CELL(5, "registrations", INT),
	JAM_CELL(6, "projects", INT),  { 0 },
};

static const struct {
	const struct jam_column *columns;
	enum jam_sql sql;
} listings[] = {
	[JAM_LIST_ASSIGNMENTS] = { assignments, JAM_SQL_LIST_ASSIGNMENTS },
	[JAM_LIST_AWARDS] = { awards, JAM_SQL_LIST_AWARDS },
	[JAM_LIST_CRITERIA] = { jam_criterion_cells, JAM_SQL_LIST_CRITERIA },
	[JAM_LIST_EVENTS] = { events, JAM_SQL_LIST_EVENTS },
	[JAM_LIST_JUDGES] = { judges, JAM_SQL_JUDGE_WORK },
	[JAM_LIST_OUTCOMES] = { outcomes, JAM_SQL_LIST_OUTCOMES },
	[JAM_LIST_PERSONS] = { persons, JAM_SQL_LIST_PERSONS },
	[JAM_LIST_PROJECTS] = { projects, JAM_SQL_LIST_PROJECTS },
	[JAM_LIST_RATINGS] = { ratings, JAM_SQL_RATINGS_OF_EVENT },
	[JAM_LIST_REGISTRATIONS] = { registrations,
				     JAM_SQL_LIST_REGISTRATIONS },
	[JAM_LIST_SITES] = { sites, JAM_SQL_LIST_SITES },
	[JAM_LIST_TEAMS] = { jam_team_cells, JAM_SQL_LIST_TEAMS },
};

const struct jam_column *
jam_listing_columns(enum jam_listing listing)
{
	return listings[listing].columns;
}

/* Whom the rows go to. */
struct sink {
	jam_cells_visit *visit;
	void *with;
};

static bool
each_plain(struct jam_store *store, enum jam_listing listing,
	   const struct jam_listing_filter *filter, const struct sink *to,
	   struct jam_error *err)
{
	struct jam_query *q = jam_query(store, listings[listing].sql, err);

	if (q == NULL)
		return false;
	if (filter->event != NULL) {
		jam_bind_int(q, 1, filter->event->id);
		if (listing == JAM_LIST_ASSIGNMENTS ||
		    listing == JAM_LIST_PROJECTS ||
		    listing == JAM_LIST_REGISTRATIONS)
			jam_bind_int(q, 2, filter->site);
	}
	return jam_cells_each(store, q, listings[listing].columns, to->visit,
			      to->with, err);
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
	jam_cells_read(q, judges + 3, jam_store_arena(store), row + 3);
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
	union jam_cell row[JAM_CELLS_MAX];

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
		   jam_cells_visit *visit, void *with, struct jam_error *err)
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
