/* SPDX-License-Identifier: MIT */
/* What the database knows of those who rated, beside their ratings. */
#ifndef JAM_CMD_CLI_RATER_FACTS_H
#define JAM_CMD_CLI_RATER_FACTS_H

#include <stdint.h>

#include "core/model/project.h"
#include "core/policy/raters.h"

struct jam_ranking;
struct jam_run;

/* All by the number that a judge has in the ranking's input. */
struct jam_rater_known {
	struct jam_judge *judges; /* id 0: not known any more */
	int64_t *batch, *done;	  /* seats without those skipped; rated ones */
	struct jam_rater_facts facts; /* own projects and sites */
};

/* Of a ranking that was loaded whole; memory of the run's arena. */
JAM_MUST_USE bool jam_rater_facts_load(const struct jam_run *run,
				       const struct jam_ranking *ranking,
				       struct jam_rater_known *known,
				       struct jam_error *err);

#endif
