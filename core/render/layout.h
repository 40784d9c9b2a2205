/* SPDX-License-Identifier: MIT */
/* What stands around every page: head, navigation, foot, front matter. */
#ifndef JAM_RENDER_LAYOUT_H
#define JAM_RENDER_LAYOUT_H

#include "core/render/pages.h"

struct jam_doc;

/* One page of the whole. */
struct jam_layout {
	const struct jam_pages *pages;
	enum jam_front front;
	const char *style;  /* the stylesheet */
	const char *source; /* its 'sha256-…' */
	const char *path;   /* "index", "projects/backup-heads" */
	const char *title;  /* a user's text; NULL: the event's */
	const char *data;   /* JSON-LD, or NULL */
};

void jam_layout_begin(struct jam_doc *doc, const struct jam_layout *layout);
void jam_layout_end(struct jam_doc *doc, const struct jam_layout *layout);

/* "2022-11-13-" for jekyll, else ""; of the arena. */
JAM_MUST_USE bool jam_layout_prefix(const struct jam_pages *pages,
				    const struct jam_page_options *options,
				    struct jam_arena *arena,
				    const char **prefix, struct jam_error *err);

/* Schema.org Event as JSON-LD; "</" cannot stand in it.  Of the arena. */
JAM_MUST_USE bool jam_layout_data(const struct jam_pages *pages,
				  struct jam_arena *arena, const char **json,
				  struct jam_error *err);

#endif
