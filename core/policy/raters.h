/* SPDX-License-Identifier: MIT */
/*
 * What the organizer should know of each judge, and nobody else: how lenient,
 * how steady, what would change without them, and what looks odd.  It informs;
 * nothing is ever dropped by itself.
 */
#ifndef JAM_POLICY_RATERS_H
#define JAM_POLICY_RATERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/event.h"

struct jam_mixed_fit;
struct jam_panel;
struct jam_score_input;

#define JAM_RATER_NONE UINT32_MAX

/* What is known of judges beside their ratings; all borrowed. */
struct jam_rater_facts {
	/* Own projects: pairs of a judge and a project, any order. */
	const uint32_t *own_judge, *own_project;
	size_t own_len;
	/* By judge and by project, or JAM_RATER_NONE; NULL: unknown. */
	const uint32_t *judge_site, *project_site;
	size_t sites;
};

enum jam_flag_kind {
	JAM_FLAG_FLAT,	     /* number: ratings that are all the same */
	JAM_FLAG_LENIENT,    /* number: a_i in sqrt(va) */
	JAM_FLAG_STRICT,     /* likewise, below 0 */
	JAM_FLAG_FAST,	     /* number: median gap in seconds */
	JAM_FLAG_RECIPROCAL, /* number: z; judge and other rated each other */
	JAM_FLAG_LOCKSTEP,   /* number: projects in common, rated the same */
	JAM_FLAG_OWN_SITE,   /* number: z; of one judge */
	JAM_FLAG_SITE,	     /* number: z; of a site's judges together */
	JAM_FLAGS
};

/* "flat", "lenient", ..., NULL. */
extern const char *const jam_flag_words[];

struct jam_flag {
	enum jam_flag_kind kind;
	uint32_t judge; /* JAM_RATER_NONE for SITE */
	uint32_t other; /* second judge; the site for SITE; else NONE */
	double number;
};

struct jam_flags {
	struct jam_flag *items; /* by kind, then judge */
	size_t len;
	double expected[JAM_FLAGS]; /* how many chance alone would raise */
};

/* One judge with at least one rating. */
struct jam_rater {
	uint32_t judge; /* of the input */
	uint32_t ratings;
	double mean;	 /* of their scores */
	double leniency; /* a_i; NAN without a fit */
	double se;	 /* its standard error; likewise */
	double spread;	 /* standard deviation of their residuals; NAN below
			    two ratings */
	uint32_t top[3]; /* the first three without this judge; NONE */
	bool new_winner; /* another project would win */
	bool new_top;	 /* the first three would be other ones */
};

struct jam_raters {
	struct jam_rater *rows; /* by judge */
	size_t len;
	uint32_t top[3];   /* the first three as it is; NONE where fewer */
	bool left_out;	   /* tops were worked out (see jam_raters_leave_out) */
	double noise;	   /* ve, or what stands for it without a fit */
	double *residuals; /* by the panel's rating: e_ij, or score less the
			      project's mean without a fit */
};

/*
 * A row for each judge of the panel; fit NULL: none was possible.  False with
 * JAM_E_BUG if the standard errors do not converge.
 */
JAM_MUST_USE bool jam_raters_init(struct jam_raters *raters,
				  const struct jam_panel *panel,
				  struct jam_mixed_fit *fit,
				  struct jam_arena *arena,
				  struct jam_error *err);

/*
 * Work out the first three with each judge left out, by the method; mixed
 * keeps the fitted variances (fit, else NULL).  Ties are broken as always.
 * By mixed, which ranks all for each judge, judges times projects beyond 10^9
 * are not tried: left_out stays false.
 */
JAM_MUST_USE bool jam_raters_leave_out(struct jam_raters *raters,
				       const struct jam_score_input *input,
				       enum jam_method method,
				       struct jam_mixed_fit *fit,
				       struct jam_arena *arena,
				       struct jam_error *err);

/* What the judges were asked and how they were fitted. */
struct jam_rater_basis {
	const struct jam_score_input *input;
	const struct jam_panel *panel;
	const struct jam_mixed_fit *fit; /* NULL: no fit was possible */
};

/*
 * Raise flags; jam_raters_init came before.  O(sum of squares of loads).  Fails
 * with JAM_E_BUG if a fit to some of the ratings does not converge.
 */
JAM_MUST_USE bool jam_raters_flag(const struct jam_raters *raters,
				  const struct jam_rater_facts *facts,
				  const struct jam_rater_basis *basis,
				  struct jam_arena *arena,
				  struct jam_flags *flags,
				  struct jam_error *err);

#endif
