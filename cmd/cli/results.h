/* SPDX-License-Identifier: MIT */
/*
 * The public numbers of a ranking as canonical JSON: what publish fixes, what
 * its digest is of, and what verify makes again.
 */
#ifndef JAM_CMD_CLI_RESULTS_H
#define JAM_CMD_CLI_RESULTS_H

#include "cmd/cli/ranking.h"

struct jam_run;

/* Criteria and exact fractions are public from so many ratings on. */
#define JAM_PUBLIC_RATINGS 3

/*
 * {"event":UID,"method":…,"rows":[…]}: a row a project in the order of the
 * ranking, with number, rank, score, ratings, exact, criteria and
 * tie_broken_by; sorted keys, integers and ASCII strings, no names and no
 * titles.
 */
const char *jam_results_json(const struct jam_run *run,
			     const struct jam_ranking *ranking,
			     const struct jam_scores *scores);

#endif
