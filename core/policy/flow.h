/* SPDX-License-Identifier: MIT */
/*
 * Labels and paths over the seats in hand: which project can pass a seat on to
 * which, by judges who swap one for the other.  Projects not reached yet stand
 * in one list for each group, so that a judge walks only lists they may take
 * from, and a project leaves its list once: a search costs O(judges + projects
 * + slots + closed pairs + judges * groups left).  For assign_level.c alone.
 */
#ifndef JAM_POLICY_FLOW_H
#define JAM_POLICY_FLOW_H

#include "core/policy/assign_work.h"

#define JAM_FLOW_UNSEEN UINT32_MAX

struct jam_flow {
	struct jam_assign_work *w;
	uint32_t *holder_start, *holder; /* slots by project */
	uint32_t *level;		 /* [projects], JAM_FLOW_UNSEEN */
	uint32_t *judge_level;		 /* [judges] */
	uint32_t *queue, queued;	 /* projects, levels rising */
	uint32_t *item;			 /* projects not reached, by group */
	uint32_t *group_start, *group_len;
	uint32_t *active, actives; /* groups that have some */
	bool *frozen;		   /* [projects]: left out */
};

void jam_flow_init(struct jam_flow *f, struct jam_assign_work *w);

/* Forget all labels; read the slots anew. */
void jam_flow_begin(struct jam_flow *f);

/* Make a project a root; it must not be frozen or reached. */
void jam_flow_root(struct jam_flow *f, uint32_t j);

/*
 * Breadth first from the roots, to the end of the first level that has a
 * project with load <= goal.  Returns that level, or JAM_FLOW_UNSEEN.
 */
uint32_t jam_flow_search(struct jam_flow *f, uint32_t goal);

/*
 * Disjoint shortest paths by the labels, from projects with load h to such
 * with load <= h - 2 on level `last`; applied as they are found.
 */
void jam_flow_augment(struct jam_flow *f, uint32_t h, uint32_t last);

#endif
