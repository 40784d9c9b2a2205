/* SPDX-License-Identifier: MIT */
/* One scalar of a document into a field of a struct. */
#include "core/import/value.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/base/zone.h"
#include "core/import/keys.h"
#include "core/import/tree.h"
#include "core/model/person.h"
#include "core/model/slug.h"

#define CHARACTERS 300

/* A value as messages show it: numbers as they are, the rest in quotes. */
static const char *
shown(const struct jam_reading *reading, const char *text)
{
	unsigned places;

	if (jam_decimal_places(text, &places))
		return text;
	return jam_format(reading->arena, "\"%.100s%s\"", text,
			  strlen(text) > 100 ? "…" : "");
}

static const char *
list_words(struct jam_arena *arena, const char *const *words)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	for (size_t i = 0; words[i] != NULL; i++)
		jam_buf_format(&buf, "%s%s", i > 0 ? ", " : "", words[i]);
	return jam_buf_string(&buf);
}

/* The index of a node's text in words, or -1 and a problem. */
static int
read_word(const struct jam_reading *reading, const struct jam_node *node,
	  const char *const *words)
{
	size_t count = 0;
	const char *meant;

	for (; words[count] != NULL; count++)
		if (strcmp(words[count], node->text) == 0)
			return (int)count;
	meant = jam_utf8_nearest(node->text, words, count);
	if (meant != NULL)
		jam_keys_problem(reading, node,
				 "%s is unknown; did you mean \"%s\"?",
				 shown(reading, node->text), meant);
	else
		jam_keys_problem(reading, node, "must be one of %s, is %s",
				 list_words(reading->arena, words),
				 shown(reading, node->text));
	return -1;
}

static const char *
read_line(const struct jam_reading *reading, const struct jam_node *node,
	  const struct jam_key *key)
{
	const char *text = jam_utf8_tidy(reading->arena, node->text, true);
	size_t most = key->max > 0 ? (size_t)key->max : CHARACTERS;

	if (jam_utf8_length(text) <= most)
		return text;
	jam_keys_problem(reading, node, "has %zu characters, at most %zu",
			 jam_utf8_length(text), most);
	return NULL;
}

static const char *
read_email(const struct jam_reading *reading, const struct jam_node *node)
{
	const char *email, *match;

	if (jam_email_read(reading->arena, node->text, &email, &match))
		return email;
	jam_keys_problem(reading, node, "\"%.100s\" is not an e-mail address",
			 node->text);
	return NULL;
}

static const char *
read_zone(const struct jam_reading *reading, const struct jam_node *node)
{
	const char *zone = jam_zone_name(node->text), *meant = NULL;

	if (jam_zone_check(reading->arena, zone, &meant))
		return zone;
	if (meant != NULL)
		jam_keys_problem(reading, node,
				 "\"%.100s\" is not a time zone; did you mean "
				 "\"%s\"?",
				 node->text, meant);
	else
		jam_keys_problem(reading, node,
				 "\"%.100s\" is not a time zone; name one such "
				 "as Europe/Copenhagen, or AoE",
				 node->text);
	return NULL;
}

static const char *
read_text(const struct jam_reading *reading, const struct jam_node *node,
	  const struct jam_key *key)
{
	unsigned places;

	switch (key->kind) {
	case JAM_KEY_LINE:
		return read_line(reading, node, key);
	case JAM_KEY_PROSE:
		return jam_utf8_tidy(reading->arena, node->text, false);
	case JAM_KEY_EMAIL:
		return read_email(reading, node);
	case JAM_KEY_ZONE:
		return read_zone(reading, node);
	case JAM_KEY_DECIMAL:
		if (jam_decimal_places(node->text, &places))
			return node->text;
		jam_keys_problem(reading, node,
				 "must be a number such as 2 or 0.5, is %s",
				 shown(reading, node->text));
		return NULL;
	default:
		if (jam_slug_check(node->text))
			return node->text;
		jam_keys_problem(reading, node,
				 "must be 1 to 64 of a-z, 0-9 and -, is "
				 "\"%.100s\"",
				 node->text);
		return NULL;
	}
}

