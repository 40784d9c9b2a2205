/* SPDX-License-Identifier: MIT */
/* export data: everything of an event as one JSON object. */
#ifndef JAM_CMD_CLI_DATA_H
#define JAM_CMD_CLI_DATA_H

#include "core/base/error.h"

struct jam_out;
struct jam_run;

/*
 * Write it to the stream of out, escaped where that is safe:
 * {"schema":"jam/1","kind":"data","event":…,"private":…,"about":{…}} and an
 * array a kind of row.  Public: the columns of formats.md 4.5 alone, and scores
 * only once they may be seen.  Private: all, in the columns of import, which
 * reads it again.
 */
JAM_MUST_USE bool jam_data_write(const struct jam_run *run, bool private,
				 struct jam_out *out, struct jam_error *err);

#endif
