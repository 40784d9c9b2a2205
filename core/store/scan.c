/* SPDX-License-Identifier: MIT */
/* Scanning the ratings that count. */
#include "core/store/scan.h"

#include "core/base/arena.h"
#include "core/base/worker.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/project.h"
#include "core/store/db.h"
#include "core/store/score_text.h"
#include "core/store/store.h"

/* Rows of a table are counted from 1; more than that is no jam's database. */
#define ROWS_MOST (1 << 26)

#define NOWHERE UINT32_MAX

/* To open the file once more takes as long as to read some thousand ratings. */
#define BESIDE_LEAST 4096

/* Two judges who turned out to be one person. */
struct same {
	int64_t judge, first; /* rows */
};

struct scan {
	struct jam_store *store;
	const struct jam_event *event;
	uint8_t *judges; /* two bits a row: 0 out, 1 a peer, 2 an expert */
	size_t judges_cap;
	uint32_t *places; /* of projects in the running, by row, or NOWHERE */
	size_t places_cap;
	int64_t first, last; /* rows of those projects */
	struct same *same;   /* rising by judge */
	size_t same_len;
	struct jam_score_text text;
	const struct jam_scan *of;
	void *with; /* for its visitor */
};

static bool
is_row(int64_t row, const char *table, struct jam_error *err)
{
	if (row > 0 && row < ROWS_MOST)
		return true;
	jam_fail(err, JAM_E_CONFIG,
		 "row %lld of %s in the database is not "
		 "jam's",
		 (long long)row, table);
	return jam_hint(err, "jam verify says what was changed");
}

static bool
take_judge(void *with, const struct jam_seen *row, bool *more,
	   struct jam_error *err)
{
	struct scan *s = with;
	unsigned by = s->event->judging.by;
	int64_t id = jam_seen_ref(row, 0);
	bool expert = jam_seen_ref(row, 1) == JAM_EXPERT;
	bool counts = (expert ? by & JAM_BY_EXPERTS
			      : by & ~(unsigned)JAM_BY_EXPERTS) != 0;

	(void)more;
	if (!is_row(id, "judge", err))
		return false;
	s->judges = jam_grow(jam_store_arena(s->store), s->judges,
			     &s->judges_cap, (size_t)id / 4 + 1, 1);
	if (counts)
		s->judges[id / 4] |= (uint8_t)((expert ? 2 : 1) << id % 4 * 2);
	return true;
}

/* Whether judges of every kind that the event has are admitted. */
static bool
all_admitted(struct scan *s, bool *all, struct jam_error *err)
{
	unsigned by = s->event->judging.by;
	struct jam_query *q;
	bool row;

	*all = (by & JAM_BY_EXPERTS) != 0 && by != JAM_BY_EXPERTS;
	if (*all)
		return true;
	q = jam_query(s->store, JAM_SQL_JUDGES_OF_KIND, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, s->event->id);
	jam_bind_int(q, 2, by == JAM_BY_EXPERTS ? JAM_PEER : JAM_EXPERT);
	if (!jam_step(q, &row, err))
		return false;
	*all = jam_get_ref(q, 0) == 0;
	jam_reset(q);
	return true;
}

static bool
load_judges(struct scan *s, struct jam_error *err)
{
	struct jam_query *q = jam_query(s->store, JAM_SQL_JUDGE_KINDS, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, s->event->id);
	return jam_visit(q, take_judge, s, err);
}

static bool
load_same(struct scan *s, struct jam_error *err)
{
	struct jam_query *q = jam_query(s->store, JAM_SQL_JUDGES_SAME, err);
	size_t cap = 0;
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, s->event->id);
	while (jam_next(q, &done, err)) {
		struct same same;

		same.judge = jam_get_int(q, 0);
		same.first = jam_get_int(q, 1);
		s->same = jam_grow(jam_store_arena(s->store), s->same, &cap,
				   s->same_len + 1, sizeof(same));
		s->same[s->same_len++] = same;
	}
	return done;
}

static bool
place_projects(struct scan *s, struct jam_error *err)
{
	size_t known;

	for (size_t at = 0; at < s->of->count; at++) {
		int64_t id = s->of->projects[at].id;

		if (!is_row(id, "project", err))
			return false;
		known = s->places_cap;
		s->places = jam_grow(jam_store_arena(s->store), s->places,
				     &s->places_cap, (size_t)id + 1,
				     sizeof(*s->places));
		while (known < s->places_cap)
			s->places[known++] = NOWHERE;
		s->places[id] = (uint32_t)at;
		s->first = at == 0 || id < s->first ? id : s->first;
		s->last = id > s->last ? id : s->last;
	}
	return true;
}

/* Whether some rating, of whatever event, was set aside. */
static bool
any_aside(struct scan *s, bool *any, struct jam_error *err)
{
	struct jam_query *q = jam_query(s->store, JAM_SQL_JUDGES_ASIDE, err);
	bool row;

	if (q == NULL || !jam_step(q, &row, err))
		return false;
	*any = jam_get_ref(q, 0) != 0;
	jam_reset(q);
	return true;
}

/* 0: does not count, 1: a peer, 2: an expert; a judge of another event: 0. */
static unsigned
admitted(const struct scan *s, int64_t judge)
{
	if (judge < 0 || (size_t)judge / 4 >= s->judges_cap)
		return 0;
	return s->judges[judge / 4] >> judge % 4 * 2 & 3;
}

/* The first judge of the same person. */
static int64_t
first_of(const struct scan *s, int64_t judge)
{
	size_t low = 0, high = s->same_len, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (s->same[middle].judge < judge)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->same_len && s->same[low].judge == judge
		   ? s->same[low].first
		   : judge;
}

