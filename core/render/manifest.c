/* SPDX-License-Identifier: MIT */
/* The list of files in an exported directory. */
#include "core/render/manifest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"

#define FIRST_LINE "jam export 1\n"
#define PATH_MOST  100

void
jam_manifest_init(struct jam_manifest *list, struct jam_arena *arena)
{
	*list = (struct jam_manifest){ .arena = arena };
}

bool
jam_manifest_path(const char *path)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";
	const char *slash = strchr(path, '/');

	if (slash != NULL && (slash == path || strchr(slash + 1, '/') != NULL))
		return false;
	for (const char *part = path; part != NULL;) {
		size_t n = strspn(part, allowed);

		if (n == 0 || n > PATH_MOST || part[0] == '.' ||
		    (part[n] != '\0' && part[n] != '/'))
			return false;
		part = part[n] == '/' ? part + n + 1 : NULL;
	}
	return true;
}

/* FNV-1a (Fowler, Noll, Vo), 64 bits. */
static uint64_t
hash(const char *text)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return h;
}

/* The slot that holds the path, or the free one where it would go. */
static size_t
find(const struct jam_manifest *list, const char *path)
{
	size_t mask = list->slots_len - 1, i = hash(path) & mask;

	while (list->slots[i] != 0 &&
	       strcmp(list->paths[list->slots[i] - 1], path) != 0)
		i = (i + 1) & mask;
	return i;
}

bool
jam_manifest_has(const struct jam_manifest *list, const char *path)
{
	return list->slots_len > 0 && list->slots[find(list, path)] != 0;
}

static void
widen(struct jam_manifest *list)
{
	size_t want = list->slots_len == 0 ? 64 : list->slots_len * 2;

	if (list->slots_len > 2 * list->count)
		return;
	list->slots = jam_alloc_array(list->arena, want, sizeof(size_t));
	list->slots_len = want;
	for (size_t i = 0; i < list->count; i++)
		list->slots[find(list, list->paths[i])] = i + 1;
}

bool
jam_manifest_add(struct jam_manifest *list, const char *path)
{
	size_t slot;

	widen(list);
	slot = find(list, path);
	if (list->slots[slot] != 0)
		return false;
	list->paths = jam_grow(list->arena, list->paths, &list->capacity,
			       list->count + 1, sizeof(*list->paths));
	list->paths[list->count++] = jam_strdup(list->arena, path);
	list->slots[slot] = list->count;
	return true;
}

void
jam_manifest_merge(struct jam_manifest *out, const struct jam_manifest *a,
		   const struct jam_manifest *b)
{
	for (size_t i = 0; i < a->count; i++)
		jam_manifest_add(out, a->paths[i]);
	for (size_t i = 0; i < b->count; i++)
		jam_manifest_add(out, b->paths[i]);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *
jam_manifest_write(struct jam_arena *arena, const struct jam_manifest *list)
{
	const char **sorted =
	    jam_alloc_array(arena, list->count, sizeof(*sorted));
	struct jam_buf buf;

	if (list->count > 0) {
		memcpy(sorted, list->paths, list->count * sizeof(*sorted));
		qsort(sorted, list->count, sizeof(*sorted), compare);
	}
	jam_buf_init(&buf, arena);
	jam_buf_text(&buf, FIRST_LINE);
	for (size_t i = 0; i < list->count; i++)
		jam_buf_format(&buf, "%s\n", sorted[i]);
	return jam_buf_string(&buf);
}

bool
jam_manifest_read(struct jam_manifest *list, struct jam_arena *arena,
		  const char *text)
{
	if (strncmp(text, FIRST_LINE, strlen(FIRST_LINE)) != 0)
		return false;
	text += strlen(FIRST_LINE);
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *path = jam_strndup(arena, text, n);

		if (text[n] != '\n' || !jam_manifest_path(path))
			return false;
		jam_manifest_add(list, path);
		text += n + 1;
	}
	return true;
}
