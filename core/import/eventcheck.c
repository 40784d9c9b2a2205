/* SPDX-License-Identifier: MIT */
/* What must hold between the values of an event file. */
#include "core/import/eventcheck.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/frac.h"
#include "core/base/time.h"
#include "core/import/keys.h"
#include "core/import/named.h"
#include "core/import/tree.h"
#include "core/model/person.h"

#define LIMIT	 16384 /* 2^14, of scores and of the sum of weights */
#define CRITERIA 64
#define DECIMALS 4

/* The value at a path of keys, as far as it is there: a place to point at. */
static const struct jam_node *
at(const struct jam_node *node, const char *key, const char *sub)
{
	const struct jam_node *child = jam_node_find(node, key), *deeper;

	if (child == NULL)
		return node;
	deeper = sub == NULL ? NULL : jam_node_find(child, sub);
	return deeper != NULL ? deeper : child;
}

static const struct jam_node *
item(const struct jam_node *root, const char *list, size_t i, const char *key)
{
	const struct jam_node *node = at(root, list, NULL)->first;

	while (i-- > 0)
		node = node->next;
	return key == NULL ? node : at(node, key, NULL);
}

static void
check_times(const struct jam_reading *reading, const struct jam_node *root,
	    struct jam_event *event)
{
	struct jam_judging *judging = &event->judging;

	if (event->starts_at == JAM_NO_TIME || event->ends_at == JAM_NO_TIME)
		return;
	if (event->ends_at <= event->starts_at)
		jam_keys_problem(reading, at(root, "ends", NULL),
				 "must be after starts");
	if (judging->opens_at == JAM_NO_TIME)
		judging->opens_at = event->ends_at;
	if (judging->closes_at == JAM_NO_TIME)
		judging->closes_at = judging->opens_at + INT64_C(4) * 3600;
	if (judging->closes_at <= judging->opens_at)
		jam_keys_problem(reading, at(root, "judging", "closes"),
				 "the window must end after it opens");
	for (size_t i = 0; i < event->schedule_len; i++)
		if (event->schedule[i].until != JAM_NO_TIME &&
		    event->schedule[i].until <= event->schedule[i].at)
			jam_keys_problem(reading,
					 item(root, "schedule", i, "until"),
					 "must be after at");
}

static void
check_extensions(const struct jam_reading *reading, const struct jam_node *root,
		 const struct jam_judging *judging)
{
	const struct jam_node *list = at(root, "judging", "extensions");
	const struct jam_node *node = list->first;
	struct jam_named judges;
	const char *email, *key;

	jam_named_init(&judges, reading->arena);
	for (size_t i = 0; i < judging->extensions_len; i++) {
		if (judging->extensions[i].judge != NULL &&
		    judging->extensions[i].until <= judging->opens_at)
			jam_keys_problem(reading, at(node, "until", NULL),
					 "must be after the window opens");
		if (judging->extensions[i].judge != NULL &&
		    jam_email_read(reading->arena, judging->extensions[i].judge,
				   &email, &key))
			jam_named_add(&judges, key, at(node, "judge", NULL));
		node = node->next;
	}
	jam_named_check(&judges, reading);
}

/* The decimals that a text of the scale needs; the text was checked. */
static unsigned
places(const char *text)
{
	unsigned decimals = 0;

	return jam_decimal_places(text, &decimals) ? decimals : 0;
}

static bool
scale_value(const struct jam_reading *reading, const struct jam_node *scale,
	    const char *key, const char *text, unsigned decimals,
	    int64_t *value)
{
	if (jam_decimal_read(text, decimals, value) && *value >= -LIMIT &&
	    *value <= LIMIT)
		return true;
	jam_keys_problem(reading, at(scale, key, NULL),
			 "must lie within 16384 units of the scale's last "
			 "decimal, is %s",
			 text);
	return false;
}