/*
 * Two judges turned out to be one person: ratings are the first one's, and
 * where both rated a project the first one's counts.
 */
static bool
as_one(struct scan *s, struct jam_scanned *r, bool *twice,
       struct jam_error *err)
{
	int64_t first = first_of(s, r->judge);
	struct jam_query *q;

	*twice = false;
	if (first == r->judge)
		return true;
	q = jam_query(s->store, JAM_SQL_RATING_GET, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, r->project);
	jam_bind_int(q, 2, first);
	if (!jam_step(q, twice, err))
		return false;
	jam_reset(q);
	r->judge = first;
	return true;
}

/* The visitor gets a rating whose scores are written so. */
static bool
give(struct scan *s, struct jam_scanned *r, const char *scores,
     struct jam_error *err)
{
	if (scores == NULL || !jam_score_text_read(&s->text, scores)) {
		jam_fail(err, JAM_E_CONFIG,
			 "the scores \"%s\" in the database are not jam's",
			 scores != NULL ? scores : "");
		return jam_hint(err, "jam verify says what was changed");
	}
	r->at = s->places[r->project];
	return s->of->visit(s->with, r, err);
}

/* Rows of a damaged table come in any order. */
static bool
is_placed(const struct scan *s, int64_t project)
{
	return project >= s->first && s->places[project] != NOWHERE;
}

static bool
take_rating(void *with, const struct jam_seen *row, bool *more,
	    struct jam_error *err)
{
	struct scan *s = with;
	struct jam_scanned r = { .project = jam_seen_ref(row, 0),
				 .judge = jam_seen_ref(row, 1),
				 .scores = s->text.scores };
	unsigned kind = admitted(s, r.judge);
	bool twice;

	*more = r.project <= s->last;
	if (!*more || kind == 0 || !is_placed(s, r.project))
		return true;
	if (s->same_len > 0) {
		if (!as_one(s, &r, &twice, err))
			return false;
		if (twice)
			return true;
	}
	r.expert = kind == 2;
	r.rated_at = jam_seen_int(row, 3);
	return give(s, &r, jam_seen_text(row, 2), err);
}

static bool
take_scores(void *with, const struct jam_seen *row, bool *more,
	    struct jam_error *err)
{
	struct scan *s = with;
	struct jam_scanned r = { .project = jam_seen_ref(row, 0),
				 .scores = s->text.scores,
				 .rated_at = JAM_NONE };

	*more = r.project <= s->last;
	if (!*more || !is_placed(s, r.project))
		return true;
	return give(s, &r, jam_seen_text(row, 1), err);
}

static bool
visit_all(struct scan *s, enum jam_sql sql, jam_visitor *take,
	  struct jam_error *err)
{
	struct jam_query *q = jam_query(s->store, sql, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, s->first);
	return jam_visit(q, take, s, err);
}

/* The projects of the upper rows, by a thread of its own. */
struct half {
	struct scan scan;
	struct jam_error err;
	bool done;
};

static void
visit_half(void *data)
{
	struct half *h = data;

	h->done =
	    visit_all(&h->scan, JAM_SQL_SCORES_SCAN, take_scores, &h->err);
}

static bool
scan_halves(struct scan *s, struct jam_store *beside, struct jam_error *err)
{
	struct half upper = { .scan = *s };
	struct jam_worker worker = { 0 };
	int64_t middle = s->first + (s->last - s->first) / 2;
	bool done;

	upper.scan.store = beside;
	upper.scan.with = s->of->with_beside;
	upper.scan.first = middle + 1;
	jam_score_text_init(&upper.scan.text, s->event,
			    jam_store_arena(beside));
	s->last = middle;
	jam_worker_ask(&worker, visit_half, &upper);
	done = visit_all(s, JAM_SQL_SCORES_SCAN, take_scores, err);
	jam_worker_stop(&worker);
	if (done && !upper.done)
		*err = upper.err;
	return done && upper.done;
}

/* Nothing but scores matters. */
static bool
scan_scores(struct scan *s, struct jam_error *err)
{
	struct jam_store *beside = NULL;
	bool done;

	if (s->of->with_beside != NULL && s->of->count >= BESIDE_LEAST)
		beside = jam_store_beside(s->store);
	if (beside == NULL)
		return visit_all(s, JAM_SQL_SCORES_SCAN, take_scores, err);
	done = scan_halves(s, beside, err);
	jam_store_close(beside);
	return done;
}

static bool
scan_all(struct scan *s, struct jam_error *err)
{
	bool aside, all = false;

	if (!load_same(s, err) || !place_projects(s, err) ||
	    !any_aside(s, &aside, err))
		return false;
	if (s->last == 0)
		return true;
	if (s->of->only_scores && s->same_len == 0 && !aside &&
	    !all_admitted(s, &all, err))
		return false;
	if (all)
		return scan_scores(s, err);
	return load_judges(s, err) &&
	       visit_all(
		   s, aside ? JAM_SQL_RATINGS_SCAN_ASIDE : JAM_SQL_RATINGS_SCAN,
		   take_rating, err);
}

bool
jam_store_scan_ratings(struct jam_store *store, const struct jam_event *event,
		       const struct jam_scan *of, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct scan s = {
		.store = store, .event = event, .of = of, .with = of->with
	};
	bool done;

	jam_score_text_init(&s.text, event, arena);
	done = scan_all(&s, err);
	jam_arena_reset(arena, mark);
	return done;
}
