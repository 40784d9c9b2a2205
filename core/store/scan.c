/* SPDX-License-Identifier: MIT */
/* Scanning the ratings that count. */
#include "core/store/scan.h"

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/project.h"
#include "core/store/db.h"
#include "core/store/store.h"

/* What a judge's ratings are worth; by row, from `first` on. */
struct judges {
	int64_t first, count;
	uint8_t *admitted; /* 0: no, 1: peer, 2: expert */
	int64_t *same;	   /* the first row of the same person; 0: itself */
	bool any_aside;
};

struct scan {
	struct jam_store *store;
	const struct jam_event *event;
	struct judges judges;
	int64_t *column; /* slot -> place in the event's order, or -1 */
	size_t slots;
	int16_t *scores;
};

static bool
range(struct scan *s, struct jam_error *err)
{
	struct jam_query *q = jam_query(s->store, JAM_SQL_JUDGE_RANGE, err);
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, s->event->id);
	if (!jam_step(q, &row, err))
		return false;
	s->judges.first = row ? jam_get_ref(q, 0) : 0;
	s->judges.count = row && s->judges.first != 0
			      ? jam_get_int(q, 1) - s->judges.first + 1
			      : 0;
	jam_reset(q);
	return true;
}

static bool
load_judges(struct scan *s, struct jam_error *err)
{
	unsigned by = s->event->judging.by;
	struct jam_query *q;
	bool row;

	if (!range(s, err))
		return false;
	s->judges.admitted = jam_alloc_array(jam_store_arena(s->store),
					     (size_t)s->judges.count, 1);
	s->judges.same =
	    jam_alloc_array(jam_store_arena(s->store), (size_t)s->judges.count,
			    sizeof(*s->judges.same));
	q = jam_query(s->store, JAM_SQL_JUDGE_KINDS, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, s->event->id);
	for (;;) {
		int64_t id, same;
		bool expert, counts;

		if (!jam_step(q, &row, err))
			return false;
		if (!row)
			return true;
		id = jam_get_int(q, 0);
		same = jam_get_ref(q, 3);
		expert = jam_get_int(q, 1) == JAM_EXPERT;
		counts = expert ? (by & JAM_BY_EXPERTS) != 0
				: (by & ~(unsigned)JAM_BY_EXPERTS) != 0;
		if (counts)
			s->judges.admitted[id - s->judges.first] =
			    expert ? 2 : 1;
		s->judges.same[id - s->judges.first] = same != id ? same : 0;
		s->judges.any_aside |= jam_get_int(q, 2) != 0;
	}
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
static uint8_t
admitted(const struct scan *s, int64_t judge)
{
	int64_t i = judge - s->judges.first;

	return i >= 0 && i < s->judges.count ? s->judges.admitted[i] : 0;
}

/*
 * Two judges turned out to be one person: ratings are the first one's, and
 * where both rated a project the first one's counts.
 */
static bool
as_one(struct scan *s, struct jam_scanned *r, bool *twice,
       struct jam_error *err)
{
	int64_t first = s->judges.same[r->judge - s->judges.first];
	struct jam_query *q;

	*twice = false;
	if (first == 0)
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
scan_all(struct scan *s,
	 bool (*visit)(void *with, const struct jam_scanned *rating,
		       struct jam_error *err),
	 void *with, struct jam_error *err)
{
	struct jam_query *q =
	    jam_query(s->store,
		      s->judges.any_aside ? JAM_SQL_RATINGS_SCAN_ASIDE
					  : JAM_SQL_RATINGS_SCAN,
		      err);
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, s->event->id);
	for (;;) {
		struct jam_scanned r;
		uint8_t kind;
		bool twice;

		if (!jam_step(q, &row, err))
			return false;
		if (!row)
			return true;
		r.project = jam_get_int(q, 0);
		r.judge = jam_get_int(q, 1);
		kind = admitted(s, r.judge);
		if (kind == 0)
			continue;
		if (!as_one(s, &r, &twice, err)) {
			jam_reset(q);
			return false;
		}
		if (twice)
			continue;
		r.expert = kind == 2;
		r.scores = s->scores;
		r.rated_at = jam_get_int(q, 3);
		if (!parse(s, jam_peek_text(q, 2))) {
			jam_fail(err, JAM_E_CONFIG,
				 "the scores \"%s\" in the database are not "
				 "jam's",
				 jam_peek_text(q, 2));
			jam_reset(q);
			return jam_hint(err, "jam verify says what was "
					     "changed");
		}
		if (!visit(with, &r, err)) {
			jam_reset(q);
			return false;
		}
	}
}

bool
jam_store_scan_ratings(struct jam_store *store, const struct jam_event *event,
		       bool (*visit)(void *with,
				     const struct jam_scanned *rating,
				     struct jam_error *err),
		       void *with, struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(jam_store_arena(store));
	struct scan s = { .store = store, .event = event };
	bool done;

	if (!load_judges(&s, err))
		return false;
	map_slots(&s);
	done = scan_all(&s, visit, with, err);
	jam_arena_reset(jam_store_arena(store), mark);
	return done;
}
