/* SPDX-License-Identifier: MIT */
/* Users' text in Markdown: shown as typed, never taken for structure. */
#ifndef JAM_RENDER_MD_H
#define JAM_RENDER_MD_H

struct jam_buf;

/*
 * Append short text (a title, a name) escaped for CommonMark and GFM, on one
 * line: a line break becomes a blank.  It may stand at the start of a line or
 * of a list item.  Template marks of static site generators ({{, {%) are taken
 * apart too.
 */
void jam_md_text(struct jam_buf *out, const char *text);

/* The same for a cell of a pipe table: a line break becomes <br>. */
void jam_md_cell(struct jam_buf *out, const char *text);

/*
 * Append [text](url) if the URL is http, https or mailto, else only the text.
 */
void jam_md_link(struct jam_buf *out, const char *text, const char *url);

#endif
