/* SPDX-License-Identifier: MIT */
/* Rows as JSON objects, keys in the order of their columns. */
#ifndef JAM_RENDER_JSON_H
#define JAM_RENDER_JSON_H

struct jam_buf;
struct jam_column;

/* Append a row as one object on one line; absent values are null. */
void jam_json_row(struct jam_buf *out, const struct jam_column *columns,
		  const void *row);

/*
 * Append JSON text with DEL, C1, bidi controls, U+FEFF, U+FFFE and U+FFFF as
 * \u escapes, so that it may be shown on a terminal or stand in YAML and still
 * means the same.
 */
void jam_json_safe(struct jam_buf *out, const char *json);

#endif
