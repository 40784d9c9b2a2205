/* SPDX-License-Identifier: MIT */
/* --rejects: the bad rows as CSV, ready to be repaired and imported. */
#ifndef JAM_CMD_CLI_REJECTS_H
#define JAM_CMD_CLI_REJECTS_H

#include "core/import/rows.h"

struct jam_rejects;
struct jam_run;

/* A file that exists is asked about (73 without --yes); mode 0600. */
JAM_MUST_USE bool jam_rejects_open(struct jam_run *run, const char *path,
				   struct jam_rejects **rejects,
				   struct jam_error *err);

/* Write one bad row, the input's header before the first. */
JAM_MUST_USE bool jam_rejects_write(struct jam_rejects *rejects,
				    const struct jam_reject *reject,
				    struct jam_error *err);

/* Let the file appear. */
JAM_MUST_USE bool jam_rejects_commit(struct jam_rejects *rejects,
				     struct jam_error *err);

/* Drop what was not committed; NULL is allowed. */
void jam_rejects_close(struct jam_rejects *rejects);

#endif
