/* SPDX-License-Identifier: MIT */
/* The words of tiers, judges and seats. */
#include "core/model/project.h"

const char *const jam_tier_words[] = { "running", "hidden", "named", "unranked",
				       NULL };
const char *const jam_judge_words[] = { "peer", "expert", NULL };
const char *const jam_seat_words[] = { "open", "rated", "skipped", NULL };
