/* SPDX-License-Identifier: MIT */
/* JSON tokens. */
#include "core/base/json.h"

#include <math.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/decimal.h"

/* U+2028 and U+2029 end a line in JavaScript, though not in JSON. */
static bool
is_line_end(const char *p)
{
	return memcmp(p, "\xe2\x80", 2) == 0 &&
	       (p[2] == '\xa8' || p[2] == '\xa9');
}

static void
escape(struct jam_buf *out, unsigned code)
{
	static const char letters[] = "btn.fr";

	if (code == '"' || code == '\\')
		jam_buf_format(out, "\\%c", (int)code);
	else if (code >= '\b' && code <= '\r' && code != '\v')
		jam_buf_format(out, "\\%c", letters[code - '\b']);
	else
		jam_buf_format(out, "\\u%04x", code);
}

static bool
is_plain(unsigned char c, bool html)
{
	return c >= 0x20 && c != '"' && c != '\\' && c != 0xe2 &&
	       !(html && (c == '<' || c == '>' || c == '&'));
}

static void
write_string(struct jam_buf *out, const char *text, bool html)
{
	const char *from = text, *p = text;

	if (text == NULL) {
		jam_buf_text(out, "null");
		return;
	}
	jam_buf_char(out, '"');
	for (; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;
		bool line_end = c == 0xe2 && is_line_end(p);

		if (is_plain(c, html) || (c == 0xe2 && !line_end))
			continue;
		jam_buf_add(out, from, (size_t)(p - from));
		escape(out, line_end ? 0x2028u + (p[2] == '\xa9') : c);
		if (line_end)
			p += 2;
		from = p + 1;
	}
	jam_buf_add(out, from, (size_t)(p - from));
	jam_buf_char(out, '"');
}

void
jam_json_string(struct jam_buf *out, const char *text)
{
	write_string(out, text, false);
}

void
jam_json_string_html(struct jam_buf *out, const char *text)
{
	write_string(out, text, true);
}

void
jam_json_int(struct jam_buf *out, int64_t n)
{
	jam_buf_int(out, n);
}

void
jam_json_double(struct jam_buf *out, double x)
{
	if (isfinite(x))
		jam_double_write(out, x, JAM_DECIMALS_MAX);
	else
		jam_buf_text(out, "null");
}
