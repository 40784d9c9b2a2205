/* SPDX-License-Identifier: MIT */
/* A longer text from the person's own editor. */
#ifndef JAM_CMD_CLI_EDITOR_H
#define JAM_CMD_CLI_EDITOR_H

#include "core/base/error.h"

struct jam_run;

/*
 * Open $VISUAL, else $EDITOR, else vi, on `before` (may be NULL) in a file of
 * mode 0600 that is removed afterwards; *text is what was written, NULL when
 * empty.  At most 64 KiB of UTF-8.
 */
JAM_MUST_USE bool jam_editor_ask(const struct jam_run *run, const char *before,
				 const char **text, struct jam_error *err);

#endif
