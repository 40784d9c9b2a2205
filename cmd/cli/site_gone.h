/* SPDX-License-Identifier: MIT */
/*
 * What left the competition after its results were published: the ranks of
 * those behind it move up, all else stays as it was published.
 */
#ifndef JAM_CMD_CLI_SITE_GONE_H
#define JAM_CMD_CLI_SITE_GONE_H

#include <stddef.h>

struct jam_page_project;
struct jam_run;

/* Projects that left, with their results; memory of the run's arena. */
struct jam_site_gone {
	const struct jam_page_project *items;
	size_t len;
	size_t criteria; /* of the results */
};

/*
 * Close the gaps among n projects, over all and in each criterion.  Ranges of
 * ranks, which nobody can know without another publication, are taken out.
 */
void jam_site_close_gaps(const struct jam_run *run,
			 const struct jam_site_gone *gone,
			 struct jam_page_project *projects, size_t n);

#endif
