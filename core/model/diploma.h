/* SPDX-License-Identifier: MIT */
/* The code of a certificate: what it says, in 16 hex digits. */
#ifndef JAM_MODEL_DIPLOMA_H
#define JAM_MODEL_DIPLOMA_H

/*
 * Whom a certificate is for and what for; uids are in hex and are never
 * printed themselves.  Texts borrowed.
 */
struct jam_diploma {
	const char *event;   /* uid */
	const char *owner;   /* uid of the person or the team */
	const char *role;    /* "took part in", "judged" */
	const char *place;   /* as printed; NULL: none */
	const char *project; /* uid; NULL: none */
};

/*
 * The first 16 hex digits of SHA-256("jam certificate\n", event, 0, owner, 0,
 * role, 0, place, 0, project), absent texts being empty.  Who has the database
 * can make it again from what it holds; who has not, cannot make one up, since
 * uids are random and never public.
 */
void jam_diploma_code(const struct jam_diploma *diploma, char code[17]);

#endif