static bool
read_int(const struct jam_reading *reading, const struct jam_node *node,
	 const struct jam_key *key, int64_t *value)
{
	struct jam_buf least, most;

	if (jam_decimal_read(node->text, key->decimals, value) &&
	    *value >= key->min && *value <= key->max)
		return true;
	jam_buf_init(&least, reading->arena);
	jam_buf_init(&most, reading->arena);
	jam_decimal_write(&least, key->min, key->decimals);
	jam_decimal_write(&most, key->max, key->decimals);
	jam_keys_problem(reading, node, "must be a %s from %s to %s, is %s",
			 key->decimals == 0 ? "whole number" : "number",
			 jam_buf_string(&least), jam_buf_string(&most),
			 shown(reading, node->text));
	return false;
}

/* ">900" is more than 900. */
static bool
read_bound(const struct jam_reading *reading, const struct jam_node *node,
	   const struct jam_key *key, char *out, int64_t *value)
{
	struct jam_node bare = *node;
	unsigned bits;

	if (node->text[0] != '>')
		return read_int(reading, node, key, value);
	bare.text = node->text + 1;
	if (!read_int(reading, &bare, key, value))
		return false;
	memcpy(&bits, out + key->other, sizeof bits);
	bits |= 1U << key->bit;
	memcpy(out + key->other, &bits, sizeof bits);
	return true;
}

static bool
read_time(const struct jam_reading *reading, const struct jam_node *node,
	  int64_t *value)
{
	struct jam_error err = { .code = JAM_OK };

	if (jam_time_read(node->text, reading->zone, value, &err))
		return true;
	jam_keys_problem(reading, node, "%s", err.message);
	return false;
}

/* "2027-04-01" is when that day begins in the zone. */
static bool
read_day(const struct jam_reading *reading, const struct jam_node *node,
	 int64_t *value)
{
	const char *text = jam_format(reading->arena, "%s 00:00", node->text);
	struct jam_error err = { .code = JAM_OK };
	struct jam_local day;
	enum jam_zone_fit fit;
	int64_t first, second;

	if (!jam_local_read(text, &day))
		return read_time(reading, node, value);
	if (!jam_local_valid(&day)) {
		jam_keys_problem(reading, node, "\"%s\" is not in the calendar",
				 node->text);
		return false;
	}
	if (!jam_zone_to_utc(reading->zone, &day, &fit, &first, &second,
			     &err)) {
		jam_keys_problem(reading, node, "%s", err.message);
		return false;
	}
	*value = fit == JAM_ZONE_GAP ? second : first;
	return true;
}

/* "20%", "20 %" or "20"; from 0 to 100. */
static bool
read_percent(const struct jam_reading *reading, const struct jam_node *node,
	     int64_t *value)
{
	size_t length = strlen(node->text);

	if (length > 0 && node->text[length - 1] == '%')
		length--;
	while (length > 0 && node->text[length - 1] == ' ')
		length--;
	if (jam_decimal_read(jam_strndup(reading->arena, node->text, length), 2,
			     value) &&
	    *value >= 0 && *value <= 10000)
		return true;
	jam_keys_problem(reading, node,
			 "must be a percentage from 0 to 100 such as 20%%, is "
			 "%s",
			 shown(reading, node->text));
	return false;
}

static bool
read_duration(const struct jam_reading *reading, const struct jam_node *node,
	      int64_t *value)
{
	if (jam_duration_read(node->text, value) && *value >= 0)
		return true;
	jam_keys_problem(reading, node,
			 "must be a duration such as 90s, 15m or 1h, is %s",
			 shown(reading, node->text));
	return false;
}

