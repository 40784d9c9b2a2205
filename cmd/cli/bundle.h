/* SPDX-License-Identifier: MIT */
/* verify BUNDLE: the record of a jam checked without its database. */
#ifndef JAM_CMD_CLI_BUNDLE_H
#define JAM_CMD_CLI_BUNDLE_H

#include "core/base/error.h"

struct jam_checks;

/* What else is asked of the log; NULL where not. */
struct jam_bundle_asked {
	const char *head, *receipt;
};

/*
 * Read what jam_audit_write wrote, line by line, and prove it: chain, rows,
 * published results.  What does not hold is among the checks; a file that is
 * no bundle is JAM_E_DATA with its line.
 */
JAM_MUST_USE bool jam_bundle_check(struct jam_checks *checks, const char *path,
				   const struct jam_bundle_asked *asked,
				   struct jam_error *err);

#endif
