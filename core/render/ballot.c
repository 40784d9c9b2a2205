/* SPDX-License-Identifier: MIT */
/* Ballots as YAML, CSV and Markdown. */
#include "core/render/ballot.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/csv.h"
#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/model/ballot.h"
#include "core/model/event.h"
#include "core/render/json.h"
#include "core/render/md.h"

/* One line without controls; YAML's comments end at U+2028 too. */
static const char *
one_line(struct jam_arena *arena, const char *text)
{
	struct jam_buf clean;

	jam_buf_init(&clean, arena);
	jam_utf8_clean(&clean, text);
	return jam_utf8_tidy(arena, jam_buf_string(&clean), true);
}

static const char *
decimal(const struct jam_sheet *b, struct jam_arena *arena, int64_t value)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_decimal_write(&buf, value, b->decimals);
	return jam_buf_string(&buf);
}

/* "a number from 1 to 5 in steps of 1" */
static const char *
scale(const struct jam_sheet *b, struct jam_arena *arena)
{
	return jam_format(arena, "a number from %s to %s in steps of %s",
			  decimal(b, arena, b->scale_min),
			  decimal(b, arena, b->scale_max),
			  decimal(b, arena, b->scale_step));
}

static const char *
text_or(const char *text, const char *absent)
{
	return text != NULL ? text : absent;
}

static const char *
score(const struct jam_sheet_project *p, size_t criterion)
{
	return p->scores == NULL ? "" : text_or(p->scores[criterion], "");
}

/* A JSON string is a YAML string; what YAML cannot hold bare is escaped. */
static void
put_string(struct jam_buf *out, const char *key, const char *text)
{
	struct jam_buf json;

	jam_buf_init(&json, out->arena);
	jam_json_string(&json, text_or(text, ""));
	jam_buf_format(out, "%s: ", key);
	jam_json_safe(out, jam_buf_string(&json));
	jam_buf_char(out, '\n');
}

static void
put_comment(struct jam_buf *out, const char *indent, const char *text)
{
	jam_buf_format(out, "%s# %s\n", indent, one_line(out->arena, text));
}

static void
yaml_head(struct jam_buf *out, const struct jam_sheet *b)
{
	struct jam_arena *a = out->arena;

	put_comment(
	    out, "",
	    jam_format(a, "Ballot of %s: %s", b->judge, b->event_title));
	put_comment(
	    out, "",
	    jam_format(a, "Behind each criterion write %s.", scale(b, a)));
	put_comment(out, "",
		    "A project may stay empty; for one you cannot judge say "
		    "why behind skip.");
	put_comment(out, "",
		    jam_format(a, "Send this file back before %s. Criteria:",
			       b->closes));
	for (size_t i = 0; i < b->criteria_len; i++) {
		const struct jam_criterion *c = &b->criteria[i];

		put_comment(out, "",
			    jam_format(a, "%s: %s%s%s%s", c->key, c->title,
				       c->required ? "" : " (may be left out)",
				       c->description != NULL ? ". " : "",
				       text_or(c->description, "")));
	}
	jam_buf_text(out, "ballot: " JAM_BALLOT_SCHEMA "\n");
	put_string(out, "event_uid", b->event_uid);
	put_string(out, "judge_uid", b->judge_uid);
	put_string(out, "rubric", b->rubric);
	jam_buf_text(out,
		     b->projects_len > 0 ? "projects:\n" : "projects: []\n");
}

static void
yaml_project(struct jam_buf *out, const struct jam_sheet *b,
	     const struct jam_sheet_project *p)
{
	put_comment(
	    out, "  ",
	    jam_format(out->arena, "%" PRId64 ". %s", p->number, p->title));
	if (p->url != NULL)
		put_comment(out, "  ", p->url);
	jam_buf_format(out, "  - project: %" PRId64 "\n", p->number);
	put_string(out, "    slug", p->slug);
	jam_buf_text(out, "    scores:\n");
	for (size_t i = 0; i < b->criteria_len; i++)
		jam_buf_format(out, "      %s:%s%s\n", b->criteria[i].key,
			       *score(p, i) != '\0' ? " " : "", score(p, i));
	put_string(out, "    comment", p->comment);
	put_string(out, "    skip", p->skip);
}

void
jam_ballot_yaml(struct jam_buf *out, const struct jam_sheet *b)
{
	bool others = false;

	yaml_head(out, b);
	for (size_t i = 0; i < b->projects_len; i++) {
		if (b->projects[i].other && !others)
			jam_buf_text(out, "\n  " JAM_BALLOT_OTHER
					  " that you may rate\n");
		others = others || b->projects[i].other;
		jam_buf_char(out, '\n');
		yaml_project(out, b, &b->projects[i]);
	}
}

static void
csv_cells(struct jam_buf *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		jam_buf_char(out, ',');
		jam_csv_cell(out, text_or(cells[i], ""), true);
	}
}

