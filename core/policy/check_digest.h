/* SPDX-License-Identifier: MIT */
/* The digest of all stored seats, for check_assign.c. */
#ifndef JAM_POLICY_CHECK_DIGEST_H
#define JAM_POLICY_CHECK_DIGEST_H

#include "core/policy/check_assign.h"

/* Judge i's seats begin at first[i]; slots may be anything. */
void jam_check_digest(const struct jam_check_facts *facts, const size_t *first,
		      struct jam_arena *arena, char hex[JAM_ASSIGN_HEX]);

#endif
