/* SPDX-License-Identifier: MIT */
/*
 * Rows of ratings: wide, a column a criterion, or long, a row a score.  Long
 * ones are gathered, since a rating's scores may stand anywhere in the file.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/import/hold.h"
#include "core/import/table.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/model/registration.h"

/* Ratings of a long file in order of appearance. */
struct gathered {
	struct jam_rating_row *rows;
	size_t count, room;
	struct jam_folds keys; /* `rows` of a fold is not used: see find */
	size_t *lines;	       /* of the scores: criteria_len for each rating */
	size_t lines_room;
};

static bool
is_long(const struct jam_headers *headers)
{
	return headers->fields[JAM_F_CRITERION].count > 0;
}

static bool
needed(const struct jam_row *row, enum jam_field field, const char **text,
       struct jam_error *err)
{
	if (!jam_row_line(row, field, text, err))
		return false;
	if (*text != NULL)
		return true;
	jam_fail(err, JAM_E_DATA, "there is no %s", jam_fields[field].name);
	return jam_error_field(err, jam_fields[field].name);
}

static const char *
pair_key(struct jam_arena *arena, const char *judge, const char *project)
{
	return jam_format(arena, "%s\x1f%s", jam_utf8_fold(arena, judge),
			  jam_utf8_fold(arena, project));
}

/* Wide rows of one judge and one project are one rating, the last wins. */
static const char *
rating_key(const struct jam_import *import, const struct jam_row *row)
{
	struct jam_error ignored = { .code = JAM_OK };
	const char *judge, *project;

	(void)import;
	if (is_long(row->headers) ||
	    !needed(row, JAM_F_JUDGE, &judge, &ignored) ||
	    !needed(row, JAM_F_PROJECT, &project, &ignored))
		return NULL;
	return pair_key(row->arena, judge, project);
}

static bool
read_score(const struct jam_row *row, const struct jam_criterion *criterion,
	   const char *text, int64_t *score, struct jam_error *err)
{
	const char *decimal;

	if (!jam_number_read(text, row->arena, &decimal, err))
		return jam_error_field(err, criterion->key);
	return jam_score_read(row->event, criterion, decimal, row->arena, score,
			      err);
}

static bool
read_common(const struct jam_row *row, struct jam_rating_row *out,
	    struct jam_error *err)
{
	*out = (struct jam_rating_row){ .line = row->line };
	return needed(row, JAM_F_JUDGE, &out->judge, err) &&
	       needed(row, JAM_F_PROJECT, &out->project, err) &&
	       jam_row_long(row, JAM_F_COMMENT, JAM_PROSE_MAX, &out->comment,
			    err) &&
	       jam_row_time(row, JAM_F_RATED_AT, &out->rated_at, err);
}

static int64_t *
no_scores(struct jam_arena *arena, const struct jam_event *event)
{
	int64_t *scores =
	    jam_alloc_array(arena, event->criteria_len, sizeof *scores);

	for (size_t i = 0; i < event->criteria_len; i++)
		scores[i] = JAM_NONE;
	return scores;
}

static bool
read_wide(const struct jam_row *row, int64_t *scores, struct jam_error *err)
{
	const struct jam_headers *headers = row->headers;

	for (size_t i = 0; i < headers->count; i++) {
		const struct jam_criterion *criterion;
		const char *cell = jam_row_cell(row, i);
		int64_t score = JAM_NONE, *slot;

		if (headers->columns[i].role != JAM_AS_CRITERION ||
		    *cell == '\0')
			continue;
		slot = &scores[headers->columns[i].index];
		criterion = &row->event->criteria[headers->columns[i].index];
		if (!read_score(row, criterion, cell, &score, err))
			return false;
		if (*slot != JAM_NONE && *slot != score)
			return jam_row_differs(row, i, criterion->key, err);
		*slot = score;
	}
	return true;
}

static struct gathered *
gathered_of(struct jam_import *import)
{
	struct gathered *all = import->gathered;

	if (all == NULL) {
		all = import->gathered =
		    jam_alloc(import->request.arena, sizeof *all);
		jam_folds_init(&all->keys, import->request.arena);
	}
	return all;
}

