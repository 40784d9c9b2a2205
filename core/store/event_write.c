/* SPDX-License-Identifier: MIT */
/* The rows of an event, written one by one. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/model/columns.h"
#include "core/model/person.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"
#include "core/store/store.h"

/* Binds one parameter after the other. */
struct binder {
	struct jam_query *query;
	int n;
};

static void
num(struct binder *b, int64_t value)
{
	jam_bind_int(b->query, ++b->n, value);
}

static void
opt(struct binder *b, int64_t value)
{
	jam_bind_opt(b->query, ++b->n, value);
}

static void
text(struct binder *b, const char *value)
{
	jam_bind_text(b->query, ++b->n, value);
}

/* What a row of a list is written from. */
struct item {
	struct jam_store *store;
	struct jam_event *event;
	size_t index;
	int64_t seq;
	bool dropped;
};

/* Begin a statement whose first two parameters are event and position. */
static bool
begin(const struct item *item, enum jam_sql sql, struct binder *b,
      struct jam_error *err)
{
	*b = (struct binder){ .query = jam_query(item->store, sql, err) };
	if (b->query == NULL)
		return false;
	num(b, item->event->id);
	num(b, (int64_t)item->index);
	return true;
}

/* Run a statement that gives the row's id. */
static bool
run_for_id(struct jam_query *query, int64_t *id, struct jam_error *err)
{
	bool row;

	if (!jam_step(query, &row, err))
		return false;
	*id = row ? jam_get_int(query, 0) : 0;
	jam_reset(query);
	return true;
}

static const char *
join_words(struct jam_arena *arena, const char **words, size_t n)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	for (size_t i = 0; i < n; i++) {
		jam_buf_text(&buf, i > 0 ? " " : "");
		jam_buf_text(&buf, words[i]);
	}
	return jam_buf_string(&buf);
}

static void
bind_judging(struct binder *b, const struct jam_judging *judging)
{
	num(b, judging->opens_at);
	num(b, judging->closes_at);
	num(b, judging->grace);
	num(b, judging->by);
	num(b, judging->batch);
	num(b, judging->unlock);
	num(b, judging->own_site);
	num(b, judging->public_comments);
	num(b, judging->scale_min);
	num(b, judging->scale_max);
	num(b, judging->scale_step);
	num(b, judging->decimals);
}

static void
bind_scoring(struct binder *b, const struct jam_scoring *scoring,
	     struct jam_arena *arena)
{
	num(b, scoring->method);
	num(b, scoring->min_ratings);
	num(b, scoring->expert_share);
	text(b, scoring->prior);
	text(b, scoring->median);
	text(b, join_words(arena, scoring->tie_break, scoring->tie_break_len));
}

static bool
put_event(const struct item *item, struct jam_error *err)
{
	struct jam_event *e = item->event;
	struct binder b = { jam_query(item->store, JAM_SQL_EVENT_PUT, err), 0 };

	if (b.query == NULL)
		return false;
	text(&b, e->uid.text);
	text(&b, e->slug);
	text(&b, e->title);
	text(&b, e->zone);
	text(&b, e->description);
	num(&b, e->starts_at);
	num(&b, e->ends_at);
	num(&b, e->team_min);
	num(&b, e->team_max);
	bind_judging(&b, &e->judging);
	bind_scoring(&b, &e->scoring, jam_store_arena(item->store));
	opt(&b, e->budget);
	text(&b, e->budget_currency);
	num(&b, item->seq);
	return run_for_id(b.query, &e->id, err);
}

static bool
put_criterion(const struct item *item, struct jam_error *err)
{
	struct jam_criterion *c = &item->event->criteria[item->index];
	struct binder b = { jam_query(item->store, JAM_SQL_CRITERION_PUT, err),
			    0 };

	if (b.query == NULL)
		return false;
	num(&b, item->event->id);
	num(&b, c->slot);
	num(&b, (int64_t)item->index);
	text(&b, c->key);
	text(&b, c->title);
	text(&b, c->description);
	text(&b, c->weight_text);
	num(&b, c->weight);
	num(&b, c->required);
	num(&b, item->dropped);
	num(&b, item->seq);
	return run_for_id(b.query, &c->id, err);
}

