/* SPDX-License-Identifier: MIT */
/* The HTML ballot. */
#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/model/event.h"
#include "core/render/ballot.h"
#include "core/render/ballot_script.h"
#include "core/render/html.h"
#include "core/render/prose.h"
#include "core/render/style.h"

#define RADIOS_MOST 11

static void
put_head(struct jam_buf *out, const struct jam_sheet *b, const char *style,
	 const char *script)
{
	jam_buf_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
			  "<meta charset=\"utf-8\">\n"
			  "<meta http-equiv=\"Content-Security-Policy\" "
			  "content=\"default-src 'none'; script-src ");
	jam_buf_text(out, jam_style_source(out->arena, script));
	jam_buf_text(out, "; style-src ");
	jam_buf_text(out, jam_style_source(out->arena, style));
	jam_buf_text(out,
		     "; base-uri 'none'; form-action 'none'\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width, "
		     "initial-scale=1\">\n"
		     "<meta name=\"referrer\" content=\"no-referrer\">\n"
		     "<meta name=\"robots\" content=\"noindex\">\n<title>"
		     "Ballot of ");
	jam_html_text(out, b->judge);
	jam_buf_text(out, ": ");
	jam_html_text(out, b->event_title);
	jam_buf_text(out, "</title>\n<style>");
	jam_buf_text(out, style);
	jam_buf_text(out, "</style>\n</head>\n<body>\n"
			  "<main id=\"main\" class=\"in\">\n");
}

static void
put_decimal(struct jam_buf *out, const struct jam_sheet *b, int64_t value)
{
	jam_decimal_write(out, value, b->decimals);
}

static void
put_intro(struct jam_buf *out, const struct jam_sheet *b)
{
	jam_buf_text(out, "<p class=\"kicker\">");
	jam_html_user(out, b->event_title);
	jam_buf_text(out, "</p>\n<h1>Ballot of ");
	jam_html_user(out, b->judge);
	jam_buf_text(out, "</h1>\n<p>Behind each criterion choose from ");
	put_decimal(out, b, b->scale_min);
	jam_buf_text(out, " to ");
	put_decimal(out, b, b->scale_max);
	jam_buf_text(out, ". A project may stay empty; for one that you "
			  "cannot judge, say why. Judging closes ");
	jam_buf_text(out, "<span class=\"keep\">");
	jam_html_text(out, b->closes);
	jam_buf_text(out, "</span>");
	jam_buf_text(
	    out, ".</p>\n<noscript><p class=\"banner\">Without JavaScript "
		 "this page is a sheet to read and print; it cannot save. Ask "
		 "for the ballot as a table or as text instead.</p>"
		 "</noscript>\n<p class=\"banner\" id=\"refused\" hidden>This "
		 "browser keeps nothing for pages from a file. Save the ballot "
		 "before you leave this page.</p>\n"
		 "<p class=\"note script\" hidden>What you choose is kept in "
		 "this browser until you clear it; other pages opened from "
		 "files on this computer may read it. Then press \"Save "
		 "ballot\" and send the file back; at the end of this page it "
		 "can be opened again.</p>\n");
}

static void
put_radio(struct jam_buf *out, const char *name, const char *value,
	  bool checked)
{
	jam_buf_format(out,
		       "<label><input type=\"radio\" name=\"%s\" "
		       "value=\"%s\"%s> %s</label>\n",
		       name, value, checked ? " checked" : "",
		       *value != '\0' ? value : "none");
}

static void
put_number(struct jam_buf *out, const struct jam_sheet *b, const char *name,
	   const char *value)
{
	jam_buf_format(out,
		       "<input type=\"number\" inputmode=\"decimal\" "
		       "name=\"%s\" value=\"%s\" aria-label=\"score\" min=\"",
		       name, value);
	put_decimal(out, b, b->scale_min);
	jam_buf_text(out, "\" max=\"");
	put_decimal(out, b, b->scale_max);
	jam_buf_text(out, "\" step=\"");
	put_decimal(out, b, b->scale_step);
	jam_buf_text(out, "\">\n");
}

