/* SPDX-License-Identifier: MIT */
/* Rows of outcomes: what came of an event, in waves. */
#include "core/base/arena.h"
#include "core/import/hold.h"
#include "core/import/table.h"
#include "core/model/registration.h"

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

/* Of whom or of what: a person, a project, or both. */
static bool
read_subject(const struct jam_row *row, struct jam_outcome_row *out,
	     struct jam_error *err)
{
	const char *text;

	if (!jam_row_text(row, JAM_F_EMAIL, &text, err) ||
	    (text != NULL &&
	     !jam_row_email(row, &out->email, &out->email_key, err)) ||
	    !jam_row_line(row, JAM_F_PROJECT, &out->project, err))
		return false;
	if (out->email != NULL || out->project != NULL)
		return true;
	jam_fail(err, JAM_E_DATA,
		 "there is neither an e-mail address nor a "
		 "project");
	return jam_error_field(err, "email");
}

static bool
read_outcome(const struct jam_row *row, struct jam_outcome_row *out,
	     struct jam_error *err)
{
	*out = (struct jam_outcome_row){ .line = row->line };
	return needed(row, JAM_F_WAVE, &out->wave, err) &&
	       needed(row, JAM_F_KIND, &out->kind, err) &&
	       read_subject(row, out, err) &&
	       jam_row_line(row, JAM_F_DETAIL, &out->detail, err) &&
	       jam_row_long(row, JAM_F_QUOTE, JAM_PROSE_MAX, &out->quote,
			    err) &&
	       jam_row_bool(row, JAM_F_CONSENT, &out->consent, err) &&
	       jam_row_time(row, JAM_F_AT, &out->at, err);
}

static const char *
or_empty(const char *text)
{
	return text != NULL ? text : "";
}

/* What the store knows it by: the last of equal rows wins. */
static const char *
outcome_key(const struct jam_import *import, const struct jam_row *row)
{
	struct jam_error ignored = { .code = JAM_OK };
	struct jam_outcome_row out = { .line = row->line };

	(void)import;
	if (!needed(row, JAM_F_WAVE, &out.wave, &ignored) ||
	    !needed(row, JAM_F_KIND, &out.kind, &ignored) ||
	    !read_subject(row, &out, &ignored) ||
	    !jam_row_line(row, JAM_F_DETAIL, &out.detail, &ignored))
		return NULL;
	return jam_format(row->arena, "%s\x1f%s\x1f%s\x1f%s\x1f%s", out.wave,
			  out.kind, or_empty(out.email_key),
			  or_empty(out.project), or_empty(out.detail));
}

static enum jam_taken
take_outcome(struct jam_import *import, const struct jam_row *row, void *now,
	     struct jam_error *err)
{
	(void)import;
	return read_outcome(row, now, err) ? JAM_TAKEN : JAM_BAD_ROW;
}

static bool
fold_outcome(const struct jam_import *import, const struct jam_row *row,
	     const void *before, void *now, struct jam_error *err)
{
	(void)now;
	(void)err;
	jam_import_note_over(import, row->line,
			     ((const struct jam_outcome_row *)before)->line,
			     "the same row");
	return true;
}

static bool
hand_on_outcome(struct jam_import *import, const void *now,
		struct jam_error *err)
{
	return import->sink->outcome(import->sink->context, now, err);
}

const struct jam_row_kind jam_row_outcomes = {
	.time = JAM_F_AT,
	.size = sizeof(struct jam_outcome_row),
	.key = outcome_key,
	.read = take_outcome,
	.fold = fold_outcome,
	.hold = jam_hold_outcome,
	.hand_on = hand_on_outcome,
};