/*
 * The rating of a judge and a project, made where there is none.  Its index
 * is the `last` of its key.
 */
static size_t
find(struct jam_import *import, const struct jam_rating_row *now)
{
	struct jam_arena *arena = import->request.arena;
	struct gathered *all = gathered_of(import);
	const char *key =
	    pair_key(import->request.scratch, now->judge, now->project);
	const struct jam_fold *fold = jam_folds_find(&all->keys, key);
	struct jam_rating_row *made;

	if (fold != NULL)
		return fold->last;
	jam_folds_add(&all->keys, key, all->count);
	all->rows = jam_grow(arena, all->rows, &all->room, all->count + 1,
			     sizeof *all->rows);
	made = &all->rows[all->count];
	*made =
	    (struct jam_rating_row){ .judge = jam_strdup(arena, now->judge),
				     .project = jam_strdup(arena, now->project),
				     .scores = no_scores(arena,
							 import->request.event),
				     .rated_at = JAM_NONE,
				     .line = now->line };
	return all->count++;
}

static const struct jam_criterion *
read_criterion(const struct jam_row *row, struct jam_error *err)
{
	const struct jam_event *event = row->event;
	const char *text, *folded;

	if (!needed(row, JAM_F_CRITERION, &text, err))
		return NULL;
	folded = jam_header_fold(row->arena, text);
	for (size_t i = 0; i < event->criteria_len; i++) {
		const struct jam_criterion *c = &event->criteria[i];

		if (strcmp(c->key, text) == 0 ||
		    strcmp(jam_header_fold(row->arena, c->key), folded) == 0 ||
		    strcmp(jam_header_fold(row->arena, c->title), folded) == 0)
			return c;
	}
	jam_fail(err, JAM_E_DATA, "\"%.100s\" is no criterion of this event",
		 text);
	jam_error_field(err, "criterion");
	return NULL;
}

static bool
read_long(const struct jam_row *row, int64_t *scores, struct jam_error *err)
{
	const struct jam_criterion *criterion = read_criterion(row, err);
	const char *text;

	return criterion != NULL && needed(row, JAM_F_SCORE, &text, err) &&
	       read_score(row, criterion, text,
			  &scores[criterion - row->event->criteria], err);
}

static enum jam_taken
read_rating(struct jam_import *import, const struct jam_row *row, void *out,
	    struct jam_error *err)
{
	struct jam_rating_row *now = out;

	(void)import;
	if (!read_common(row, now, err))
		return JAM_BAD_ROW;
	now->scores = no_scores(row->arena, row->event);
	return (is_long(row->headers) ? read_long(row, now->scores, err)
				      : read_wide(row, now->scores, err))
		   ? JAM_TAKEN
		   : JAM_BAD_ROW;
}

static bool
fold_rating(const struct jam_import *import, const struct jam_row *row,
	    const void *before, void *now, struct jam_error *err)
{
	(void)now;
	(void)err;
	jam_import_note_over(import, row->line,
			     ((const struct jam_rating_row *)before)->line,
			     "the same judge and project");
	return true;
}

/* A second score of one kind: the later wins, and both lines are named. */
static void
keep_score(struct jam_import *import, size_t rating, size_t criterion,
	   const struct jam_rating_row *now)
{
	const struct jam_event *event = import->request.event;
	struct gathered *all = import->gathered;
	size_t width = event->criteria_len;
	int64_t *slot = &all->rows[rating].scores[criterion];
	size_t *line;

	all->lines =
	    jam_grow(import->request.arena, all->lines, &all->lines_room,
		     all->count * width, sizeof *all->lines);
	line = &all->lines[rating * width + criterion];
	if (*slot != JAM_NONE && *slot != now->scores[criterion])
		jam_import_note_over(import, now->line, *line,
				     "another score for %s",
				     event->criteria[criterion].key);
	*slot = now->scores[criterion];
	*line = now->line;
}

