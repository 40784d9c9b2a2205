/* SPDX-License-Identifier: MIT */
/* Could loads be more even?  For check_assign.c. */
#ifndef JAM_POLICY_CHECK_LEVEL_H
#define JAM_POLICY_CHECK_LEVEL_H

#include <stdbool.h>
#include <stdint.h>

struct jam_arena;

/* A fresh seat: one that could be given to another project. */
struct jam_check_give {
	uint32_t judge, project;
};

struct jam_check_level {
	uint32_t judges, projects;
	const uint32_t *load;		   /* [projects] */
	const struct jam_check_give *give; /* in any order */
	uint32_t gives;
	/* May this judge newly have this project? */
	bool (*allowed)(const void *context, uint32_t judge, uint32_t project);
	const void *context;
};

/*
 * Is there a project `from` that could pass a seat on, through judges who
 * change one fresh seat each, to a project `to` that has at least two fewer?
 */
bool jam_check_level_find(const struct jam_check_level *level,
			  struct jam_arena *arena, uint32_t *from,
			  uint32_t *to);

#endif
