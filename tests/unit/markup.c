/* SPDX-License-Identifier: MIT */
/* Reading markup strictly. */
#include "tests/unit/markup.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "core/base/arena.h"

#define DEPTH 200

static const char *const elements[] = {
	"html",	  "head",     "meta",	 "title",   "style",	  "script",
	"body",	  "a",	      "header",	 "nav",	    "main",	  "footer",
	"div",	  "p",	      "h1",	 "h2",	    "h3",	  "h4",
	"h5",	  "h6",	      "ul",	 "ol",	    "li",	  "dl",
	"dt",	  "dd",	      "table",	 "caption", "thead",	  "tbody",
	"tr",	  "th",	      "td",	 "bdi",	    "strong",	  "em",
	"small",  "br",	      "hr",	 "code",    "pre",	  "blockquote",
	"time",	  "span",     "svg",	 "rect",    "line",	  "circle",
	"path",	  "text",     "g",	 "figure",  "figcaption", "desc",
	"form",	  "fieldset", "legend",	 "label",   "input",	  "textarea",
	"button", "noscript", "section", "output",  "polyline",	  "tspan",
	NULL,
};
static const char *const empty[] = { "meta", "br", "hr", "input", NULL };
static const char *const attributes[] = {
	"lang",
	"charset",
	"http-equiv",
	"content",
	"name",
	"type",
	"class",
	"href",
	"rel",
	"id",
	"scope",
	"datetime",
	"dir",
	"start",
	"role",
	"aria-label",
	"aria-current",
	"aria-hidden",
	"aria-describedby",
	"aria-labelledby",
	"aria-live",
	"viewbox",
	"preserveaspectratio",
	"xmlns",
	"width",
	"height",
	"x",
	"y",
	"x1",
	"x2",
	"y1",
	"y2",
	"cx",
	"cy",
	"r",
	"rx",
	"d",
	"fill",
	"stroke",
	"stroke-width",
	"points",
	"font-size",
	"font-family",
	"font-weight",
	"text-anchor",
	"for",
	"value",
	"min",
	"max",
	"step",
	"rows",
	"cols",
	"required",
	"tabindex",
	"target",
	"hidden",
	"disabled",
	"inputmode",
	"maxlength",
	"checked",
	"fill-opacity",
	"transform",
	"dominant-baseline",
	"accept",
	"data-p",
	"data-c",
	"autocomplete",
	"letter-spacing",
	"textlength",
	"lengthadjust",
	NULL,
};

struct reader {
	struct jam_arena *arena;
	const char *p;
	const char *open[DEPTH];
	size_t depth;
};

static bool
is_one_of(const char *const *list, const char *word)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, word) == 0)
			return true;
	return false;
}

static const char *
name(struct reader *r)
{
	size_t n = strcspn(r->p, " \t\n/>=\"'<");
	char *word = jam_strndup(r->arena, r->p, n);

	for (char *p = word; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	r->p += n;
	return word;
}

static const char *
check_url(struct reader *r, const char *url)
{
	static const char *const schemes[] = { "http://", "https://",
					       "mailto:", "#", NULL };

	for (size_t i = 0; schemes[i] != NULL; i++)
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return NULL;
	if (url[strcspn(url, ":")] == '\0')
		return NULL; /* another page */
	return jam_format(r->arena, "a link to %s", url);
}

static const char *
attribute(struct reader *r)
{
	const char *key = name(r), *value;
	size_t n;

	if (!is_one_of(attributes, key))
		return jam_format(r->arena, "attribute %s", key);
	if (*r->p != '=')
		return NULL;
	if (r->p[1] != '"')
		return jam_format(r->arena, "%s is not quoted", key);
	r->p += 2;
	n = strcspn(r->p, "\"<");
	if (r->p[n] != '"')
		return jam_format(r->arena, "%s holds <", key);
	value = jam_strndup(r->arena, r->p, n);
	r->p += n + 1;
	return strcmp(key, "href") == 0 ? check_url(r, value) : NULL;
}

static const char *
open_tag(struct reader *r)
{
	const char *element = name(r), *fault = NULL;
	bool closed = false;

	if (!is_one_of(elements, element))
		return jam_format(r->arena, "element %s", element);
	while (fault == NULL) {
		r->p += strspn(r->p, " \t\n");
		if (*r->p == '>' || (r->p[0] == '/' && r->p[1] == '>'))
			break;
		if (*r->p == '\0' || *r->p == '/')
			return jam_format(r->arena, "<%s does not end",
					  element);
		fault = attribute(r);
	}
	if (fault != NULL)
		return fault;
	closed = *r->p == '/';
	r->p += closed ? 2 : 1;
	if (closed || is_one_of(empty, element))
		return NULL;
	if (strcmp(element, "style") == 0 || strcmp(element, "script") == 0) {
		r->p = strstr(r->p, "</");
		if (r->p == NULL)
			return jam_format(r->arena, "%s is open", element);
	}
	if (r->depth == DEPTH)
		return "too deep";
	r->open[r->depth++] = element;
	return NULL;
}

static const char *
close_tag(struct reader *r)
{
	const char *element = name(r);

	if (*r->p != '>' || r->depth == 0 ||
	    strcmp(r->open[r->depth - 1], element) != 0)
		return jam_format(r->arena, "</%s> closes nothing", element);
	r->p++;
	r->depth--;
	return NULL;
}

static const char *
reference(struct reader *r)
{
	size_t n = strcspn(r->p + 1, ";& <\n");

	if (n == 0 || r->p[n + 1] != ';')
		return "a bare &";
	r->p += n + 2;
	return NULL;
}

const char *
jam_markup_fault(struct jam_arena *arena, const char *html)
{
	struct reader r = { .arena = arena, .p = html };
	const char *fault = NULL;

	if (strncasecmp(r.p, "<!doctype html>", 15) == 0)
		r.p += 15;
	else if (strncmp(r.p, "<?xml", 5) == 0)
		r.p = strchr(r.p, '>') + 1;
	while (*r.p != '\0' && fault == NULL) {
		if (*r.p == '&') {
			fault = reference(&r);
		} else if (*r.p != '<') {
			r.p++;
		} else if (r.p[1] == '/') {
			r.p += 2;
			fault = close_tag(&r);
		} else {
			r.p++;
			fault = open_tag(&r);
		}
	}
	if (fault == NULL && r.depth > 0)
		return jam_format(arena, "%s is open", r.open[r.depth - 1]);
	return fault;
}

size_t
jam_markup_count(const char *html, const char *element)
{
	size_t n = strlen(element), count = 0;

	while ((html = strchr(html, '<')) != NULL) {
		html++;
		if (strncmp(html, element, n) == 0 &&
		    strchr(" >/\n", html[n]) != NULL)
			count++;
	}
	return count;
}
