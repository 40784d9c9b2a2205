/* SPDX-License-Identifier: MIT */
/* What the terminal and the environment say about how to write. */
#ifndef JAM_CMD_CLI_TERM_H
#define JAM_CMD_CLI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

struct jam_buf;

struct jam_term {
	bool in;	/* a person types and sees the question */
	bool out;	/* a person reads standard output */
	bool messages;	/* a person reads standard error */
	bool color;	/* standard output may be coloured: NO_COLOR, TERM */
	bool ascii;	/* it is a terminal whose locale is not UTF-8 */
	bool moves;	/* standard error can redraw a line */
	size_t columns; /* COLUMNS, else the terminal's, else 80 */
	bool columns_set;
};

void jam_term_read(struct jam_term *term);

/*
 * True when whoever read standard output went away: a closed pipe, about
 * which nothing is said.
 */
bool jam_term_reader_gone(void);

/*
 * Write a long text to standard output, through $PAGER when a person reads
 * and it is set.
 */
JAM_MUST_USE bool jam_term_page(const struct jam_term *term,
				const struct jam_buf *text,
				struct jam_error *err);

#endif
