/* SPDX-License-Identifier: MIT */
/* Certificates: an SVG template and what goes into it. */
#ifndef JAM_RENDER_CERTIFICATE_H
#define JAM_RENDER_CERTIFICATE_H

#include "core/base/error.h"

struct jam_buf;

/* The fields {{name}}, {{event}}, … of a template; NULL: nothing stands. */
struct jam_certificate_text {
	const char *name, *event, *date, *team, *project;
	const char *place; /* "1st place" */
	const char *role;  /* "took part in", "judged" */
	const char *code;  /* what `jam verify --certificate` knows */
};

/*
 * Append the template (SVG text) with its fields filled in, XML-escaped; NULL
 * is jam's own.  In a <text> or <tspan> a value that is too wide to look well
 * is made smaller, by its display width.  A field that is not known, or not
 * closed, is JAM_E_DATA with its line in err->at; `file` names the template.
 */
JAM_MUST_USE bool jam_certificate_svg(struct jam_buf *out, const char *template,
				      const char *file,
				      const struct jam_certificate_text *values,
				      struct jam_error *err);

#endif
