/* SPDX-License-Identifier: MIT */
/* Rows of registrations and of judges. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/hold.h"
#include "core/import/sources.h"
#include "core/import/table.h"
#include "core/model/columns.h"
#include "core/model/registration.h"

/* A person is known by the address; a bad one is found when it is taken. */
static const char *
person_key(const struct jam_import *import, const struct jam_row *row)
{
	struct jam_error ignored = { .code = JAM_OK };
	const char *email, *key;

	(void)import;
	return jam_row_email(row, &email, &key, &ignored) ? key : NULL;
}

/* jam's own words of a status, or the tool's; *skip: pass the row over. */
static bool
read_status(const struct jam_row *row, int64_t *status, const char **skip,
	    struct jam_error *err)
{
	const struct jam_tool *tool = row->headers->tool;
	const char *text, *folded;

	*status = JAM_NONE;
	*skip = NULL;
	if (!jam_row_line(row, JAM_F_STATUS, &text, err))
		return false;
	if (text == NULL)
		return true;
	for (int i = 0; jam_status_words[i] != NULL; i++)
		if (strcmp(jam_status_words[i], text) == 0)
			*status = i;
	if (*status != JAM_NONE)
		return true;
	folded = jam_header_fold(row->arena, text);
	for (int i = 0; jam_status_words[i] != NULL; i++)
		if (strcmp(jam_status_words[i], folded) == 0)
			*status = i;
	for (int i = 0; tool != NULL && tool->statuses[i].word != NULL; i++)
		if (strcmp(tool->statuses[i].word, folded) == 0) {
			*status = tool->statuses[i].status;
			*skip = *status < 0 ? text : NULL;
		}
	if (*status != JAM_NONE)
		return true;
	jam_fail(err, JAM_E_DATA,
		 "\"%.100s\" is none of going, cancelled, waitlist, declined",
		 text);
	return jam_error_field(err, "status");
}

/* Eventbrite: one row may stand for several seats. */
static void
note_quantity(const struct jam_import *import, const struct jam_row *row)
{
	const struct jam_bind *from = &row->headers->fields[JAM_F_QUANTITY];
	const char *cell;

	if (from->count == 0)
		return;
	cell = jam_row_cell(row, from->columns[0]);
	if (*cell != '\0' && strcmp(cell, "1") != 0 && strcmp(cell, "0") != 0)
		jam_import_note(import, row->line,
				"%.20s seats, but one person is known", cell);
}

static bool
read_registration(const struct jam_row *row, struct jam_registration_row *out,
		  const char **skip, struct jam_error *err)
{
	return jam_row_email(row, &out->email, &out->email_key, err) &&
	       read_status(row, &out->status, skip, err) &&
	       jam_row_name(row, &out->name, err) &&
	       jam_row_site(row, &out->site, err) &&
	       jam_row_line(row, JAM_F_TEAM, &out->team, err) &&
	       jam_row_line(row, JAM_F_ROLE, &out->role, err) &&
	       jam_row_line(row, JAM_F_ID, &out->source_id, err) &&
	       jam_row_time(row, JAM_F_REGISTERED_AT, &out->registered_at,
			    err) &&
	       jam_row_answers(row, &out->answers, &out->answers_len, err);
}

/* An earlier row of the same person, with what the later ones do not say. */
static bool
fold_registration(const struct jam_import *import, const struct jam_row *row,
		  const void *held, void *next, struct jam_error *err)
{
	const struct jam_registration_row *before = held;
	struct jam_registration_row *now = next;
	const char *was, *is;

	(void)err;
	jam_import_fold_text(import, "name", before->name, before->line,
			     &now->name, now->line);
	if (now->site == NULL)
		now->site = before->site;
	jam_import_fold_text(import, "site", before->site, before->line,
			     &now->site, now->line);
	jam_import_fold_text(import, "team", before->team, before->line,
			     &now->team, now->line);
	jam_import_fold_text(import, "role", before->role, before->line,
			     &now->role, now->line);
	if (now->source_id == NULL)
		now->source_id = before->source_id;
	if (now->registered_at == JAM_NONE)
		now->registered_at = before->registered_at;
	if (now->status == JAM_NONE)
		now->status = before->status;
	now->answers = jam_hold_under(row, before->answers, before->answers_len,
				      now->answers, &now->answers_len);
	if (before->status == JAM_NONE)
		return true;
	was = jam_status_words[before->status];
	is = jam_status_words[now->status];
	jam_import_fold_text(import, "status", was, before->line, &is,
			     now->line);
	return true;
}