static void
check_scale(const struct jam_reading *reading, const struct jam_node *root,
	    struct jam_eventdraft *draft)
{
	const struct jam_node *scale = at(root, "judging", "scale");
	struct jam_judging *judging = &draft->event.judging;
	unsigned decimals = places(draft->scale_min);

	if (places(draft->scale_max) > decimals)
		decimals = places(draft->scale_max);
	if (places(draft->scale_step) > decimals)
		decimals = places(draft->scale_step);
	if (decimals > DECIMALS) {
		jam_keys_problem(reading, scale, "at most 4 decimals");
		return;
	}
	judging->decimals = decimals;
	if (!scale_value(reading, scale, "min", draft->scale_min, decimals,
			 &judging->scale_min) ||
	    !scale_value(reading, scale, "max", draft->scale_max, decimals,
			 &judging->scale_max) ||
	    !scale_value(reading, scale, "step", draft->scale_step, decimals,
			 &judging->scale_step))
		return;
	if (judging->scale_max <= judging->scale_min)
		jam_keys_problem(reading, at(scale, "max", NULL),
				 "must be more than min");
	else if (judging->scale_step <= 0)
		jam_keys_problem(reading, at(scale, "step", NULL),
				 "must be more than 0, is %s",
				 draft->scale_step);
	else if ((judging->scale_max - judging->scale_min) %
		     judging->scale_step !=
		 0)
		jam_keys_problem(reading, at(scale, "step", NULL),
				 "max is not a whole number of steps above "
				 "min");
}

/* Columns of ballots, ratings and scores: formats.md 2. */
static bool
is_reserved(const char *key)
{
	static const char *const words[] = {
		"judge",     "project",	  "slug",   "title",	 "url",
		"comment",   "skip",	  "score",  "reason",	 "rubric",
		"criterion", "rank",	  "number", "exact",	 "ratings",
		"criteria",  "estimate",  "effect", "se",	 "low",
		"high",	     "component", "fit",    "submitted",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], key) == 0)
			return true;
	return false;
}

static int64_t
common_factor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Weights as integers without a common factor; false: none can be made. */
static bool
scale_weights(const struct jam_reading *reading, const struct jam_node *root,
	      struct jam_event *event)
{
	unsigned decimals = 0;
	int64_t factor = 0;
	bool good = true;

	for (size_t i = 0; i < event->criteria_len; i++)
		if (places(event->criteria[i].weight_text) > decimals)
			decimals = places(event->criteria[i].weight_text);
	for (size_t i = 0; i < event->criteria_len; i++) {
		struct jam_criterion *c = &event->criteria[i];
		bool fits =
		    jam_decimal_read(c->weight_text, decimals, &c->weight);

		if (fits && c->weight > 0) {
			factor = common_factor(c->weight, factor);
			continue;
		}
		jam_keys_problem(reading, item(root, "criteria", i, "weight"),
				 "must be %s, is %.100s",
				 fits || c->weight_text[0] == '-'
				     ? "more than 0"
				     : "smaller",
				 c->weight_text);
		good = false;
	}
	for (size_t i = 0; good && i < event->criteria_len; i++)
		event->criteria[i].weight /= factor;
	return good;
}

static void
check_weights(const struct jam_reading *reading, const struct jam_node *root,
	      struct jam_event *event)
{
	const struct jam_node *list = at(root, "criteria", NULL);
	int64_t sum = 0, lcm;

	if (!scale_weights(reading, root, event))
		return;
	for (size_t i = 0; i < event->criteria_len && sum <= LIMIT; i++)
		sum = event->criteria[i].weight > LIMIT
			  ? LIMIT + 1
			  : sum + event->criteria[i].weight;
	if (sum > LIMIT)
		jam_keys_problem(reading, list,
				 "the weights, as whole numbers without a "
				 "common factor, add up to more than 16384");
	else if (!jam_event_weights_lcm(event, &sum, &lcm))
		jam_keys_problem(reading, list,
				 "with criteria that may be left out, these "
				 "weights have sums whose least common "
				 "multiple is above 2^40; use rounder weights");
}

