/* SPDX-License-Identifier: MIT */
/* The public site of an event, from the store to render's plain structs. */
#ifndef JAM_CMD_CLI_SITE_H
#define JAM_CMD_CLI_SITE_H

#include "core/render/pages.h"

struct jam_run;

/*
 * Whether results may be seen now: after publish what was published, with its
 * digest; after the close what the ratings say; before it, nothing.
 */
enum jam_showing { JAM_SHOW_NOTHING, JAM_SHOW_RANKING, JAM_SHOW_PUBLISHED };
JAM_MUST_USE bool jam_site_showing(const struct jam_run *run,
				   enum jam_showing *showing,
				   struct jam_error *err);

/* JAM_E_RULE while the window is open and nothing is published. */
JAM_MUST_USE bool jam_site_results_out(const struct jam_run *run,
				       struct jam_error *err);

/*
 * Everything that the pages say.  results: also the scores, if they may be
 * seen.  Memory of the run's arena.
 */
JAM_MUST_USE bool jam_site_fill(const struct jam_run *run,
				struct jam_pages *pages, struct jam_error *err);

#endif
