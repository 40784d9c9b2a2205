/* SPDX-License-Identifier: MIT */
/* Registered people by name. */
#include "core/store/names.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/event.h"
#include "core/store/db.h"

struct name {
	const char *key; /* folded */
	int64_t person;
};

struct jam_names {
	struct jam_arena *arena;
	struct name *items;
	size_t count, capacity;
	size_t sorted; /* the first ones are in order */
};

static int
by_key(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order != 0 ? order
			  : (x->person > y->person) - (x->person < y->person);
}

void
jam_names_add(struct jam_names *names, const char *name, int64_t person)
{
	if (name == NULL || name[0] == '\0')
		return;
	names->items = jam_grow(names->arena, names->items, &names->capacity,
				names->count + 1, sizeof(*names->items));
	names->items[names->count].key = jam_utf8_fold(names->arena, name);
	names->items[names->count++].person = person;
}

bool
jam_names_open(struct jam_store *store, const struct jam_event *event,
	       struct jam_arena *arena, struct jam_names **names,
	       struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_REGISTERED_NAMES, err);
	struct jam_names *n = jam_alloc(arena, sizeof(*n));
	bool done;

	n->arena = arena;
	*names = n;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err))
		jam_names_add(n, jam_peek_text(q, 1), jam_get_int(q, 0));
	if (!done)
		return false;
	if (n->count > 0)
		qsort(n->items, n->count, sizeof(*n->items), by_key);
	n->sorted = n->count;
	return true;
}

/* Count the name in items[i..end), where it may stand. */
static size_t
count_in(const struct jam_names *names, const char *key, size_t i, size_t end,
	 int64_t *person)
{
	size_t found = 0;

	for (; i < end; i++) {
		const struct name *n = &names->items[i];

		if (strcmp(n->key, key) == 0 && n->person != *person) {
			*person = n->person;
			found++;
		}
	}
	return found;
}

size_t
jam_names_find(const struct jam_names *names, const char *name, int64_t *person)
{
	const char *key = jam_utf8_fold(names->arena, name);
	size_t low = 0, high = names->sorted, end;

	*person = 0;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(names->items[mid].key, key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (end = low; end < names->sorted; end++)
		if (strcmp(names->items[end].key, key) != 0)
			break;
	return count_in(names, key, low, end, person) +
	       count_in(names, key, names->sorted, names->count, person);
}
