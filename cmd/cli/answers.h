/* SPDX-License-Identifier: MIT */
/* The answers to an event's survey, a row a person. */
#ifndef JAM_CMD_CLI_ANSWERS_H
#define JAM_CMD_CLI_ANSWERS_H

#include "core/policy/survey.h"

struct jam_error;
struct jam_run;

/*
 * Load the survey of the run's event, which must have one (else JAM_E_DATA).
 * Rows of one person are one respondent.  by_site: a group a site, and one of
 * those without.  Memory of the run's arena.
 */
bool jam_answers_load(const struct jam_run *run, bool by_site,
		      struct jam_survey *survey, struct jam_error *err);

#endif
