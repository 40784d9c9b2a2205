/* SPDX-License-Identifier: MIT */
/* What a person typed, table by table; the rows stay without it. */
#include "core/store/forget_rows.h"

#include "core/base/arena.h"
#include "core/store/answer_rows.h"
#include "core/store/db.h"
#include "core/store/judge_rows.h"
#include "core/store/log.h"
#include "core/store/outcome_rows.h"
#include "core/store/rating_rows.h"
#include "core/store/registration_rows.h"
#include "core/store/retraction_rows.h"
#include "core/store/salts.h"
#include "core/store/survey_rows.h"
#include "core/store/team_rows.h"

/* A row as it was and as it will be. */
struct change {
	const char *table, *key, *old, *now; /* now NULL: it goes */
	int64_t seq, a, b;		     /* b 0: a alone names the row */
};

/*
 * One table: `select` gives the rows that say something of the person, read
 * makes changes of them, `update` (seq, a, b) writes each, `clear` (person)
 * takes away what stands beside them.  JAM_SQL_COUNT: no such statement.
 */
struct table {
	enum jam_sql select, update, clear;
	void (*read)(const struct jam_query *q, struct jam_arena *arena,
		     struct change *c);
};

static void
read_registration(const struct jam_query *q, struct jam_arena *arena,
		  struct change *c)
{
	const char *event = jam_get_text(q, 8, arena);
	const char *person = jam_get_text(q, 9, arena);
	struct jam_registration_stored row;

	jam_registration_stored_read(q, arena, &row);
	*c = (struct change){ .table = "registration",
			      .key = jam_format(arena, "%s %s", event, person),
			      .seq = row.seq,
			      .a = jam_get_int(q, 11),
			      .b = jam_get_int(q, 12) };
	c->old = jam_registration_bytes(&row, event, person,
					jam_salt_peek(q, 10), arena);
	row.role = row.team = NULL;
	c->now = jam_registration_bytes(&row, event, person, NULL, arena);
}

static void
read_answer(const struct jam_query *q, struct jam_arena *arena,
	    struct change *c)
{
	const struct jam_answer answer = {
		.source = jam_get_string(q, 0, arena),
		.header = jam_get_string(q, 1, arena),
		.value = jam_get_string(q, 2, arena),
	};
	const char *event = jam_get_text(q, 4, arena);
	const char *person = jam_get_text(q, 5, arena);

	*c = (struct change){ .table = "answer", .seq = jam_get_int(q, 3) };
	c->key = jam_answer_key(arena, event, person, &answer);
	c->old = jam_answer_bytes(arena, event, person, jam_salt_peek(q, 6),
				  &answer);
}

static void
read_member(const struct jam_query *q, struct jam_arena *arena,
	    struct change *c)
{
	const char *team = jam_get_text(q, 0, arena);
	const char *person = jam_get_text(q, 1, arena);

	*c = (struct change){ .table = "member",
			      .key = jam_format(arena, "%s %s", team, person),
			      .seq = jam_get_int(q, 4),
			      .a = jam_get_int(q, 5),
			      .b = jam_get_int(q, 6) };
	c->old = jam_member_bytes(team, person, jam_get_text(q, 2, arena),
				  jam_salt_peek(q, 3), arena);
	c->now = jam_member_bytes(team, person, NULL, NULL, arena);
}

static void
read_judge(const struct jam_query *q, struct jam_arena *arena, struct change *c)
{
	const char *event = jam_get_text(q, 12, arena);
	struct jam_judge_stored row;

	jam_judge_stored_read(q, arena, &row);
	*c = (struct change){ .table = "judge",
			      .key = jam_strdup(arena, row.uid.text),
			      .seq = row.seq,
			      .a = row.id };
	c->old = jam_judge_bytes(&row, event, jam_salt_peek(q, 13), arena);
	row.shown_name = row.affiliation = row.expertise = NULL;
	c->now = jam_judge_bytes(&row, event, NULL, arena);
}

