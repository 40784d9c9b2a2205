/* SPDX-License-Identifier: MIT */
/* Rows kept until a later one of the same key comes. */
#include "core/import/hold.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/import/table.h"
#include "core/model/event.h"
#include "core/model/registration.h"

/* Bytes of rows that were held, from which on the old ones are dropped. */
#define HELD_MAX ((size_t)8 << 20)

/* A row as it is handed on and, where bad rows are kept, as it stood. */
struct held {
	void *now;
	struct jam_row row;
};

static struct jam_fold *
find(const struct jam_import *import, const struct jam_row_kind *kind,
     const struct jam_row *row)
{
	struct jam_fold *fold;
	const char *key;

	if (import->folds.doubles == 0)
		return NULL;
	key = kind->key(import, row);
	fold = key == NULL ? NULL : jam_folds_find(&import->folds, key);
	return fold != NULL && fold->rows > 1 ? fold : NULL;
}

static const char *
copy(struct jam_arena *arena, const char *text)
{
	return text == NULL ? NULL : jam_strdup(arena, text);
}

static const char **
copy_all(struct jam_arena *arena, const char *const *texts, size_t count)
{
	const char **made = jam_alloc_array(arena, count, sizeof *made);

	for (size_t i = 0; i < count; i++)
		made[i] = copy(arena, texts[i]);
	return made;
}

static struct held *
hold(const struct jam_import *import, const struct jam_row_kind *kind,
     const struct jam_row *row, const void *now)
{
	struct jam_arena *arena = import->held;
	struct held *held = jam_alloc(arena, sizeof *held);

	held->now = kind->hold(import->request.event, arena, now);
	held->row = *row;
	if (import->sink->reject != NULL)
		held->row.cells = copy_all(arena, row->cells, row->count);
	return held;
}

/*
 * Rows that were held for a while stay in the arena: when it is large, and
 * twice what was in use, those that are held still move to another.
 */
static void
drop_old(struct jam_import *import, const struct jam_row_kind *kind)
{
	struct jam_arena *old = import->held;

	if (jam_arena_size(old) <= HELD_MAX ||
	    jam_arena_size(old) <= 2 * import->held_live)
		return;
	import->held = jam_arena_beside(old);
	for (size_t i = 0; i < import->folds.count; i++) {
		struct jam_fold *fold = jam_folds_at(&import->folds, i);
		const struct held *held = fold->held;

		if (held != NULL)
			fold->held = hold(import, kind, &held->row, held->now);
	}
	jam_arena_free(old);
	import->held_live = jam_arena_size(import->held);
}

static void
count_folded(struct jam_import *import)
{
	import->counts->skipped++;
	jam_import_skip(import, "folded into a later row");
}

/* The row before the last one, which cannot be taken; it may be bad too. */
static bool
hand_on_held(struct jam_import *import, const struct jam_row_kind *kind,
	     const struct held *held, struct jam_error *err)
{
	struct jam_error why = { .code = JAM_OK };

	if (kind->hand_on(import, held->now, &why))
		return true;
	import->counts->skipped++;
	if (jam_import_refuse(import, held->row.line, &held->row, 1, &why))
		return true;
	*err = why;
	return false;
}

/* Typeform keeps forms that were begun and left. */
static bool
is_complete(const struct jam_row *row)
{
	const struct jam_bind *from = &row->headers->fields[JAM_F_COMPLETE];
	const char *cell;

	if (from->count == 0)
		return true;
	cell = jam_row_cell(row, from->columns[0]);
	return *cell == '\0' || strcmp(cell, "completed") == 0;
}

static enum jam_taken
read_row(struct jam_import *import, const struct jam_row_kind *kind,
	 const struct jam_row *row, void *now, struct jam_error *err)
{
	if (row->count > import->headers.count && !jam_row_fits(row, err))
		return JAM_BAD_ROW;
	if (!is_complete(row))
		return jam_import_skip(import, "not completed");
	return kind->read(import, row, now, err);
}

enum jam_taken
jam_hold_take(struct jam_import *import, const struct jam_row_kind *kind,
	      const struct jam_row *row, struct jam_error *err)
{
	struct jam_fold *fold = find(import, kind, row);
	const struct held *before = fold == NULL ? NULL : fold->held;
	bool last = jam_fold_is_last(fold, row->line);
	void *now = jam_alloc(row->arena, kind->size);
	enum jam_taken taken = read_row(import, kind, row, now, err);

	if (taken == JAM_TAKEN && before != NULL &&
	    !kind->fold(import, row, before->now, now, err))
		taken = JAM_BAD_ROW;
	if (taken == JAM_TAKEN && last && !kind->hand_on(import, now, err))
		taken = JAM_BAD_ROW;
	if (taken == JAM_TAKEN) {
		if (before != NULL)
			count_folded(import);
		if (fold != NULL)
			fold->held = last ? NULL : hold(import, kind, row, now);
		drop_old(import, kind);
		return JAM_TAKEN;
	}
	if (last && before != NULL &&
	    (taken == JAM_PASSED || err->code == JAM_E_DATA ||
	     err->code == JAM_E_RULE) &&
	    !hand_on_held(import, kind, before, err))
		taken = JAM_BAD_ROW;
	if (last && fold != NULL)
		fold->held = NULL;
	return taken;
}

