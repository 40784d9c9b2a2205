/* SPDX-License-Identifier: MIT */
/* What must hold in the lists of an event file. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/import/eventcheck.h"
#include "core/import/keys.h"
#include "core/import/named.h"
#include "core/import/tree.h"
#include "core/model/columns.h"
#include "core/model/person.h"

static const struct jam_node *
first(const struct jam_node *root, const char *list)
{
	const struct jam_node *node = jam_node_find(root, list);

	return node == NULL ? NULL : node->first;
}

static const struct jam_node *
at(const struct jam_node *node, const char *key)
{
	const struct jam_node *child = jam_node_find(node, key);

	return child != NULL ? child : node;
}

static void
check_sites(const struct jam_reading *reading, const struct jam_node *root,
	    struct jam_event *event)
{
	const struct jam_node *node = first(root, "sites");
	struct jam_named keys;

	jam_named_init(&keys, reading->arena);
	for (size_t i = 0; node != NULL && i < event->sites_len;
	     i++, node = node->next) {
		struct jam_site *site = &event->sites[i];

		site->key = site->key != NULL ? site->key : "";
		site->title = site->title != NULL ? site->title : site->key;
		jam_named_add(&keys, site->key, at(node, "id"));
		if (strcmp(site->key, "online") == 0)
			jam_keys_problem(reading, at(node, "id"),
					 "\"online\" means no site; choose "
					 "another");
	}
	jam_named_check(&keys, reading);
}

static void
check_ideas(const struct jam_reading *reading, const struct jam_node *root,
	    struct jam_event *event)
{
	const struct jam_node *node = first(root, "ideas");
	struct jam_named keys;

	jam_named_init(&keys, reading->arena);
	for (size_t i = 0; node != NULL && i < event->ideas_len;
	     i++, node = node->next) {
		struct jam_idea *idea = &event->ideas[i];

		idea->key = idea->key != NULL ? idea->key : "";
		idea->title = idea->title != NULL ? idea->title : idea->key;
		jam_named_add(&keys, idea->key, at(node, "id"));
	}
	jam_named_check(&keys, reading);
}

static void
check_prizes(const struct jam_reading *reading, const struct jam_node *root,
	     const struct jam_event *event)
{
	const struct jam_node *node = first(root, "prizes");
	struct jam_named places;

	jam_named_init(&places, reading->arena);
	for (size_t i = 0; node != NULL && i < event->prizes_len;
	     i++, node = node->next) {
		const struct jam_prize *prize = &event->prizes[i];

		if (prize->place == 0 && prize->name == NULL)
			jam_keys_problem(reading, node,
					 "a prize needs a place or a name");
		if (prize->place != 0)
			jam_named_add(&places, jam_node_text(node, "place"),
				      at(node, "place"));
		if (prize->criterion != NULL &&
		    jam_event_criterion(event, prize->criterion) == NULL)
			jam_keys_problem(reading, at(node, "criterion"),
					 "\"%s\" is no criterion of this event",
					 prize->criterion);
		if (prize->site != NULL &&
		    jam_event_site(event, prize->site) == NULL)
			jam_keys_problem(reading, at(node, "site"),
					 "\"%s\" is no site of this event",
					 prize->site);
	}
	jam_named_check(&places, reading);
}

/* One group of addresses; keys of all groups come into `all`. */
static void
read_group(const struct jam_reading *reading, const struct jam_node *list,
	   struct jam_same_person *group, struct jam_named *all)
{
	const struct jam_node *node;
	const char *email, *key;

	group->emails =
	    jam_alloc_array(reading->arena, list->count, sizeof *group->emails);
	if (list->kind != JAM_NODE_LIST || list->count < 2) {
		jam_keys_problem(reading, list,
				 "must be a list of two or more addresses of "
				 "one person");
		return;
	}
	for (node = list->first; node != NULL; node = node->next) {
		const char *text = node->text != NULL ? node->text : "";

		if (!jam_email_read(reading->arena, text, &email, &key)) {
			jam_keys_problem(reading, node,
					 "\"%.100s\" is not an e-mail address",
					 text);
			continue;
		}
		group->emails[group->emails_len++] = email;
		jam_named_add(all, key, node);
	}
}

void
jam_eventcheck_same(const struct jam_reading *reading,
		    const struct jam_node *list,
		    struct jam_same_person **groups, size_t *count)
{
	const struct jam_node *node;
	struct jam_named all;

	if (list->kind != JAM_NODE_LIST) {
		jam_keys_problem(reading, list, "must be a list of lists");
		return;
	}
	jam_named_init(&all, reading->arena);
	*groups = jam_alloc_array(reading->arena, list->count, sizeof **groups);
	*count = list->count;
	for (node = list->first; node != NULL; node = node->next)
		read_group(reading, node, *groups + node->index, &all);
	jam_named_check(&all, reading);
}

static bool
is_option(const struct jam_question *question, const char *text)
{
	for (size_t i = 0; i < question->options_len; i++)
		if (strcmp(question->options[i], text) == 0)
			return true;
	return text[0] == '\0';
}

