/* SPDX-License-Identifier: MIT */
/* The tables rating and skip: writing. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/judges.h"
#include "core/store/rating_rows.h"
#include "core/store/ratings.h"
#include "core/store/salts.h"
#include "core/store/store.h"

void
jam_rating_stored_read(const struct jam_query *q, struct jam_arena *arena,
		       struct jam_rating_stored *out)
{
	*out = (struct jam_rating_stored){
		.scores = jam_get_string(q, 0, arena),
		.rated_at = jam_get_int(q, 1),
		.entered_at = jam_get_int(q, 2),
		.recorded = jam_get_int(q, 3) != 0,
		.saved_at = jam_get_int(q, 4),
		.seq = jam_get_int(q, 5),
		.comment = jam_get_text(q, 6, arena),
		.reason = jam_get_text(q, 7, arena),
	};
}

static void
add_quoted(struct jam_buf *out, const char *digits, size_t n)
{
	jam_buf_char(out, '"');
	jam_buf_add(out, digits, n);
	jam_buf_char(out, '"');
}

/* "5 3.5 -" as ["5","3.5",null]: by criterion slot. */
static const char *
scores_json(const char *scores, struct jam_arena *arena)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	jam_buf_char(&out, '[');
	for (const char *at = scores; *at != '\0';) {
		size_t n = strcspn(at, " ");

		if (at != scores)
			jam_buf_char(&out, ',');
		if (n == 1 && *at == '-')
			jam_buf_text(&out, "null");
		else
			add_quoted(&out, at, n);
		at += n;
		at += *at == ' ';
	}
	jam_buf_char(&out, ']');
	return jam_buf_string(&out);
}

const char *
jam_rating_bytes(const struct jam_rating_stored *row,
		 const struct jam_rating_key *key, struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, key->salt);
	jam_entry_text(&e, "comment", row->comment);
	jam_entry_int(&e, "entered_at", row->entered_at);
	jam_entry_word(&e, "event", key->event);
	jam_entry_word(&e, "judge", key->judge);
	jam_entry_word(&e, "project", key->project);
	jam_entry_int(&e, "rated_at", row->rated_at);
	jam_entry_text(&e, "reason", row->reason);
	jam_entry_int(&e, "recorded", row->recorded);
	jam_entry_int(&e, "saved_at", row->saved_at);
	jam_entry_json(&e, "scores", scores_json(row->scores, arena));
	return jam_entry_end(&e);
}

const char *
jam_skip_bytes(int64_t at, const char *reason, const struct jam_rating_key *key,
	       struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, key->salt);
	jam_entry_int(&e, "at", at);
	jam_entry_word(&e, "event", key->event);
	jam_entry_word(&e, "judge", key->judge);
	jam_entry_word(&e, "project", key->project);
	jam_entry_text(&e, "reason", reason);
	return jam_entry_end(&e);
}

static bool
get(struct jam_store *store, int64_t project, int64_t judge,
    struct jam_rating_stored *out, bool *found, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RATING_GET, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, project);
	jam_bind_int(q, 2, judge);
	if (!jam_step(q, found, err))
		return false;
	if (*found) {
		jam_rating_stored_read(q, jam_store_arena(store), out);
		jam_reset(q);
	}
	return true;
}

static bool
write_texts(struct jam_store *store, int64_t project, int64_t judge,
	    const struct jam_rating_stored *now, bool had,
	    struct jam_error *err)
{
	struct jam_query *q;

	if (now->comment == NULL && now->reason == NULL && !had)
		return true;
	q = jam_query(store, JAM_SQL_RATING_PRIVATE_PUT, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, project);
	jam_bind_int(q, 2, judge);
	jam_bind_text(q, 3, now->comment);
	jam_bind_text(q, 4, now->reason);
	return jam_run_query(q, err);
}

/* Log and write; old is NULL for a first rating. */
static bool
save(struct jam_store *store, const struct jam_rating *rating,
     const struct jam_rating_key *key, const struct jam_rating_stored *old,
     struct jam_rating_stored *now, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *name = jam_format(arena, "%s %s", key->project, key->judge);
	struct jam_query *q;

	if (old != NULL &&
	    !jam_log_end(store, "rating", name,
			 jam_rating_bytes(old, key, arena), old->seq, err))
		return false;
	if (!jam_log_row(store, "rating", name,
			 jam_rating_bytes(now, key, arena), &now->seq, err))
		return false;
	q = jam_query(
	    store, old == NULL ? JAM_SQL_RATING_INSERT : JAM_SQL_RATING_UPDATE,
	    err);
	if (q == NULL)
		return false;
	jam_bind_text(q, 1, now->scores);
	jam_bind_opt(q, 2, now->rated_at);
	jam_bind_int(q, 3, now->entered_at);
	jam_bind_int(q, 4, now->recorded);
	jam_bind_opt(q, 5, now->saved_at);
	jam_bind_int(q, 6, now->seq);
	jam_bind_int(q, 7, rating->project);
	jam_bind_int(q, 8, rating->judge);
	return jam_run_query(q, err) &&
	       write_texts(store, rating->project, rating->judge, now,
			   old != NULL, err);
}

static struct jam_rating_stored
as_stored(const struct jam_event *event, const struct jam_rating *rating,
	  int64_t saved_at, struct jam_arena *arena)
{
	return (struct jam_rating_stored){
		.scores = jam_scores_store(event, rating->scores, arena),
		.rated_at = rating->rated_at,
		.entered_at = rating->entered_at,
		.recorded = rating->recorded,
		.saved_at = saved_at,
		.comment = rating->comment,
		.reason = rating->reason,
	};
}

