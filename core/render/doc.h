/* SPDX-License-Identifier: MIT */
/*
 * One page in the making, as HTML or Markdown: what is said is written once,
 * the document knows how each format says it.  Texts are either ours (say) or
 * a user's (user, link, prose), which are escaped and kept to themselves.
 */
#ifndef JAM_RENDER_DOC_H
#define JAM_RENDER_DOC_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/render/pages.h"
#include "core/render/table.h"

/* A column of a table. */
struct jam_doc_head {
	const char *name; /* a user's text */
	bool number;	  /* to the right */
	bool lead;	  /* says what the row is about */
	bool wide;	  /* left out on a narrow screen */
};

struct jam_doc {
	struct jam_arena *arena;
	struct jam_error *err; /* filled by the first failure */
	bool failed;
	enum jam_page_format format;
	const struct jam_pages *pages; /* what the page is a part of */
	const char *zone;	       /* in which times are shown */
	const char *up;	       /* "" or "../": the way to the first page */
	const char *extension; /* of the files of other pages; NULL: no links */
	const char *prefix;    /* of their names: "2022-11-13-", or "" */
	struct jam_buf out;
	/* of the table that is open */
	const struct jam_doc_head *heads;
	size_t heads_len, column;
	struct jam_buf cell;
	struct jam_grid grid;
	bool in_cell;
};

bool jam_doc_is_html(const struct jam_doc *doc);

/* Text of ours, as printf; no marks of Markdown in it. */
void jam_doc_say(struct jam_doc *doc, const char *format, ...) JAM_PRINTF(2, 3);

/* A user's short text, on one line. */
void jam_doc_user(struct jam_doc *doc, const char *text);

/* A user's text that leads to a URL, if that is safe. */
void jam_doc_link(struct jam_doc *doc, const char *text, const char *url);

/* A user's text that leads to another page: "projects/backup-heads". */
void jam_doc_page(struct jam_doc *doc, const char *text, const char *path);

/* A word as it is typed: a digest, an id. */
void jam_doc_code(struct jam_doc *doc, const char *text);

/* A time in the document's zone: "13 November 2022, 19:15 CET". */
void jam_doc_time(struct jam_doc *doc, int64_t at);

/* The end of what began at `from`: "19:15 CET" where that was that day. */
void jam_doc_until(struct jam_doc *doc, int64_t from, int64_t to);

/* A number in thousandths with three places. */
void jam_doc_milli(struct jam_doc *doc, int64_t milli);

/* HTML that we made; left out of Markdown. */
void jam_doc_html(struct jam_doc *doc, const char *html);

/* A heading of ours, or of a user; level 1..3. */
void jam_doc_heading(struct jam_doc *doc, int level, const char *text);
void jam_doc_user_heading(struct jam_doc *doc, int level, const char *text);

/* A paragraph; class may be NULL, as in all that follow. */
void jam_doc_paragraph(struct jam_doc *doc, const char *class);
void jam_doc_paragraph_end(struct jam_doc *doc);

void jam_doc_list(struct jam_doc *doc, const char *class);
void jam_doc_item(struct jam_doc *doc);
void jam_doc_item_end(struct jam_doc *doc);
void jam_doc_list_end(struct jam_doc *doc);

/* A user's prose; its headings stand below ours. */
void jam_doc_prose(struct jam_doc *doc, const char *text);

/*
 * A table, cell by cell, row after row.  CommonMark knows no tables: there it
 * is a list, each item the lead cell and then "name value, name value".
 */
void jam_doc_table(struct jam_doc *doc, const char *caption,
		   const struct jam_doc_head *heads, size_t count);
void jam_doc_cell(struct jam_doc *doc);
void jam_doc_cell_end(struct jam_doc *doc);
void jam_doc_table_end(struct jam_doc *doc);

#endif
