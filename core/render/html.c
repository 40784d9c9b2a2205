/* SPDX-License-Identifier: MIT */
/* Users' text in HTML. */
#include "core/render/html.h"

#include <string.h>
#include <strings.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
jam_html_text(struct jam_buf *out, const char *text)
{
	struct jam_buf clean;
	const char *p;

	jam_buf_init(&clean, out->arena);
	jam_utf8_clean(&clean, text);
	p = jam_buf_string(&clean);
	while (*p != '\0') {
		size_t n = strcspn(p, "&<>\"'");

		jam_buf_add(out, p, n);
		p += n;
		if (*p != '\0')
			jam_buf_text(out, entity(*p++));
	}
}

void
jam_html_bytes(struct jam_buf *out, const char *text, size_t length)
{
	jam_html_text(out, jam_strndup(out->arena, text, length));
}

void
jam_html_user(struct jam_buf *out, const char *text)
{
	jam_buf_text(out, "<bdi>");
	jam_html_text(out, text);
	jam_buf_text(out, "</bdi>");
}

/* The first bytes as a browser reads a scheme: without controls. */
static void
scheme(const char *url, char *out, size_t size)
{
	size_t n = 0;

	url += strspn(url, " ");
	for (; *url != '\0' && n + 1 < size; url++)
		if ((unsigned char)*url > 0x1f && *url != 0x7f)
			out[n++] = *url;
	out[n] = '\0';
}

bool
jam_html_safe_url(const char *url)
{
	static const char *const safe[] = { "http://", "https://", "mailto:" };
	char head[16];

	scheme(url, head, sizeof(head));
	for (size_t i = 0; i < sizeof(safe) / sizeof(safe[0]); i++)
		if (strncasecmp(head, safe[i], strlen(safe[i])) == 0)
			return true;
	return false;
}

void
jam_html_link(struct jam_buf *out, const char *text, const char *url)
{
	if (url == NULL || !jam_html_safe_url(url)) {
		jam_html_user(out, text);
		return;
	}
	jam_buf_text(out, "<a href=\"");
	jam_html_text(out, url);
	jam_buf_text(out, "\" rel=\"nofollow ugc noopener\">");
	jam_html_user(out, text);
	jam_buf_text(out, "</a>");
}
