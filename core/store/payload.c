/* SPDX-License-Identifier: MIT */
/* The members of an object, without a reader of JSON. */
#include "core/store/payload.h"

#include <string.h>

/* Behind the string that begins here; NULL if it does not end. */
static const char *
skip_string(const char *p)
{
	for (p++; *p != '"'; p++) {
		if (*p == '\\')
			p++;
		if (*p == '\0')
			return NULL;
	}
	return p + 1;
}

/* Behind the value that begins here. */
static const char *
skip_value(const char *p)
{
	size_t depth = 0;

	while (*p != '\0') {
		if (depth == 0 && (*p == ',' || *p == '}' || *p == ']'))
			return p;
		if (*p == '"') {
			p = skip_string(p);
			if (p == NULL)
				return NULL;
			continue;
		}
		if (*p == '{' || *p == '[')
			depth++;
		else if (*p == '}' || *p == ']')
			depth--;
		p++;
	}
	return NULL;
}

static int
compare(const struct jam_span *a, const struct jam_span *b)
{
	size_t least = a->length < b->length ? a->length : b->length;
	int order = memcmp(a->text, b->text, least);

	if (order != 0)
		return order;
	return (a->length > b->length) - (a->length < b->length);
}

static struct jam_span *
member(struct jam_payload *payload, const struct jam_span *name)
{
	const struct {
		const char *name;
		struct jam_span *span;
	} members[] = {
		{ "ended", &payload->ended },
		{ "ended_sha256", &payload->ended_sha256 },
		{ "key", &payload->key },
		{ "row", &payload->row },
		{ "rows", &payload->rows },
		{ "rows_sha256", &payload->rows_sha256 },
		{ "table", &payload->table },
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (jam_span_is(name, members[i].name))
			return members[i].span;
	return NULL;
}

/* One member; the place behind it, or NULL. */
static const char *
read_member(const char *p, struct jam_payload *payload, struct jam_span *last)
{
	struct jam_span name = { .text = p + 1 };
	struct jam_span *span;
	const char *end;

	if (*p != '"' || (p = skip_string(p)) == NULL || *p != ':')
		return NULL;
	name.length = (size_t)(p - 1 - name.text);
	if (last->text != NULL && compare(last, &name) >= 0)
		return NULL;
	*last = name;
	end = skip_value(++p);
	if (end == NULL || end == p)
		return NULL;
	span = member(payload, &name);
	if (span != NULL)
		*span = (struct jam_span){ p, (size_t)(end - p) };
	return end;
}

bool
jam_payload_read(const char *text, struct jam_payload *payload)
{
	struct jam_span last = { 0 };
	const char *p = text;

	*payload = (struct jam_payload){ 0 };
	if (*p++ != '{')
		return false;
	if (*p == '}')
		return p[1] == '\0';
	for (;;) {
		p = read_member(p, payload, &last);
		if (p == NULL)
			return false;
		if (*p == '}')
			return p[1] == '\0';
		if (*p++ != ',')
			return false;
	}
}

bool
jam_span_is(const struct jam_span *span, const char *text)
{
	return strlen(text) == span->length &&
	       (span->length == 0 ||
		memcmp(text, span->text, span->length) == 0);
}
