/* SPDX-License-Identifier: MIT */
/* The tables rating, skip and seat: what a judge's work stands at. */
#include "core/store/ratings.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/links.h"
#include "core/store/rating_rows.h"
#include "core/store/store.h"

/* A yes or no of two rows. */
static bool
holds(struct jam_store *store, enum jam_sql sql, int64_t a, int64_t b,
      bool *yes, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, sql, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, a);
	jam_bind_int(q, 2, b);
	if (!jam_step(q, yes, err))
		return false;
	jam_reset(q);
	return true;
}

static bool
get_given(struct jam_store *store, struct jam_rating_facts *facts,
	  struct jam_arena *arena, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RATING_GET, err);
	struct jam_rating_stored row;
	struct jam_receipt receipt;
	int64_t *scores;
	bool found;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, facts->project->id);
	jam_bind_int(q, 2, facts->judge->id);
	if (!jam_step(q, &found, err))
		return false;
	if (!found)
		return true;
	jam_rating_stored_read(q, arena, &row);
	jam_reset(q);
	scores =
	    jam_alloc_array(arena, facts->event->criteria_len, sizeof(*scores));
	facts->given = scores;
	facts->given_comment = row.comment;
	facts->given_at = row.rated_at;
	facts->given_saved_at = row.saved_at;
	if (!jam_scores_load(facts->event, row.scores, scores))
		return jam_fail(err, JAM_E_CONFIG,
				"the scores \"%s\" are not jam's", row.scores);
	if (!jam_store_get_receipt(store, row.seq, &receipt, err))
		return false;
	facts->given_receipt = jam_strdup(arena, receipt.text);
	return true;
}

/* Where the judge's batch stands. */
static bool
read_batch(struct jam_store *store, struct jam_rating_facts *facts,
	   struct jam_arena *arena, struct jam_error *err)
{
	struct jam_batch_line *lines;
	size_t count;

	if (facts->judge->id == 0)
		return true;
	if (!jam_store_get_batch(store, facts->judge->id, arena, &lines, &count,
				 err))
		return false;
	facts->batch_seats = (int64_t)count;
	for (size_t i = 0; i < count; i++) {
		bool here = lines[i].project.id == facts->project->id;

		facts->in_batch = facts->in_batch || here;
		if (here && lines[i].seat.state == JAM_SKIPPED)
			facts->skipped = true;
		if (lines[i].seat.state != JAM_OPEN ||
		    lines[i].project.tier != JAM_RUNNING)
			continue;
		facts->batch_open++;
		if (facts->next == NULL)
			facts->next = lines[i].project.slug;
	}
	return true;
}

bool
jam_store_get_rating_facts(struct jam_store *store, struct jam_arena *arena,
			   struct jam_rating_facts *facts,
			   struct jam_error *err)
{
	const struct jam_judge *judge = facts->judge;
	const struct jam_project *project = facts->project;

	*facts = (struct jam_rating_facts){
		.event = facts->event,
		.judge = judge,
		.project = project,
	};
	if (!holds(store, JAM_SQL_JUDGE_IN_TEAM, project->team, judge->person,
		   &facts->own, err) ||
	    !read_batch(store, facts, arena, err))
		return false;
	if (judge->id == 0)
		return true;
	return holds(store, JAM_SQL_CONFLICT_WITH, project->id, judge->id,
		     &facts->conflict, err) &&
	       get_given(store, facts, arena, err);
}

bool
jam_store_get_batch(struct jam_store *store, int64_t judge,
		    struct jam_arena *arena, struct jam_batch_line **lines,
		    size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_BATCH_OF_JUDGE, err);
	size_t capacity = 0;
	bool done;

	*lines = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, judge);
	while (jam_next(q, &done, err)) {
		struct jam_batch_line *line;

		*lines = jam_grow(arena, *lines, &capacity, *count + 1,
				  sizeof(**lines));
		line = &(*lines)[(*count)++];
		*line = (struct jam_batch_line){
			.seat = { judge, jam_get_int(q, 0), jam_get_int(q, 1),
				  (enum jam_seat_state)jam_get_int(q, 2),
				  jam_get_int(q, 3) != 0 },
			.project = {
				.id = jam_get_int(q, 0),
				.number = jam_get_int(q, 4),
				.slug = jam_get_string(q, 5, arena),
				.title = jam_get_string(q, 6, arena),
				.url = jam_get_text(q, 7, arena),
				.abstract = jam_get_text(q, 8, arena),
				.tier = jam_get_index(q, 9, JAM_TIER_UNRANKED),
			},
			.seq = jam_get_int(q, 11),
		};
		jam_get_uid(q, 10, &line->project.uid);
	}
	return done;
}

/* Whom rating lines go to. */
struct visitor {
	bool (*visit)(void *with, const struct jam_rating_line *line,
		      struct jam_error *err);
	void *with;
};

/* The rows of RATINGS_OF_EVENT, or of its like. */
static bool
each_line(struct jam_store *store, struct jam_query *q,
	  const struct jam_event *event, const struct visitor *to,
	  struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	int64_t *scores =
	    jam_alloc_array(arena, event->criteria_len, sizeof(*scores));
	bool done;

	while (jam_next(q, &done, err)) {
		struct jam_rating_line line;

		line = (struct jam_rating_line){
			.judge = jam_peek_text(q, 9),
			.judge_uid = jam_peek_string(q, 12),
			.project = jam_peek_string(q, 8),
			.rating = { .project = jam_get_int(q, 0),
				    .judge = jam_get_int(q, 1),
				    .scores = scores,
				    .rated_at = jam_get_int(q, 3),
				    .entered_at = jam_get_int(q, 4),
				    .recorded = jam_get_int(q, 5) != 0,
				    .comment = jam_peek_text(q, 6) },
			.number = jam_get_int(q, 7),
			.kind = (enum jam_judge_kind)jam_get_index(q, 10,
								   JAM_EXPERT),
			.counted = jam_get_int(q, 11) != 0,
		};
		if (!jam_scores_load(event, jam_peek_string(q, 2), scores))
			return jam_fail(err, JAM_E_CONFIG,
					"the scores \"%s\" of %s are not "
					"jam's",
					jam_peek_string(q, 2), line.project);
		if (!to->visit(to->with, &line, err))
			return jam_stop(q);
	}
	return done;
}

bool
jam_store_each_rating(struct jam_store *store, const struct jam_event *event,
		      bool (*visit)(void *with,
				    const struct jam_rating_line *line,
				    struct jam_error *err),
		      void *with, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RATINGS_OF_EVENT, err);
	const struct visitor to = { visit, with };

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	return each_line(store, q, event, &to, err);
}

bool
jam_store_each_rating_of(struct jam_store *store, const struct jam_event *event,
			 int64_t judge,
			 bool (*visit)(void *with,
				       const struct jam_rating_line *line,
				       struct jam_error *err),
			 void *with, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RATINGS_OF_JUDGE, err);
	const struct visitor to = { visit, with };

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, judge);
	return each_line(store, q, event, &to, err);
}

bool
jam_store_get_raters(struct jam_store *store, const struct jam_event *event,
		     struct jam_arena *arena, struct jam_rater **raters,
		     size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RATERS, err);
	size_t capacity = 0;
	bool done;

	*raters = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		*raters = jam_grow(arena, *raters, &capacity, *count + 1,
				   sizeof(**raters));
		(*raters)[(*count)++] = (struct jam_rater){
			.judge = jam_get_int(q, 0),
			.uid = jam_get_string(q, 1, arena),
			.name = jam_get_text(q, 2, arena),
			.person = jam_get_int(q, 3),
		};
	}
	return done;
}
