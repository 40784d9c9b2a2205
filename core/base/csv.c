/* SPDX-License-Identifier: MIT */
/* CSV cells out. */
#include "core/base/csv.h"

#include <string.h>

#include "core/base/buf.h"

bool
jam_csv_formula(const char *text)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };
	const char *p = text + strspn(text, "'");

	if (*p == '\0')
		return false;
	if (strchr("=+-@\t\r", *p) != NULL)
		return true;
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (strncmp(p, wide[i], strlen(wide[i])) == 0)
			return true;
	return false;
}

static bool
needs_quotes(const char *text)
{
	size_t length = strlen(text);

	if (length == 0)
		return false;
	return strpbrk(text, ",\"\r\n") != NULL ||
	       strchr(" \t", text[0]) != NULL ||
	       strchr(" \t", text[length - 1]) != NULL;
}

void
jam_csv_cell(struct jam_buf *out, const char *text, bool guard)
{
	bool formula = guard && jam_csv_formula(text);

	if (!needs_quotes(text)) {
		if (formula)
			jam_buf_char(out, '\'');
		jam_buf_text(out, text);
		return;
	}
	jam_buf_text(out, formula ? "\"'" : "\"");
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '"')
			jam_buf_char(out, '"');
		jam_buf_char(out, *p);
	}
	jam_buf_char(out, '"');
}
