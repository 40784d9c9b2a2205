/* SPDX-License-Identifier: MIT */
/*
 * Users' prose (CommonMark) on pages that are not theirs: no image, no script,
 * no raw HTML, links to http, https and mailto alone, headings below ours.
 * What cmark would be slow on is shown as plain text.
 */
#ifndef JAM_RENDER_PROSE_H
#define JAM_RENDER_PROSE_H

#include "core/base/error.h"

struct jam_buf;

/*
 * Append the prose as HTML blocks; its highest headings stand at `level`
 * (1..6).  Time at most linear in the length but for the two limits of
 * jam_prose_problem; 64 KiB take well under a second.
 */
void jam_prose_html(struct jam_buf *out, const char *text, int level);

/*
 * Append it as CommonMark that ends with a line end: written anew from the
 * tree, so that no fence, comment or heading reaches beyond its end, and no
 * template mark of a site generator is left.
 */
void jam_prose_markdown(struct jam_buf *out, const char *text, int level);

/*
 * Why the prose is shown as plain text (for `check`), or NULL: more than 32
 * marks of lists and quotes at the start of a line, blocks more than 32 deep,
 * a paragraph above 16 KiB.
 */
const char *jam_prose_problem(const char *text);

/*
 * Called when there is no memory for cmark, whose allocator knows no context;
 * must not return.  The one of the library aborts and is weak: a program
 * defines its own, to report and leave with 71.
 */
void jam_prose_no_memory(void);

#endif
