/* SPDX-License-Identifier: MIT */
/* The dialogue about columns. */
#include "cmd/cli/dialogue.h"

#include <stdio.h>
#include <string.h>

#include "cmd/cli/ask.h"
#include "cmd/cli/options.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/base/os.h"
#include "core/import/rows.h"
#include "core/model/event.h"

/* The map in the making: as --map, and as a file. */
struct mapping {
	const struct jam_run *run;
	enum jam_import_kind kind;
	struct jam_texts *map;
	struct jam_buf file;
};

static bool
is_field(const struct mapping *m, const char *word)
{
	return jam_field_find(m->kind, word) != JAM_F_NONE ||
	       (m->kind == JAM_IMPORT_RATINGS &&
		jam_event_criterion(m->run->event, word) != NULL);
}

static void
say_fields(const struct mapping *m)
{
	struct jam_buf list;

	jam_buf_init(&list, m->run->arena);
	for (int i = 0; i < JAM_F_STAGE; i++)
		if (jam_field_find(m->kind, jam_fields[i].name) != JAM_F_NONE)
			jam_buf_format(&list, "%s%s",
				       list.length > 0 ? ", " : "",
				       jam_fields[i].name);
	for (size_t i = 0;
	     m->kind == JAM_IMPORT_RATINGS && i < m->run->event->criteria_len;
	     i++)
		jam_buf_format(&list, ", %s", m->run->event->criteria[i].key);
	jam_say(m->run,
		"what is each column? One of: %s; Enter keeps it as "
		"an answer",
		jam_buf_string(&list));
}

/* Is a column this field already? */
static bool
is_taken(const struct mapping *m, const char *field)
{
	size_t length = strlen(field);

	for (size_t i = 0; i < m->map->count; i++)
		if (strncmp(m->map->items[i], field, length) == 0 &&
		    m->map->items[i][length] == '=')
			return true;
	return false;
}

static void
take(struct mapping *m, const char *field, const char *header, size_t column)
{
	const char **items =
	    jam_alloc_array(m->run->arena, m->map->count + 1, sizeof(*items));

	for (size_t i = 0; i < m->map->count; i++)
		items[i] = m->map->items[i];
	items[m->map->count++] =
	    jam_format(m->run->arena, "%s=#%zu", field, column);
	m->map->items = items;
	jam_buf_format(&m->file, "  %s: ", field);
	jam_json_string(&m->file, header);
	jam_buf_char(&m->file, '\n');
}

static bool
ask_column(struct mapping *m, const char *header, size_t column,
	   struct jam_error *err)
{
	const char *question =
	    jam_format(m->run->arena, "%zu \"%.60s\":", column, header);
	const char *word;
	bool more;

	for (;;) {
		if (!jam_ask_line(m->run, question, &word, &more, err))
			return false;
		if (!more)
			return jam_fail(err, JAM_E_USAGE,
					"the columns were not all named");
		if (*word == '\0')
			return true;
		if (is_field(m, word) && !is_taken(m, word))
			break;
		if (is_field(m, word))
			jam_say(m->run, "%s is another column", word);
		else
			say_fields(m);
	}
	take(m, word, header, column);
	return true;
}

static bool
offer_file(struct mapping *m, struct jam_error *err)
{
	struct jam_run run = *m->run;
	struct jam_outfile *out;
	const char *path;
	bool more;

	/* The columns are asked about in a rehearsal; this is to be kept. */
	run.dry_run = run.globals->dry_run;
	if (!jam_ask_line(&run,
			  "Save this as a map file for the next time, "
			  "called (Enter: no):",
			  &path, &more, err))
		return false;
	if (*path == '\0' || run.dry_run)
		return true;
	if (!jam_ask_overwrite(&run, path, err) ||
	    !jam_os_create(path, 0666, true, run.arena, &out, err))
		return false;
	fwrite(m->file.data, 1, m->file.length, jam_os_stream(out));
	return jam_os_commit(out, err);
}

bool
jam_dialogue_columns(const struct jam_run *run, const struct jam_import *import,
		     enum jam_import_kind kind, struct jam_texts *map,
		     struct jam_error *err)
{
	struct mapping m = { .run = run, .kind = kind, .map = map };
	const char *header;

	jam_buf_init(&m.file, run->arena);
	jam_buf_text(&m.file, "map:\n");
	say_fields(&m);
	for (size_t i = 0; (header = jam_import_column(import, i)) != NULL; i++)
		if (!ask_column(&m, header, i + 1, err))
			return false;
	return offer_file(&m, err);
}
