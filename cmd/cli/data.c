/* SPDX-License-Identifier: MIT */
/* Everything of an event as JSON. */
#include "cmd/cli/data.h"

#include <stdio.h>
#include <string.h>

#include "cmd/cli/data_after.h"
#include "cmd/cli/dump.h"
#include "cmd/cli/site.h"
#include "cmd/cli/site_after.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/render/json.h"
#include "core/render/out.h"
#include "core/store/dumps.h"

/* What the event says of itself; every column is public. */
struct about {
	const char *title, *description, *zone, *scoring;
	int64_t starts_at, ends_at, opens_at, closes_at;
};

static const struct jam_column about_columns[] = {
	JAM_COLUMN(struct about, title, TEXT),
	JAM_COLUMN(struct about, description, TEXT),
	JAM_COLUMN_AS(struct about, zone, TEXT, "timezone"),
	JAM_COLUMN(struct about, starts_at, TIME),
	JAM_COLUMN(struct about, ends_at, TIME),
	JAM_COLUMN(struct about, opens_at, TIME),
	JAM_COLUMN(struct about, closes_at, TIME),
	JAM_COLUMN(struct about, scoring, TEXT),
	{ 0 },
};

static const struct jam_column criterion_columns[] = {
	JAM_COLUMN_AS(struct jam_criterion, key, TEXT, "id"),
	JAM_COLUMN(struct jam_criterion, title, TEXT),
	JAM_COLUMN_AS(struct jam_criterion, weight_text, DECIMAL, "weight"),
	JAM_COLUMN(struct jam_criterion, required, BOOL),
	JAM_COLUMN(struct jam_criterion, description, TEXT),
	{ 0 },
};

static const struct jam_column link_columns[] = {
	JAM_COLUMN(struct jam_link, kind, TEXT),
	JAM_COLUMN(struct jam_link, title, TEXT),
	JAM_COLUMN(struct jam_link, url, TEXT),
	{ 0 },
};

static const struct jam_column schedule_columns[] = {
	JAM_COLUMN(struct jam_schedule_item, at, TIME),
	JAM_COLUMN(struct jam_schedule_item, until, TIME),
	JAM_COLUMN(struct jam_schedule_item, title, TEXT),
	JAM_COLUMN(struct jam_schedule_item, place, TEXT),
	{ 0 },
};

static const struct jam_column idea_columns[] = {
	JAM_COLUMN_AS(struct jam_idea, key, TEXT, "id"),
	JAM_COLUMN(struct jam_idea, title, TEXT),
	JAM_COLUMN(struct jam_idea, url, TEXT),
	JAM_COLUMN(struct jam_idea, description, TEXT),
	{ 0 },
};

/* A prize as it was declared, or as it was given. */
struct prize {
	int64_t place; /* JAM_NONE: a special one */
	const char *name, *amount, *currency, *criterion, *site, *project;
};

static const struct jam_column prize_columns[] = {
	JAM_COLUMN(struct prize, place, INT),
	JAM_COLUMN(struct prize, name, TEXT),
	JAM_COLUMN(struct prize, amount, DECIMAL),
	JAM_COLUMN(struct prize, currency, TEXT),
	JAM_COLUMN(struct prize, criterion, TEXT),
	JAM_COLUMN(struct prize, site, TEXT),
	{ 0 },
};

static const struct jam_column site_columns[] = {
	JAM_COLUMN_AS(struct jam_page_site, key, TEXT, "id"),
	JAM_COLUMN(struct jam_page_site, title, TEXT),
	JAM_COLUMN(struct jam_page_site, city, TEXT),
	JAM_COLUMN(struct jam_page_site, country, TEXT),
	JAM_COLUMN_AS(struct jam_page_site, zone, TEXT, "timezone"),
	JAM_COLUMN(struct jam_page_site, registrations, INT),
	JAM_COLUMN(struct jam_page_site, projects, INT),
	{ 0 },
};

static const struct jam_column judge_columns[] = {
	JAM_COLUMN(struct jam_page_judge, name, TEXT),
	JAM_COLUMN(struct jam_page_judge, affiliation, TEXT),
	{ 0 },
};

static const struct jam_column award_columns[] = {
	JAM_COLUMN(struct prize, place, INT),
	JAM_COLUMN(struct prize, name, TEXT),
	JAM_COLUMN(struct prize, amount, DECIMAL),
	JAM_COLUMN(struct prize, currency, TEXT),
	JAM_COLUMN(struct prize, project, TEXT),
	{ 0 },
};

struct project {
	int64_t number;
	const char *slug, *title, *url, *abstract, *team, *site, *idea;
	const char *status, *reason;
	struct jam_words members, comments;
};

