/* SPDX-License-Identifier: MIT */
/* People, registrations, teams, projects: who takes part and with what. */
#ifndef JAM_MODEL_PERSON_H
#define JAM_MODEL_PERSON_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/uid.h"

struct jam_arena;

/*
 * One person across all events of the file.  A person that the organizer
 * merged into another keeps its row; merged_into is then the one that stays.
 * Known by e-mail, else by (source, source_id).
 */
struct jam_person {
	int64_t id;
	struct jam_uid uid;
	int64_t merged_into;   /* 0: nobody */
	int64_t own;	       /* set by put: the row of this very address */
	const char *email;     /* as first written; NULL where unknown */
	const char *email_key; /* for matching, jam_email_key */
	const char *name;      /* NULL where unknown */
	const char *source, *source_id; /* NULL where unknown */
};

/*
 * Read an e-mail address (formats.md 1.7): `mailto:` and `Ada <…>` taken off,
 * one @, a domain with a dot, no blanks, at most 254 bytes.  *email is as it
 * is shown, *key what is compared: domain lower case, local part case folded.
 * Dots and +tags stay.  False when it is no address.
 */
JAM_MUST_USE bool jam_email_read(struct jam_arena *arena, const char *text,
				 const char **email, const char **key);

enum jam_status { JAM_GOING, JAM_CANCELLED, JAM_WAITLIST, JAM_DECLINED };
extern const char *const jam_status_words[]; /* NULL-terminated */

#endif
