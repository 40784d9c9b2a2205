/* SPDX-License-Identifier: MIT */
/* The declaration of an event as "path = value" lines. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"

enum kind {
	WORD = 0, /* of the format, a number, a time */
	TYPED = 1,
	PERSONAL = 2, /* and typed */
};

/* Where lines go, and what they belong to at the moment. */
struct writer {
	struct jam_arena *arena;
	struct jam_event_lines *out;
	const char *table, *path; /* path: what stands before ".field" */
	size_t index;
	bool judging;
};

static void
add_at(struct writer *w, const char *path, const char *field, const char *value,
       enum kind kind)
{
	struct jam_event_lines *out = w->out;

	if (value == NULL)
		return;
	out->items = jam_grow(w->arena, out->items, &out->capacity,
			      out->count + 1, sizeof *out->items);
	out->items[out->count++] = (struct jam_event_line){
		.path = path,
		.value = value,
		.table = w->table,
		.field = field,
		.index = w->index,
		.typed = kind != WORD,
		.personal = kind == PERSONAL,
		.judging = w->judging,
	};
}

/* A field of the row begun; path and field differ for the event's own. */
static void
add(struct writer *w, const char *field, const char *value, enum kind kind)
{
	add_at(w, jam_format(w->arena, "%s.%s", w->path, field), field, value,
	       kind);
}

static void
add_int(struct writer *w, const char *field, int64_t n)
{
	if (n != JAM_NONE)
		add(w, field, jam_format(w->arena, "%lld", (long long)n), WORD);
}

static void
add_time(struct writer *w, const char *field, int64_t at)
{
	if (at != JAM_NO_TIME)
		add(w, field, jam_time_write(w->arena, at), WORD);
}

static const char *
decimal(struct writer *w, int64_t n, unsigned decimals)
{
	struct jam_buf buf;

	jam_buf_init(&buf, w->arena);
	jam_decimal_write(&buf, n, decimals);
	return jam_buf_string(&buf);
}

static const char *
money(struct writer *w, int64_t hundredths, const char *currency)
{
	return jam_format(w->arena, "%s %s", decimal(w, hundredths, 2),
			  currency);
}

/* NULL for an empty list, so that it has no line. */
static const char *
join(struct writer *w, const char *const *words, size_t n, const char *gap)
{
	struct jam_buf buf;

	jam_buf_init(&buf, w->arena);
	for (size_t i = 0; i < n; i++) {
		jam_buf_text(&buf, i > 0 ? gap : "");
		jam_buf_text(&buf, words[i]);
	}
	return n > 0 ? jam_buf_string(&buf) : NULL;
}

/* Begin an element of a list, shown under its key or else its index. */
static void
begin(struct writer *w, const char *table, const char *list, size_t index,
      const char *key)
{
	w->table = table;
	w->index = index;
	w->path = key != NULL ? jam_format(w->arena, "%s[%s]", list, key)
			      : jam_format(w->arena, "%s[%zu]", list, index);
}

/* A line of the event's own row; its field is its whole path. */
static void
add_own(struct writer *w, const char *path, const char *value, enum kind kind)
{
	w->table = "event";
	w->index = 0;
	add_at(w, path, path, value, kind);
}

/* A field of a map of the event's own row, as "judging.batch". */
static void
add_in(struct writer *w, const char *map, const char *field, const char *value)
{
	add_own(w, jam_format(w->arena, "%s.%s", map, field), value, WORD);
}

static void
add_in_int(struct writer *w, const char *map, const char *field, int64_t n)
{
	add_in(w, map, field, jam_format(w->arena, "%lld", (long long)n));
}

/* The order of a list whose elements have keys. */
static void
add_order(struct writer *w, const char *list, const char *const *keys, size_t n)
{
	add_own(w, list, join(w, keys, n, " "), WORD);
}

static void
add_head(struct writer *w, const struct jam_event *e)
{
	add_own(w, "event", e->slug, WORD);
	add_own(w, "title", e->title, TYPED);
	add_own(w, "timezone", e->zone, WORD);
	add_own(w, "starts", jam_time_write(w->arena, e->starts_at), WORD);
	add_own(w, "ends", jam_time_write(w->arena, e->ends_at), WORD);
	add_own(w, "description", e->description, TYPED);
	if (e->budget != JAM_NONE)
		add_own(w, "budget", money(w, e->budget, e->budget_currency),
			WORD);
	add_in_int(w, "teams", "min", e->team_min);
	add_in_int(w, "teams", "max", e->team_max);
}

