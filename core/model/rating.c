/* SPDX-License-Identifier: MIT */
/* Reading scores, and the text that the database keeps. */
#include "core/model/rating.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"

const char *
jam_scale_show(const struct jam_event *event, struct jam_arena *arena)
{
	const struct jam_judging *j = &event->judging;
	int64_t one = 1;
	struct jam_buf out;

	for (unsigned d = 0; d < j->decimals; d++)
		one *= 10;
	jam_buf_init(&out, arena);
	jam_decimal_write(&out, j->scale_min, j->decimals);
	jam_buf_text(&out, " to ");
	jam_decimal_write(&out, j->scale_max, j->decimals);
	if (j->scale_step != one) {
		jam_buf_text(&out, " in steps of ");
		jam_decimal_write(&out, j->scale_step, j->decimals);
	}
	return jam_buf_string(&out);
}

bool
jam_score_read(const struct jam_event *event,
	       const struct jam_criterion *criterion, const char *text,
	       struct jam_arena *arena, int64_t *score, struct jam_error *err)
{
	const struct jam_judging *j = &event->judging;
	unsigned places;
	int64_t n = 0;
	bool read = jam_decimal_read(text, j->decimals, &n);
	const char *wrong = NULL;

	if (!jam_decimal_places(text, &places))
		wrong = "is not a number from";
	else if (read && n < j->scale_min)
		wrong = "is below the scale";
	else if (read && n > j->scale_max)
		wrong = "is above the scale";
	else if (!read || (n - j->scale_min) % j->scale_step != 0)
		wrong = "is not a step of the scale";
	*score = n;
	if (wrong == NULL)
		return true;
	return jam_fail(err, JAM_E_DATA, "%s: \"%s\" %s %s", criterion->key,
			text, wrong, jam_scale_show(event, arena));
}

static bool
unknown(const struct jam_event *event, const char *key, struct jam_arena *arena,
	struct jam_error *err)
{
	const char **keys =
	    jam_alloc_array(arena, event->criteria_len, sizeof(*keys));
	struct jam_buf all;
	const char *near;

	jam_buf_init(&all, arena);
	for (size_t i = 0; i < event->criteria_len; i++) {
		keys[i] = event->criteria[i].key;
		jam_buf_format(&all, "%s%s", i > 0 ? ", " : "", keys[i]);
	}
	near = jam_utf8_nearest(key, keys, event->criteria_len);
	jam_fail(err, JAM_E_DATA, "\"%s\" is not a criterion of %s", key,
		 event->slug);
	if (near != NULL)
		return jam_hint(err, "did you mean %s?", near);
	return jam_hint(err, "its criteria: %s", jam_buf_string(&all));
}

static bool
read_word(const struct jam_event *event, const char *word,
	  struct jam_arena *arena, int64_t *scores, struct jam_error *err)
{
	const char *equals = strchr(word, '=');
	const struct jam_criterion *c;
	const char *key;
	size_t i;

	if (equals == NULL || equals == word) {
		jam_fail(err, JAM_E_DATA, "\"%s\" is not CRITERION=SCORE",
			 word);
		return jam_hint(err, "for example: %s=%d",
				event->criteria[0].key, 4);
	}
	key = jam_strndup(arena, word, (size_t)(equals - word));
	c = jam_event_criterion(event, key);
	if (c == NULL)
		return unknown(event, key, arena, err);
	i = (size_t)(c - event->criteria);
	if (scores[i] != JAM_NONE)
		return jam_fail(err, JAM_E_DATA, "%s is given twice", key);
	return jam_score_read(event, c, equals + 1, arena, &scores[i], err);
}

bool
jam_scores_read(const struct jam_event *event, struct jam_score_words words,
		struct jam_arena *arena, int64_t *scores, struct jam_error *err)
{
	for (size_t i = 0; i < event->criteria_len; i++)
		scores[i] = JAM_NONE;
	for (int i = 0; i < words.count; i++)
		if (!read_word(event, words.items[i], arena, scores, err))
			return false;
	return true;
}

bool
jam_scores_complete(const struct jam_event *event, const int64_t *scores,
		    struct jam_error *err)
{
	size_t given = 0, free = 0, n = 0, length;
	char missing[512] = "";

	for (size_t i = 0; i < event->criteria_len; i++) {
		const struct jam_criterion *c = &event->criteria[i];

		given += scores[i] != JAM_NONE;
		free += !c->required;
		if (scores[i] != JAM_NONE || !c->required)
			continue;
		length = strlen(c->key);
		if (n + length + 3 > sizeof(missing))
			continue;
		if (n > 0) {
			missing[n++] = ',';
			missing[n++] = ' ';
		}
		memcpy(missing + n, c->key, length);
		n += length;
	}
	if (n > 0) {
		jam_fail(err, JAM_E_DATA, "no score for %s", missing);
		if (free > 0)
			return jam_hint(err, "jam list criteria says which may "
					     "be left out");
		return jam_hint(err, "every criterion of %s is needed",
				event->slug);
	}
	if (given == 0)
		return jam_fail(err, JAM_E_DATA,
				"a rating needs at least one score");
	return true;
}

const char *
jam_scores_store(const struct jam_event *event, const int64_t *scores,
		 struct jam_arena *arena)
{
	int64_t last = 0;
	struct jam_buf out;

	jam_buf_init(&out, arena);
	for (size_t i = 0; i < event->criteria_len; i++)
		if (event->criteria[i].slot > last)
			last = event->criteria[i].slot;
	for (int64_t slot = 0; slot <= last; slot++) {
		int64_t score = JAM_NONE;

		for (size_t i = 0; i < event->criteria_len; i++)
			if (event->criteria[i].slot == slot)
				score = scores[i];
		if (slot > 0)
			jam_buf_char(&out, ' ');
		if (score == JAM_NONE)
			jam_buf_char(&out, '-');
		else
			jam_decimal_write(&out, score, event->judging.decimals);
	}
	return jam_buf_string(&out);
}

/* One field up to a blank or the end; false when it is not jam's. */
static bool
load_field(const char **at, unsigned decimals, int64_t *value)
{
	char field[32];
	size_t n = strcspn(*at, " ");

	if (n == 0 || n >= sizeof(field))
		return false;
	memcpy(field, *at, n);
	field[n] = '\0';
	*at += n;
	if (**at == ' ')
		(*at)++;
	*value = JAM_NONE;
	return strcmp(field, "-") == 0 ||
	       jam_decimal_read(field, decimals, value);
}

bool
jam_scores_load(const struct jam_event *event, const char *text,
		int64_t *scores)
{
	const char *at = text;

	for (size_t i = 0; i < event->criteria_len; i++)
		scores[i] = JAM_NONE;
	for (int64_t slot = 0; *at != '\0'; slot++) {
		int64_t value;

		if (!load_field(&at, event->judging.decimals, &value))
			return false;
		for (size_t i = 0; i < event->criteria_len; i++)
			if (event->criteria[i].slot == slot)
				scores[i] = value;
	}
	return true;
}