static const struct jam_column project_columns[] = {
	JAM_COLUMN(struct project, number, INT),
	JAM_COLUMN(struct project, slug, TEXT),
	JAM_COLUMN(struct project, title, TEXT),
	JAM_COLUMN(struct project, team, TEXT),
	JAM_COLUMN(struct project, members, WORDS),
	JAM_COLUMN(struct project, site, TEXT),
	JAM_COLUMN(struct project, url, TEXT),
	JAM_COLUMN(struct project, abstract, TEXT),
	JAM_COLUMN(struct project, idea, TEXT),
	JAM_COLUMN(struct project, status, TEXT),
	JAM_COLUMN(struct project, reason, TEXT),
	JAM_COLUMN(struct project, comments, WORDS),
	{ 0 },
};

static const struct jam_column line_columns[] = {
	JAM_COLUMN(struct jam_event_line, path, TEXT),
	JAM_COLUMN(struct jam_event_line, value, TEXT),
	{ 0 },
};

struct writing {
	const struct jam_run *run;
	bool private, safe;
	FILE *stream;
	struct jam_pages pages;
};

/* A failure to write is seen when the document is closed. */
static void
put(const struct writing *w, struct jam_buf *text)
{
	struct jam_buf safe;

	if (w->safe) {
		jam_buf_init(&safe, w->run->arena);
		jam_json_safe(&safe, jam_buf_string(text));
		text = &safe;
	}
	fwrite(text->data, 1, text->length, w->stream);
}

static void
put_rows(const struct writing *w, const char *name, const struct jam_list *list)
{
	struct jam_buf out;

	fprintf(w->stream, ",\n\"%s\":[", name);
	for (size_t i = 0; i < list->count; i++) {
		struct jam_mark mark = jam_arena_mark(w->run->arena);

		jam_buf_init(&out, w->run->arena);
		jam_buf_text(&out, i > 0 ? ",\n" : "\n");
		jam_json_row(&out, list->columns,
			     (const char *)list->items + i * list->stride);
		put(w, &out);
		jam_arena_reset(w->run->arena, mark);
	}
	putc(']', w->stream);
}

#define ROWS(w, name, columns, items, count)                                  \
	put_rows(w, name,                                                     \
		 &(struct jam_list){ columns, items, count, sizeof(*(items)), \
				     0, 0 })

static void
put_about(const struct writing *w)
{
	const struct jam_event *e = w->run->event;
	const struct about about = {
		e->title,	   e->description,
		e->zone,	   jam_method_words[e->scoring.method],
		e->starts_at,	   e->ends_at,
		w->pages.opens_at, w->pages.closes_at,
	};
	struct jam_buf out;

	jam_buf_init(&out, w->run->arena);
	jam_buf_text(&out, "{\"schema\":\"jam/1\",\"kind\":\"data\","
			   "\"event\":");
	jam_json_string(&out, e->slug);
	jam_buf_format(&out, ",\"private\":%s,\n\"about\":",
		       w->private ? "true" : "false");
	jam_json_row(&out, about_columns, &about);
	put(w, &out);
}

/* "1000.00" */
static const char *
amount_text(struct jam_arena *arena, int64_t hundredths)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	jam_decimal_write(&out, hundredths, 2);
	return jam_buf_string(&out);
}

static void
put_prizes(const struct writing *w)
{
	const struct jam_pages *p = &w->pages;
	struct jam_arena *arena = w->run->arena;
	struct prize *rows =
	    jam_alloc_array(arena, p->prizes_len, sizeof(*rows));

	for (size_t i = 0; i < p->prizes_len; i++) {
		const struct jam_prize *z = &p->prizes[i];

		rows[i] = (struct prize){
			.place = z->place > 0 ? z->place : JAM_NONE,
			.name = z->name,
			.amount = amount_text(arena, z->amount),
			.currency = z->currency,
			.criterion = z->criterion,
			.site = z->site,
		};
	}
	ROWS(w, "prizes", prize_columns, rows, p->prizes_len);
}

static void
put_awards(const struct writing *w)
{
	const struct jam_pages *p = &w->pages;
	struct jam_arena *arena = w->run->arena;
	struct prize *rows =
	    jam_alloc_array(arena, p->awards_len, sizeof(*rows));

	for (size_t i = 0; i < p->awards_len; i++) {
		const struct jam_page_award *a = &p->awards[i];

		rows[i] = (struct prize){
			.place = a->place > 0 ? a->place : JAM_NONE,
			.name = a->name,
			.amount = amount_text(arena, a->amount),
			.currency = a->currency,
			.project = a->slug,
		};
	}
	ROWS(w, "awards", award_columns, rows, p->awards_len);
}

