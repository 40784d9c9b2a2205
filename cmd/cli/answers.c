/* SPDX-License-Identifier: MIT */
/* The answers to an event's survey, a row a person. */
#include "cmd/cli/answers.h"

#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/model/event.h"
#include "core/store/surveys.h"

struct loading {
	const struct jam_run *run;
	struct jam_map known; /* respondent + 1 by person or row */
	struct jam_respondent *items;
	size_t count, capacity;
	bool by_site;
};

static size_t
site_of(const struct jam_event *event, const char *key)
{
	size_t i = 0;

	while (i < event->sites_len &&
	       (key == NULL || strcmp(event->sites[i].key, key) != 0))
		i++;
	return i;
}

/* The map holds pointers, and items move as they grow: so an index. */
static struct jam_respondent *
respondent(struct loading *l, const struct jam_survey_answer *answer)
{
	struct jam_arena *arena = l->run->arena;
	struct jam_mark mark = jam_arena_mark(arena);
	const char *key =
	    answer->person != 0
		? jam_format(arena, "p%lld", (long long)answer->person)
		: jam_format(arena, "r%s", answer->row_key);
	size_t *known = jam_map_find(&l->known, key);

	if (known != NULL) {
		jam_arena_reset(arena, mark);
		return &l->items[*known];
	}
	known = jam_alloc(arena, sizeof(*known));
	*known = l->count;
	jam_map_put(&l->known, key, known);
	l->items = jam_grow(arena, l->items, &l->capacity, l->count + 1,
			    sizeof(*l->items));
	l->items[l->count] = (struct jam_respondent){
		.values = jam_alloc_array(arena, l->run->event->survey_len,
					  sizeof(char *)),
		.group = l->by_site ? site_of(l->run->event, answer->site) : 0,
	};
	return &l->items[l->count++];
}

static bool
take(void *with, const struct jam_survey_answer *answer, struct jam_error *err)
{
	struct loading *l = with;
	const struct jam_event *event = l->run->event;
	struct jam_respondent *r = respondent(l, answer);

	(void)err;
	for (size_t i = 0; i < event->survey_len; i++)
		if (r->values[i] == NULL &&
		    strcmp(event->survey[i].key, answer->question) == 0)
			r->values[i] = jam_strdup(l->run->arena, answer->value);
	return true;
}

bool
jam_answers_load(const struct jam_run *run, bool by_site,
		 struct jam_survey *survey, struct jam_error *err)
{
	const struct jam_event *event = run->event;
	struct loading l = { .run = run, .by_site = by_site };
	const char **groups;

	if (event->survey_len == 0) {
		jam_fail(err, JAM_E_DATA, "%s has no survey", event->slug);
		return jam_hint(err, "write its questions into the event's "
				     "file and jam amend");
	}
	jam_map_init(&l.known, run->arena);
	if (!jam_store_each_survey(run->store, event, take, &l, err))
		return false;
	groups =
	    jam_alloc_array(run->arena, event->sites_len + 1, sizeof(*groups));
	for (size_t i = 0; i < event->sites_len; i++)
		groups[i] = event->sites[i].key;
	groups[event->sites_len] = "(none)";
	*survey = (struct jam_survey){
		.questions = event->survey,
		.questions_len = event->survey_len,
		.respondents = l.items,
		.respondents_len = l.count,
		.groups = groups,
		.groups_len = by_site ? event->sites_len + 1 : 0,
	};
	return true;
}
