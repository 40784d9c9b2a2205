/* SPDX-License-Identifier: MIT */
/* Users' text in HTML and XML, and the links that may stand on a page. */
#ifndef JAM_RENDER_HTML_H
#define JAM_RENDER_HTML_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_buf;

/*
 * Append text for an element or a quoted attribute: & < > " ' escaped,
 * controls and bidi overrides dropped.  Good for XML (SVG) too.
 */
void jam_html_text(struct jam_buf *out, const char *text);

/* The same for the first `length` bytes. */
void jam_html_bytes(struct jam_buf *out, const char *text, size_t length);

/*
 * Append <bdi>text</bdi>: a user's short text, its direction kept to itself.
 */
void jam_html_user(struct jam_buf *out, const char *text);

/*
 * True for http, https and mailto, judged as a browser would read it: outer
 * blanks and all controls dropped, the scheme in any case.
 */
JAM_MUST_USE bool jam_html_safe_url(const char *url);

/*
 * Append a link that leaves the site, or only the text where the URL is
 * missing or not safe; the text is a user's.
 */
void jam_html_link(struct jam_buf *out, const char *text, const char *url);

#endif