static void
check_options(const struct jam_reading *reading, const struct jam_node *node,
	      const struct jam_question *question)
{
	bool choice =
	    question->kind == JAM_CHOICE || question->kind == JAM_CHOICES;

	if (choice && question->options_len == 0)
		jam_keys_problem(reading, node, "\"options\" is missing");
	if (!choice && question->options_len > 0)
		jam_keys_problem(reading, at(node, "options"),
				 "only choice and choices have options");
	for (size_t i = 0; i < question->leave_out_len; i++)
		if (!is_option(question, question->leave_out[i]))
			jam_keys_problem(reading, at(node, "leave_out"),
					 "\"%.100s\" is none of the options",
					 question->leave_out[i]);
}

/* A pair is two questions of one kind that has numbers. */
static void
check_pair(const struct jam_reading *reading, const struct jam_node *node,
	   const struct jam_event *event, const struct jam_question *question)
{
	const struct jam_question *other = NULL;
	size_t count = 0;

	for (size_t i = 0; i < event->survey_len; i++) {
		const struct jam_question *q = &event->survey[i];

		if (q->pair == NULL || strcmp(q->pair, question->pair) != 0)
			continue;
		count++;
		other = q != question ? q : other;
	}
	if (count != 2)
		jam_keys_problem(reading, at(node, "pair"),
				 "a pair is two questions; \"%s\" has %zu",
				 question->pair, count);
	else if (question->kind > JAM_NUMBER || other->kind != question->kind)
		jam_keys_problem(reading, at(node, "pair"),
				 "the questions of a pair are both likelihood, "
				 "probability or number");
}

static void
check_survey(const struct jam_reading *reading, const struct jam_node *root,
	     struct jam_event *event)
{
	const struct jam_node *node = first(root, "survey");
	struct jam_named keys;

	jam_named_init(&keys, reading->arena);
	for (size_t i = 0; node != NULL && i < event->survey_len;
	     i++, node = node->next) {
		struct jam_question *q = &event->survey[i];

		jam_named_add(&keys, q->key, at(node, "id"));
		if (q->question == NULL && q->column == NULL)
			jam_keys_problem(reading, node,
					 "\"question\" is missing");
		q->question = q->question != NULL ? q->question : q->column;
		q->column = q->column != NULL ? q->column : q->question;
		check_options(reading, node, q);
		if (q->pair != NULL)
			check_pair(reading, node, event, q);
	}
	jam_named_check(&keys, reading);
}

static void
check_expectation(const struct jam_reading *reading,
		  const struct jam_node *node, const struct jam_event *event,
		  const struct jam_expectation *e)
{
	bool less = e->less_than != JAM_NONE, least = e->at_least != JAM_NONE;

	if (less && least)
		jam_keys_problem(reading, at(node, "at_least"),
				 "an expectation has less_than or at_least, "
				 "not both");
	else if (!less && !least && jam_node_find(node, "less_than") == NULL &&
		 jam_node_find(node, "at_least") == NULL)
		jam_keys_problem(reading, node,
				 "an expectation needs less_than or at_least, "
				 "such as less_than: 20%%");
	if (e->less_than == 0)
		jam_keys_problem(reading, at(node, "less_than"),
				 "nothing is less than 0 %%");
	if (e->by != JAM_NO_TIME && event->ends_at != JAM_NO_TIME &&
	    e->by <= event->ends_at)
		jam_keys_problem(reading, at(node, "by"),
				 "must come after the event ends");
}

static void
check_expectations(const struct jam_reading *reading,
		   const struct jam_node *root, const struct jam_event *event)
{
	const struct jam_node *node = first(root, "expectations");
	struct jam_named keys;

	jam_named_init(&keys, reading->arena);
	for (size_t i = 0; node != NULL && i < event->expectations_len;
	     i++, node = node->next) {
		const struct jam_expectation *e = &event->expectations[i];

		jam_named_add(&keys, e->key != NULL ? e->key : "",
			      at(node, "id"));
		check_expectation(reading, node, event, e);
	}
	jam_named_check(&keys, reading);
}

/* Longer lists are no event's, and some checks compare all with all. */
static bool
check_lengths(const struct jam_reading *reading, const struct jam_node *root)
{
	static const char *const lists[] = { "sites",	    "ideas",
					     "prizes",	    "survey",
					     "same_person", "expectations" };
	bool good = true;

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		const struct jam_node *list = jam_node_find(root, lists[i]);

		if (list == NULL || list->count <= 2000)
			continue;
		jam_keys_problem(reading, list, "more than 2000 of them");
		good = false;
	}
	return good;
}

void
jam_eventcheck_lists(const struct jam_reading *reading,
		     const struct jam_node *root, struct jam_eventdraft *draft)
{
	struct jam_event *event = &draft->event;

	if (!check_lengths(reading, root))
		return;
	check_sites(reading, root, event);
	check_ideas(reading, root, event);
	check_prizes(reading, root, event);
	check_survey(reading, root, event);
	check_expectations(reading, root, event);
	if (draft->same != NULL)
		jam_eventcheck_same(reading, draft->same, &event->same_person,
				    &event->same_person_len);
}
