/* SPDX-License-Identifier: MIT */
/* jam report: what happened, in figures. */
#include <string.h>

#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/events.h"

struct options {
	struct jam_report_options report;
	const char *by;
};

static const char *const groups[] = { "site", NULL };

static const struct jam_option options[] = {
	JAM_OPT(CHOICE_OPTION, by, .name = "by", .value = "WHAT",
		.choices = groups, .help = "survey: each group as well"),
	JAM_OPT(INT, report.least, .name = "least", .value = "N",
		.help = "survey: withhold what rests on fewer answers"),
	JAM_OPT(TEXT_OPTION, report.chart, .name = "chart", .value = "ID",
		.help = "survey: draw a question or a pair"),
	JAM_OPT(FLAG, report.svg, .name = "svg",
		.help = "survey: draw it as an SVG file"),
	JAM_OPT(TEXT_OPTION, report.column, .name = "column", .value = "TEXT",
		.help = "sources: the header of the answers"),
	JAM_OPT(FLAG, report.quotes, .name = "quotes",
		.help = "outcomes: what may be quoted"),
	JAM_OPT(FLAG, report.expected, .name = "expected", .not_with = "quotes",
		.help = "outcomes: what was expected, and whether it came"),
	{ 0 },
};

static const char *const words[] = { "coverage", "outcomes", "raters", "series",
				     "sites",	 "sources",  "survey", NULL };

static const struct jam_operand operands[] = {
	{ "REPORT", JAM_WORD, .choices = words, .help = "the report" },
	{ 0 },
};

/* In the order of words; one_event: it is never of several. */
static const struct {
	jam_report *make;
	bool one_event;
} reports[] = {
	{ jam_report_coverage, true }, { jam_report_outcomes, false },
	{ jam_report_raters, true },   { jam_report_series, false },
	{ jam_report_sites, false },   { jam_report_sources, true },
	{ jam_report_survey, true },
};

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_report_options report = o->report;
	struct jam_event *event;
	size_t i = 0;

	while (strcmp(words[i], r->argv[0]) != 0)
		i++;
	report.by_site = o->by != NULL;
	if (report.least == JAM_NONE)
		report.least = report.by_site ? 5 : 0;
	if (report.least < 0)
		return jam_fail(err, JAM_E_USAGE,
				"--least must not be less than 0");
	if (reports[i].one_event && r->event == NULL) {
		if (!jam_store_get_event(r->store, NULL, r->arena, &event, err))
			return false;
		r->event = event;
	}
	return reports[i].make(r, &report, err);
}

const struct jam_command jam_cmd_report = {
	.name = "report",
	.summary = "Tell what happened, in figures",
	.details = "Each figure comes with what it rests on: how many "
		   "answered, and of how many.  Fewer than 10 answers are "
		   "marked.  Sites, series and outcomes span all events of "
		   "the file where none is named.",
	.group = JAM_LOOKING,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_ANY_EVENT,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
};
