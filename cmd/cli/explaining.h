/* SPDX-License-Identifier: MIT */
/* Every number that led to one rank. */
#ifndef JAM_CMD_CLI_EXPLAINING_H
#define JAM_CMD_CLI_EXPLAINING_H

#include "core/model/event.h"

struct jam_run;

/*
 * Print each rating that counts (judges as judge 1, 2, … unless private), the
 * weights, the sums, what the method made of them and what parted equals.
 * JSON and the other formats give the ratings as rows.  rounds, and JAM_E_NO
 * after all is printed: see jam_ranking_make, jam_ranking_whole.
 */
JAM_MUST_USE bool jam_explain_show(struct jam_run *run, enum jam_method method,
				   unsigned rounds, const char *project,
				   bool private, struct jam_error *err);

#endif