/* A long file's row: the one score that it has. */
static void
gather(struct jam_import *import, const struct jam_rating_row *now)
{
	size_t rating = find(import, now), criterion = 0;
	struct jam_rating_row *kept = &gathered_of(import)->rows[rating];

	/* A long file's rows are counted as the ratings that they make. */
	if (kept->line != now->line)
		import->counts->rows--;
	while (now->scores[criterion] == JAM_NONE)
		criterion++;
	keep_score(import, rating, criterion, now);
	if (now->comment != NULL &&
	    (kept->comment == NULL || strcmp(kept->comment, now->comment) != 0))
		kept->comment = jam_strdup(import->request.arena, now->comment);
	if (now->rated_at != JAM_NONE)
		kept->rated_at = now->rated_at;
}

static bool
hand_on_rating(struct jam_import *import, const void *now,
	       struct jam_error *err)
{
	const struct jam_rating_row *rating = now;

	if (is_long(&import->headers)) {
		gather(import, rating);
		return true;
	}
	return jam_scores_complete(import->request.event, rating->scores,
				   err) &&
	       import->sink->rating(import->sink->context, rating, err);
}

static void
fill(const struct jam_headers *headers, const char **cells,
     enum jam_field field, const char *text)
{
	const struct jam_bind *to = &headers->fields[field];

	if (to->count > 0 && text != NULL)
		cells[to->columns[0]] = text;
}

/* A rating as rows of a long file, a row a score; how many. */
static size_t
unfold(const struct jam_import *import, const struct jam_rating_row *rating,
       struct jam_row *rows)
{
	const struct jam_headers *headers = &import->headers;
	const struct jam_event *event = import->request.event;
	struct jam_arena *arena = import->request.scratch;
	size_t count = 0;

	for (size_t i = 0; i < event->criteria_len; i++) {
		const char **cells;
		struct jam_buf score;

		if (rating->scores[i] == JAM_NONE)
			continue;
		jam_buf_init(&score, arena);
		jam_decimal_write(&score, rating->scores[i],
				  event->judging.decimals);
		cells = jam_alloc_array(arena, headers->count, sizeof *cells);
		for (size_t k = 0; k < headers->count; k++)
			cells[k] = "";
		fill(headers, cells, JAM_F_JUDGE, rating->judge);
		fill(headers, cells, JAM_F_PROJECT, rating->project);
		fill(headers, cells, JAM_F_CRITERION, event->criteria[i].key);
		fill(headers, cells, JAM_F_SCORE, jam_buf_string(&score));
		fill(headers, cells, JAM_F_COMMENT, rating->comment);
		if (rating->rated_at != JAM_NONE)
			fill(headers, cells, JAM_F_RATED_AT,
			     jam_time_write(arena, rating->rated_at));
		rows[count] = (struct jam_row){ .headers = headers,
						.cells = cells,
						.count = headers->count,
						.line = rating->line };
		count++;
	}
	return count;
}

static bool
refuse(struct jam_import *import, const struct jam_rating_row *rating,
       struct jam_error *err)
{
	struct jam_row *rows =
	    jam_alloc_array(import->request.scratch,
			    import->request.event->criteria_len, sizeof *rows);

	import->counts->skipped++;
	return jam_import_refuse(import, rating->line, rows,
				 unfold(import, rating, rows), err);
}

/* Hand on what a long file's rows add up to. */
static bool
finish(struct jam_import *import, struct jam_error *err)
{
	struct gathered *all = import->gathered;
	struct jam_arena *scratch = import->request.scratch;
	struct jam_mark mark = jam_arena_mark(scratch);

	for (size_t i = 0; all != NULL && i < all->count; i++) {
		const struct jam_rating_row *row = &all->rows[i];
		bool done =
		    jam_scores_complete(import->request.event, row->scores,
					err) &&
		    import->sink->rating(import->sink->context, row, err);

		if (!done && !refuse(import, row, err))
			return false;
		jam_arena_reset(scratch, mark);
	}
	return true;
}

const struct jam_row_kind jam_row_ratings = {
	.time = JAM_F_RATED_AT,
	.size = sizeof(struct jam_rating_row),
	.key = rating_key,
	.read = read_rating,
	.fold = fold_rating,
	.hold = jam_hold_rating,
	.hand_on = hand_on_rating,
	.finish = finish,
};