static void
csv_project(struct jam_buf *out, const struct jam_sheet *b,
	    const struct jam_sheet_project *p)
{
	const char *ids[] = { b->judge_uid, b->rubric };
	const char *texts[] = { p->slug, p->title, p->url };
	const char *ends[] = { p->comment, p->skip };

	jam_csv_cell(out, b->event_uid, true);
	csv_cells(out, ids, 2);
	jam_buf_format(out, ",%" PRId64, p->number);
	csv_cells(out, texts, 3);
	for (size_t i = 0; i < b->criteria_len; i++)
		jam_buf_format(out, ",%s", score(p, i));
	csv_cells(out, ends, 2);
	jam_buf_text(out, "\r\n");
}

void
jam_ballot_csv(struct jam_buf *out, const struct jam_sheet *b)
{
	jam_buf_text(out, "\xef\xbb\xbf"
			  "event_uid,judge_uid,rubric,project,slug,title,url");
	for (size_t i = 0; i < b->criteria_len; i++)
		jam_buf_format(out, ",%s", b->criteria[i].key);
	jam_buf_text(out, ",comment,skip\r\n");
	for (size_t i = 0; i < b->projects_len; i++)
		csv_project(out, b, &b->projects[i]);
}

/* A line of ours: what begins with ">" is not read in the head. */
static void
markdown_say(struct jam_buf *out, const char *text)
{
	jam_buf_text(out, "> - ");
	jam_md_text(out, text);
	jam_buf_char(out, '\n');
}

static void
markdown_head(struct jam_buf *out, const struct jam_sheet *b)
{
	struct jam_arena *a = out->arena;

	jam_buf_text(out, "# Ballot of ");
	jam_md_text(out, b->judge);
	jam_buf_text(out, ": ");
	jam_md_text(out, b->event_title);
	jam_buf_format(out, "\n\n" JAM_BALLOT_BINDING " %s %s %s\n\n",
		       b->event_uid, b->judge_uid, b->rubric);
	markdown_say(
	    out, jam_format(a, "Behind each criterion write %s.", scale(b, a)));
	markdown_say(out, "Comments go below \"" JAM_BALLOT_COMMENT
			  "\", as long as you like.");
	markdown_say(out, "A project may stay empty; for one you cannot judge "
			  "say why behind skip.");
	markdown_say(
	    out, jam_format(a, "Send this file back before %s.", b->closes));
	for (size_t i = 0; i < b->criteria_len; i++) {
		const struct jam_criterion *c = &b->criteria[i];

		markdown_say(out,
			     jam_format(a, "%s: %s%s%s%s", c->key, c->title,
					c->required ? "" : " (may be left out)",
					c->description != NULL ? ". " : "",
					text_or(c->description, "")));
	}
}

static void
markdown_comment(struct jam_buf *out, const char *text)
{
	jam_buf_text(out, "\n" JAM_BALLOT_COMMENT "\n");
	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, "\n");

		if (jam_ballot_ends_comment(text))
			jam_buf_char(out, '\\');
		jam_buf_add(out, text, n);
		jam_buf_char(out, '\n');
		text += n + (text[n] == '\n');
	}
}

/* An address has no blanks, so that it is not read as a judge's note. */
static void
markdown_url(struct jam_buf *out, const char *url)
{
	jam_buf_text(out, "> ");
	for (const char *c = one_line(out->arena, url); *c != '\0'; c++) {
		if (*c == ' ')
			jam_buf_text(out, "%20");
		else
			jam_buf_char(out, *c);
	}
	jam_buf_text(out, "\n\n");
}

static void
markdown_project(struct jam_buf *out, const struct jam_sheet *b,
		 const struct jam_sheet_project *p)
{
	jam_buf_format(out, "\n## %" PRId64 ". ", p->number);
	jam_md_text(out, p->title);
	jam_buf_format(out, " (%s)\n\n", p->slug);
	if (p->url != NULL)
		markdown_url(out, p->url);
	for (size_t i = 0; i < b->criteria_len; i++)
		jam_buf_format(out, "- %s:%s%s\n", b->criteria[i].key,
			       *score(p, i) != '\0' ? " " : "", score(p, i));
	jam_buf_format(
	    out, "- " JAM_BALLOT_SKIP ":%s%s\n", p->skip != NULL ? " " : "",
	    p->skip != NULL ? jam_utf8_tidy(out->arena, p->skip, true) : "");
	markdown_comment(out, p->comment);
}

void
jam_ballot_markdown(struct jam_buf *out, const struct jam_sheet *b)
{
	bool others = false;

	markdown_head(out, b);
	for (size_t i = 0; i < b->projects_len; i++) {
		if (b->projects[i].other && !others)
			jam_buf_text(out, "\n" JAM_BALLOT_OTHER "\n");
		others = others || b->projects[i].other;
		markdown_project(out, b, &b->projects[i]);
	}
}

bool
jam_ballot_steps(const struct jam_sheet *b, struct jam_arena *arena,
		 const char **steps, size_t most, size_t *count)
{
	int64_t n = (b->scale_max - b->scale_min) / b->scale_step + 1;

	*count = 0;
	if (n > (int64_t)most)
		return false;
	for (int64_t i = 0; i < n; i++)
		steps[(*count)++] =
		    decimal(b, arena, b->scale_min + i * b->scale_step);
	return true;
}
