/* SPDX-License-Identifier: MIT */
/* A database behind jam's back: what tests ask and change by SQL of theirs. */
#ifndef JAM_TESTS_UNIT_RAW_H
#define JAM_TESTS_UNIT_RAW_H

struct jam_arena;

/*
 * Run SQL (many statements are allowed) on a file; the rows as text, columns
 * parted by "|", rows by newlines.  The test fails when SQLite does.
 */
const char *raw_ask(struct jam_arena *arena, const char *path, const char *sql);

/* The same for one who goes without folding the -wal back. */
void raw_leave_wal(const char *path, const char *sql);

#endif
