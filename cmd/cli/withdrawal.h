/* SPDX-License-Identifier: MIT */
/* What retract and restore share: who is meant, and how ranks change. */
#ifndef JAM_CMD_CLI_WITHDRAWAL_H
#define JAM_CMD_CLI_WITHDRAWAL_H

#include "cmd/cli/ranking.h"
#include "core/model/columns.h"
#include "core/store/retractions.h"

struct jam_run;

/* The project, the judge, or both that the command line names. */
struct jam_withdrawal {
	struct jam_project project; /* id 0: none named */
	struct jam_judge judge;	    /* person 0: none named */
	int64_t ratings;	    /* how many are sealed or set aside */
	struct jam_ranking before;
	struct jam_scores scores; /* before */
	int64_t changed;	  /* ranks */
};

/* The row that both commands answer with. */
struct jam_withdrawal_line {
	const char *receipt, *project, *judge, *tier;
	int64_t ratings, ranks_changed;
	struct jam_words owed; /* raters who need another project */
};
extern const struct jam_column jam_withdrawal_columns[];

/*
 * Find what is meant (judge may be NULL, the project is the run's operand),
 * and rank the projects as they stand.  Neither is JAM_E_USAGE, a rating that
 * was never given JAM_E_DATA.
 */
JAM_MUST_USE bool jam_withdrawal_begin(struct jam_run *run, const char *judge,
				       struct jam_withdrawal *w,
				       struct jam_error *err);

/*
 * After the change, in its transaction: rank again, say on standard error what
 * changed, and fill in the line.
 */
JAM_MUST_USE bool jam_withdrawal_tell(struct jam_run *run,
				      struct jam_withdrawal *w,
				      struct jam_withdrawal_line *line,
				      struct jam_error *err);

/* The two as the store takes them. */
struct jam_aside jam_withdrawal_aside(const struct jam_withdrawal *w,
				      const char *reason);

#endif
