/* SPDX-License-Identifier: MIT */
/* An answer's name and canonical bytes, as the log holds them. */
#ifndef JAM_STORE_ANSWER_ROWS_H
#define JAM_STORE_ANSWER_ROWS_H

#include <stdint.h>

#include "core/model/registration.h"

struct jam_arena;

/* event and subject are uids; the subject is a person or a project. */
const char *jam_answer_key(struct jam_arena *arena, const char *event,
			   const char *subject,
			   const struct jam_answer *answer);
const char *jam_answer_bytes(struct jam_arena *arena, const char *event,
			     const char *subject, const uint8_t *salt,
			     const struct jam_answer *answer);

#endif
