/* SPDX-License-Identifier: MIT */
/* A ballot to write. */
#ifndef JAM_TESTS_UNIT_BALLOT_DATA_H
#define JAM_TESTS_UNIT_BALLOT_DATA_H

#include "core/render/ballot.h"

/*
 * Three projects, the second rated with a comment, the third not of the
 * batch; `text` stands wherever a user's text may stand.
 */
struct jam_sheet *jam_sheet_data(struct jam_arena *arena, const char *text);

#endif
