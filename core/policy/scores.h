/* SPDX-License-Identifier: MIT */
/*
 * What every scoring method takes and gives.  Ratings come as compact arrays
 * (struct jam_score_input) or, for the methods that need sums only, one by one
 * (core/policy/tally.h); scores leave as rows, best first, whose numbers are
 * exact fractions.  Methods and formulas: jam-scoring(7).
 */
#ifndef JAM_POLICY_SCORES_H
#define JAM_POLICY_SCORES_H

#include <stdint.h>

#include "core/base/frac.h"
#include "core/model/event.h"

struct jam_arena;
struct jam_buf;
struct jam_score_mixed;
struct jam_tally;

/* A criterion that a judge left out. */
#define JAM_SCORE_MISSING INT16_MIN

/* The largest number of ratings of one project. */
#define JAM_RATINGS_MAX (1 << 20)

/* An entry of scoring.tie_break. */
struct jam_score_tie {
	enum {
		JAM_TIE_CRITERION, /* higher exact mean of `criterion` */
		JAM_TIE_RATINGS,   /* more ratings */
		JAM_TIE_SUBMITTED  /* handed in earlier */
	} kind;
	uint32_t criterion;
	const char *name; /* as in the event; borrowed, kept in the rows */
};

/* How the event wants ratings turned into scores. */
struct jam_score_rules {
	const struct jam_criterion *criteria; /* borrowed */
	size_t criteria_len;		      /* at least 1 */
	int64_t base;	   /* see jam_event_weights_lcm: W, or L */
	unsigned decimals; /* a score is in units of 10^-decimals; 0..4 */
	const struct jam_score_tie *ties; /* borrowed */
	size_t ties_len;
	uint32_t min_ratings;  /* fewer: listed, not ranked */
	uint32_t expert_share; /* in 1/10^4, 0..10^4; 0: no fixed share */
	struct jam_frac prior; /* C of bayes; 0/0 (all zero): 5 */
	bool median_given;     /* itch: median2 replaces the median */
	uint64_t median2;      /* twice the median */
	bool means;	       /* rows keep what is exact of criteria too */
};

/*
 * The rules of an event, which must outlive them.  Fails with JAM_E_DATA if
 * the event's weights, prior, median or tie_break cannot be used.
 */
JAM_MUST_USE bool jam_score_rules_init(struct jam_score_rules *rules,
				       const struct jam_event *event,
				       struct jam_arena *arena,
				       struct jam_error *err);

/*
 * All ratings of the projects in the running, one of each (judge, project).
 * The arrays are borrowed.
 */
struct jam_score_input {
	struct jam_score_rules rules;
	size_t projects, judges, ratings;
	const int64_t *submitted_at; /* per project; NULL: unknown */
	const uint8_t *expert;	     /* per judge, 0 or 1; NULL: nobody */
	const uint32_t *judge;	     /* per rating */
	const uint32_t *project;     /* per rating */
	const int16_t *scores;	     /* per rating, criteria_len of them */
	const int64_t *rated_at; /* per rating, JAM_NO_TIME or NULL: unknown */
};

/* factor * sqrt(part / whole), part / whole in lowest terms; 1/1: no root. */
struct jam_surd {
	struct jam_frac factor;
	uint64_t part, whole;
};

/* One criterion of one project. */
struct jam_score_part {
	int64_t score;	  /* thousandths, half away from zero */
	uint32_t ratings; /* those that have the criterion; 0: no score */
	uint32_t rank;	  /* 0: none */
};

/* With expert_share: which class the score comes from. */
enum jam_score_share {
	JAM_SHARE_ALL,	  /* no share is fixed, or both classes rated */
	JAM_SHARE_PEERS,  /* no expert rated it */
	JAM_SHARE_EXPERTS /* no peer rated it */
};

struct jam_score_row {
	uint32_t project; /* index of the input */
	uint32_t rank;	  /* 1, 2, 2, 4; 0: not ranked */
	uint32_t ratings; /* 0: no score, exact and score mean nothing */
	enum jam_score_share share;
	int64_t score;		      /* thousandths, half away from zero */
	struct jam_surd exact;	      /* the score itself */
	const char *tie_broken_by;    /* name of a tie_break entry, or NULL */
	struct jam_score_part *parts; /* criteria_len of them */
	struct jam_frac *means; /* of each, exact.factor of its own, with the
				   row's root; NULL unless asked for */
	const struct jam_score_mixed *mixed; /* NULL but for mixed */
};

/* Rows in order: by rank, then those below min_ratings, then the unrated. */
struct jam_scores {
	enum jam_method method;
	struct jam_score_row *rows;
	size_t rows_len; /* one for each project */
	size_t ranked;
	uint64_t median2; /* itch: twice the median in use; else 0 */
	/* mixed: by criterion, why its ranks are by its mean; NULL: by its
	   own fit; NULL but for mixed */
	const char **unfit;
	/* bayes: mean of all ratings, and as how many it counts; else 0/0 */
	struct jam_frac centre, prior;
};

/*
 * Scores by mean, itch or bayes.  O(P C log P) time.  Fails with JAM_E_DATA
 * when a number is beyond what is exact: the limits above, more than
 * JAM_RATINGS_MAX ratings of a project, or a prior with too many digits.
 */
JAM_MUST_USE bool jam_scores_make(const struct jam_tally *tally,
				  enum jam_method method,
				  struct jam_arena *arena,
				  struct jam_scores *scores,
				  struct jam_error *err);

/* Append "9/2*sqrt(19/20)", or the fraction alone where there is no root. */
void jam_surd_write(struct jam_buf *out, const struct jam_surd *surd);

/* Append a number in thousandths with its three places: "3.401". */
void jam_score_write(struct jam_buf *out, int64_t thousandths);

#endif
