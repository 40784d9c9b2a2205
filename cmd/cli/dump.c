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
fill_line(const struct jam_run *run, const struct jam_page_results *r,
	  const struct jam_page_project *p, struct jam_score_line *line)
{
	size_t n = r->criteria_len;
	struct jam_score_cell *cells =
	    jam_alloc_array(run->arena, n, sizeof(*cells));

	for (size_t c = 0; c < n; c++) {
		cells[c] = (struct jam_score_cell){
			.id = r->criteria[c].key,
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
	JAM_COLUMN(struct jam_page_results, withdrawn, INT),
	JAM_COLUMN(struct jam_page_results, withdrawn_at, TIME),
	JAM_COLUMN(struct jam_page_results, recorded, INT),
	JAM_COLUMN(struct jam_page_results, later, INT),
	JAM_COLUMN(struct jam_page_results, changed, INT),
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
		fill_line(run, pages->results, order[i], &line);
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

/* Under which name a judge's ratings stand. */
struct named {
	const char *name;
	int64_t judge;
};

static int
by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order != 0 ? order
			  : (x->judge > y->judge) - (x->judge < y->judge);
}

static bool
get_named(const struct jam_run *run, bool private, struct named **named,
	  size_t *count, struct jam_error *err)
{
	struct jam_rater *raters;

	if (!jam_store_get_raters(run->store, run->event, run->arena, &raters,
				  count, err))
		return false;
	*named = jam_alloc_array(run->arena, *count, sizeof(**named));
	for (size_t i = 0; i < *count; i++)
		(*named)[i] = (struct named){
			private ? raters[i].name
				: alias_of(run->arena, raters[i].uid),
			raters[i].judge,
		};
	if (*count > 0)
		qsort(*named, *count, sizeof(**named), by_name);
	return true;
}

/* The ratings of one judge on their way out. */
struct dumping {
	const struct jam_run *run;
	bool private;
	const char *judge;
	struct jam_out *out;
	struct jam_arena *texts; /* of a row: tables keep theirs in the run's */
};

/* A row a criterion. */
static bool
dump(void *with, const struct jam_rating_line *line, struct jam_error *err)
{
	const struct dumping *d = with;
	const struct jam_event *event = d->run->event;
	struct rating_row row = { .judge = d->judge,
				  .project = line->project,
				  .comment = line->rating.comment,
				  .rated_at = line->rating.rated_at };

	if (!d->private && !line->counted)
		return true;
	for (size_t i = 0; i < event->criteria_len; i++) {
		struct jam_mark mark = jam_arena_mark(d->texts);
		struct jam_buf score;

		if (line->rating.scores[i] == JAM_NONE)
			continue;
		jam_buf_init(&score, d->texts);
		jam_decimal_write(&score, line->rating.scores[i],
				  event->judging.decimals);
		row.criterion = event->criteria[i].key;
		row.score = jam_buf_string(&score);
		if (!jam_out_row(d->out, &row, err))
			return false;
		jam_arena_reset(d->texts, mark);
	}
	return true;
}

bool
jam_dump_ratings(const struct jam_run *run, bool private, struct jam_out *out,
		 struct jam_error *err)
{
	struct dumping d = { run, private, NULL, out, NULL };
	struct named *named;
	size_t count;
	bool done = true;

	if (!get_named(run, private, &named, &count, err))
		return false;
	jam_out_begin(out, "ratings", run->event->slug,
		      private ? private_columns : public_columns);
	if (!private)
		jam_out_member(
		    out, "note",
		    "\"names are random, but who knows which "
		    "projects a judge was given can find the rows\"");
	d.texts = jam_arena_beside(run->arena);
	for (size_t i = 0; done && i < count; i++) {
		d.judge = named[i].name;
		done = jam_store_each_rating_of(run->store, run->event,
						named[i].judge, dump, &d, err);
	}
	jam_arena_free(d.texts);
	return done;
}
