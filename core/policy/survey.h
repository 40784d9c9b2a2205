/* SPDX-License-Identifier: MIT */
/*
 * What the answers to a survey say: a line a question, an option, a pair, each
 * with how many it rests on.  Nothing is left out of a denominator in silence.
 */
#ifndef JAM_POLICY_SURVEY_H
#define JAM_POLICY_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_arena;
struct jam_question;

#define JAM_SURVEY_FEW 10 /* answers: fewer are marked */

/* One person's answers, or nobody's. */
struct jam_respondent {
	const char **values; /* by question; NULL: none */
	size_t group;	     /* 0 .. groups_len - 1, where there are groups */
};

struct jam_survey {
	const struct jam_question *questions;
	size_t questions_len;
	const struct jam_respondent *respondents;
	size_t respondents_len;
	const char *const *groups; /* names */
	size_t groups_len;	   /* 0: all in one */
	int64_t least; /* figures that rest on fewer answers are withheld */
};

/* Absent: JAM_NONE, NAN, NULL. */
struct jam_survey_line {
	const struct jam_question *question; /* or the second of the pair */
	const char *id; /* of the question, or name of the pair */
	const char *kind, *group, *option;
	int64_t n;	  /* answers; of an option: those who chose it */
	int64_t of;	  /* who could have answered; of an option: who did */
	int64_t missing;  /* who did not answer */
	int64_t left_out; /* answers that `of` leaves out */
	double share;	  /* percent, one place */
	double mean, median, low, high; /* two places; low, high of a share: */
					/* percent, one place */
	double points; /* of a pair: after - before, mean of differences */
	double before, after; /* of a pair: means of those who gave both */
	double promoters;     /* net promoter score, -100 to 100, one place */
	bool few, withheld;
};

struct jam_survey_lines {
	struct jam_survey_line *items;
	size_t count, capacity;
};

/*
 * The lines, by question: all, then each group.  Withheld is what rests on
 * fewer answers than `least`; where that is one group alone, the next smallest
 * is too, or the total would give it away.  An answer that is no number of at
 * most six places is missing.
 */
void jam_survey_figures(const struct jam_survey *survey,
			struct jam_arena *arena, struct jam_survey_lines *out);

/*
 * Which options an answer ticks, by their order; true if it says anything
 * else.  Options may hold commas: the longest that fits is taken.
 */
bool jam_survey_ticks(const struct jam_question *question, const char *value,
		      struct jam_arena *arena, bool *ticked);

#endif
