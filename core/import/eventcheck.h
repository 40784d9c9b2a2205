/* SPDX-License-Identifier: MIT */
/* What must hold between the values of an event file. */
#ifndef JAM_IMPORT_EVENTCHECK_H
#define JAM_IMPORT_EVENTCHECK_H

#include "core/model/event.h"

struct jam_node;
struct jam_reading;

/* An event as its keys were read, before it was looked at as a whole. */
struct jam_eventdraft {
	struct jam_event event;
	const char *scale_min, *scale_max, *scale_step; /* decimals */
	const struct jam_node *same; /* same_person; NULL: absent */
};

/*
 * Fill what follows from other values (the window, weights in lowest terms,
 * titles) and add a problem for each thing that cannot be.  root is the map
 * that the draft was read from.
 */
void jam_eventcheck(const struct jam_reading *reading,
		    const struct jam_node *root, struct jam_eventdraft *draft);

/* Read same_person: groups of addresses, each of one person. */
void jam_eventcheck_same(const struct jam_reading *reading,
			 const struct jam_node *list,
			 struct jam_same_person **groups, size_t *count);

/* The part of it that looks at sites, ideas, prizes, people and questions. */
void jam_eventcheck_lists(const struct jam_reading *reading,
			  const struct jam_node *root,
			  struct jam_eventdraft *draft);

#endif
