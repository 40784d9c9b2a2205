/* SPDX-License-Identifier: MIT */
/* itch.io's entries.json and results.json: projects. */
#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/base/utf8.h"
#include "core/import/dates.h"
#include "core/import/table.h"
#include "core/import/tree.h"
#include "core/model/columns.h"
#include "core/model/registration.h"

/* The list of projects in the file: of entries or of results. */
static const struct jam_node *
list_of(const struct jam_node *root, bool *results)
{
	const struct jam_node *list = jam_node_find(root, "jam_games");

	*results = list == NULL;
	if (list == NULL)
		list = jam_node_find(root, "results");
	return list != NULL && list->kind == JAM_NODE_LIST ? list : NULL;
}

bool
jam_itch_open(struct jam_import *import, struct jam_error *err)
{
	const struct jam_import_request *request = &import->request;
	bool results;

	import->headers.source = "itch";
	if (list_of(import->json, &results) == NULL) {
		jam_fail(err, JAM_E_DATA,
			 "this JSON is neither itch.io's entries.json nor its "
			 "results.json");
		jam_hint(err, "a saved ballot goes to jam import ballots");
		return jam_error_at(err, request->name, 0, 0, NULL);
	}
	if (request->kind == JAM_IMPORT_PROJECTS)
		return true;
	jam_fail(err, JAM_E_DATA, "this is itch.io's list of projects");
	jam_hint(err, "jam import projects FILE");
	return jam_error_at(err, request->name, 0, 0, NULL);
}

const char *
jam_itch_explain(const struct jam_import *import)
{
	bool results;

	list_of(import->json, &results);
	return results ? "looks like itch.io's results.json: \"rank\", "
			 "\"score\", \"raw_score\", \"rating_count\" and "
			 "\"criteria\" kept as answers; the other fields make "
			 "a project that is not known by its id"
		       : "looks like itch.io's entries.json: \"game\", "
			 "\"created_at\" = submitted_at and \"contributors\" "
			 "= members used; \"rating_count\", \"coolness\" and "
			 "\"field_responses\" kept as answers";
}

/* What a reader of one entry needs. */
struct entry {
	struct jam_import *import;
	const struct jam_node *node;
	struct jam_arena *arena;
	struct jam_project_row row;
	struct jam_answer *answers;
	size_t answers_room;
	struct jam_error *err;
};

static void
answer(struct entry *e, const char *header, const struct jam_node *node)
{
	size_t count = e->row.answers_len;

	if (node == NULL || node->kind != JAM_NODE_TEXT ||
	    node->text[0] == '\0')
		return;
	e->answers = jam_grow(e->arena, e->answers, &e->answers_room, count + 1,
			      sizeof *e->answers);
	e->answers[count] =
	    (struct jam_answer){ "itch", header,
				 jam_utf8_tidy(e->arena, node->text, false) };
	e->row.answers = e->answers;
	e->row.answers_len++;
}

static const char *
line_of(struct entry *e, const struct jam_node *map, const char *key)
{
	const char *text = jam_node_text(map, key);

	if (text != NULL)
		text = jam_utf8_tidy(e->arena, text, true);
	return text == NULL || *text == '\0' ? NULL : text;
}

/* What came of a check of the value of this key. */
static bool
check(struct entry *e, const char *key, bool holds)
{
	return holds ||
	       jam_error_field(
		   e->err, jam_format(e->arena, "%s.%s",
				      jam_node_path(e->arena, e->node), key));
}

static bool
bad(struct entry *e, const char *key, const char *what)
{
	return check(e, key, jam_fail(e->err, JAM_E_DATA, "%s", what));
}

/*
 * Contributors have a name and a page, no address; results.json has no page
 * but an id that entries.json lacks: there a name must do.
 */
static void
read_contributors(struct entry *e, bool results)
{
	const struct jam_node *list = jam_node_find(e->node, "contributors");
	const struct jam_node *node;
	struct jam_member *members;

	if (list == NULL || list->kind != JAM_NODE_LIST)
		return;
	members = jam_alloc_array(e->arena, list->count, sizeof *members);
	for (node = list->first; node != NULL; node = node->next) {
		struct jam_member *m = &members[e->row.members_len];

		m->name = line_of(e, node, "name");
		m->source_id = results ? NULL : line_of(e, node, "url");
		if (m->name != NULL || m->source_id != NULL)
			e->row.members_len++;
	}
	e->row.members = members;
}