/* "1000 USD" or "12.50 EUR" */
static bool
read_money(const struct jam_reading *reading, const struct jam_node *node,
	   const struct jam_key *key, char *out, int64_t *value)
{
	const char *blank = strchr(node->text, ' ');
	const char *currency = blank != NULL ? blank + 1 : "";
	const char *number;

	if (strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 &&
	    currency[3] == '\0') {
		number = jam_strndup(reading->arena, node->text,
				     (size_t)(blank - node->text));
		if (jam_decimal_read(number, 2, value) && *value >= 0 &&
		    *value <= INT64_C(100000000000000)) {
			memcpy(out + key->other, &currency, sizeof currency);
			return true;
		}
	}
	jam_keys_problem(reading, node,
			 "must be an amount and a currency such as 1000 USD, "
			 "is %s",
			 shown(reading, node->text));
	return false;
}

static bool
read_number(const struct jam_reading *reading, const struct jam_node *node,
	    const struct jam_key *key, char *out, int64_t *value)
{
	switch (key->kind) {
	case JAM_KEY_TIME:
		return read_time(reading, node, value);
	case JAM_KEY_DAY:
		return read_day(reading, node, value);
	case JAM_KEY_PERCENT:
		return read_percent(reading, node, value);
	case JAM_KEY_DURATION:
		return read_duration(reading, node, value);
	case JAM_KEY_MONEY:
		return read_money(reading, node, key, out, value);
	case JAM_KEY_BOUND:
		return read_bound(reading, node, key, out, value);
	default:
		return read_int(reading, node, key, value);
	}
}

static void
read_bool(const struct jam_reading *reading, const struct jam_node *node,
	  const struct jam_key *key, char *out)
{
	static const char *const usual[] = { "false", "true", "no", "yes",
					     NULL };
	int index =
	    read_word(reading, node, key->words != NULL ? key->words : usual);
	bool value = index % 2 == 1;

	if (index >= 0)
		memcpy(out + key->field, &value, sizeof value);
}

void
jam_value_read(const struct jam_reading *reading, const struct jam_node *node,
	       const struct jam_key *key, void *out)
{
	char *field = (char *)out + key->field;
	const char *text;
	int64_t number;
	int index;

	switch (key->kind) {
	case JAM_KEY_WORD:
		index = read_word(reading, node, key->words);
		if (index >= 0)
			memcpy(field, &index, sizeof index);
		return;
	case JAM_KEY_BOOL:
		read_bool(reading, node, key, out);
		return;
	case JAM_KEY_INT:
	case JAM_KEY_SCALED:
	case JAM_KEY_BOUND:
	case JAM_KEY_TIME:
	case JAM_KEY_DAY:
	case JAM_KEY_PERCENT:
	case JAM_KEY_DURATION:
	case JAM_KEY_MONEY:
		if (read_number(reading, node, key, out, &number))
			memcpy(field, &number, sizeof number);
		return;
	default:
		text = read_text(reading, node, key);
		if (text != NULL)
			memcpy(field, &text, sizeof text);
	}
}

void
jam_value_list(const struct jam_reading *reading, const struct jam_node *list,
	       const struct jam_key *key, void *out)
{
	const char **texts =
	    jam_alloc_array(reading->arena, list->count, sizeof *texts);
	const struct jam_node *node;
	unsigned bits = 0;
	size_t count = 0;
	int index;

	/* A bad element stays, empty, so that places go on to agree. */
	for (node = list->first; node != NULL; node = node->next) {
		if (node->kind != JAM_NODE_TEXT || node->text[0] == '\0') {
			jam_keys_problem(reading, node, "must be one value");
			texts[count++] = "";
		} else if (key->kind == JAM_KEY_WORDS) {
			index = read_word(reading, node, key->words);
			bits |= index >= 0 ? 1U << index : 0;
		} else {
			texts[count] = key->kind == JAM_KEY_EMAILS
					   ? read_email(reading, node)
					   : read_line(reading, node, key);
			if (texts[count] == NULL)
				texts[count] = "";
			count++;
		}
	}
	if (key->kind == JAM_KEY_WORDS) {
		memcpy((char *)out + key->field, &bits, sizeof bits);
		return;
	}
	memcpy((char *)out + key->field, &texts, sizeof texts);
	memcpy((char *)out + key->other, &count, sizeof count);
}