/* Who acts, as the log names him. */
static bool
begin(struct jam_store *store, const char *kind,
      const struct jam_rating_facts *facts, int64_t claimed_at,
      struct jam_error *err)
{
	return jam_log_begin(store,
			     &(struct jam_log_act){
				 .kind = kind,
				 .event = facts->event->uid.text,
				 .actor = facts->judge->uid.text,
				 .claimed_at = claimed_at,
				 .rows_in_clear = true,
			     },
			     err);
}

/* A judge who has no row gets one, in an entry that comes before. */
static bool
ensure_judge(struct jam_store *store, const struct jam_rating_facts *facts,
	     struct jam_judge *judge, struct jam_error *err)
{
	*judge = *facts->judge;
	if (judge->id != 0)
		return true;
	return jam_log_begin(store,
			     &(struct jam_log_act){
				 .kind = "judge",
				 .event = facts->event->uid.text,
				 .claimed_at = JAM_NONE,
			     },
			     err) &&
	       jam_store_make_judge(store, facts->event, judge, err);
}

bool
jam_store_put_rating(struct jam_store *store,
		     const struct jam_rating_facts *facts,
		     const struct jam_rating *rating, int64_t saved_at,
		     struct jam_receipt *receipt, struct jam_error *err)
{
	struct jam_rating_facts mine = *facts;
	struct jam_rating given = *rating;
	struct jam_rating_stored old, now;
	uint8_t salt[JAM_SALT_SIZE];
	struct jam_rating_key key;
	struct jam_judge judge;
	bool found;

	if (!ensure_judge(store, facts, &judge, err))
		return false;
	mine.judge = &judge;
	given.judge = judge.id;
	given.project = facts->project->id;
	key = (struct jam_rating_key){ facts->event->uid.text, judge.uid.text,
				       facts->project->uid.text, salt };
	now = as_stored(facts->event, &given, saved_at, jam_store_arena(store));
	if (!jam_store_judge_salt(store, judge.id, salt, err) ||
	    !get(store, given.project, given.judge, &old, &found, err))
		return false;
	if (found && now.comment == NULL)
		now.comment = old.comment;
	return begin(store, "rate", &mine,
		     rating->rated_at != rating->entered_at ? rating->rated_at
							    : JAM_NONE,
		     err) &&
	       save(store, &given, &key, found ? &old : NULL, &now, err) &&
	       jam_log_close(store, receipt, err);
}

bool
jam_store_add_rating(struct jam_store *store,
		     const struct jam_rating_facts *facts,
		     const struct jam_rating *rating, enum jam_change *change,
		     struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_rating given = *rating;
	struct jam_rating_stored old, now;
	uint8_t salt[JAM_SALT_SIZE] = { 0 }; /* unused without texts */
	struct jam_rating_key key = { facts->event->uid.text,
				      facts->judge->uid.text,
				      facts->project->uid.text, salt };
	bool found, done = true;

	given.judge = facts->judge->id;
	given.project = facts->project->id;
	now = as_stored(facts->event, &given, JAM_NONE, arena);
	if (!get(store, given.project, given.judge, &old, &found, err))
		return false;
	if ((found || now.comment != NULL || now.reason != NULL) &&
	    !jam_store_judge_salt(store, given.judge, salt, err))
		return false;
	*change = found ? JAM_UPDATED : JAM_ADDED;
	if (found) {
		if (now.comment == NULL)
			now.comment = old.comment;
		if (now.rated_at == JAM_NONE)
			now.rated_at = old.rated_at;
	}
	if (found && jam_same_text(old.scores, now.scores) &&
	    jam_same_text(old.comment, now.comment) &&
	    old.rated_at == now.rated_at)
		*change = JAM_UNCHANGED;
	else
		done =
		    save(store, &given, &key, found ? &old : NULL, &now, err);
	jam_arena_reset(arena, mark);
	return done;
}

bool
jam_store_put_skip(struct jam_store *store,
		   const struct jam_rating_facts *facts, const char *reason,
		   struct jam_receipt *receipt, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	int64_t now = jam_store_now(store), seq;
	const struct jam_judge *judge = facts->judge;
	const struct jam_project *project = facts->project;
	uint8_t salt[JAM_SALT_SIZE];
	struct jam_rating_key key = { facts->event->uid.text, judge->uid.text,
				      project->uid.text, salt };
	struct jam_query *q;

	if (!jam_store_judge_salt(store, judge->id, salt, err) ||
	    !begin(store, "skip", facts, JAM_NONE, err) ||
	    !jam_log_row(store, "skip",
			 jam_format(arena, "%s %s", key.judge, key.project),
			 jam_skip_bytes(now, reason, &key, arena), &seq, err))
		return false;
	q = jam_query(store, JAM_SQL_SKIP_INSERT, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, judge->id);
	jam_bind_int(q, 2, project->id);
	jam_bind_int(q, 3, now);
	jam_bind_int(q, 4, seq);
	if (!jam_run_query(q, err))
		return false;
	q = jam_query(store, JAM_SQL_SKIP_PRIVATE_INSERT, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, judge->id);
	jam_bind_int(q, 2, project->id);
	jam_bind_text(q, 3, reason);
	return jam_run_query(q, err) && jam_log_close(store, receipt, err);
}
