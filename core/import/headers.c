/* SPDX-License-Identifier: MIT */
/* Which column of a table is which field. */
#include "core/import/headers.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/csv.h"
#include "core/import/mapfile.h"
#include "core/import/mapper.h"
#include "core/import/sources.h"
#include "core/model/event.h"
#include "core/model/person.h"

enum rank { BY_TOOL, BY_NAME, BY_ALIAS, RANKS };

static void
read_columns(struct jam_mapper *m, const struct jam_record *first)
{
	struct jam_headers *out = m->out;
	size_t skip = 0;

	if (first->count > 1 &&
	    strcmp(jam_header_fold(m->arena, first->cells[0]), "reason") == 0)
		skip = 1;
	out->rejects = skip > 0;
	out->count = out->triplets = first->count - skip;
	out->columns =
	    jam_alloc_array(m->arena, out->count + 1, sizeof *out->columns);
	for (size_t i = 0; i < out->count; i++) {
		struct jam_heading *column = &out->columns[i];
		const char *text =
		    jam_utf8_tidy(m->arena, first->cells[i + skip], true);

		column->text = text[0] != '\0'
				   ? jam_strdup(m->arena, text)
				   : jam_format(m->arena, "column %zu", i + 1);
		column->folded = jam_header_fold(m->arena, text);
	}
}

static bool
all_positions(const struct jam_mapping *mapping)
{
	for (size_t i = 0; i < mapping->entries_len; i++)
		for (size_t k = 0; k < mapping->entries[i].count; k++)
			if (mapping->entries[i].columns[k][0] != '#')
				return false;
	return mapping->entries_len > 0;
}

/* A header never holds an address; data that comes first does. */
static bool
check_headerless(struct jam_mapper *m)
{
	struct jam_headers *out = m->out;
	const char *email, *key;

	for (size_t i = 0; i < out->count && !out->headerless; i++)
		out->headerless = strchr(out->columns[i].text, '@') != NULL &&
				  jam_email_read(m->arena, out->columns[i].text,
						 &email, &key);
	if (!out->headerless)
		return true;
	for (size_t i = 0; i < out->count; i++) {
		out->columns[i].text =
		    jam_format(m->arena, "column %zu", i + 1);
		out->columns[i].folded = "";
	}
	if (all_positions(m->mapping))
		return true;
	jam_fail(m->err, JAM_E_DATA,
		 "the first record holds an address, so there is no header");
	return jam_hint(m->err, "name columns by position: --map email=#1 "
				"--map name=#2");
}

static bool
check_tool(struct jam_mapper *m)
{
	const struct jam_tool *tool = m->out->tool;
	int kind = 0;

	if (tool == NULL)
		return true;
	if (tool->refusal != NULL) {
		jam_fail(m->err, JAM_E_DATA, "%s", tool->refusal);
		return jam_hint(m->err, "%s", tool->hint);
	}
	if ((tool->kinds & 1U << m->kind) != 0)
		return true;
	while ((tool->kinds & 1U << kind) == 0)
		kind++;
	jam_fail(m->err, JAM_E_DATA, "this looks like %s, which holds no %s",
		 tool->title, jam_import_words[m->kind]);
	return jam_hint(m->err, "jam import %s FILE", jam_import_words[kind]);
}

static bool
find_tool(struct jam_mapper *m)
{
	struct jam_headers *out = m->out;
	const char *from = m->mapping->from;
	const char **folded =
	    jam_alloc_array(m->arena, out->count, sizeof *folded);

	for (size_t i = 0; i < out->count; i++)
		folded[i] = out->columns[i].folded;
	out->tool = jam_tool_find(folded, out->count);
	if (from == NULL || strcmp(from, "auto") == 0)
		return check_tool(m);
	out->source = from;
	if (out->tool == NULL || strcmp(out->tool->from, from) != 0)
		out->tool =
		    strcmp(from, "jam") != 0 ? jam_tool_named(from) : NULL;
	return check_tool(m);
}

static bool
is_tool_column(const struct jam_tool *tool, enum jam_field field,
	       const char *folded)
{
	if (tool == NULL)
		return false;
	for (const struct jam_tool_column *c = tool->columns; c->header != NULL;
	     c++)
		if (c->field == field && strcmp(c->header, folded) == 0)
			return true;
	return false;
}