static const struct jam_answer *
copy_answers(struct jam_arena *arena, const struct jam_answer *answers,
	     size_t count)
{
	struct jam_answer *made = jam_alloc_array(arena, count, sizeof *made);

	for (size_t i = 0; i < count; i++)
		made[i] =
		    (struct jam_answer){ answers[i].source, answers[i].header,
					 jam_strdup(arena, answers[i].value) };
	return made;
}

void *
jam_hold_registration(const struct jam_event *event, struct jam_arena *arena,
		      const void *now)
{
	const struct jam_registration_row *row = now;
	struct jam_registration_row *held = jam_alloc(arena, sizeof *held);

	(void)event;
	*held = *row;
	held->email = copy(arena, row->email);
	held->email_key = copy(arena, row->email_key);
	held->name = copy(arena, row->name);
	held->site = copy(arena, row->site);
	held->team = copy(arena, row->team);
	held->role = copy(arena, row->role);
	held->source_id = copy(arena, row->source_id);
	held->answers = copy_answers(arena, row->answers, row->answers_len);
	return held;
}

void *
jam_hold_judge(const struct jam_event *event, struct jam_arena *arena,
	       const void *now)
{
	const struct jam_judge_row *row = now;
	struct jam_judge_row *held = jam_alloc(arena, sizeof *held);

	(void)event;
	*held = *row;
	held->email = copy(arena, row->email);
	held->email_key = copy(arena, row->email_key);
	held->name = copy(arena, row->name);
	held->affiliation = copy(arena, row->affiliation);
	held->expertise = copy(arena, row->expertise);
	held->site = copy(arena, row->site);
	held->conflicts = copy_all(arena, row->conflicts, row->conflicts_len);
	held->answers = copy_answers(arena, row->answers, row->answers_len);
	return held;
}

struct jam_answer *
jam_hold_under(const struct jam_row *row, const struct jam_answer *before,
	       size_t before_len, const struct jam_answer *now, size_t *now_len)
{
	size_t left = *now_len;
	struct jam_answer *all =
	    jam_alloc_array(row->arena, before_len + left, sizeof *all);

	*now_len = 0;
	for (size_t i = 0; i < row->headers->count; i++) {
		const char *label = row->headers->columns[i].label;
		const struct jam_answer *one = NULL;

		if (before_len > 0 && before->header == label) {
			one = before++;
			before_len--;
		}
		if (left > 0 && now->header == label) {
			one = now++;
			left--;
		}
		if (one != NULL)
			all[(*now_len)++] = *one;
	}
	return all;
}

static const struct jam_member *
copy_members(struct jam_arena *arena, const struct jam_project_row *row)
{
	struct jam_member *made =
	    jam_alloc_array(arena, row->members_len, sizeof *made);

	for (size_t i = 0; i < row->members_len; i++) {
		made[i].email = copy(arena, row->members[i].email);
		made[i].email_key = copy(arena, row->members[i].email_key);
		made[i].name = copy(arena, row->members[i].name);
		made[i].source_id = copy(arena, row->members[i].source_id);
	}
	return made;
}

void *
jam_hold_project(const struct jam_event *event, struct jam_arena *arena,
		 const void *now)
{
	const struct jam_project_row *row = now;
	struct jam_project_row *held = jam_alloc(arena, sizeof *held);

	(void)event;
	*held = *row;
	held->title = copy(arena, row->title);
	held->team = copy(arena, row->team);
	held->site = copy(arena, row->site);
	held->url = copy(arena, row->url);
	held->abstract = copy(arena, row->abstract);
	held->idea = copy(arena, row->idea);
	held->source_id = copy(arena, row->source_id);
	held->members = copy_members(arena, row);
	held->answers = copy_answers(arena, row->answers, row->answers_len);
	return held;
}

void *
jam_hold_rating(const struct jam_event *event, struct jam_arena *arena,
		const void *now)
{
	const struct jam_rating_row *row = now;
	struct jam_rating_row *held = jam_alloc(arena, sizeof *held);

	*held = *row;
	held->judge = copy(arena, row->judge);
	held->project = copy(arena, row->project);
	held->comment = copy(arena, row->comment);
	held->scores = jam_copy(arena, row->scores, event->criteria_len,
				sizeof *held->scores);
	return held;
}

void *
jam_hold_survey(const struct jam_event *event, struct jam_arena *arena,
		const void *now)
{
	const struct jam_survey_row *row = now;
	struct jam_survey_row *held = jam_alloc(arena, sizeof *held);

	*held = *row;
	held->row_key = copy(arena, row->row_key);
	held->email = copy(arena, row->email);
	held->email_key = copy(arena, row->email_key);
	held->values = copy_all(arena, row->values, event->survey_len);
	return held;
}

void *
jam_hold_outcome(const struct jam_event *event, struct jam_arena *arena,
		 const void *now)
{
	const struct jam_outcome_row *row = now;
	struct jam_outcome_row *held = jam_alloc(arena, sizeof *held);

	(void)event;
	*held = *row;
	held->wave = copy(arena, row->wave);
	held->email = copy(arena, row->email);
	held->email_key = copy(arena, row->email_key);
	held->project = copy(arena, row->project);
	held->kind = copy(arena, row->kind);
	held->detail = copy(arena, row->detail);
	held->quote = copy(arena, row->quote);
	return held;
}
