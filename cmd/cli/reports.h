/* SPDX-License-Identifier: MIT */
/* The reports of jam report: one function each, named like its word. */
#ifndef JAM_CMD_CLI_REPORTS_H
#define JAM_CMD_CLI_REPORTS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_question;
struct jam_run;

struct jam_report_options {
	const char *chart;  /* survey: a question or pair, drawn */
	const char *column; /* sources: the header of the answers */
	int64_t least;	    /* survey: withhold what rests on fewer */
	bool by_site, svg, quotes, expected;
};

typedef bool jam_report(struct jam_run *run,
			const struct jam_report_options *options,
			struct jam_error *err);

/* Of the run's event, which is there. */
jam_report jam_report_coverage, jam_report_raters, jam_report_survey,
    jam_report_sources;

/* Of the run's event, or of all where it is NULL. */
jam_report jam_report_sites, jam_report_series, jam_report_outcomes;

/* The question of the survey that asks how people heard of it, or NULL. */
const struct jam_question *jam_report_sources_question(
    const struct jam_run *run);

/* Of jam report outcomes: what was expected. */
JAM_MUST_USE bool jam_report_expected(struct jam_run *run,
				      struct jam_error *err);

#endif
