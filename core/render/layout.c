/* SPDX-License-Identifier: MIT */
/* Head, navigation and foot of pages; front matter. */
#include "core/render/layout.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/render/doc.h"
#include "core/render/html.h"
#include "core/render/when.h"

static void
put_meta(struct jam_buf *out, const char *name, const char *content)
{
	jam_buf_format(out, "<meta name=\"%s\" content=\"", name);
	jam_html_text(out, content);
	jam_buf_text(out, "\">\n");
}

static void
put_head(struct jam_buf *out, const struct jam_layout *l)
{
	jam_buf_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
			  "<meta charset=\"utf-8\">\n"
			  "<meta http-equiv=\"Content-Security-Policy\" "
			  "content=\"default-src 'none'; style-src ");
	jam_buf_text(out, l->source);
	jam_buf_text(out, "; base-uri 'none'; form-action 'none'\">\n");
	put_meta(out, "viewport", "width=device-width, initial-scale=1");
	put_meta(out, "referrer", "no-referrer");
	jam_buf_text(out, "<title>");
	if (l->title != NULL) {
		jam_html_text(out, l->title);
		jam_buf_text(out, " · ");
	}
	jam_html_text(out, l->pages->title);
	jam_buf_text(out, "</title>\n<style>\n");
	jam_buf_text(out, l->style);
	jam_buf_text(out, "</style>\n");
	if (l->data != NULL)
		jam_buf_format(out,
			       "<script type=\"application/ld+json\">%s"
			       "</script>\n",
			       l->data);
	jam_buf_text(out, "</head>\n");
}

static void
put_link(struct jam_doc *doc, const struct jam_layout *l, const char *path,
	 const char *text)
{
	jam_buf_format(
	    &doc->out, "<a href=\"%s%s%s\"%s>%s</a>\n", doc->up, path,
	    doc->extension,
	    strcmp(path, l->path) == 0 ? " aria-current=\"page\"" : "", text);
}

/* The way to the other pages. */
static void
put_nav(struct jam_doc *doc, const struct jam_layout *l)
{
	struct jam_buf *out = &doc->out;

	jam_buf_format(out,
		       "<a class=\"skip\" href=\"#main\">Skip to the "
		       "content</a>\n<header class=\"top\"><nav class=\"in\" "
		       "aria-label=\"Pages\">\n<a class=\"home\" "
		       "href=\"%sindex%s\">",
		       doc->up, doc->extension);
	jam_html_user(out, l->pages->title);
	jam_buf_text(out, "</a>\n");
	put_link(doc, l, "index", "Overview");
	if (l->pages->results != NULL)
		put_link(doc, l, "results", "Results");
	if (l->pages->judges_len > 0)
		put_link(doc, l, "judges", "Judges");
	if (l->pages->after != NULL)
		put_link(doc, l, "outcomes", "What came of it");
	jam_buf_text(out, "</nav></header>\n");
}

static void
put_top(struct jam_doc *doc, const struct jam_layout *l)
{
	jam_buf_text(&doc->out, "<body>\n");
	if (doc->extension != NULL)
		put_nav(doc, l);
	jam_buf_text(&doc->out, "<main id=\"main\" class=\"in\">\n");
}

/* A JSON string is a YAML string, whatever is in it. */
static void
put_string(struct jam_doc *doc, const char *key, const char *text)
{
	struct jam_buf clean;

	jam_buf_init(&clean, doc->arena);
	jam_utf8_clean(&clean, text);
	jam_buf_format(&doc->out, "%s: ", key);
	jam_json_string(&doc->out, jam_buf_string(&clean));
	jam_buf_char(&doc->out, '\n');
}