static void
check_criteria(const struct jam_reading *reading, const struct jam_node *root,
	       struct jam_event *event)
{
	struct jam_named keys;

	jam_named_init(&keys, reading->arena);
	for (size_t i = 0; i < event->criteria_len; i++) {
		struct jam_criterion *c = &event->criteria[i];

		c->slot = (int64_t)i;
		c->key = c->key != NULL ? c->key : "";
		jam_named_add(&keys, c->key, item(root, "criteria", i, "id"));
		if (is_reserved(c->key))
			jam_keys_problem(reading,
					 item(root, "criteria", i, "id"),
					 "\"%s\" is the name of a column; "
					 "choose another",
					 c->key);
		if (c->title == NULL)
			c->title = c->key;
	}
	jam_named_check(&keys, reading);
	if (event->criteria_len == 0) {
		if (jam_node_find(root, "criteria") != NULL)
			jam_keys_problem(reading, at(root, "criteria", NULL),
					 "at least one criterion is needed");
	} else if (event->criteria_len > CRITERIA) {
		jam_keys_problem(reading, at(root, "criteria", NULL),
				 "more than %d criteria", CRITERIA);
	} else {
		check_weights(reading, root, event);
	}
}

static void
check_scoring(const struct jam_reading *reading, const struct jam_node *root,
	      const struct jam_event *event)
{
	const struct jam_scoring *scoring = &event->scoring;
	struct jam_frac prior;
	int64_t half;

	if (scoring->prior != NULL &&
	    (!jam_frac_read(scoring->prior, &prior) || prior.num <= 0 ||
	     prior.num > LIMIT || prior.den > LIMIT))
		jam_keys_problem(reading, at(root, "scoring", "prior"),
				 "must be a whole number or a fraction such as "
				 "11/2, more than 0, is \"%.100s\"",
				 scoring->prior);
	if (scoring->median != NULL &&
	    (!jam_decimal_read(scoring->median, 1, &half) || half % 5 != 0 ||
	     half < 0 || half > 10 << 20))
		jam_keys_problem(reading, at(root, "scoring", "median"),
				 "must be a whole or half number, is %.100s",
				 scoring->median);
}

static void
check_tie_break(const struct jam_reading *reading, const struct jam_node *root,
		const struct jam_event *event)
{
	const struct jam_scoring *scoring = &event->scoring;
	const struct jam_node *list = at(root, "scoring", "tie_break");
	const struct jam_node *node = list->first;
	struct jam_named words;

	jam_named_init(&words, reading->arena);
	for (size_t i = 0; i < scoring->tie_break_len; i++) {
		const char *word = scoring->tie_break[i];

		if (strcmp(word, "ratings") != 0 && word[0] != '\0' &&
		    strcmp(word, "submitted") != 0 &&
		    jam_event_criterion(event, word) == NULL)
			jam_keys_problem(reading, node,
					 "\"%.100s\" is no criterion, and not "
					 "ratings or submitted",
					 word);
		jam_named_add(&words, word, node);
		node = node->next;
	}
}

static void
check_rules(const struct jam_reading *reading, const struct jam_node *root,
	    const struct jam_event *event)
{
	if (event->team_max < event->team_min)
		jam_keys_problem(reading, at(root, "teams", "max"),
				 "must not be less than min");
	if (event->judging.by == 0)
		jam_keys_problem(reading, at(root, "judging", "by"),
				 "somebody must judge");
	check_scoring(reading, root, event);
	check_tie_break(reading, root, event);
}

void
jam_eventcheck(const struct jam_reading *reading, const struct jam_node *root,
	       struct jam_eventdraft *draft)
{
	check_times(reading, root, &draft->event);
	check_extensions(reading, root, &draft->event.judging);
	check_scale(reading, root, draft);
	check_criteria(reading, root, &draft->event);
	check_rules(reading, root, &draft->event);
	jam_eventcheck_lists(reading, root, draft);
}
