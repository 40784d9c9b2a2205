/* SPDX-License-Identifier: MIT */
/* What users' prose may hold: the walk over cmark's tree (formats.md 4.2). */
#ifndef JAM_RENDER_PROSE_WALK_H
#define JAM_RENDER_PROSE_WALK_H

#include <cmark.h>

struct jam_arena;

enum jam_prose_target { JAM_PROSE_HTML, JAM_PROSE_MARKDOWN };

/*
 * Change the tree: images to links, links without a safe URL to their text,
 * raw HTML to visible text, headings to `level` and below, controls out of all
 * texts.  For Markdown also: code that a site generator would run to text, and
 * backslashes where GFM knows more marks than cmark escapes.
 */
void jam_prose_walk(cmark_node *root, cmark_mem *memory,
		    struct jam_arena *arena, enum jam_prose_target target,
		    int level);

#endif
