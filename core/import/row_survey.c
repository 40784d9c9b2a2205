/* SPDX-License-Identifier: MIT */
/* Rows of a survey. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/import/hold.h"
#include "core/import/table.h"
#include "core/model/event.h"
#include "core/model/person.h"
#include "core/model/registration.h"

/* Whose row it is: "" and NULLs for nobody's; false for a bad address. */
static bool
read_email(const struct jam_row *row, const char **email, const char **key,
	   struct jam_error *err)
{
	const char *text;

	*email = *key = NULL;
	return jam_row_text(row, JAM_F_EMAIL, &text, err) &&
	       (text == NULL || jam_row_email(row, email, key, err));
}

/* One person's rows are one; else rows of one id are. */
static const char *
survey_key(const struct jam_import *import, const struct jam_row *row)
{
	struct jam_error ignored = { .code = JAM_OK };
	const char *email, *key, *id;

	(void)import;
	if (!read_email(row, &email, &key, &ignored))
		return NULL;
	if (key != NULL)
		return jam_format(row->arena, "m%s", key);
	if (!jam_row_line(row, JAM_F_ID, &id, &ignored) || id == NULL)
		return NULL;
	return jam_format(row->arena, "i%s", id);
}

static bool
read_number(const struct jam_question *question, const char *text,
	    struct jam_arena *arena, const char **value, struct jam_error *err)
{
	int64_t n;

	if (!jam_number_read(text, arena, value, err))
		return jam_error_field(err, question->key);
	if (question->kind == JAM_NUMBER)
		return true;
	if (question->kind == JAM_LIKELIHOOD &&
	    !jam_int_read(*value, 0, 10, &n))
		jam_fail(err, JAM_E_DATA,
			 "\"%.100s\" is no whole number from 0 to 10", text);
	else if (question->kind == JAM_PROBABILITY &&
		 (!jam_decimal_read(*value, JAM_DECIMALS_MAX, &n) || n < 0 ||
		  n > INT64_C(100000000000)))
		jam_fail(err, JAM_E_DATA,
			 "\"%.100s\" is no number of percent from 0 to 100",
			 text);
	else
		return true;
	return jam_error_field(err, question->key);
}

static bool
read_value(const struct jam_row *row, const struct jam_question *question,
	   const char *cell, const char **value, struct jam_error *err)
{
	if (strlen(cell) > JAM_PROSE_MAX) {
		jam_fail(err, JAM_E_DATA, "has more than 64 KiB");
		return jam_error_field(err, question->key);
	}
	if (question->kind <= JAM_NUMBER)
		return read_number(question, cell, row->arena, value, err);
	*value = jam_utf8_tidy(row->arena, cell, false);
	return true;
}

static bool
read_values(const struct jam_row *row, const char ***values,
	    struct jam_error *err)
{
	const struct jam_headers *headers = row->headers;

	*values = jam_alloc_array(row->arena, row->event->survey_len,
				  sizeof **values);
	for (size_t i = 0; i < headers->count; i++) {
		const struct jam_heading *column = &headers->columns[i];
		const char **slot, *value = "", *cell = jam_row_cell(row, i);
		const struct jam_question *question;

		if (column->role != JAM_AS_QUESTION || *cell == '\0')
			continue;
		question = &row->event->survey[column->index];
		slot = &(*values)[column->index];
		if (!read_value(row, question, cell, &value, err))
			return false;
		if (*slot != NULL && strcmp(*slot, value) != 0)
			return jam_row_differs(row, i, question->key, err);
		*slot = value;
	}
	return true;
}

static void
add_text(struct jam_hasher *hasher, const char *text)
{
	jam_hash_add(hasher, text != NULL ? text : "",
		     text != NULL ? strlen(text) + 1 : 1);
}

/* "d" and the digest of the answers, numbered where two rows are equal. */
static const char *
digest_key(struct jam_import *import, const struct jam_row *row,
	   const struct jam_survey_row *now)
{
	struct jam_folds *seen = import->gathered;
	struct jam_hasher hasher;
	struct jam_hash hash;
	char hex[33];

	if (seen == NULL) {
		seen = import->gathered =
		    jam_alloc(import->request.arena, sizeof *seen);
		jam_folds_init(seen, import->request.arena);
	}
	jam_hash_begin(&hasher);
	for (size_t i = 0; i < row->event->survey_len; i++)
		add_text(&hasher, now->values[i]);
	jam_hash_end(&hasher, &hash);
	jam_hex_write(hex, hash.bytes, 16);
	jam_folds_add(seen, hex, row->line);
	return jam_format(row->arena, "d%s-%u", hex,
			  (unsigned)jam_folds_find(seen, hex)->rows);
}

static enum jam_taken
read_survey(struct jam_import *import, const struct jam_row *row, void *out,
	    struct jam_error *err)
{
	struct jam_survey_row *now = out;

	now->line = row->line;
	if (!read_email(row, &now->email, &now->email_key, err) ||
	    !read_values(row, &now->values, err))
		return JAM_BAD_ROW;
	now->row_key = survey_key(import, row);
	if (now->row_key == NULL)
		now->row_key = digest_key(import, row, now);
	return JAM_TAKEN;
}

static bool
fold_survey(const struct jam_import *import, const struct jam_row *row,
	    const void *before, void *now, struct jam_error *err)
{
	(void)now;
	(void)err;
	jam_import_note_over(import, row->line,
			     ((const struct jam_survey_row *)before)->line,
			     "the same row");
	return true;
}

static bool
hand_on_survey(struct jam_import *import, const void *now,
	       struct jam_error *err)
{
	return import->sink->survey(import->sink->context, now, err);
}

const struct jam_row_kind jam_row_survey = {
	.time = JAM_F_RATED_AT, /* a survey's times are not read */
	.size = sizeof(struct jam_survey_row),
	.key = survey_key,
	.read = read_survey,
	.fold = fold_survey,
	.hold = jam_hold_survey,
	.hand_on = hand_on_survey,
};
