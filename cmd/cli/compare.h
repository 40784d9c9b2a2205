/* SPDX-License-Identifier: MIT */
/* verify --pages: are the pages those that this database gives? */
#ifndef JAM_CMD_CLI_COMPARE_H
#define JAM_CMD_CLI_COMPARE_H

#include "core/base/error.h"

struct jam_checks;

/*
 * Make the pages of the run's event again, of all or of the one site and in the
 * format that the directory holds, and compare byte for byte; files that are
 * not of the export are named too.  JAM_E_NOINPUT when it is no export of
 * pages.
 */
JAM_MUST_USE bool jam_compare_pages(struct jam_checks *checks,
				    const char *directory,
				    struct jam_error *err);

#endif
