/* SPDX-License-Identifier: MIT */
/* jam report sources: how people heard about it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli/answers.h"
#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/stats.h"
#include "core/render/out.h"
#include "core/store/series.h"
#include "core/store/surveys.h"

/* One source: how often it was named, and by how many. */
struct line {
	const char *source;
	int64_t answers, persons, of;
	double share;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct line, source, TEXT),
	JAM_COLUMN(struct line, answers, INT),
	JAM_COLUMN(struct line, persons, INT),
	JAM_COLUMN(struct line, of, INT),
	JAM_COLUMN(struct line, share, REAL),
	{ 0 },
};

struct counting {
	const struct jam_run *run;
	const char *column;		     /* folded; NULL: the usual words */
	const struct jam_question *question; /* NULL: the survey has none */
	bool *ticked;
	struct jam_map lines, who;
	struct line **order;
	size_t count, capacity;
	int64_t persons;
};

/* The header that was asked for, else one that asks the usual question. */
static bool
is_wanted(const struct counting *c, const char *heading)
{
	static const char *const usual[] = { "hear about", "find out about",
					     "learn about", "hear of" };
	struct jam_mark mark = jam_arena_mark(c->run->arena);
	const char *folded = jam_utf8_fold(c->run->arena, heading);
	bool wanted = c->column != NULL && strcmp(folded, c->column) == 0;

	for (size_t i = 0; c->column == NULL && i < 4; i++)
		wanted |= strstr(folded, usual[i]) != NULL;
	jam_arena_reset(c->run->arena, mark);
	return wanted;
}

/* True the first time that this pair comes. */
static bool
is_new(struct counting *c, const char *who, const char *what)
{
	const char *key = jam_format(c->run->arena, "%s\x1f%s", who, what);

	if (jam_map_find(&c->who, key) != NULL)
		return false;
	jam_map_put(&c->who, key, c);
	return true;
}

static void
add(struct counting *c, const char *source, const char *who)
{
	struct line *line = jam_map_find(&c->lines, source);

	if (line == NULL) {
		line = jam_alloc(c->run->arena, sizeof(*line));
		line->source = jam_strdup(c->run->arena, source);
		jam_map_put(&c->lines, line->source, line);
		c->order = jam_grow(c->run->arena, c->order, &c->capacity,
				    c->count + 1, sizeof(struct line *));
		c->order[c->count++] = line;
	}
	line->answers++;
	line->persons += is_new(c, who, line->source);
}

/* Joined ticks are parted by the options of the survey's question. */
static void
take(struct counting *c, const char *value, const char *who)
{
	const struct jam_question *q = c->question;
	bool other;

	c->persons += is_new(c, who, "");
	if (q == NULL || q->options_len == 0) {
		add(c, jam_utf8_tidy(c->run->arena, value, true), who);
		return;
	}
	other = jam_survey_ticks(q, value, c->run->arena, c->ticked);
	for (size_t i = 0; i < q->options_len; i++)
		if (c->ticked[i])
			add(c, q->options[i], who);
	if (other)
		add(c, "(other)", who);
}

static bool
take_answer(void *with, const char *heading, const char *value, int64_t person,
	    struct jam_error *err)
{
	struct counting *c = with;

	(void)err;
	if (is_wanted(c, heading))
		take(c, value,
		     jam_format(c->run->arena, "p%lld", (long long)person));
	return true;
}

static bool
take_survey(void *with, const struct jam_survey_answer *a,
	    struct jam_error *err)
{
	struct counting *c = with;
	struct jam_arena *arena = c->run->arena;

	(void)err;
	if (strcmp(a->question, c->question->key) == 0)
		take(c, a->value,
		     a->person != 0
			 ? jam_format(arena, "p%lld", (long long)a->person)
			 : jam_format(arena, "r%s", a->row_key));
	return true;
}

static const struct jam_question *
find_question(const struct counting *c)
{
	const struct jam_event *event = c->run->event;

	for (size_t i = 0; i < event->survey_len; i++)
		if (event->survey[i].kind >= JAM_CHOICE &&
		    (is_wanted(c, event->survey[i].column) ||
		     is_wanted(c, event->survey[i].question)))
			return &event->survey[i];
	return NULL;
}

const struct jam_question *
jam_report_sources_question(const struct jam_run *run)
{
	const struct counting c = { .run = run };

	return find_question(&c);
}

/* Most persons first; by name among equals. */
static int
by_persons(const void *a, const void *b)
{
	const struct line *const *x = a, *const *y = b;

	if ((*x)->persons != (*y)->persons)
		return (*x)->persons < (*y)->persons ? 1 : -1;
	return strcmp((*x)->source, (*y)->source);
}

static bool
show(struct counting *c, struct jam_error *err)
{
	if (c->count > 0)
		qsort(c->order, c->count, sizeof(struct line *), by_persons);
	jam_out_begin(c->run->out, "sources", c->run->event->slug, columns);
	for (size_t i = 0; i < c->count; i++) {
		struct line *line = c->order[i];

		line->of = c->persons;
		line->share =
		    jam_stats_ratio(line->persons * 100, c->persons, 1);
		if (!jam_out_row(c->run->out, line, err))
			return false;
	}
	if (c->persons < JAM_SURVEY_FEW)
		jam_say(c->run, "only %lld %s", (long long)c->persons,
			c->persons == 1 ? "person answered"
					: "persons answered");
	return true;
}

bool
jam_report_sources(struct jam_run *r, const struct jam_report_options *o,
		   struct jam_error *err)
{
	struct counting c = { .run = r };

	if (o->column != NULL)
		c.column = jam_utf8_fold(r->arena, o->column);
	jam_map_init(&c.lines, r->arena);
	jam_map_init(&c.who, r->arena);
	c.question = find_question(&c);
	if (c.question != NULL)
		c.ticked =
		    jam_alloc_array(r->arena, c.question->options_len, 1);
	if (!jam_store_each_answer(r->store, r->event, take_answer, &c, err) ||
	    (c.question != NULL &&
	     !jam_store_each_survey(r->store, r->event, take_survey, &c, err)))
		return false;
	if (c.persons > 0)
		return show(&c, err);
	jam_fail(err, JAM_E_DATA, "nobody was asked how they heard about %s",
		 r->event->slug);
	return jam_hint(err, "name the column that did: --column TEXT");
}
