/* SPDX-License-Identifier: MIT */
/* What commands that may go without an event look up when they need one. */
#ifndef JAM_CMD_CLI_LOOKUP_H
#define JAM_CMD_CLI_LOOKUP_H

#include "core/base/error.h"

struct jam_run;
struct jam_site;

/* run->event is set, or the error says which events there are. */
JAM_MUST_USE bool jam_need_event(struct jam_run *run, struct jam_error *err);

/* A site of the run's event by its id; else JAM_E_DATA. */
JAM_MUST_USE bool jam_need_site(const struct jam_run *run, const char *key,
				const struct jam_site **site,
				struct jam_error *err);

#endif