static void
put_front(struct jam_doc *doc, const struct jam_layout *l)
{
	const char *slash = strchr(l->path, '/');
	const char *name = slash != NULL ? slash + 1 : l->path;
	const char *date;

	if (l->front == JAM_FRONT_NONE || doc->failed)
		return;
	if (!jam_time_write_local(doc->arena, l->pages->ends_at, doc->zone,
				  &date, doc->err)) {
		doc->failed = true;
		return;
	}
	jam_buf_text(&doc->out, "---\n");
	put_string(doc, "title", l->title != NULL ? l->title : l->pages->title);
	put_string(doc, "date", date);
	put_string(doc, "slug", name);
	jam_buf_text(&doc->out, "draft: false\ntags: [");
	jam_json_string(&doc->out, l->pages->slug);
	jam_buf_text(&doc->out, "]\n");
	if (l->front == JAM_FRONT_QUARTO)
		jam_buf_text(&doc->out, "format: \"html\"\n");
	jam_buf_text(&doc->out, "---\n\n");
}

void
jam_layout_begin(struct jam_doc *doc, const struct jam_layout *layout)
{
	if (jam_doc_is_html(doc)) {
		put_head(&doc->out, layout);
		put_top(doc, layout);
	} else {
		put_front(doc, layout);
	}
}

void
jam_layout_end(struct jam_doc *doc, const struct jam_layout *layout)
{
	if (!jam_doc_is_html(doc))
		return;
	jam_buf_text(&doc->out, "</main>\n<footer><div class=\"in\"><p>");
	jam_html_user(&doc->out, layout->pages->title);
	jam_doc_say(doc, ". Times are those of %s. Pages made with jam.",
		    doc->zone);
	jam_buf_text(&doc->out, "</p></div></footer>\n</body>\n</html>\n");
}

bool
jam_layout_prefix(const struct jam_pages *pages,
		  const struct jam_page_options *options,
		  struct jam_arena *arena, const char **prefix,
		  struct jam_error *err)
{
	*prefix = "";
	if (options->format == JAM_PAGE_HTML ||
	    options->front != JAM_FRONT_JEKYLL)
		return true;
	if (!jam_when_date(arena, pages->zone, pages->ends_at, prefix, err))
		return false;
	*prefix = jam_format(arena, "%s-", *prefix);
	return true;
}

static void
put_key(struct jam_buf *out, const char *key, const char *text)
{
	struct jam_buf clean;

	jam_buf_init(&clean, out->arena);
	jam_utf8_clean(&clean, text);
	jam_buf_format(out, ",\"%s\":", key);
	jam_json_string_html(out, jam_buf_string(&clean));
}

static void
put_place(struct jam_buf *out, const struct jam_page_site *site)
{
	jam_buf_text(out, "{\"@type\":\"Place\"");
	put_key(out, "name", site->title);
	jam_buf_text(out, ",\"address\":{\"@type\":\"PostalAddress\"");
	if (site->city != NULL)
		put_key(out, "addressLocality", site->city);
	if (site->country != NULL)
		put_key(out, "addressCountry", site->country);
	jam_buf_text(out, "}},");
}

bool
jam_layout_data(const struct jam_pages *pages, struct jam_arena *arena,
		const char **json, struct jam_error *err)
{
	const char *starts, *ends;
	struct jam_buf out;

	if (!jam_time_write_local(arena, pages->starts_at, pages->zone, &starts,
				  err) ||
	    !jam_time_write_local(arena, pages->ends_at, pages->zone, &ends,
				  err))
		return false;
	jam_buf_init(&out, arena);
	jam_buf_text(&out, "{\"@context\":\"https://schema.org\","
			   "\"@type\":\"Event\"");
	put_key(&out, "name", pages->title);
	put_key(&out, "startDate", starts);
	put_key(&out, "endDate", ends);
	put_key(&out, "eventStatus", "https://schema.org/EventScheduled");
	put_key(&out, "eventAttendanceMode",
		pages->sites_len > 0
		    ? "https://schema.org/MixedEventAttendanceMode"
		    : "https://schema.org/OnlineEventAttendanceMode");
	jam_buf_text(&out, ",\"location\":[");
	for (size_t i = 0; i < pages->sites_len; i++)
		put_place(&out, &pages->sites[i]);
	jam_buf_text(&out, "{\"@type\":\"VirtualLocation\"");
	if (pages->links_len > 0)
		put_key(&out, "url", pages->links[0].url);
	jam_buf_text(&out, "}]}");
	*json = jam_buf_string(&out);
	return true;
}