static bool
put_hosts(const struct item *item, const struct jam_site *site,
	  struct jam_error *err)
{
	struct jam_query *query =
	    jam_query(item->store, JAM_SQL_HOST_DROP, err);

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, site->id);
	if (!jam_run_query(query, err))
		return false;
	for (size_t i = 0; i < site->hosts_len; i++) {
		query = jam_query(item->store, JAM_SQL_HOST_PUT, err);
		if (query == NULL)
			return false;
		jam_bind_int(query, 1, site->id);
		jam_bind_int(query, 2, (int64_t)i);
		jam_bind_text(query, 3, site->hosts[i]);
		if (!jam_run_query(query, err))
			return false;
	}
	return true;
}

static bool
put_site(const struct item *item, struct jam_error *err)
{
	struct jam_site *site = &item->event->sites[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_SITE_PUT, &b, err))
		return false;
	text(&b, site->key);
	text(&b, site->title);
	text(&b, site->city);
	text(&b, site->country);
	text(&b, site->zone);
	num(&b, item->dropped);
	num(&b, item->seq);
	return run_for_id(b.query, &site->id, err) &&
	       put_hosts(item, site, err);
}

/* The key of an address that was read once already. */
static const char *
email_key(struct jam_arena *arena, const char *address)
{
	const char *email, *key;

	return jam_email_read(arena, address, &email, &key) ? key : address;
}

static bool
put_extension(const struct item *item, struct jam_error *err)
{
	const struct jam_extension *e =
	    &item->event->judging.extensions[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_EXTENSION_PUT, &b, err))
		return false;
	text(&b, e->judge);
	text(&b, email_key(jam_store_arena(item->store), e->judge));
	num(&b, e->until);
	num(&b, item->seq);
	return jam_run_query(b.query, err);
}

static bool
put_link(const struct item *item, struct jam_error *err)
{
	const struct jam_link *link = &item->event->links[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_LINK_PUT, &b, err))
		return false;
	text(&b, link->kind);
	text(&b, link->title);
	text(&b, link->url);
	num(&b, item->seq);
	return jam_run_query(b.query, err);
}

static bool
put_schedule(const struct item *item, struct jam_error *err)
{
	const struct jam_schedule_item *s = &item->event->schedule[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_SCHEDULE_PUT, &b, err))
		return false;
	num(&b, s->at);
	opt(&b, s->until);
	text(&b, s->title);
	text(&b, s->place);
	num(&b, item->seq);
	return jam_run_query(b.query, err);
}

static bool
put_idea(const struct item *item, struct jam_error *err)
{
	const struct jam_idea *idea = &item->event->ideas[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_IDEA_PUT, &b, err))
		return false;
	text(&b, idea->key);
	text(&b, idea->title);
	text(&b, idea->url);
	text(&b, idea->description);
	num(&b, item->seq);
	return jam_run_query(b.query, err);
}

static bool
put_prize(const struct item *item, struct jam_error *err)
{
	const struct jam_prize *prize = &item->event->prizes[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_PRIZE_PUT, &b, err))
		return false;
	jam_bind_ref(b.query, ++b.n, prize->place);
	text(&b, prize->name);
	num(&b, prize->amount);
	text(&b, prize->currency);
	text(&b, prize->criterion);
	text(&b, prize->site);
	num(&b, item->seq);
	return jam_run_query(b.query, err);
}

static bool
put_past(const struct item *item, struct jam_error *err)
{
	const struct jam_past *past = &item->event->past[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_PAST_PUT, &b, err))
		return false;
	text(&b, past->title);
	num(&b, past->events);
	opt(&b, past->participants);
	opt(&b, past->projects);
	opt(&b, past->sites);
	opt(&b, past->locations);
	num(&b, past->at_least);
	num(&b, item->seq);
	return jam_run_query(b.query, err);
}

static bool
put_expectation(const struct item *item, struct jam_error *err)
{
	const struct jam_expectation *e =
	    &item->event->expectations[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_EXPECTATION_PUT, &b, err))
		return false;
	text(&b, e->key);
	num(&b, e->by);
	text(&b, e->outcome);
	num(&b, e->of);
	opt(&b, e->less_than);
	opt(&b, e->at_least);
	text(&b, e->text);
	num(&b, item->seq);
	return jam_run_query(b.query, err);
}

static bool
is_left_out(const struct jam_question *question, const char *option)
{
	for (size_t i = 0; i < question->leave_out_len; i++)
		if (strcmp(question->leave_out[i], option) == 0)
			return true;
	return false;
}

