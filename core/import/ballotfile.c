/* SPDX-License-Identifier: MIT */
/* Ballots that come back: which form it is; YAML and JSON. */
#include "core/import/ballotfile.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/ballot_forms.h"
#include "core/import/dates.h"
#include "core/import/json.h"
#include "core/import/keys.h"
#include "core/import/source.h"
#include "core/import/tree.h"
#include "core/import/yaml.h"
#include "core/model/ballot.h"
#include "core/model/columns.h"

/* A project of a YAML or JSON ballot; `title` and `url` are jam's own. */
struct project {
	int64_t number;
	const char *slug, *comment, *skip, *title, *url;
	const struct jam_node *scores;
};

struct document {
	unsigned schema, kind;
	const char *event, *judge, *event_uid, *judge_uid, *rubric, *saved_at;
	struct project *projects;
	size_t projects_len;
};

#define PROJECT(name, f, kind) name, JAM_KEY(struct project, f, kind)
#define TOP(name, f, kind)     name, JAM_KEY(struct document, f, kind)
#define PROJECTS(word)                                                  \
	{                                                               \
		.name = (word), .kind = JAM_KEY_ROWS, .required = true, \
		.of = &project_shape,                                   \
		.field = offsetof(struct document, projects),           \
		.other = offsetof(struct document, projects_len)        \
	}
#define BINDING                                                           \
	{ TOP("event_uid", event_uid, LINE), .required = true },          \
	    { TOP("judge_uid", judge_uid, LINE), .required = true },      \
	    { TOP("rubric", rubric, LINE), .required = true },            \
	    { TOP("event", event, LINE) }, { TOP("judge", judge, LINE) }, \
	{                                                                 \
		TOP("saved_at", saved_at, LINE)                           \
	}

static const char *const schemas[] = { JAM_BALLOT_SCHEMA, NULL };
static const char *const kinds[] = { "ballot", NULL };

static const struct jam_key project_keys[] = {
	{ PROJECT("project", number, INT), .required = true, .min = 1,
	  .max = INT32_MAX },
	{ PROJECT("slug", slug, SLUG), .required = true },
	{ PROJECT("title", title, LINE) },
	{ PROJECT("url", url, LINE), .max = 2048 },
	{ PROJECT("scores", scores, NODE) },
	{ PROJECT("comment", comment, PROSE) },
	{ PROJECT("skip", skip, LINE), .max = JAM_BALLOT_SKIP_MAX },
	{ .name = NULL },
};
static const struct jam_shape project_shape = { project_keys,
						sizeof(struct project), NULL };

static const struct jam_key yaml_keys[] = {
	{ TOP("ballot", schema, WORD), .required = true, .words = schemas },
	BINDING,
	PROJECTS("projects"),
	{ .name = NULL },
};
static const struct jam_key json_keys[] = {
	{ TOP("schema", schema, WORD), .required = true, .words = schemas },
	{ TOP("kind", kind, WORD), .required = true, .words = kinds },
	BINDING,
	PROJECTS("rows"),
	{ .name = NULL },
};

struct jam_ballot_row *
jam_ballot_add(struct jam_ballot_reading *reading)
{
	struct jam_ballot *out = reading->out;

	out->rows = jam_grow(reading->arena, out->rows, &reading->rows_room,
			     out->rows_len + 1, sizeof *out->rows);
	out->rows[out->rows_len] = (struct jam_ballot_row){ .number = 0 };
	return &out->rows[out->rows_len++];
}

void
jam_ballot_problem(struct jam_ballot_reading *reading, size_t line,
		   const char *format, ...)
{
	struct jam_origin at = { .line = line };
	const char *message;
	va_list ap;

	va_start(ap, format);
	message = jam_vformat(reading->arena, format, ap);
	va_end(ap);
	snprintf(at.file, sizeof at.file, "%s", reading->file);
	jam_problem_add(reading->problems, &at, JAM_E_DATA, "%s", message);
}

static void
read_scores(const struct jam_reading *keys, const struct jam_node *map,
	    struct jam_ballot_row *row)
{
	struct jam_ballot_score *scores;
	const struct jam_node *node;

	if (map == NULL)
		return;
	if (map->kind != JAM_NODE_MAP) {
		jam_keys_problem(keys, map, "must be a map of criteria");
		return;
	}
	scores = jam_alloc_array(keys->arena, map->count, sizeof *scores);
	for (node = map->first; node != NULL; node = node->next) {
		if (node->kind != JAM_NODE_TEXT)
			jam_keys_problem(keys, node, "must be one score");
		else
			scores[row->scores_len++] = (struct jam_ballot_score){
				node->key,
				jam_utf8_tidy(keys->arena, node->text, true),
				node->line
			};
	}
	row->scores = scores;
}

static void
read_projects(struct jam_ballot_reading *reading,
	      const struct jam_reading *keys, const struct document *document,
	      const struct jam_node *list)
{
	const struct jam_node *node = list->first;

	for (size_t i = 0; i < document->projects_len; i++) {
		const struct project *p = &document->projects[i];
		struct jam_ballot_row *row = jam_ballot_add(reading);

		row->number = p->number;
		row->slug = p->slug;
		row->comment = p->comment;
		row->skip = p->skip;
		row->line = node->line;
		read_scores(keys, p->scores, row);
		node = node->next;
	}
}

