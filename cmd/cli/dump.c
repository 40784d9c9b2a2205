/* SPDX-License-Identifier: MIT */
/* Writing rows of exports. */
#include "cmd/cli/dump.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cli/score_rows.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/hash.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/render/json.h"
#include "core/render/out.h"
#include "core/render/pages.h"
#include "core/store/ratings.h"

/* What the public may know of a criterion. */
static const struct jam_column criterion_columns[] = {
	JAM_COLUMN(struct jam_score_cell, id, TEXT),
	JAM_COLUMN(struct jam_score_cell, score, MILLI),
	JAM_COLUMN(struct jam_score_cell, rank, INT),
	{ 0 },
};

#define RESULT_COLUMNS                                         \
	JAM_COLUMN(struct jam_score_line, rank, INT),          \
	    JAM_COLUMN(struct jam_score_line, project, TEXT),  \
	    JAM_COLUMN(struct jam_score_line, number, INT),    \
	    JAM_COLUMN(struct jam_score_line, title, TEXT),    \
	    JAM_COLUMN(struct jam_score_line, score, MILLI),   \
	    JAM_COLUMN(struct jam_score_line, exact, TEXT),    \
	    JAM_COLUMN(struct jam_score_line, ratings, INT),   \
	    JAM_COLUMN(struct jam_score_line, criteria, LIST), \
	    JAM_COLUMN(struct jam_score_line, tie_broken_by, TEXT)

static const struct jam_column result_columns[] = { RESULT_COLUMNS, { 0 } };
static const struct jam_column mixed_columns[] = {
	RESULT_COLUMNS,
	JAM_COLUMN(struct jam_score_line, estimate, REAL),
	JAM_COLUMN(struct jam_score_line, low, REAL),
	JAM_COLUMN(struct jam_score_line, high, REAL),
	JAM_COLUMN(struct jam_score_line, rank_low, INT),
	JAM_COLUMN(struct jam_score_line, rank_high, INT),
	{ 0 },
};

static int
by_rank(const void *a, const void *b)
{
	const struct jam_page_project *const *x = a, *const *y = b;
	int64_t p = (*x)->rank != JAM_NONE ? (*x)->rank : INT64_MAX;
	int64_t q = (*y)->rank != JAM_NONE ? (*y)->rank : INT64_MAX;

	if (p != q)
		return p < q ? -1 : 1;
	return ((*x)->number > (*y)->number) - ((*x)->number < (*y)->number);
}

static void
fill_line(const struct jam_run *run, const struct jam_page_project *p,
	  struct jam_score_line *line)
{
	size_t n = run->event->criteria_len;
	struct jam_score_cell *cells =
	    jam_alloc_array(run->arena, n, sizeof(*cells));

	for (size_t c = 0; c < n; c++) {
		cells[c] = (struct jam_score_cell){
			.id = run->event->criteria[c].key,
			.score = JAM_NONE,
			.rank = JAM_NONE,
		};
		if (p->criteria != NULL) {
			cells[c].score = p->criteria[c].score;
			cells[c].rank = p->criteria[c].rank;
		}
	}
	*line = (struct jam_score_line){
		.rank = p->rank,
		.project = p->slug,
		.number = p->number,
		.title = p->title,
		.score = p->score,
		.exact = p->exact,
		.ratings = p->ratings,
		.criteria = { criterion_columns, cells, n, sizeof(*cells), 0,
			      1 },
		.tie_broken_by = p->tie_broken_by,
		.estimate = p->estimate,
		.low = p->low,
		.high = p->high,
		.rank_low = p->rank_low,
		.rank_high = p->rank_high,
	};
}

static const struct jam_column publication_columns[] = {
	JAM_COLUMN(struct jam_page_results, method, TEXT),
	JAM_COLUMN(struct jam_page_results, published_at, TIME),
	JAM_COLUMN(struct jam_page_results, digest, TEXT),
	{ 0 },
};

const char *
jam_dump_publication(struct jam_arena *arena, const struct jam_page_results *r)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	jam_json_row(&out, publication_columns, r);
	return jam_buf_string(&out);
}

static bool
is_mixed(const struct jam_page_results *r)
{
	return strcmp(r->method, jam_method_words[JAM_MIXED]) == 0;
}

bool
jam_dump_results(const struct jam_run *run, const struct jam_pages *pages,
		 struct jam_out *out, struct jam_error *err)
{
	const struct jam_page_project **order =
	    jam_alloc_array(run->arena, pages->projects_len, sizeof(*order));
	struct jam_score_line line;
	size_t n = 0;