static enum jam_taken
take_registration(struct jam_import *import, const struct jam_row *row,
		  void *out, struct jam_error *err)
{
	struct jam_registration_row *now = out;
	const char *skip;

	*now = (struct jam_registration_row){ .source = row->headers->source,
					      .line = row->line };
	if (!read_registration(row, now, &skip, err))
		return JAM_BAD_ROW;
	if (skip != NULL && !jam_row_takes(row, skip))
		return jam_import_skip(import, skip);
	if (skip != NULL)
		now->status = JAM_NONE;
	note_quantity(import, row);
	return JAM_TAKEN;
}

static bool
hand_on_registration(struct jam_import *import, const void *now,
		     struct jam_error *err)
{
	return import->sink->registration(import->sink->context, now, err);
}

static bool
read_judge(const struct jam_row *row, struct jam_judge_row *out,
	   struct jam_error *err)
{
	*out = (struct jam_judge_row){ .line = row->line };
	return jam_row_email(row, &out->email, &out->email_key, err) &&
	       jam_row_name(row, &out->name, err) &&
	       jam_row_line(row, JAM_F_AFFILIATION, &out->affiliation, err) &&
	       jam_row_long(row, JAM_F_EXPERTISE, JAM_PROSE_MAX,
			    &out->expertise, err) &&
	       jam_row_site(row, &out->site, err) &&
	       jam_row_bool(row, JAM_F_PUBLIC, &out->is_public, err) &&
	       jam_row_list(row, JAM_F_CONFLICTS, &out->conflicts,
			    &out->conflicts_len, err) &&
	       jam_row_answers(row, &out->answers, &out->answers_len, err);
}

/* An earlier row of the same judge, with what the later ones do not say. */
static bool
fold_judge(const struct jam_import *import, const struct jam_row *row,
	   const void *held, void *next, struct jam_error *err)
{
	static const char *const words[] = { "no", "yes" };
	const struct jam_judge_row *before = held;
	struct jam_judge_row *now = next;
	size_t was = before->line, is = now->line;
	const char *shown;

	(void)err;
	jam_import_fold_text(import, "name", before->name, was, &now->name, is);
	jam_import_fold_text(import, "affiliation", before->affiliation, was,
			     &now->affiliation, is);
	jam_import_fold_text(import, "expertise", before->expertise, was,
			     &now->expertise, is);
	jam_import_fold_text(import, "site", before->site, was, &now->site, is);
	if (now->is_public == JAM_NONE)
		now->is_public = before->is_public;
	if (before->is_public != JAM_NONE) {
		shown = words[now->is_public];
		jam_import_fold_text(import, "public", words[before->is_public],
				     was, &shown, is);
	}
	if (now->conflicts_len == 0) {
		now->conflicts = before->conflicts;
		now->conflicts_len = before->conflicts_len;
	}
	now->answers = jam_hold_under(row, before->answers, before->answers_len,
				      now->answers, &now->answers_len);
	return true;
}

static enum jam_taken
take_judge(struct jam_import *import, const struct jam_row *row, void *now,
	   struct jam_error *err)
{
	(void)import;
	return read_judge(row, now, err) ? JAM_TAKEN : JAM_BAD_ROW;
}

static bool
hand_on_judge(struct jam_import *import, const void *now, struct jam_error *err)
{
	return import->sink->judge(import->sink->context, now, err);
}

const struct jam_row_kind jam_row_registrations = {
	.time = JAM_F_REGISTERED_AT,
	.size = sizeof(struct jam_registration_row),
	.key = person_key,
	.read = take_registration,
	.fold = fold_registration,
	.hold = jam_hold_registration,
	.hand_on = hand_on_registration,
};

const struct jam_row_kind jam_row_judges = {
	.time = JAM_F_REGISTERED_AT,
	.size = sizeof(struct jam_judge_row),
	.key = person_key,
	.read = take_judge,
	.fold = fold_judge,
	.hold = jam_hold_judge,
	.hand_on = hand_on_judge,
};
