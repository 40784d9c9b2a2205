/* SPDX-License-Identifier: MIT */
/* export data --audit: the record, for a person who checks. */
#ifndef JAM_CMD_CLI_AUDIT_H
#define JAM_CMD_CLI_AUDIT_H

#include <stdio.h>

#include "core/base/error.h"

struct jam_run;

#define JAM_AUDIT_NAME "jam audit 1"

/*
 * Write the bundle, a JSON object a line (jam-verify(1) has the format): its
 * name, every row as it stands, every value that an entry ended, what was
 * published, every entry of the log.  Texts of people stand as commitments;
 * who gave what stands there by uid.
 */
JAM_MUST_USE bool jam_audit_write(const struct jam_run *run, FILE *stream,
				  struct jam_error *err);

#endif