static void
add_judging(struct writer *w, const struct jam_judging *j)
{
	const char *by[3];
	size_t n = 0;

	for (size_t i = 0; jam_by_words[i] != NULL; i++)
		if (j->by & 1u << i)
			by[n++] = jam_by_words[i];
	add_in(w, "judging", "opens", jam_time_write(w->arena, j->opens_at));
	add_in(w, "judging", "closes", jam_time_write(w->arena, j->closes_at));
	add_in(w, "judging", "grace", jam_duration_write(w->arena, j->grace));
	add_in(w, "judging", "by", join(w, by, n, " "));
	add_in_int(w, "judging", "batch", j->batch);
	add_in(w, "judging", "unlock", jam_unlock_words[j->unlock]);
	add_in(w, "judging", "own_site", jam_own_site_words[j->own_site]);
	add_in(w, "judging", "comments",
	       j->public_comments ? "public" : "private");
	add_in(w, "judging", "scale.min",
	       decimal(w, j->scale_min, j->decimals));
	add_in(w, "judging", "scale.max",
	       decimal(w, j->scale_max, j->decimals));
	add_in(w, "judging", "scale.step",
	       decimal(w, j->scale_step, j->decimals));
	for (size_t i = 0; i < j->extensions_len; i++) {
		begin(w, "extension_private", "judging.extensions", i, NULL);
		add(w, "judge", j->extensions[i].judge, PERSONAL);
		add_time(w, "until", j->extensions[i].until);
	}
}

static void
add_criteria(struct writer *w, const struct jam_event *e)
{
	const char **keys =
	    jam_alloc_array(w->arena, e->criteria_len, sizeof *keys);

	for (size_t i = 0; i < e->criteria_len; i++)
		keys[i] = e->criteria[i].key;
	add_order(w, "criteria", keys, e->criteria_len);
	for (size_t i = 0; i < e->criteria_len; i++) {
		const struct jam_criterion *c = &e->criteria[i];

		begin(w, "criterion", "criteria", i, c->key);
		add(w, "title", c->title, TYPED);
		add(w, "weight", c->weight_text, WORD);
		add(w, "required", c->required ? "true" : "false", WORD);
		add(w, "description", c->description, TYPED);
	}
}

static void
add_scoring(struct writer *w, const struct jam_scoring *s)
{
	add_in(w, "scoring", "method", jam_method_words[s->method]);
	add_in_int(w, "scoring", "min_ratings", s->min_ratings);
	add_in(w, "scoring", "expert_share", decimal(w, s->expert_share, 4));
	add_in(w, "scoring", "prior", s->prior);
	add_in(w, "scoring", "median", s->median);
	add_in(w, "scoring", "tie_break",
	       join(w, s->tie_break, s->tie_break_len, " "));
}

static void
add_sites(struct writer *w, const struct jam_event *e)
{
	const char **keys =
	    jam_alloc_array(w->arena, e->sites_len, sizeof *keys);

	for (size_t i = 0; i < e->sites_len; i++)
		keys[i] = e->sites[i].key;
	add_order(w, "sites", keys, e->sites_len);
	for (size_t i = 0; i < e->sites_len; i++) {
		const struct jam_site *s = &e->sites[i];

		begin(w, "site", "sites", i, s->key);
		add(w, "title", s->title, TYPED);
		add(w, "city", s->city, TYPED);
		add(w, "country", s->country, TYPED);
		add(w, "timezone", s->zone, WORD);
		add(w, "hosts", join(w, s->hosts, s->hosts_len, " "), PERSONAL);
	}
}

static void
add_plan(struct writer *w, const struct jam_event *e)
{
	for (size_t i = 0; i < e->links_len; i++) {
		begin(w, "link", "links", i, NULL);
		add(w, "kind", e->links[i].kind, TYPED);
		add(w, "title", e->links[i].title, TYPED);
		add(w, "url", e->links[i].url, TYPED);
	}
	for (size_t i = 0; i < e->schedule_len; i++) {
		begin(w, "schedule", "schedule", i, NULL);
		add_time(w, "at", e->schedule[i].at);
		add_time(w, "until", e->schedule[i].until);
		add(w, "title", e->schedule[i].title, TYPED);
		add(w, "place", e->schedule[i].place, TYPED);
	}
	for (size_t i = 0; i < e->ideas_len; i++) {
		begin(w, "idea", "ideas", i, NULL);
		add(w, "id", e->ideas[i].key, WORD);
		add(w, "title", e->ideas[i].title, TYPED);
		add(w, "url", e->ideas[i].url, TYPED);
		add(w, "description", e->ideas[i].description, TYPED);
	}
}

