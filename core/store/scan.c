/* SPDX-License-Identifier: MIT */
/* Scanning the ratings that count. */
#include "core/store/scan.h"

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/project.h"
#include "core/store/db.h"
#include "core/store/store.h"

/* Rows of a table are counted from 1; more than that is no jam's database. */
#define ROWS_MOST (1 << 26)

#define NOWHERE UINT32_MAX

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
	int64_t *column; /* slot -> place in the event's order, or -1 */
	size_t slots;
	int16_t *scores;
	const struct jam_scan *of;
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

static void
map_slots(struct scan *s)
{
	struct jam_arena *arena = jam_store_arena(s->store);
	const struct jam_event *e = s->event;

	s->slots = 0;
	for (size_t i = 0; i < e->criteria_len; i++)
		if ((size_t)e->criteria[i].slot >= s->slots)
			s->slots = (size_t)e->criteria[i].slot + 1;
	s->column = jam_alloc_array(arena, s->slots, sizeof(*s->column));
	for (size_t i = 0; i < s->slots; i++)
		s->column[i] = -1;
	for (size_t i = 0; i < e->criteria_len; i++)
		s->column[e->criteria[i].slot] = (int64_t)i;
	s->scores = jam_alloc_array(arena, e->criteria_len, sizeof(*s->scores));
}

/* Digits behind n, as long as it fits; how many there are. */
static unsigned
parse_digits(const char **at, int32_t *n)
{
	unsigned digits = 0;

	for (; **at >= '0' && **at <= '9'; (*at)++, digits++)
		if (*n <= INT16_MAX)
			*n = *n * 10 + (**at - '0');
	return digits;
}

/* One score of at most so many decimals; INT16_MIN for "-". */
static bool
parse_score(const char **at, unsigned decimals, int16_t *score)
{
	bool minus = **at == '-';
	unsigned digits, places = 0;
	int32_t n = 0;

	if (decimals == 0 && **at >= '0' && **at <= '9' && (*at)[1] <= ' ') {
		*score = (int16_t)(*(*at)++ - '0');
		return true;
	}
	*at += minus;
	digits = parse_digits(at, &n);
	*score = INT16_MIN;
	if (digits == 0)
		return minus;
	if (**at == '.') {
		(*at)++;
		places = parse_digits(at, &n);
	}
	if (places > decimals)
		return false;
	for (; places < decimals && n <= INT16_MAX; places++)
		n *= 10;
	*score = (int16_t)(minus ? -n : n);
	return n <= INT16_MAX;
}

/*
 * The same text as jam_scores_load reads, by hand: a scan of millions.  False
 * for what jam did not write.
 */
static bool
parse(struct scan *s, const char *at)
{
	for (size_t i = 0; i < s->event->criteria_len; i++)
		s->scores[i] = INT16_MIN;
	for (size_t slot = 0; *at != '\0'; slot++) {
		int16_t score;

		if (!parse_score(&at, s->event->judging.decimals, &score) ||
		    (*at != ' ' && *at != '\0'))
			return false;
		if (slot < s->slots && s->column[slot] >= 0)
			s->scores[s->column[slot]] = score;
		at += *at == ' ';
	}
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

static bool
take_rating(void *with, const struct jam_seen *row, bool *more,
	    struct jam_error *err)
{
	struct scan *s = with;
	struct jam_scanned r = { .project = jam_seen_ref(row, 0),
				 .judge = jam_seen_ref(row, 1),
				 .scores = s->scores };
	unsigned kind = admitted(s, r.judge);
	bool twice;

	*more = r.project <= s->last;
	if (!*more || kind == 0 || s->places[r.project] == NOWHERE)
		return true;
	if (s->same_len > 0) {
		if (!as_one(s, &r, &twice, err))
			return false;
		if (twice)
			return true;
	}
	if (!parse(s, jam_seen_text(row, 2))) {
		jam_fail(err, JAM_E_CONFIG,
			 "the scores \"%s\" in the database are not jam's",
			 jam_seen_text(row, 2));
		return jam_hint(err, "jam verify says what was changed");
	}
	r.at = s->places[r.project];
	r.expert = kind == 2;
	r.rated_at = jam_seen_int(row, 3);
	return s->of->visit(s->of->with, &r, err);
}

static bool
scan_all(struct scan *s, struct jam_error *err)
{
	struct jam_query *q;
	bool aside;

	if (!load_judges(s, err) || !load_same(s, err) ||
	    !place_projects(s, err) || !any_aside(s, &aside, err))
		return false;
	if (s->last == 0)
		return true;
	q = jam_query(s->store,
		      aside ? JAM_SQL_RATINGS_SCAN_ASIDE : JAM_SQL_RATINGS_SCAN,
		      err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, s->first);
	return jam_visit(q, take_rating, s, err);
}

bool
jam_store_scan_ratings(struct jam_store *store, const struct jam_event *event,
		       const struct jam_scan *of, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct scan s = { .store = store, .event = event, .of = of };
	bool done;

	map_slots(&s);
	done = scan_all(&s, err);
	jam_arena_reset(arena, mark);
	return done;
}
