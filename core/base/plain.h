/* SPDX-License-Identifier: MIT */
/* Text without its marks: what a slug is made of. */
#ifndef JAM_BASE_PLAIN_H
#define JAM_BASE_PLAIN_H

struct jam_arena;

/*
 * NFKD, case folded, combining marks and invisible characters left out: "Über
 * ﬁve" is "uber five".  Of the arena; text must be checked UTF-8.
 */
const char *jam_utf8_plain(struct jam_arena *arena, const char *text);

#endif
