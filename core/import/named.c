/* SPDX-License-Identifier: MIT */
/* Names that may stand only once: sorted, since a file may be hostile. */
#include "core/import/named.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/import/keys.h"
#include "core/import/tree.h"

struct jam_name {
	const char *name;
	const struct jam_node *node;
	size_t order;
};

void
jam_named_init(struct jam_named *names, struct jam_arena *arena)
{
	*names = (struct jam_named){ .arena = arena };
}

void
jam_named_add(struct jam_named *names, const char *name,
	      const struct jam_node *node)
{
	if (name == NULL || name[0] == '\0')
		return;
	names->items = jam_grow(names->arena, names->items, &names->capacity,
				names->count + 1, sizeof *names->items);
	names->items[names->count] =
	    (struct jam_name){ name, node, names->count };
	names->count++;
}

static int
compare(const void *a, const void *b)
{
	const struct jam_name *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order != 0 ? order
			  : (x->order > y->order) - (x->order < y->order);
}

void
jam_named_check(struct jam_named *names, const struct jam_reading *reading)
{
	struct jam_name *items = names->items;

	if (names->count < 2)
		return;
	qsort(items, names->count, sizeof *items, compare);
	for (size_t i = 1; i < names->count; i++)
		if (strcmp(items[i - 1].name, items[i].name) == 0)
			jam_keys_problem(reading, items[i].node,
					 "\"%.100s\" is there already, in line "
					 "%zu",
					 items[i].name,
					 items[i - 1].node->line);
}
