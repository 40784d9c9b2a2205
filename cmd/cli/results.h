/* SPDX-License-Identifier: MIT */
/*
 * The public numbers of a ranking as canonical JSON: what publish fixes, what
 * its digest is of, and what verify makes again.
 */
#ifndef JAM_CMD_CLI_RESULTS_H
#define JAM_CMD_CLI_RESULTS_H

#include "cmd/cli/ranking.h"
#include "core/model/columns.h"

struct jam_run;

/* Criteria and exact fractions are public from so many ratings on. */
#define JAM_PUBLIC_RATINGS 3

/*
 * A project each, in the order of the ranking, with number, rank, score,
 * ratings, exact, criteria and tie_broken_by: sorted keys, integers and ASCII
 * strings, no names and no titles.  Memory of the run.
 */
struct jam_words jam_results_rows(const struct jam_run *run,
				  const struct jam_ranking *ranking,
				  const struct jam_scores *scores);

bool jam_results_same(const struct jam_words *a, const struct jam_words *b);

#endif