/* entries.json: the project itself; `field_responses` have no labels. */
static bool
read_entry(struct entry *e)
{
	const struct jam_node *game = jam_node_find(e->node, "game");
	const struct jam_node *fields =
	    jam_node_find(e->node, "field_responses");
	const struct jam_node *node =
	    fields != NULL && fields->kind == JAM_NODE_LIST ? fields->first
							    : NULL;
	const char *created = jam_node_text(e->node, "created_at");

	e->row.source_id = line_of(e, game, "id");
	e->row.title = line_of(e, game, "title");
	e->row.url = line_of(e, game, "url");
	e->row.abstract = line_of(e, game, "short_text");
	if (created != NULL && !jam_date_read(created, JAM_DATE_YMD, "UTC",
					      &e->row.submitted_at, e->err))
		return bad(e, "created_at", "is not a time");
	read_contributors(e, false);
	answer(e, "rating_count", jam_node_find(e->node, "rating_count"));
	answer(e, "coolness", jam_node_find(e->node, "coolness"));
	for (size_t i = 1; node != NULL; node = node->next, i++)
		answer(e, jam_format(e->arena, "field %zu", i), node);
	return true;
}

/* results.json: what itch.io made of it; an average is never a rating. */
static bool
read_result(struct entry *e)
{
	static const char *const keys[] = { "rank", "score", "raw_score",
					    "rating_count" };
	static const char *const parts[] = { "rank", "score", "raw_score" };
	const struct jam_node *list = jam_node_find(e->node, "criteria");
	const struct jam_node *node =
	    list != NULL && list->kind == JAM_NODE_LIST ? list->first : NULL;

	e->row.results = true;
	e->row.source_id = line_of(e, e->node, "id");
	e->row.title = line_of(e, e->node, "title");
	e->row.url = line_of(e, e->node, "url");
	read_contributors(e, true);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		answer(e, keys[i], jam_node_find(e->node, keys[i]));
	for (; node != NULL; node = node->next) {
		const char *name = line_of(e, node, "name");

		for (size_t i = 0; name != NULL && i < 3; i++)
			answer(e,
			       jam_format(e->arena, "%s: %s", name, parts[i]),
			       jam_node_find(node, parts[i]));
	}
	return true;
}

static bool
check_lists(struct entry *e)
{
	const struct jam_project_row *row = &e->row;

	for (size_t i = 0; i < row->members_len; i++)
		if (!check(e, "contributors",
			   jam_line_fits(row->members[i].name, e->err) &&
			       jam_text_fits(row->members[i].source_id,
					     JAM_URL_MAX, e->err)))
			return false;
	for (size_t i = 0; i < row->answers_len; i++)
		if (!check(e, row->answers[i].header,
			   jam_text_fits(row->answers[i].value, JAM_PROSE_MAX,
					 e->err)))
			return false;
	return true;
}

static bool
check_entry(struct entry *e, bool results)
{
	const char *at = results ? "" : "game.";

	if (e->row.title == NULL)
		return bad(e, jam_format(e->arena, "%stitle", at),
			   "there is no title");
	if (e->row.source_id == NULL)
		return bad(e, jam_format(e->arena, "%sid", at),
			   "there is no id");
	jam_import_note_url(e->import, e->node->line, e->row.url);
	return check(e, jam_format(e->arena, "%stitle", at),
		     jam_line_fits(e->row.title, e->err)) &&
	       check(e, jam_format(e->arena, "%surl", at),
		     jam_text_fits(e->row.url, JAM_URL_MAX, e->err)) &&
	       check(e, jam_format(e->arena, "%sshort_text", at),
		     jam_text_fits(e->row.abstract, JAM_PROSE_MAX, e->err)) &&
	       check_lists(e);
}

bool
jam_itch_run(struct jam_import *import, struct jam_error *err)
{
	struct jam_arena *scratch = import->request.scratch;
	struct jam_mark mark = jam_arena_mark(scratch);
	const struct jam_node *list, *node;
	bool results;

	list = list_of(import->json, &results);
	assert(list != NULL); /* jam_itch_open saw it */
	for (node = list->first; node != NULL; node = node->next) {
		struct entry e = { import, node, scratch, { .source = "itch" },
				   NULL,   0,	 err };
		bool done;

		e.row.submitted_at = JAM_NONE;
		import->counts->rows++;
		done =
		    (results ? read_result(&e) : read_entry(&e)) &&
		    check_entry(&e, results) &&
		    import->sink->project(import->sink->context, &e.row, err);
		import->counts->skipped += done ? 0 : 1;
		if (!done && !jam_import_refuse(import, 0, NULL, 0, err))
			return false;
		jam_arena_reset(scratch, mark);
		jam_tick_at(import->sink->tick, node->index + 1, list->count);
	}
	if (results && list->count == 20)
		jam_import_note(import, 0,
				"the list has 20 projects: it may be "
				"only the top of a longer one");
	return true;
}
