/* SPDX-License-Identifier: MIT */
/* The digest once more. */
#include "core/policy/check_digest.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/policy/order.h"

/* The rows of one judge. */
struct batch {
	size_t from, to;
	uint64_t head; /* first eight bytes of the uid: nearly always decide */
};

struct batches {
	const struct jam_check_row *rows;
	struct batch *items;
	uint32_t count;
};

static int
compare(const void *context, uint32_t a, uint32_t b)
{
	const struct batches *l = context;
	const struct batch *x = l->items + a, *y = l->items + b;

	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	return strcmp(l->rows[x->from].judge, l->rows[y->from].judge);
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

static void
find_batches(struct batches *l, const struct jam_check_facts *f,
	     struct jam_arena *arena)
{
	l->rows = f->rows;
	l->count = 0;
	l->items = jam_alloc_array(arena, f->rows_len, sizeof(*l->items));
	for (size_t from = 0, to; from < f->rows_len; from = to) {
		const char *judge = f->rows[from].judge;

		for (to = from + 1; to < f->rows_len; to++)
			if (f->rows[to].judge != judge &&
			    strcmp(f->rows[to].judge, judge) != 0)
				break;
		l->items[l->count++] =
		    (struct batch){ from, to, head_of(judge) };
	}
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

/* The least slot that is left, until none is. */
static void
hash_batch(const struct jam_check_row *row, const struct batch *b,
	   struct jam_hasher *hasher)
{
	uint64_t least = 0;

	hash_text(hasher, row[b->from].judge);
	for (;;) {
		size_t best = b->to;

		for (size_t x = b->from; x < b->to; x++)
			if (row[x].slot >= least &&
			    (best == b->to || row[x].slot < row[best].slot))
				best = x;
		if (best == b->to)
			break;
		hash_text(hasher, "\t");
		hash_number(hasher, row[best].slot);
		hash_text(hasher, ":");
		hash_text(hasher, row[best].project);
		least = (uint64_t)row[best].slot + 1;
	}
	hash_text(hasher, "\n");
}

void
jam_check_digest(const struct jam_check_facts *f, struct jam_arena *arena,
		 char hex[JAM_ASSIGN_HEX])
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_hasher hasher;
	struct jam_hash hash;
	struct batches l;
	uint32_t *order;

	find_batches(&l, f, arena);
	order = jam_alloc_array(arena, l.count, sizeof(uint32_t));
	for (uint32_t x = 0; x < l.count; x++)
		order[x] = x;
	jam_order_sort(order, l.count, compare, &l, arena);
	jam_hash_begin(&hasher);
	hash_text(&hasher, "jam-assignment/1\nevent\t");
	hash_text(&hasher, f->event);
	hash_text(&hasher, "\nbatch\t");
	hash_number(&hasher, f->problem->batch);
	hash_text(&hasher, "\n");
	for (uint32_t x = 0; x < l.count; x++)
		hash_batch(l.rows, l.items + order[x], &hasher);
	jam_hash_end(&hasher, &hash);
	jam_hex_write(hex, hash.bytes, sizeof(hash.bytes));
	jam_arena_reset(arena, mark);
}