static bool
fits(const struct jam_tool *tool, enum rank rank, enum jam_field field,
     const char *folded)
{
	const char *bare = folded;

	if (field == JAM_F_EMAIL || field == JAM_F_NAME ||
	    field == JAM_F_FIRST || field == JAM_F_LAST)
		bare = jam_header_bare(folded);
	switch (rank) {
	case BY_TOOL:
		return is_tool_column(tool, field, folded);
	case BY_NAME:
		return jam_field_is(field, folded) || jam_field_is(field, bare);
	default:
		return jam_field_alias(field, folded) ||
		       jam_field_alias(field, bare);
	}
}

/* The better match wins; a lesser one stays an answer. */
static void
match(struct jam_mapper *m, enum rank rank)
{
	struct jam_headers *out = m->out;

	for (int f = 0; f < JAM_FIELDS; f++) {
		unsigned kinds = jam_fields[f].kinds;

		if (out->fields[f].fixed || out->fields[f].count > 0 ||
		    (kinds != 0 && (kinds & 1U << m->kind) == 0))
			continue;
		for (size_t i = 0; i < out->count; i++)
			if (out->columns[i].role == JAM_AS_ANSWER &&
			    fits(out->tool, rank, (enum jam_field)f,
				 out->columns[i].folded))
				jam_mapper_bind(m, (enum jam_field)f, i);
	}
}

/* Columns called like a criterion, or like a question's column. */
static void
match_event(struct jam_mapper *m)
{
	const struct jam_event *event = m->event;
	bool ratings = m->kind == JAM_IMPORT_RATINGS;

	for (size_t i = 0; i < jam_mapper_marks(m); i++) {
		const char *folded = jam_header_fold(
		    m->arena,
		    ratings ? event->criteria[i].key : event->survey[i].column);

		for (size_t k = 0; k < m->out->count && !m->mapped[i]; k++) {
			struct jam_heading *column = &m->out->columns[k];

			if (column->role != JAM_AS_ANSWER ||
			    strcmp(column->folded, folded) != 0)
				continue;
			column->role =
			    ratings ? JAM_AS_CRITERION : JAM_AS_QUESTION;
			column->index = i;
		}
	}
}

/* "team member 4 last name" is part 13; the submitter is member 0. */
static bool
part_of(const char *folded, size_t *index)
{
	static const char *const parts[] = { "first name", "last name",
					     "email" };
	static const char submitter[] = "submitter ", member[] = "team member ";
	size_t number = 0;

	if (strncmp(folded, submitter, sizeof submitter - 1) == 0) {
		folded += sizeof submitter - 1;
	} else if (strncmp(folded, member, sizeof member - 1) == 0) {
		folded += sizeof member - 1;
		while (*folded >= '0' && *folded <= '9' && number < 10000)
			number = number * 10 + (size_t)(*folded++ - '0');
		if (number == 0 || *folded++ != ' ')
			return false;
	} else {
		return false;
	}
	for (size_t i = 0; i < 3; i++)
		if (strcmp(folded, parts[i]) == 0) {
			*index = number * 3 + i;
			return true;
		}
	return false;
}

static void
match_parts(struct jam_mapper *m)
{
	struct jam_headers *out = m->out;

	if (out->tool == NULL || !out->tool->submits)
		return;
	for (size_t i = 0; i < out->count; i++) {
		struct jam_heading *column = &out->columns[i];

		if (strcmp(column->text, "...") == 0)
			out->triplets = i;
		if (i >= out->triplets)
			column->role = JAM_AS_PARTS;
		else if (column->role == JAM_AS_ANSWER &&
			 part_of(column->folded, &column->index))
			column->role = JAM_AS_PART;
	}
}

static void
label_answers(struct jam_mapper *m)
{
	struct jam_headers *out = m->out;

	for (size_t i = 0; i < out->count; i++) {
		struct jam_heading *column = &out->columns[i];
		size_t same = 1;

		column->label = column->text;
		out->used += column->role != JAM_AS_ANSWER &&
			     column->role != JAM_AS_IGNORED;
		out->ignored += column->role == JAM_AS_IGNORED;
		if (column->role != JAM_AS_ANSWER)
			continue;
		out->answers++;
		for (size_t k = 0; k < i; k++)
			same += out->columns[k].role == JAM_AS_ANSWER &&
				strcmp(out->columns[k].text, column->text) == 0;
		if (same > 1)
			column->label = jam_format(m->arena, "%s (%zu)",
						   column->text, same);
	}
}

static bool
has_role(const struct jam_headers *out, enum jam_role role)
{
	for (size_t i = 0; i < out->count; i++)
		if (out->columns[i].role == role)
			return true;
	return false;
}

