/* SPDX-License-Identifier: MIT */
/* Rows of projects. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/import/hold.h"
#include "core/import/members.h"
#include "core/import/sources.h"
#include "core/import/table.h"
#include "core/model/columns.h"
#include "core/model/registration.h"

static const char *
cell_of(const struct jam_row *row, enum jam_field field)
{
	const struct jam_bind *from = &row->headers->fields[field];

	return from->count == 0 ? "" : jam_row_cell(row, from->columns[0]);
}

/*
 * Why a row of Devpost is passed over, or NULL.  *bad: its status is none
 * that we know.
 */
static const char *
passed_over(const struct jam_row *row, bool *bad)
{
	const struct jam_tool *tool = row->headers->tool;
	const char *status = cell_of(row, JAM_F_STAGE);

	*bad = false;
	if (tool == NULL || !tool->submits)
		return NULL;
	if (strcmp(status, "Draft") == 0 ||
	    strcmp(status, "Submitted (Hidden)") == 0)
		return jam_row_takes(row, status) ? NULL : status;
	if (strcmp(cell_of(row, JAM_F_TITLE), "Untitled") == 0 &&
	    cell_of(row, JAM_F_URL)[0] == '\0')
		return jam_row_takes(row, "Untitled") ? NULL : "Untitled";
	*bad = *status != '\0' && strncmp(status, "Submitted", 9) != 0 &&
	       !jam_row_takes(row, status);
	return NULL;
}

/* The id at the source, else title, team and members. */
static const char *
project_key(const struct jam_import *import, const struct jam_row *row)
{
	const struct jam_tool *tool = row->headers->tool;
	const char *id = cell_of(row, JAM_F_ID);
	bool bad;

	(void)import;
	if (passed_over(row, &bad) != NULL)
		return NULL;
	if (tool != NULL && tool->submits)
		id = cell_of(row, JAM_F_URL);
	if (*id != '\0')
		return jam_format(row->arena, "i%s", id);
	if (cell_of(row, JAM_F_TITLE)[0] == '\0')
		return NULL;
	return jam_format(
	    row->arena, "t%s\x1f%s\x1f%s",
	    jam_utf8_fold(row->arena, cell_of(row, JAM_F_TITLE)),
	    jam_utf8_fold(row->arena, cell_of(row, JAM_F_TEAM)),
	    jam_utf8_fold(row->arena, cell_of(row, JAM_F_MEMBERS)));
}

static bool
read_title(const struct jam_row *row, const char **title, struct jam_error *err)
{
	if (!jam_row_line(row, JAM_F_TITLE, title, err))
		return false;
	if (*title != NULL)
		return true;
	jam_fail(err, JAM_E_DATA, "there is no title");
	return jam_error_field(err, "title");
}

static bool
read_project(const struct jam_import *import, const struct jam_row *row,
	     struct jam_project_row *out, struct jam_error *err)
{
	const struct jam_tool *tool = row->headers->tool;

	*out = (struct jam_project_row){ .source = row->headers->source,
					 .line = row->line };
	if (!read_title(row, &out->title, err) ||
	    !jam_row_line(row, JAM_F_TEAM, &out->team, err) ||
	    !jam_row_site(row, &out->site, err) ||
	    !jam_row_long(row, JAM_F_URL, JAM_URL_MAX, &out->url, err) ||
	    !jam_row_long(row, JAM_F_ABSTRACT, JAM_PROSE_MAX, &out->abstract,
			  err) ||
	    !jam_row_line(row, JAM_F_IDEA, &out->idea, err) ||
	    !jam_row_line(row, JAM_F_ID, &out->source_id, err) ||
	    !jam_row_time(row, JAM_F_SUBMITTED_AT, &out->submitted_at, err) ||
	    !jam_members_read(import, row, &out->members, &out->members_len,
			      err) ||
	    !jam_row_answers(row, &out->answers, &out->answers_len, err))
		return false;
	if (tool != NULL && tool->submits)
		out->source_id = out->url;
	return true;
}

/* Devpost, a row per prize: the prizes so far and this one, as an answer. */
static bool
join_prizes(const struct jam_row *row, const struct jam_project_row *before,
	    struct jam_answer *all, size_t count, struct jam_error *err)
{
	const struct jam_bind *from = &row->headers->fields[JAM_F_PRIZE];
	const char *header, *list = NULL;

	if (from->count == 0)
		return true;
	header = row->headers->columns[from->columns[0]].label;
	for (size_t i = 0; i < before->answers_len; i++)
		if (before->answers[i].header == header)
			list = before->answers[i].value;
	for (size_t i = 0; list != NULL && i < count; i++) {
		const char *prize = all[i].value;

		if (all[i].header != header || prize == list)
			continue;
		if (strlen(list) + strlen(prize) + 2 > JAM_PROSE_MAX) {
			jam_fail(err, JAM_E_DATA,
				 "the prizes together have more than 64 KiB");
			return jam_error_field(err, header);
		}
		all[i].value = jam_format(row->arena, "%s; %s", list, prize);
	}
	return true;
}

static bool
fold_project(const struct jam_import *import, const struct jam_row *row,
	     const void *held, void *next, struct jam_error *err)
{
	const struct jam_project_row *before = held;
	struct jam_project_row *now = next;
	struct jam_answer *all;
	size_t was = before->line, is = now->line;

	jam_import_fold_text(import, "title", before->title, was, &now->title,
			     is);
	jam_import_fold_text(import, "team", before->team, was, &now->team, is);
	if (now->site == NULL)
		now->site = before->site;
	jam_import_fold_text(import, "site", before->site, was, &now->site, is);
	jam_import_fold_text(import, "url", before->url, was, &now->url, is);
	jam_import_fold_text(import, "abstract", before->abstract, was,
			     &now->abstract, is);
	jam_import_fold_text(import, "idea", before->idea, was, &now->idea, is);
	if (now->submitted_at == JAM_NONE)
		now->submitted_at = before->submitted_at;
	if (now->members_len == 0) {
		now->members = before->members;
		now->members_len = before->members_len;
	}
	all = jam_hold_under(row, before->answers, before->answers_len,
			     now->answers, &now->answers_len);
	now->answers = all;
	return join_prizes(row, before, all, now->answers_len, err);
}

static enum jam_taken
take_project(struct jam_import *import, const struct jam_row *row, void *now,
	     struct jam_error *err)
{
	const struct jam_project_row *project = now;
	const char *why;
	bool bad;

	why = passed_over(row, &bad);
	if (why != NULL)
		return jam_import_skip(import, why);
	if (bad) {
		jam_fail(err, JAM_E_DATA, "\"%.100s\" is no known status",
			 cell_of(row, JAM_F_STAGE));
		jam_error_field(err, "status");
		return JAM_BAD_ROW;
	}
	if (!read_project(import, row, now, err))
		return JAM_BAD_ROW;
	jam_import_note_url(import, row->line, project->url);
	return JAM_TAKEN;
}

static bool
hand_on_project(struct jam_import *import, const void *now,
		struct jam_error *err)
{
	return import->sink->project(import->sink->context, now, err);
}

const struct jam_row_kind jam_row_projects = {
	.time = JAM_F_SUBMITTED_AT,
	.size = sizeof(struct jam_project_row),
	.key = project_key,
	.read = take_project,
	.fold = fold_project,
	.hold = jam_hold_project,
	.hand_on = hand_on_project,
};
