/* SPDX-License-Identifier: MIT */
/* What `jam show` shows of each kind of thing. */
#ifndef JAM_CMD_CLI_SHOWING_H
#define JAM_CMD_CLI_SHOWING_H

#include "core/base/error.h"

struct jam_run;

/*
 * One row (assignments, awards, outcomes and ratings: one or more) of the
 * thing that is called so.  What is not there is JAM_E_DATA.
 */
#define JAM_SHOW_OF(kind)                  \
	JAM_MUST_USE bool jam_show_##kind( \
	    struct jam_run *run, const char *name, struct jam_error *err)
JAM_SHOW_OF(assignments);
JAM_SHOW_OF(awards);
JAM_SHOW_OF(criterion);
JAM_SHOW_OF(event);
JAM_SHOW_OF(judge);
JAM_SHOW_OF(outcomes);
JAM_SHOW_OF(person);
JAM_SHOW_OF(project);
JAM_SHOW_OF(ratings);
JAM_SHOW_OF(registered);
JAM_SHOW_OF(site);
JAM_SHOW_OF(team);
#undef JAM_SHOW_OF

#endif
