/* SPDX-License-Identifier: MIT */
/* What came of an event, for its pages. */
#ifndef JAM_CMD_CLI_SITE_AFTER_H
#define JAM_CMD_CLI_SITE_AFTER_H

#include "core/base/error.h"

struct jam_pages;
struct jam_run;

/*
 * Fill pages->after: figures of the survey that may be shown, counts of
 * outcomes, quotes with consent, expectations; NULL where there is nothing.
 * The projects of the pages are there already.
 */
JAM_MUST_USE bool jam_site_after(const struct jam_run *run,
				 struct jam_pages *pages,
				 struct jam_error *err);

#endif
