/* SPDX-License-Identifier: MIT */
/*
 * Ratings as the mixed model sees them: one number each, as doubles about
 * their mean, grouped by judge; judges and projects without a rating left out
 * and the rest numbered anew.
 */
#ifndef JAM_POLICY_PANEL_H
#define JAM_POLICY_PANEL_H

#include <stddef.h>
#include <stdint.h>

struct jam_arena;
struct jam_aspect;
struct jam_score_input;

#define JAM_PANEL_NONE UINT32_MAX

struct jam_panel {
	size_t judges, projects, ratings;
	uint32_t *start;      /* judge i has start[i] .. start[i + 1] - 1 */
	uint32_t *project;    /* of a rating, in the panel's numbers */
	uint32_t *rating;     /* of a rating: its index in the input */
	double *y;	      /* of a rating: score less centre */
	double *load;	      /* ratings of each project */
	uint32_t *judge_of;   /* panel's judge -> the input's */
	uint32_t *project_of; /* panel's project -> the input's */
	uint32_t *judge_at;   /* the input's judge -> panel's, or NONE */
	uint32_t *project_at; /* the input's project -> panel's, or NONE */
	double centre;	      /* mean of all scores */
	size_t components;    /* groups that share no judge */
	uint32_t *component;  /* of each project: 0 is the largest group */
};

/*
 * A panel of the ratings that have the aspect; judge `without` (of the input;
 * JAM_PANEL_NONE: nobody) is left out.  O(ratings + judges + projects).
 */
void jam_panel_init(struct jam_panel *panel,
		    const struct jam_score_input *input,
		    const struct jam_aspect *aspect, uint32_t without,
		    struct jam_arena *arena);

/* Ratings of panel's judge i. */
static inline uint32_t
jam_panel_load(const struct jam_panel *panel, size_t judge)
{
	return panel->start[judge + 1] - panel->start[judge];
}

#endif
