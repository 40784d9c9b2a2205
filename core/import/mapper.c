/* SPDX-License-Identifier: MIT */
/* What the organizer says about columns: --map, map file, ignore. */
#include "core/import/mapper.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/import/headers.h"
#include "core/import/mapfile.h"
#include "core/import/sources.h"
#include "core/model/event.h"

#define LISTED 60 /* columns that an error names */

const char *
jam_mapper_columns(const struct jam_mapper *m)
{
	struct jam_buf buf;

	jam_buf_init(&buf, m->arena);
	for (size_t i = 0; i < m->out->count && i < LISTED; i++)
		jam_buf_format(&buf, "%s%zu \"%.60s\"", i > 0 ? ", " : "",
			       i + 1, m->out->columns[i].text);
	if (m->out->count > LISTED)
		jam_buf_format(&buf, " and %zu more", m->out->count - LISTED);
	return jam_buf_string(&buf);
}

static bool
no_column(struct jam_mapper *m, const char *name)
{
	jam_fail(m->err, JAM_E_DATA, "there is no column \"%.200s\"", name);
	return jam_hint(m->err, "the columns are %.900s",
			jam_mapper_columns(m));
}

void
jam_mapper_bind(struct jam_mapper *m, enum jam_field field, size_t column)
{
	struct jam_bind *to = &m->out->fields[field];
	size_t *columns =
	    jam_alloc_array(m->arena, to->count + 1, sizeof *columns);

	for (size_t i = 0; i < to->count; i++)
		columns[i] = to->columns[i];
	columns[to->count++] = column;
	to->columns = columns;
	m->out->columns[column].role = JAM_AS_FIELD;
	m->out->columns[column].index = field;
}

size_t
jam_mapper_marks(const struct jam_mapper *m)
{
	return m->kind == JAM_IMPORT_RATINGS  ? m->event->criteria_len
	       : m->kind == JAM_IMPORT_SURVEY ? m->event->survey_len
					      : 0;
}

/* The columns that a text of a map names; false: there is none. */
static bool
find_named(struct jam_mapper *m, const char *name, size_t *columns,
	   size_t *count)
{
	struct jam_headers *out = m->out;
	const char *folded = jam_header_fold(m->arena, name);
	bool exact = false;
	int64_t position;

	*count = 0;
	if (name[0] == '#' &&
	    jam_int_read(name + 1, 1, (int64_t)out->count, &position)) {
		columns[(*count)++] = (size_t)position - 1;
		return true;
	}
	for (size_t i = 0; i < out->count; i++)
		exact |= strcmp(out->columns[i].text, name) == 0;
	for (size_t i = 0; i < out->count; i++)
		if (strcmp(exact ? out->columns[i].text
				 : out->columns[i].folded,
			   exact ? name : folded) == 0)
			columns[(*count)++] = i;
	return *count > 0 || no_column(m, name);
}

/* Give each column that the entry names this role. */
static bool
map_role(struct jam_mapper *m, const struct jam_map_entry *entry,
	 enum jam_role role, size_t index)
{
	struct jam_headers *out = m->out;
	size_t *columns =
	    jam_alloc_array(m->arena, out->count, sizeof *columns);
	size_t count;

	for (size_t i = 0; i < entry->count; i++) {
		if (!find_named(m, entry->columns[i], columns, &count))
			return false;
		for (size_t k = 0; k < count; k++) {
			out->columns[columns[k]].role = role;
			out->columns[columns[k]].index = index;
			if (role == JAM_AS_FIELD)
				jam_mapper_bind(m, (enum jam_field)index,
						columns[k]);
		}
	}
	return true;
}

/* Of several entries for one the first counts, as for a field. */
static bool
map_mark(struct jam_mapper *m, const struct jam_map_entry *entry, size_t i)
{
	if (m->mapped[i])
		return true;
	m->mapped[i] = true;
	return map_role(m, entry,
			m->kind == JAM_IMPORT_RATINGS ? JAM_AS_CRITERION
						      : JAM_AS_QUESTION,
			i);
}

static bool
map_entry(struct jam_mapper *m, const struct jam_map_entry *entry)
{
	enum jam_field field = jam_field_find(m->kind, entry->field);
	bool ratings = m->kind == JAM_IMPORT_RATINGS;
	struct jam_bind *to;

	for (size_t i = 0; i < jam_mapper_marks(m); i++)
		if (strcmp(ratings ? m->event->criteria[i].key
				   : m->event->survey[i].key,
			   entry->field) == 0)
			return map_mark(m, entry, i);
	if (field == JAM_F_NONE) {
		jam_fail(m->err, JAM_E_USAGE, "%s have no field \"%.200s\"",
			 jam_import_words[m->kind], entry->field);
		return jam_hint(m->err, "map to one of jam's own columns, see "
					"jam-csv(5)");
	}
	to = &m->out->fields[field];
	if (to->fixed)
		return true;
	to->fixed = true;
	to->joined = entry->count > 1;
	return map_role(m, entry, JAM_AS_FIELD, field);
}

/* What was typed comes first and wins over the map file. */
bool
jam_mapper_entries(struct jam_mapper *m)
{
	const struct jam_mapping *mapping = m->mapping;

	for (int typed = 1; typed >= 0; typed--)
		for (size_t i = 0; i < mapping->entries_len; i++)
			if (mapping->entries[i].typed == (typed == 1) &&
			    !map_entry(m, &mapping->entries[i]))
				return false;
	return true;
}

bool
jam_mapper_ignore(struct jam_mapper *m)
{
	const struct jam_mapping *mapping = m->mapping;
	struct jam_headers *out = m->out;
	size_t *columns =
	    jam_alloc_array(m->arena, out->count, sizeof *columns);
	size_t count;

	for (size_t i = 0; i < mapping->ignore_len; i++) {
		if (!find_named(m, mapping->ignore[i], columns, &count))
			return false;
		while (count-- > 0)
			if (out->columns[columns[count]].role == JAM_AS_ANSWER)
				out->columns[columns[count]].role =
				    JAM_AS_IGNORED;
	}
	for (size_t i = 0; out->tool != NULL && i < out->count; i++)
		for (const char *const *word = out->tool->ignore; *word != NULL;
		     word++)
			if (out->columns[i].role == JAM_AS_ANSWER &&
			    strcmp(out->columns[i].folded, *word) == 0)
				out->columns[i].role = JAM_AS_IGNORED;
	return true;
}