static bool
put_question(const struct item *item, struct jam_error *err)
{
	const struct jam_question *q = &item->event->survey[item->index];
	struct binder b;

	if (!begin(item, JAM_SQL_QUESTION_PUT, &b, err))
		return false;
	text(&b, q->key);
	num(&b, q->kind);
	text(&b, q->question);
	text(&b, q->column);
	text(&b, q->pair);
	num(&b, item->seq);
	if (!jam_run_query(b.query, err))
		return false;
	for (size_t i = 0; i < q->options_len; i++) {
		if (!begin(item, JAM_SQL_OPTION_PUT, &b, err))
			return false;
		num(&b, (int64_t)i);
		text(&b, q->options[i]);
		num(&b, is_left_out(q, q->options[i]));
		if (!jam_run_query(b.query, err))
			return false;
	}
	return true;
}

static bool
put_same_person(const struct item *item, struct jam_error *err)
{
	const struct jam_same_person *same =
	    &item->event->same_person[item->index];
	struct binder b;

	for (size_t i = 0; i < same->emails_len; i++) {
		if (!begin(item, JAM_SQL_SAME_PUT, &b, err))
			return false;
		num(&b, (int64_t)i);
		text(&b, same->emails[i]);
		text(&b,
		     email_key(jam_store_arena(item->store), same->emails[i]));
		num(&b, item->seq);
		if (!jam_run_query(b.query, err))
			return false;
	}
	return true;
}

/*
 * Each table with the function that writes a row.  Rows of a list go by their
 * place in it, so what stood there is removed first; event, criterion and site
 * are brought up to date, since others refer to them.
 */
static const struct table {
	const char *name;
	bool (*put)(const struct item *item, struct jam_error *err);
	enum jam_sql drop, also; /* JAM_SQL_COUNT: none */
} tables[] = {
	{ "event", put_event, JAM_SQL_COUNT, JAM_SQL_COUNT },
	{ "criterion", put_criterion, JAM_SQL_COUNT, JAM_SQL_COUNT },
	{ "site", put_site, JAM_SQL_COUNT, JAM_SQL_COUNT },
	{ "extension_private", put_extension, JAM_SQL_EXTENSION_DROP,
	  JAM_SQL_COUNT },
	{ "link", put_link, JAM_SQL_LINK_DROP, JAM_SQL_COUNT },
	{ "schedule", put_schedule, JAM_SQL_SCHEDULE_DROP, JAM_SQL_COUNT },
	{ "idea", put_idea, JAM_SQL_IDEA_DROP, JAM_SQL_COUNT },
	{ "prize", put_prize, JAM_SQL_PRIZE_DROP, JAM_SQL_COUNT },
	{ "same_person_private", put_same_person, JAM_SQL_SAME_DROP,
	  JAM_SQL_COUNT },
	{ "question", put_question, JAM_SQL_QUESTION_DROP,
	  JAM_SQL_OPTION_DROP },
	{ "past", put_past, JAM_SQL_PAST_DROP, JAM_SQL_COUNT },
	{ "expectation", put_expectation, JAM_SQL_EXPECTATION_DROP,
	  JAM_SQL_COUNT },
};

static const struct table *
find_table(const char *name)
{
	size_t i = 0;

	while (strcmp(tables[i].name, name) != 0)
		i++;
	return &tables[i];
}

static bool
drop_at(struct jam_store *store, enum jam_sql sql, int64_t event, size_t index,
	struct jam_error *err)
{
	struct jam_query *query;

	if (sql == JAM_SQL_COUNT)
		return true;
	query = jam_query(store, sql, err);
	if (query == NULL)
		return false;
	jam_bind_int(query, 1, event);
	jam_bind_int(query, 2, (int64_t)index);
	return jam_run_query(query, err);
}

bool
jam_event_row_drop(struct jam_store *store, int64_t event,
		   const struct jam_event_row *row, struct jam_error *err)
{
	const struct table *table = find_table(row->table);

	return drop_at(store, table->also, event, row->index, err) &&
	       drop_at(store, table->drop, event, row->index, err);
}

bool
jam_event_row_put(struct jam_store *store, struct jam_event *event,
		  const struct jam_event_row *row, int64_t seq,
		  struct jam_error *err)
{
	const struct item item = { store, event, row->index, seq,
				   row->dropped };

	return jam_event_row_drop(store, event->id, row, err) &&
	       find_table(row->table)->put(&item, err);
}
