/* SPDX-License-Identifier: MIT */
/* Ballots on their way out: one file a judge. */
#ifndef JAM_CMD_CLI_SHEETS_H
#define JAM_CMD_CLI_SHEETS_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_files;
struct jam_run;

/* The forms of `export ballots --as`, in the order of jam_sheet_words. */
enum jam_sheet_form {
	JAM_SHEET_YAML,
	JAM_SHEET_CSV,
	JAM_SHEET_MD,
	JAM_SHEET_HTML,
};
extern const char *const jam_sheet_words[]; /* NULL-terminated */

/*
 * Write a ballot for every judge who has a batch (site: only of this site's
 * row, 0 for all), and note in the log that the seats are handed out.
 */
JAM_MUST_USE bool jam_sheets_write(struct jam_run *run,
				   enum jam_sheet_form form, int64_t site,
				   struct jam_files *files,
				   struct jam_error *err);

#endif
