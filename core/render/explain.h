/* SPDX-License-Identifier: MIT */
/* Every number that led to one rank, as text (`score --explain`). */
#ifndef JAM_RENDER_EXPLAIN_H
#define JAM_RENDER_EXPLAIN_H

#include <stddef.h>
#include <stdint.h>

struct jam_buf;
struct jam_table_options;

/* One rating that counts, or a line below them such as their mean. */
struct jam_explain_row {
	const char *judge;	   /* pseudonym, or name where private */
	const char *const *scores; /* one a criterion; NULL: left out */
	const char *value;	   /* the weighted mean: "22/6 = 3.667" */
};

/* "sum of ratings" "70/6"; one step of the reckoning. */
struct jam_explain_step {
	const char *what, *value;
};

/* All texts are borrowed; users' texts are made safe for a terminal. */
struct jam_explain {
	const char *title, *slug;
	int64_t number;
	const char *rank; /* "2 of 24", "not ranked: 2 ratings, 3 needed" */
	const char *const *criteria; /* titles */
	const char *const *weights;  /* as written */
	size_t criteria_len;
	const struct jam_explain_row *rows;
	size_t rows_len;
	const struct jam_explain_step *steps;
	size_t steps_len;
	const char *const *notes; /* sentences: the tie rule that decided */
	size_t notes_len;
};

/* Append the text; its table fits into options->width as all tables do. */
void jam_explain_write(struct jam_buf *out, const struct jam_explain *explain,
		       const struct jam_table_options *options);

#endif
