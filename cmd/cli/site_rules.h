/* SPDX-License-Identifier: MIT */
/* The rules that results were made by. */
#ifndef JAM_CMD_CLI_SITE_RULES_H
#define JAM_CMD_CLI_SITE_RULES_H

struct jam_page_results;
struct jam_run;
struct jam_words;

/*
 * Criteria, tie-break and minimum of the event before it was amended: since,
 * oldest first, as core/store/origins.h gives it.  Memory of the run's arena.
 */
void jam_site_rules(const struct jam_run *run, const struct jam_words *since,
		    struct jam_page_results *results);

#endif