static void
put_projects(const struct writing *w)
{
	const struct jam_pages *p = &w->pages;
	struct project *rows =
	    jam_alloc_array(w->run->arena, p->projects_len, sizeof(*rows));

	for (size_t i = 0; i < p->projects_len; i++) {
		const struct jam_page_project *x = &p->projects[i];

		rows[i] = (struct project){
			.number = x->number,
			.slug = x->slug,
			.title = x->title,
			.url = x->url,
			.abstract = x->abstract,
			.team = x->team,
			.site = x->site,
			.idea = x->idea,
			.status = jam_tier_words[x->tier],
			.reason = x->reason,
			.members = { x->members, x->members_len },
			.comments = { x->comments, x->comments_len },
		};
	}
	ROWS(w, "projects", project_columns, rows, p->projects_len);
}

/* What the page of what came of it tells. */
static bool
put_after(struct writing *w, struct jam_error *err)
{
	struct jam_data_rows rows[JAM_DATA_AFTER];

	if (!jam_site_after(w->run, &w->pages, err))
		return false;
	jam_data_after(w->pages.after, w->run->arena, rows);
	for (size_t i = 0; i < JAM_DATA_AFTER; i++)
		put_rows(w, rows[i].name, &rows[i].list);
	return true;
}

static bool
put_dumped(void *with, const union jam_cell *row, struct jam_error *err)
{
	return jam_out_row(with, row, err);
}

/* The member that rows are written into, one after the other. */
static struct jam_out *
begin_rows(const struct writing *w, const char *name)
{
	const struct jam_out_options how = { .format = JAM_JSONL,
					     .safe = w->safe,
					     .listed = true };

	fprintf(w->stream, ",\n\"%s\":[", name);
	return jam_out_new(w->run->arena, w->stream, &how);
}

static bool
end_rows(const struct writing *w, struct jam_out *out, struct jam_error *err)
{
	putc(']', w->stream);
	return jam_out_end(out, err);
}

static bool
put_dump(const struct writing *w, enum jam_dump dump, struct jam_error *err)
{
	const char *name = jam_dump_words[dump];
	struct jam_out *out = begin_rows(w, name);

	jam_out_begin(out, name, w->run->event->slug, jam_dump_columns(dump));
	return jam_store_each_dumped(w->run->store, w->run->event, dump,
				     put_dumped, out, err) &&
	       end_rows(w, out, err);
}

/* Scores and ranks: what may be seen, or all for the organizer. */
static bool
put_scores(const struct writing *w, struct jam_error *err)
{
	struct jam_out *out;

	if (w->pages.results != NULL) {
		fprintf(w->stream, ",\n\"publication\":%s",
			jam_dump_publication(w->run->arena, w->pages.results));
		out = begin_rows(w, "results");
		if (!jam_dump_results(w->run, &w->pages, out, err) ||
		    !end_rows(w, out, err))
			return false;
	}
	if (!w->private && w->pages.results == NULL)
		return true;
	out = begin_rows(w, "ratings");
	return jam_dump_ratings(w->run, w->private, out, err) &&
	       end_rows(w, out, err);
}

static bool
put_private(const struct writing *w, struct jam_error *err)
{
	struct jam_event_lines lines;

	jam_event_flatten(w->run->event, w->run->arena, &lines);
	ROWS(w, "declaration", line_columns, lines.items, lines.count);
	for (int i = 0; i < JAM_DUMPS; i++)
		if (!put_dump(w, (enum jam_dump)i, err))
			return false;
	return true;
}

bool
jam_data_write(const struct jam_run *run, bool private, struct jam_out *out,
	       struct jam_error *err)
{
	struct writing w = { .run = run,
			     .private = private,
			     .safe = jam_out_options(out)->safe,
			     .stream = jam_out_stream(out) };
	const struct jam_pages *p = &w.pages;

	if (!jam_site_fill(run, &w.pages, err))
		return false;
	put_about(&w);
	ROWS(&w, "criteria", criterion_columns, p->criteria, p->criteria_len);
	ROWS(&w, "links", link_columns, p->links, p->links_len);
	ROWS(&w, "schedule", schedule_columns, p->schedule, p->schedule_len);
	ROWS(&w, "ideas", idea_columns, p->ideas, p->ideas_len);
	put_prizes(&w);
	ROWS(&w, "sites", site_columns, p->sites, p->sites_len);
	put_awards(&w);
	if (!private) {
		ROWS(&w, "judges", judge_columns, p->judges, p->judges_len);
		put_projects(&w);
		if (!put_after(&w, err))
			return false;
	} else if (!put_private(&w, err)) {
		return false;
	}
	if (!put_scores(&w, err))
		return false;
	fputs("}\n", w.stream);
	return true;
}