static void
put_criterion(struct jam_buf *out, const struct jam_sheet *b,
	      const struct jam_sheet_project *p, size_t i)
{
	const struct jam_criterion *c = &b->criteria[i];
	const char *name =
	    jam_format(out->arena, "s-%" PRId64 "-%zu", p->number, i);
	const char *score = p->scores != NULL ? p->scores[i] : NULL;
	const char *steps[RADIOS_MOST];
	size_t count;
	bool radios =
	    jam_ballot_steps(b, out->arena, steps, RADIOS_MOST, &count);

	score = score != NULL ? score : "";
	jam_buf_text(out, "<fieldset");
	if (radios)
		jam_buf_text(out, " role=\"radiogroup\"");
	if (c->description != NULL)
		jam_buf_format(out, " aria-describedby=\"d-%s\"", name);
	jam_buf_text(out, ">\n<legend>");
	jam_html_user(out, c->title);
	if (!c->required)
		jam_buf_text(out, " <small>(may be left out)</small>");
	jam_buf_text(out, "</legend>\n");
	if (c->description != NULL) {
		jam_buf_format(out, "<p class=\"note\" id=\"d-%s\">", name);
		jam_html_user(out, c->description);
		jam_buf_text(out, "</p>\n");
	}
	jam_buf_text(out, "<div class=\"steps\">\n");
	if (radios) {
		for (size_t k = 0; k < count; k++)
			put_radio(out, name, steps[k],
				  strcmp(score, steps[k]) == 0);
		put_radio(out, name, "", *score == '\0');
	} else {
		put_number(out, b, name, score);
	}
	jam_buf_text(out, "</div>\n</fieldset>\n");
}

static void
put_texts(struct jam_buf *out, const struct jam_sheet_project *p)
{
	jam_buf_format(out,
		       "<label class=\"field\" for=\"c-%" PRId64
		       "\">Comment</label>\n<textarea id=\"c-%" PRId64
		       "\" rows=\"4\">\n",
		       p->number, p->number);
	if (p->comment != NULL)
		jam_html_text(out, p->comment);
	jam_buf_format(out,
		       "</textarea>\n<label class=\"field\" for=\"k-%" PRId64
		       "\">Skip this project, because</label>\n"
		       "<input type=\"text\" id=\"k-%" PRId64 "\" value=\"",
		       p->number, p->number);
	if (p->skip != NULL)
		jam_html_text(out, p->skip);
	jam_buf_format(out,
		       "\">\n<p class=\"error\" id=\"e-%" PRId64
		       "\" aria-live=\"polite\"></p>\n",
		       p->number);
}

static void
put_project(struct jam_buf *out, const struct jam_sheet *b,
	    const struct jam_sheet_project *p)
{
	jam_buf_format(out,
		       "<section id=\"p-%" PRId64
		       "\" aria-labelledby=\"h-%" PRId64
		       "\">\n<h2 id=\"h-%" PRId64 "\">%" PRId64 ". ",
		       p->number, p->number, p->number, p->number);
	jam_html_user(out, p->title);
	jam_buf_text(out, "</h2>\n");
	if (p->url != NULL && jam_html_safe_url(p->url)) {
		jam_buf_text(out, "<p><a href=\"");
		jam_html_text(out, p->url);
		jam_buf_text(out, "\" target=\"_blank\" "
				  "rel=\"noopener noreferrer\">");
		jam_html_user(out, p->url);
		jam_buf_text(out, "</a></p>\n");
	}
	if (p->abstract != NULL) {
		jam_buf_text(out, "<div class=\"prose\" dir=\"auto\">\n");
		jam_prose_html(out, p->abstract, 3);
		jam_buf_text(out, "</div>\n");
	}
	for (size_t i = 0; i < b->criteria_len; i++)
		put_criterion(out, b, p, i);
	put_texts(out, p);
	jam_buf_text(out, "</section>\n");
}

static void
put_pair(struct jam_buf *out, const char *key, const char *text)
{
	jam_buf_format(out, "\"%s\":", key);
	jam_json_string_html(out, text);
	jam_buf_char(out, ',');
}