static void
add_prizes(struct writer *w, const struct jam_event *e)
{
	for (size_t i = 0; i < e->prizes_len; i++) {
		const struct jam_prize *p = &e->prizes[i];

		begin(w, "prize", "prizes", i, NULL);
		add_int(w, "place", p->place == 0 ? JAM_NONE : p->place);
		add(w, "name", p->name, TYPED);
		add(w, "amount", money(w, p->amount, p->currency), WORD);
		add(w, "criterion", p->criterion, WORD);
		add(w, "site", p->site, WORD);
	}
}

/* The answers left out, in the order of the options. */
static const char *
left_out(struct writer *w, const struct jam_question *q)
{
	const char **words =
	    jam_alloc_array(w->arena, q->options_len, sizeof *words);
	size_t n = 0;

	for (size_t i = 0; i < q->options_len; i++)
		for (size_t j = 0; j < q->leave_out_len; j++)
			if (strcmp(q->options[i], q->leave_out[j]) == 0) {
				words[n++] = q->options[i];
				break;
			}
	return join(w, words, n, "\n");
}

static void
add_survey(struct writer *w, const struct jam_event *e)
{
	for (size_t i = 0; i < e->survey_len; i++) {
		const struct jam_question *q = &e->survey[i];

		begin(w, "question", "survey", i, NULL);
		add(w, "id", q->key, WORD);
		add(w, "kind", jam_question_words[q->kind], WORD);
		add(w, "pair", q->pair, WORD);
		add(w, "question", q->question, TYPED);
		add(w, "column", q->column, TYPED);
		add(w, "options", join(w, q->options, q->options_len, "\n"),
		    TYPED);
		add(w, "leave_out", left_out(w, q), TYPED);
	}
}

static void
add_bound(struct writer *w, const char *field, int64_t n, bool at_least)
{
	if (n != JAM_NONE)
		add(w, field,
		    jam_format(w->arena, "%s%lld", at_least ? ">" : "",
			       (long long)n),
		    WORD);
}

static void
add_past(struct writer *w, const struct jam_event *e)
{
	for (size_t i = 0; i < e->past_len; i++) {
		const struct jam_past *p = &e->past[i];

		begin(w, "past", "series", i, NULL);
		add(w, "title", p->title, TYPED);
		add_int(w, "events", p->events);
		add_bound(w, "participants", p->participants, p->at_least & 1);
		add_bound(w, "projects", p->projects, p->at_least & 2);
		add_bound(w, "sites", p->sites, p->at_least & 4);
		add_bound(w, "locations", p->locations, p->at_least & 8);
	}
}

static const char *
percent(struct writer *w, int64_t hundredths)
{
	return hundredths == JAM_NONE
		   ? NULL
		   : jam_format(w->arena, "%s%%", decimal(w, hundredths, 2));
}

static void
add_expectations(struct writer *w, const struct jam_event *event)
{
	for (size_t i = 0; i < event->expectations_len; i++) {
		const struct jam_expectation *e = &event->expectations[i];

		begin(w, "expectation", "expectations", i, NULL);
		add(w, "id", e->key, WORD);
		add_time(w, "by", e->by);
		add(w, "outcome", e->outcome, TYPED);
		add(w, "of", jam_expected_words[e->of], WORD);
		add(w, "less_than", percent(w, e->less_than), WORD);
		add(w, "at_least", percent(w, e->at_least), WORD);
		add(w, "text", e->text, TYPED);
	}
}

void
jam_event_flatten(const struct jam_event *event, struct jam_arena *arena,
		  struct jam_event_lines *out)
{
	struct writer w = { .arena = arena, .out = out };

	*out = (struct jam_event_lines){ 0 };
	add_head(&w, event);
	w.judging = true;
	add_judging(&w, &event->judging);
	add_criteria(&w, event);
	add_scoring(&w, &event->scoring);
	w.judging = false;
	add_sites(&w, event);
	add_plan(&w, event);
	add_prizes(&w, event);
	for (size_t i = 0; i < event->same_person_len; i++) {
		const struct jam_same_person *same = &event->same_person[i];

		begin(&w, "same_person_private", "same_person", i, NULL);
		add_at(&w, w.path, "emails",
		       join(&w, same->emails, same->emails_len, " "), PERSONAL);
	}
	add_survey(&w, event);
	add_past(&w, event);
	add_expectations(&w, event);
}