static void
read_saved_at(const struct jam_reading *keys, const struct jam_node *root,
	      const char *text, int64_t *at)
{
	struct jam_error why = { .code = JAM_OK };

	*at = JAM_NONE;
	if (text != NULL && !jam_date_read(text, JAM_DATE_YMD, "UTC", at, &why))
		jam_keys_problem(keys, jam_node_find(root, "saved_at"), "%s",
				 why.message);
}

static void
read_tree(struct jam_ballot_reading *reading, const struct jam_node *root,
	  bool json)
{
	struct jam_reading keys = { .file = reading->file,
				    .zone = "UTC",
				    .arena = reading->arena,
				    .problems = reading->problems };
	const struct jam_node *list;
	struct document document = { .schema = 0 };

	jam_keys_read(&keys, root, json ? json_keys : yaml_keys, &document);
	list = jam_node_find(root, json ? "rows" : "projects");
	if (list != NULL && list->kind == JAM_NODE_LIST)
		read_projects(reading, &keys, &document, list);
	reading->out->event_uid = document.event_uid;
	reading->out->event = document.event;
	reading->out->judge_uid = document.judge_uid;
	reading->out->rubric = document.rubric;
	read_saved_at(&keys, root, document.saved_at, &reading->out->saved_at);
}

/* True if a line of the text begins with the word, behind "> " or not. */
static bool
has_line(const char *text, const char *word)
{
	for (; text != NULL; text = strpbrk(text, "\r\n")) {
		text += strspn(text, "\r\n> \t");
		if (strncmp(text, word, strlen(word)) == 0)
			return true;
		if (*text == '\0')
			return false;
	}
	return false;
}

/* By content: a name may be anything, and "-" has none. */
static bool
read_form(struct jam_ballot_reading *reading, struct jam_source *source,
	  struct jam_error *err)
{
	struct jam_node *root;
	size_t length;
	char *text;

	if (!jam_source_text(source, JAM_BALLOT_MAX, &text, &length, err))
		return false;
	if (has_line(text, JAM_BALLOT_BINDING)) {
		jam_ballot_read_md(reading, text);
		return true;
	}
	if (!source->json && !has_line(text, "ballot:"))
		return jam_ballot_read_csv(reading, source, err);
	if (!source->json && length > JAM_YAML_MAX) {
		jam_fail(err, JAM_E_DATA, "the file has more than 1024 KiB");
		return jam_error_at(err, reading->file, 0, 0, NULL);
	}
	if (source->json ? !jam_json_read(text, length, reading->file,
					  reading->arena, &root, err)
			 : !jam_yaml_read(text, length, reading->file,
					  reading->arena, &root, err))
		return false;
	read_tree(reading, root, source->json);
	return true;
}

/* A table of no rows says whose it is nowhere. */
static void
check_binding(struct jam_ballot_reading *reading)
{
	const struct jam_ballot *out = reading->out;

	if (reading->problems->count == 0 &&
	    (out->event_uid == NULL || out->judge_uid == NULL ||
	     out->rubric == NULL))
		jam_ballot_problem(reading, 0, "the ballot holds no project");
}

static int
compare_rows(const void *a, const void *b)
{
	const struct jam_ballot_row *x =
	    *(const struct jam_ballot_row *const *)a;
	const struct jam_ballot_row *y =
	    *(const struct jam_ballot_row *const *)b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static void
check_rows(struct jam_ballot_reading *reading)
{
	struct jam_ballot *out = reading->out;
	const struct jam_ballot_row **rows =
	    jam_alloc_array(reading->arena, out->rows_len, sizeof *rows);

	for (size_t i = 0; i < out->rows_len; i++)
		rows[i] = &out->rows[i];
	qsort(rows, out->rows_len, sizeof *rows, compare_rows);
	for (size_t i = 1; i < out->rows_len; i++)
		if (rows[i]->number == rows[i - 1]->number &&
		    rows[i]->number != 0)
			jam_ballot_problem(reading, rows[i]->line,
					   "project %lld is there already, in "
					   "line %zu",
					   (long long)rows[i]->number,
					   rows[i - 1]->line);
}

bool
jam_ballotfile_read(FILE *file, const char *name, enum jam_encoding encoding,
		    struct jam_arena *arena, struct jam_ballot *ballot,
		    struct jam_error *err)
{
	struct jam_problems *problems = jam_alloc(arena, sizeof *problems);
	struct jam_ballot_reading reading = { .file = name,
					      .arena = arena,
					      .problems = problems,
					      .out = ballot };
	struct jam_source source = { .name = name,
				     .file = file,
				     .encoding = encoding,
				     .use = JAM_USE_BALLOT,
				     .arena = arena };

	problems->arena = arena;
	*ballot = (struct jam_ballot){ .saved_at = JAM_NONE };
	if (!jam_source_init(&source, err) ||
	    !read_form(&reading, &source, err))
		return false;
	check_binding(&reading);
	check_rows(&reading);
	return jam_problems_fail(problems, err);
}