static void
read_rating(const struct jam_query *q, struct jam_arena *arena,
	    struct change *c)
{
	struct jam_rating_key key = { .event = jam_get_text(q, 8, arena),
				      .judge = jam_get_text(q, 9, arena),
				      .project = jam_get_text(q, 10, arena),
				      .salt = jam_salt_peek(q, 11) };
	struct jam_rating_stored row;

	jam_rating_stored_read(q, arena, &row);
	*c = (struct change){ .table = "rating",
			      .key = jam_format(arena, "%s %s", key.project,
						key.judge),
			      .seq = row.seq,
			      .a = jam_get_int(q, 12),
			      .b = jam_get_int(q, 13) };
	c->old = jam_rating_bytes(&row, &key, arena);
	row.comment = row.reason = NULL;
	c->now = jam_rating_bytes(&row, &key, arena);
}

static void
read_skip(const struct jam_query *q, struct jam_arena *arena, struct change *c)
{
	struct jam_rating_key key = { .event = jam_get_text(q, 2, arena),
				      .judge = jam_get_text(q, 3, arena),
				      .project = jam_get_text(q, 4, arena),
				      .salt = jam_salt_peek(q, 5) };
	int64_t at = jam_get_int(q, 0);

	*c = (struct change){ .table = "skip",
			      .key = jam_format(arena, "%s %s", key.judge,
						key.project),
			      .seq = jam_get_int(q, 6),
			      .a = jam_get_int(q, 7),
			      .b = jam_get_int(q, 8) };
	c->old = jam_skip_bytes(at, jam_get_text(q, 1, arena), &key, arena);
	c->now = jam_skip_bytes(at, NULL, &key, arena);
}

static void
read_aside(const struct jam_query *q, struct jam_arena *arena, struct change *c)
{
	struct jam_aside_row row = { .event = jam_get_text(q, 3, arena),
				     .judge = jam_get_text(q, 4, arena),
				     .project = jam_get_text(q, 5, arena),
				     .at = jam_get_int(q, 0),
				     .reason = jam_get_text(q, 1, arena) };

	*c = (struct change){ .table = "set_aside",
			      .key = jam_aside_name(&row, arena),
			      .seq = jam_get_int(q, 2),
			      .a = jam_get_int(q, 7),
			      .b = jam_get_ref(q, 8) };
	c->old = jam_aside_bytes(&row, jam_salt_peek(q, 6), arena);
	row.reason = NULL;
	c->now = jam_aside_bytes(&row, NULL, arena);
}

static void
read_survey(const struct jam_query *q, struct jam_arena *arena,
	    struct change *c)
{
	struct jam_survey_stored row;

	jam_survey_stored_read(q, arena, &row);
	*c = (struct change){ .table = "survey", .seq = row.seq };
	c->key = jam_survey_key(&row, arena);
	c->old = jam_survey_bytes(&row, arena);
}

static void
read_outcome(const struct jam_query *q, struct jam_arena *arena,
	     struct change *c)
{
	struct jam_outcome_stored row;

	jam_outcome_stored_read(q, arena, &row);
	*c = (struct change){ .table = "outcome", .seq = row.seq };
	c->key = jam_outcome_key(&row, arena);
	c->old = jam_outcome_bytes(&row, arena);
}

