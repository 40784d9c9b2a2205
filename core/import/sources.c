/* SPDX-License-Identifier: MIT */
/* Other tools' exports: the table and the search in it. */
#include "core/import/sources.h"

#include <string.h>

#include "core/model/person.h"

static const struct jam_tool tools[] = {
#include "core/import/sources.def"
};

const char *const jam_tool_words[] = {
	"auto",		"jam",	    "itch",  "devpost",	 "luma", "eventbrite",
	"google-forms", "typeform", "tally", "airtable", NULL,
};

static bool
has_header(const char *const *headers, size_t count, const char *header)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(headers[i], header) == 0)
			return true;
	return false;
}

/* How many signs fit: all of them, or 0. */
static size_t
count_signs(const struct jam_tool *tool, const char *const *headers,
	    size_t count)
{
	size_t n = 0;

	if (tool->first != NULL && strcmp(headers[0], tool->first) != 0)
		return 0;
	for (; tool->signs[n] != NULL; n++)
		if (!has_header(headers, count, tool->signs[n]))
			return 0;
	return n;
}

const struct jam_tool *
jam_tool_find(const char *const *headers, size_t count)
{
	const struct jam_tool *best = NULL;
	size_t most = 0;

	for (size_t i = 0; count > 0 && i < sizeof tools / sizeof *tools; i++) {
		size_t n = count_signs(&tools[i], headers, count);

		if (n > most) {
			best = &tools[i];
			most = n;
		}
	}
	return best;
}

const struct jam_tool *
jam_tool_named(const char *from)
{
	for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
		if (strcmp(tools[i].from, from) == 0)
			return &tools[i];
	return NULL;
}
