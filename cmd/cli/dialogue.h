/* SPDX-License-Identifier: MIT */
/* Asking a person at a terminal which column of a file is what. */
#ifndef JAM_CMD_CLI_DIALOGUE_H
#define JAM_CMD_CLI_DIALOGUE_H

#include "core/base/error.h"
#include "core/import/fields.h"

struct jam_import;
struct jam_run;
struct jam_texts;

/*
 * Ask column by column, add what is answered to the texts of --map, and offer
 * to save it as a map file.  The import is one whose columns were not
 * understood.  At the end of input: JAM_E_USAGE.
 */
JAM_MUST_USE bool jam_dialogue_columns(const struct jam_run *run,
				       const struct jam_import *import,
				       enum jam_import_kind kind,
				       struct jam_texts *map,
				       struct jam_error *err);

#endif