static void
put_data(struct jam_buf *out, const struct jam_sheet *b)
{
	jam_buf_text(out, "<script type=\"application/json\" id=\"data\">{");
	put_pair(out, "file", b->file);
	put_pair(out, "event", b->event);
	put_pair(out, "title", b->event_title);
	put_pair(out, "judge", b->judge);
	put_pair(out, "event_uid", b->event_uid);
	put_pair(out, "judge_uid", b->judge_uid);
	put_pair(out, "rubric", b->rubric);
	jam_buf_text(out, "\"min\":");
	put_decimal(out, b, b->scale_min);
	jam_buf_text(out, ",\"max\":");
	put_decimal(out, b, b->scale_max);
	jam_buf_text(out, ",\"step\":");
	put_decimal(out, b, b->scale_step);
	jam_buf_text(out, ",\"criteria\":[");
	for (size_t i = 0; i < b->criteria_len; i++) {
		jam_buf_text(out, i > 0 ? ",{" : "{");
		put_pair(out, "id", b->criteria[i].key);
		put_pair(out, "title", b->criteria[i].title);
		jam_buf_format(out, "\"required\":%s}",
			       b->criteria[i].required ? "true" : "false");
	}
	jam_buf_text(out, "],\"projects\":[");
	for (size_t i = 0; i < b->projects_len; i++) {
		const struct jam_sheet_project *p = &b->projects[i];

		jam_buf_text(out, i > 0 ? ",{" : "{");
		put_pair(out, "slug", p->slug);
		put_pair(out, "title", p->title);
		jam_buf_format(out, "\"project\":%" PRId64 ",\"other\":%s}",
			       p->number, p->other ? "true" : "false");
	}
	jam_buf_text(out, "]}</script>\n");
}

static void
put_tools(struct jam_buf *out)
{
	jam_buf_text(
	    out,
	    "<div class=\"script\" hidden>\n<div id=\"missing\">\n"
	    "<h2>To do</h2>\n<ul id=\"left\"></ul>\n</div>\n"
	    "<p id=\"copied\" hidden><label class=\"field\" for=\"text\">The "
	    "ballot as text, for a mail</label>\n<textarea id=\"text\" "
	    "rows=\"8\"></textarea></p>\n"
	    "<div class=\"row\">\n<button type=\"button\" id=\"copy\">Copy "
	    "as text</button>\n<button type=\"button\" id=\"clear\">Clear "
	    "this browser</button>\n<label class=\"file\">Open a saved "
	    "ballot<input type=\"file\" id=\"open\" "
	    "accept=\".json\"></label>\n</div>\n</div>\n"
	    "<div class=\"tools script\" hidden>\n<p><strong id=\"count\" "
	    "role=\"status\"></strong> <a href=\"#missing\" id=\"todo\">"
	    "To do</a> <span id=\"said\" role=\"status\" "
	    "aria-live=\"polite\"></span></p>\n<button type=\"button\" "
	    "class=\"main\" id=\"save\">Save ballot</button>\n</div>\n");
}

void
jam_ballot_html(struct jam_buf *out, const struct jam_sheet *b)
{
	const char *style =
	    jam_format(out->arena, "%s%s", jam_style(out->arena),
		       jam_style_join(out->arena, jam_ballot_style));
	const char *script = jam_style_join(out->arena, jam_ballot_script);
	bool others = false;

	put_head(out, b, style, script);
	put_intro(out, b);
	jam_buf_text(out, "<form id=\"form\" autocomplete=\"off\">\n");
	for (size_t i = 0; i < b->projects_len; i++) {
		if (b->projects[i].other && !others)
			jam_buf_text(out, "<h2>Other projects that you may "
					  "rate</h2>\n");
		others = others || b->projects[i].other;
		put_project(out, b, &b->projects[i]);
	}
	jam_buf_text(out, "</form>\n");
	put_tools(out);
	jam_buf_text(out, "</main>\n");
	put_data(out, b);
	jam_buf_text(out, "<script>");
	jam_buf_text(out, script);
	jam_buf_text(out, "</script>\n</body>\n</html>\n");
}