static const struct table tables[] = {
	{ JAM_SQL_FORGET_REGISTRATIONS, JAM_SQL_FORGET_REGISTRATION,
	  JAM_SQL_COUNT, read_registration },
	{ JAM_SQL_FORGET_ANSWERS, JAM_SQL_COUNT, JAM_SQL_FORGET_ANSWER,
	  read_answer },
	{ JAM_SQL_FORGET_MEMBERS, JAM_SQL_FORGET_MEMBER, JAM_SQL_COUNT,
	  read_member },
	{ JAM_SQL_FORGET_JUDGES, JAM_SQL_FORGET_JUDGE,
	  JAM_SQL_FORGET_JUDGE_PRIVATE, read_judge },
	{ JAM_SQL_FORGET_RATINGS, JAM_SQL_FORGET_RATING,
	  JAM_SQL_FORGET_RATING_PRIVATE, read_rating },
	{ JAM_SQL_FORGET_SKIPS, JAM_SQL_FORGET_SKIP,
	  JAM_SQL_FORGET_SKIP_PRIVATE, read_skip },
	{ JAM_SQL_FORGET_ASIDES, JAM_SQL_FORGET_ASIDE,
	  JAM_SQL_FORGET_ASIDE_PRIVATE, read_aside },
	{ JAM_SQL_FORGET_SURVEYS, JAM_SQL_COUNT, JAM_SQL_FORGET_SURVEY,
	  read_survey },
	{ JAM_SQL_FORGET_OUTCOMES, JAM_SQL_COUNT, JAM_SQL_FORGET_OUTCOME,
	  read_outcome },
};

/* Rows of a survey by the address, bound as $1 instead of a person. */
static const struct table strangers = { JAM_SQL_FORGET_STRANGERS, JAM_SQL_COUNT,
					JAM_SQL_FORGET_STRANGER, read_survey };

/* Whose rows: a person's, or with a key those of a survey by address. */
struct whose {
	int64_t person;
	int64_t event; /* 0: all */
	const char *row_key;
};

static void
bind_whose(struct jam_query *q, const struct whose *whose)
{
	if (whose->row_key != NULL)
		jam_bind_text(q, 1, whose->row_key);
	else
		jam_bind_int(q, 1, whose->person);
	jam_bind_int(q, 2, whose->event);
}

/* All at once: to change a table while it is read can show a row again. */
static bool
collect(struct jam_forget *f, const struct table *table,
	const struct whose *whose, struct change **changes, size_t *count,
	struct jam_error *err)
{
	struct jam_query *q = jam_query(f->store, table->select, err);
	size_t capacity = 0;
	bool done;

	*changes = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	bind_whose(q, whose);
	while (jam_next(q, &done, err)) {
		*changes = jam_grow(f->arena, *changes, &capacity, *count + 1,
				    sizeof(**changes));
		table->read(q, f->arena, &(*changes)[(*count)++]);
	}
	return done;
}

static bool
apply(struct jam_forget *f, const struct table *table, const struct change *c,
      struct jam_error *err)
{
	struct jam_query *q;
	int64_t seq;

	f->forgotten->rows++;
	if (!jam_log_end(f->store, c->table, c->key, c->old, c->seq, err))
		return false;
	if (c->now == NULL)
		return true;
	if (!jam_log_row(f->store, c->table, c->key, c->now, &seq, err))
		return false;
	q = jam_query(f->store, table->update, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, seq);
	jam_bind_int(q, 2, c->a);
	if (c->b != 0)
		jam_bind_int(q, 3, c->b);
	return jam_run_query(q, err);
}

static bool
forget_table(struct jam_forget *f, const struct table *table,
	     const struct whose *whose, struct jam_error *err)
{
	struct change *changes;
	struct jam_query *q;
	size_t count;

	if (!collect(f, table, whose, &changes, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!apply(f, table, &changes[i], err))
			return false;
	if (count == 0 || table->clear == JAM_SQL_COUNT)
		return true;
	q = jam_query(f->store, table->clear, err);
	if (q == NULL)
		return false;
	bind_whose(q, whose);
	return jam_run_query(q, err);
}

bool
jam_forget_rows(struct jam_forget *f, const struct jam_person *person,
		int64_t event, struct jam_error *err)
{
	struct whose whose = { .person = person->id, .event = event };

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (!forget_table(f, &tables[i], &whose, err))
			return false;
	if (person->email_key == NULL)
		return true;
	whose.row_key = jam_format(f->arena, "m%s", person->email_key);
	return forget_table(f, &strangers, &whose, err);
}
