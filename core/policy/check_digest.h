/* SPDX-License-Identifier: MIT */
/* The digest of all stored seats, for check_assign.c. */
#ifndef JAM_POLICY_CHECK_DIGEST_H
#define JAM_POLICY_CHECK_DIGEST_H

#include "core/policy/check_assign.h"

/* Slots may be anything here, and come in any order. */
void jam_check_digest(const struct jam_check_facts *facts,
		      struct jam_arena *arena, char hex[JAM_ASSIGN_HEX]);

#endif
