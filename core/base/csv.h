/* SPDX-License-Identifier: MIT */
/*
 * One cell of a CSV file (RFC 4180) and the guard that keeps spreadsheets from
 * taking a text for a formula (CWE-1236).
 */
#ifndef JAM_BASE_CSV_H
#define JAM_BASE_CSV_H

#include "core/base/error.h"

struct jam_buf;

/*
 * True if a spreadsheet may take the text for a formula: its first character,
 * after any "'", is = + - @ TAB CR or one of the full-width ＝＋－＠.  Writing
 * puts one "'" in front of such a text; reading takes exactly one "'" off a
 * text that begins with one and is still such a text behind it.
 */
JAM_MUST_USE bool jam_csv_formula(const char *text);

/*
 * Append a cell, in quotes where it needs them: comma, quote, CR, LF, or a
 * blank at either edge.  With guard, a formula gets its "'".
 */
void jam_csv_cell(struct jam_buf *out, const char *text, bool guard);

#endif
