/* SPDX-License-Identifier: MIT */
/* The digest once more. */
#include "core/policy/check_digest.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/policy/order.h"

struct uids {
	const char *const *uid;
	uint64_t *head; /* first eight bytes, which nearly always decide */
};

static int
compare(const void *context, uint32_t a, uint32_t b)
{
	const struct uids *u = context;

	if (u->head[a] != u->head[b])
		return u->head[a] < u->head[b] ? -1 : 1;
	return strcmp(u->uid[a], u->uid[b]);
}

static uint64_t
head_of(const char *uid)
{
	uint64_t head = 0;

	for (int x = 0; x < 8; x++) {
		head = head << 8 | (unsigned char)*uid;
		uid += *uid != '\0';
	}
	return head;
}

/* Judges in the byte order of their uids. */
static uint32_t *
sort_judges(const struct jam_check_facts *f, struct jam_arena *arena)
{
	uint32_t n = f->problem->judges;
	uint32_t *order = jam_alloc_array(arena, n, sizeof(uint32_t));
	struct uids u = { f->judge, NULL };

	u.head = jam_alloc_array(arena, n, sizeof(uint64_t));
	for (uint32_t i = 0; i < n; i++) {
		order[i] = i;
		u.head[i] = head_of(f->judge[i]);
	}
	jam_order_sort(order, n, compare, &u, arena);
	return order;
}

static void
hash_text(struct jam_hasher *hasher, const char *text)
{
	jam_hash_add(hasher, text, strlen(text));
}

static void
hash_number(struct jam_hasher *hasher, uint32_t n)
{
	if (n >= 10)
		hash_number(hasher, n / 10);
	jam_hash_add(hasher, &"0123456789"[n % 10], 1);
}

/* Slots may be anything here, so the least one left is looked for. */
static void
hash_seats(const struct jam_check_facts *f, size_t from, size_t to,
	   struct jam_hasher *hasher)
{
	const struct jam_assign_seat *s = f->problem->seats;
	uint64_t least = 0;

	for (;;) {
		size_t best = to;

		for (size_t x = from; x < to; x++)
			if (s[x].slot >= least &&
			    (best == to || s[x].slot < s[best].slot))
				best = x;
		if (best == to)
			return;
		hash_text(hasher, "\t");
		hash_number(hasher, s[best].slot);
		hash_text(hasher, ":");
		hash_text(hasher, f->project[s[best].project]);
		least = (uint64_t)s[best].slot + 1;
	}
}

void
jam_check_digest(const struct jam_check_facts *f, const size_t *first,
		 struct jam_arena *arena, char hex[JAM_ASSIGN_HEX])
{
	struct jam_mark mark = jam_arena_mark(arena);
	const uint32_t *order = sort_judges(f, arena);
	struct jam_hasher hasher;
	struct jam_hash hash;

	jam_hash_begin(&hasher);
	hash_text(&hasher, "jam-assignment/1\nevent\t");
	hash_text(&hasher, f->event);
	hash_text(&hasher, "\nbatch\t");
	hash_number(&hasher, f->problem->batch);
	hash_text(&hasher, "\n");
	for (uint32_t x = 0; x < f->problem->judges; x++) {
		uint32_t i = order[x];

		if (first[i] == first[i + 1])
			continue;
		hash_text(&hasher, f->judge[i]);
		hash_seats(f, first[i], first[i + 1], &hasher);
		hash_text(&hasher, "\n");
	}
	jam_hash_end(&hasher, &hash);
	jam_hex_write(hex, hash.bytes, sizeof(hash.bytes));
	jam_arena_reset(arena, mark);
}
