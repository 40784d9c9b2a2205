/* SPDX-License-Identifier: MIT */
/* Certificates. */
#include "core/render/certificate.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/html.h"
#include "core/render/style.h"

#define LEAST_PERCENT 35

/* clang-format off */
static const char *const own[] = {
"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 842 595\"",
"     role=\"img\" font-family=\"Georgia, 'DejaVu Serif', serif\">",
"<title>Certificate of {{name}}: {{event}}</title>",
"<rect width=\"842\" height=\"595\" fill=\"#fdfcf8\" />",
"<rect x=\"24\" y=\"24\" width=\"794\" height=\"547\" fill=\"none\"",
"      stroke=\"#0a6570\" stroke-width=\"3\" />",
"<rect x=\"34\" y=\"34\" width=\"774\" height=\"527\" fill=\"none\"",
"      stroke=\"#0a6570\" stroke-width=\"1\" />",
"<g text-anchor=\"middle\" fill=\"#1c2326\">",
"<text x=\"421\" y=\"118\" font-size=\"22\" letter-spacing=\"8\"",
"      fill=\"#0a6570\">CERTIFICATE</text>",
"<text x=\"421\" y=\"210\" font-size=\"46\">{{name}}</text>",
"<text x=\"421\" y=\"262\" font-size=\"20\" fill=\"#59646b\">{{role}}</text>",
"<text x=\"421\" y=\"312\" font-size=\"32\">{{event}}</text>",
"<text x=\"421\" y=\"346\" font-size=\"18\" fill=\"#59646b\">{{date}}</text>",
"<text x=\"421\" y=\"414\" font-size=\"24\">{{project}}</text>",
"<text x=\"421\" y=\"446\" font-size=\"18\" fill=\"#59646b\">{{team}}</text>",
"<text x=\"421\" y=\"496\" font-size=\"26\" font-weight=\"bold\"",
"      fill=\"#a87400\">{{place}}</text>",
"<text x=\"421\" y=\"542\" font-size=\"11\" fill=\"#59646b\"",
"      font-family=\"'DejaVu Sans Mono', monospace\">{{code}}</text>",
"</g>",
"</svg>",
NULL
};
/* clang-format on */

/* A field, and how many columns of it look well at its full size. */
struct field {
	const char *name;
	size_t offset, columns;
};

#define FIELD(f, columns)                                             \
	{                                                             \
#f, offsetof(struct jam_certificate_text, f), columns \
	}
static const struct field fields[] = {
	FIELD(name, 28),  FIELD(event, 40),   FIELD(date, 60), FIELD(team, 70),
	FIELD(place, 44), FIELD(project, 50), FIELD(role, 60), FIELD(code, 90),
};

static const struct field *
find_field(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strlen(fields[i].name) == length &&
		    strncmp(fields[i].name, name, length) == 0)
			return &fields[i];
	return NULL;
}

static size_t
line_of(const char *text, const char *at)
{
	size_t line = 1;

	for (; text < at; text++)
		line += *text == '\n';
	return line;
}

/*
 * True where a <tspan> may stand: in the content of a text element, not in a
 * tag, a title or a description.
 */
static bool
in_text(const char *template, const char *at)
{
	while (at > template && at[-1] != '<' && at[-1] != '>')
		at--;
	if (at == template || at[-1] == '<')
		return false;
	while (at > template && at[-1] != '<')
		at--;
	return (strncmp(at, "text", 4) == 0 &&
		!isalpha((unsigned char)at[4])) ||
	       strncmp(at, "tspan", 5) == 0;
}

static void
put_value(struct jam_buf *out, const struct field *field, const char *value,
	  bool may_shrink)
{
	size_t width = jam_utf8_width(value), percent;

	if (!may_shrink || width <= field->columns) {
		jam_html_text(out, value);
		return;
	}
	percent = 100 * field->columns / width;
	jam_buf_format(out, "<tspan font-size=\"%zu%%\">",
		       percent < LEAST_PERCENT ? LEAST_PERCENT : percent);
	jam_html_text(out, value);
	jam_buf_text(out, "</tspan>");
}

bool
jam_certificate_svg(struct jam_buf *out, const char *template, const char *file,
		    const struct jam_certificate_text *values,
		    struct jam_error *err)
{
	const char *p, *start;

	if (template == NULL)
		template = jam_style_join(out->arena, own);
	p = template;
	while ((start = strstr(p, "{{")) != NULL) {
		const char *end = strstr(start, "}}");
		size_t length = end != NULL ? (size_t)(end - start - 2)
					    : strcspn(start + 2, "\n");
		const struct field *field = find_field(start + 2, length);
		const char *value;

		if (end == NULL || field == NULL) {
			jam_fail(err, JAM_E_DATA,
				 "\"{{%.*s%s\" is no field of a certificate",
				 length < 40 ? (int)length : 40, start + 2,
				 end != NULL ? "}}" : "");
			jam_error_at(err, file, line_of(template, start), 0,
				     NULL);
			return jam_hint(err, "there are name, event, date, "
					     "team, project, place, role and "
					     "code");
		}
		jam_buf_add(out, p, (size_t)(start - p));
		value = *(const char *const *)((const char *)values +
					       field->offset);
		if (value != NULL)
			put_value(out, field, value, in_text(template, start));
		p = end + 2;
	}
	jam_buf_text(out, p);
	return true;
}