/* The field that a file of this kind cannot do without and lacks, or NULL. */
static const char *
missing(const struct jam_mapper *m)
{
	static const enum jam_field needed[] = {
		[JAM_IMPORT_REGISTRATIONS] = JAM_F_EMAIL,
		[JAM_IMPORT_JUDGES] = JAM_F_EMAIL,
		[JAM_IMPORT_PROJECTS] = JAM_F_TITLE,
		[JAM_IMPORT_RATINGS] = JAM_F_JUDGE,
	};
	const struct jam_bind *fields = m->out->fields;

	if (m->kind == JAM_IMPORT_SURVEY)
		return has_role(m->out, JAM_AS_QUESTION) ? NULL : "question";
	if (m->kind == JAM_IMPORT_OUTCOMES)
		return fields[JAM_F_WAVE].count == 0   ? "wave"
		       : fields[JAM_F_KIND].count == 0 ? "kind"
						       : NULL;
	if (m->kind > JAM_IMPORT_RATINGS)
		return NULL;
	if (fields[needed[m->kind]].count == 0)
		return jam_fields[needed[m->kind]].name;
	if (m->kind != JAM_IMPORT_RATINGS)
		return NULL;
	if (fields[JAM_F_PROJECT].count == 0)
		return "project";
	if (has_role(m->out, JAM_AS_CRITERION))
		return NULL;
	if (fields[JAM_F_CRITERION].count == 0)
		return "criterion";
	return fields[JAM_F_SCORE].count == 0 ? "score" : NULL;
}

static bool
check_required(struct jam_mapper *m)
{
	const char *name = missing(m);

	if (name == NULL)
		return true;
	m->out->missing = name;
	jam_fail(m->err, JAM_E_DATA,
		 "no column for %s; the columns are %.1500s", name,
		 jam_mapper_columns(m));
	return jam_hint(m->err,
			"say which it is: --map %s='Column', or --map "
			"%s=#2",
			name, name);
}

/* jam's own file: each column is one of its own. */
static bool
is_own(const struct jam_headers *out)
{
	for (size_t i = 0; i < out->count; i++)
		if (out->columns[i].role == JAM_AS_ANSWER ||
		    (out->columns[i].role == JAM_AS_FIELD &&
		     !jam_field_is((enum jam_field)out->columns[i].index,
				   out->columns[i].folded)))
			return false;
	return true;
}

static void
name_source(struct jam_mapper *m)
{
	struct jam_headers *out = m->out;

	if (out->source == NULL && out->tool != NULL)
		out->source = out->tool->from;
	if (out->source == NULL)
		out->source = is_own(out) ? "jam" : "form";
	out->guarded = out->rejects || strcmp(out->source, "jam") == 0 ||
		       (out->tool != NULL && out->tool->guarded);
}

bool
jam_headers_map(const struct jam_table *table, const struct jam_record *first,
		struct jam_headers *out, struct jam_error *err)
{
	struct jam_mapper m = { table->kind,  table->event, table->mapping,
				table->arena, out,	    err,
				NULL };

	m.mapped =
	    jam_alloc_array(m.arena, jam_mapper_marks(&m), sizeof *m.mapped);
	*out = (struct jam_headers){ .source = NULL };
	read_columns(&m, first);
	if (!check_headerless(&m) || !find_tool(&m) || !jam_mapper_entries(&m))
		return false;
	match(&m, BY_TOOL);
	match_event(&m);
	match(&m, BY_NAME);
	match(&m, BY_ALIAS);
	match_parts(&m);
	if (!jam_mapper_ignore(&m) || !check_required(&m))
		return false;
	label_answers(&m);
	name_source(&m);
	return true;
}

int
jam_headers_fit(const struct jam_table *table, const struct jam_record *first)
{
	struct jam_headers out = { .source = NULL };
	struct jam_mapping mapping = { .arena = table->arena };
	struct jam_error ignored = { .code = JAM_OK };
	struct jam_mapper m = { table->kind,  table->event, &mapping,
				table->arena, &out,	    &ignored,
				NULL };

	if (first->count == 0)
		return 0;
	m.mapped =
	    jam_alloc_array(m.arena, jam_mapper_marks(&m), sizeof *m.mapped);
	read_columns(&m, first);
	if (!find_tool(&m) || out.tool != NULL)
		return 2;
	match_event(&m);
	match(&m, BY_NAME);
	match(&m, BY_ALIAS);
	return missing(&m) == NULL ? 1 : 0;
}