	for (size_t i = 0; i < pages->projects_len; i++)
		if (pages->projects[i].tier == JAM_RUNNING)
			order[n++] = &pages->projects[i];
	if (n > 0)
		qsort(order, n, sizeof(*order), by_rank);
	jam_out_begin(out, "results", run->event->slug,
		      is_mixed(pages->results) ? mixed_columns
					       : result_columns);
	jam_out_member(out, "publication",
		       jam_dump_publication(run->arena, pages->results));
	for (size_t i = 0; i < n; i++) {
		fill_line(run, order[i], &line);
		if (!jam_out_row(out, &line, err))
			return false;
	}
	return true;
}

/* A score of one judge for one project. */
struct rating_row {
	const char *judge, *project, *criterion, *score, *comment;
	int64_t rated_at;
};

static const struct jam_column public_columns[] = {
	JAM_COLUMN(struct rating_row, judge, TEXT),
	JAM_COLUMN(struct rating_row, project, TEXT),
	JAM_COLUMN(struct rating_row, criterion, TEXT),
	JAM_COLUMN(struct rating_row, score, DECIMAL),
	{ 0 },
};

static const struct jam_column private_columns[] = {
	JAM_COLUMN(struct rating_row, judge, TEXT),
	JAM_COLUMN(struct rating_row, project, TEXT),
	JAM_COLUMN(struct rating_row, criterion, TEXT),
	JAM_COLUMN(struct rating_row, score, DECIMAL),
	JAM_COLUMN(struct rating_row, comment, TEXT),
	JAM_COLUMN(struct rating_row, rated_at, TIME),
	{ 0 },
};

struct collecting {
	const struct jam_run *run;
	bool private;
	struct rating_row *rows;
	size_t count, capacity;
};

/* Ten hex digits that only who holds the file can make again. */
static const char *
alias_of(struct jam_arena *arena, const char *uid)
{
	struct jam_hasher hasher;
	struct jam_hash hash;
	char hex[11];

	jam_hash_begin(&hasher);
	jam_hash_add(&hasher, "jam alias\n", 10);
	jam_hash_add(&hasher, uid, strlen(uid));
	jam_hash_end(&hasher, &hash);
	jam_hex_write(hex, hash.bytes, 5);
	return jam_format(arena, "judge-%s", hex);
}

static bool
collect(void *with, const struct jam_rating_line *line, struct jam_error *err)
{
	struct collecting *c = with;
	struct jam_arena *arena = c->run->arena;
	const struct jam_event *event = c->run->event;
	const char *judge, *project, *comment = NULL;

	(void)err;
	if (!c->private && !line->counted)
		return true;
	judge = c->private ? jam_strdup(arena, line->judge)
			   : alias_of(arena, line->judge_uid);
	project = jam_strdup(arena, line->project);
	if (c->private && line->rating.comment != NULL)
		comment = jam_strdup(arena, line->rating.comment);
	for (size_t i = 0; i < event->criteria_len; i++) {
		struct jam_buf score;

		if (line->rating.scores[i] == JAM_NONE)
			continue;
		jam_buf_init(&score, arena);
		jam_decimal_write(&score, line->rating.scores[i],
				  event->judging.decimals);
		c->rows = jam_grow(arena, c->rows, &c->capacity, c->count + 1,
				   sizeof(*c->rows));
		c->rows[c->count++] = (struct rating_row){
			judge,
			project,
			event->criteria[i].key,
			jam_buf_string(&score),
			comment,
			line->rating.rated_at,
		};
	}
	return true;
}

/* A judge's rows stay together, each rating in the order of the criteria. */
static int
by_judge(const void *a, const void *b)
{
	const struct rating_row *const *x = a, *const *y = b;
	int order = strcmp((*x)->judge, (*y)->judge);

	return order != 0 ? order : (*x > *y) - (*x < *y);
}

bool
jam_dump_ratings(const struct jam_run *run, bool private, struct jam_out *out,
		 struct jam_error *err)
{
	struct collecting c = { .run = run, .private = private };
	const struct rating_row **order;

	if (!jam_store_each_rating(run->store, run->event, collect, &c, err))
		return false;
	order = jam_alloc_array(run->arena, c.count, sizeof(*order));
	for (size_t i = 0; i < c.count; i++)
		order[i] = &c.rows[i];
	if (c.count > 0)
		qsort(order, c.count, sizeof(*order), by_judge);
	jam_out_begin(out, "ratings", run->event->slug,
		      private ? private_columns : public_columns);
	if (!private)
		jam_out_member(
		    out, "note",
		    "\"names are random, but who knows which "
		    "projects a judge was given can find the rows\"");
	for (size_t i = 0; i < c.count; i++)
		if (!jam_out_row(out, order[i], err))
			return false;
	return true;
}
