/* SPDX-License-Identifier: MIT */
/* The rules that results were made by. */
#include "cmd/cli/site_rules.h"

#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/amend.h"
#include "core/render/pages.h"

/* The value at a path; NULL for none. */
static const char *
value_of(const struct jam_event_lines *lines, const char *path)
{
	for (size_t i = 0; i < lines->count; i++)
		if (strcmp(lines->items[i].path, path) == 0)
			return lines->items[i].value;
	return NULL;
}

/* "a b c" at a path as words. */
static struct jam_words
words_of(const struct jam_event_lines *lines, const char *path,
	 struct jam_arena *arena)
{
	const char *text = value_of(lines, path), **words = NULL;
	size_t count = 0, capacity = 0;

	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, " ");

		words = jam_grow(arena, words, &capacity, count + 1,
				 sizeof(*words));
		words[count++] = jam_strndup(arena, text, n);
		text += n + (text[n] == ' ');
	}
	return (struct jam_words){ words, count };
}

static struct jam_criterion
criterion_of(const struct jam_event_lines *lines, const char *key,
	     struct jam_arena *arena)
{
	const char *title =
	    value_of(lines, jam_format(arena, "criteria[%s].title", key));
	const char *weight =
	    value_of(lines, jam_format(arena, "criteria[%s].weight", key));

	return (struct jam_criterion){
		.key = key,
		.title = title != NULL ? title : key,
		.weight_text = weight != NULL ? weight : "",
	};
}

void
jam_site_rules(const struct jam_run *run, const struct jam_words *since,
	       struct jam_page_results *r)
{
	struct jam_arena *arena = run->arena;
	struct jam_event_lines lines;
	struct jam_criterion *criteria;
	struct jam_words keys;
	const char *least;

	jam_event_flatten(run->event, arena, &lines);
	for (size_t i = since->count; i-- > 0;)
		jam_amend_undo(&lines, since->items[i], arena);
	keys = words_of(&lines, "criteria", arena);
	criteria = jam_alloc_array(arena, keys.count, sizeof(*criteria));
	for (size_t i = 0; i < keys.count; i++)
		criteria[i] = criterion_of(&lines, keys.items[i], arena);
	r->criteria = criteria;
	r->criteria_len = keys.count;
	r->tie_break = words_of(&lines, "scoring.tie_break", arena);
	least = value_of(&lines, "scoring.min_ratings");
	if (least == NULL ||
	    !jam_int_read(least, 0, INT64_MAX, &r->min_ratings))
		r->min_ratings = 0;
}
