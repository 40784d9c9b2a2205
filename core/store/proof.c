/* SPDX-License-Identifier: MIT */
/* Rows and entries meet again. */
#include "core/store/proof.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/store/payload.h"

#define PREFIX 8

struct jam_proof_row {
	struct jam_leaf leaf;
	int64_t ended;
};

/* What the rows of the entry at hand make. */
struct sum {
	const char *counts; /* "" without rows, as an absent member */
	char digest[2 * JAM_HASH_SIZE + 3];
};

void
jam_proof_init(struct jam_proof *proof, struct jam_arena *arena)
{
	*proof = (struct jam_proof){
		.arena = arena,
		.leaves = jam_alloc(arena, sizeof(*proof->leaves)),
		.leaves_cap = 1,
	};
}

void
jam_proof_flaw(struct jam_proof *p, int64_t seq, const char *table,
	       const char *key, const char *what)
{
	if (p->flaw_count < JAM_FLAWS_KEPT)
		p->flaws[p->flaw_count] =
		    (struct jam_flaw){ seq, table, key, what };
	p->flaw_count++;
}

void
jam_proof_row(struct jam_proof *p, const struct jam_leaf *leaf, int64_t ended)
{
	struct jam_proof_row *row = jam_alloc(p->arena, sizeof(*row));

	row->leaf = *leaf;
	row->leaf.key = jam_strdup(p->arena, leaf->key);
	row->ended = ended;
	p->by_seq = jam_grow(p->arena, p->by_seq, &p->rows_cap, p->rows + 1,
			     sizeof(*p->by_seq));
	p->by_seq[p->rows++] = row;
	p->ended += ended != 0;
}

const char *
jam_proof_table(const struct jam_proof *p, size_t i)
{
	return p->by_seq[i]->leaf.table;
}

static int
compare_leaves(const struct jam_leaf *a, const struct jam_leaf *b)
{
	int order = strcmp(a->table, b->table);

	return order != 0 ? order : strcmp(a->key, b->key);
}

static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_seq(const void *left, const void *right)
{
	const struct jam_proof_row *a = *(struct jam_proof_row *const *)left;
	const struct jam_proof_row *b = *(struct jam_proof_row *const *)right;
	int order = compare_numbers(a->leaf.seq, b->leaf.seq);

	return order != 0 ? order : compare_leaves(&a->leaf, &b->leaf);
}

static int
by_end(const void *left, const void *right)
{
	const struct jam_proof_row *a = *(struct jam_proof_row *const *)left;
	const struct jam_proof_row *b = *(struct jam_proof_row *const *)right;
	int order = compare_numbers(a->ended, b->ended);

	if (order == 0)
		order = compare_leaves(&a->leaf, &b->leaf);
	return order != 0 ? order : compare_numbers(a->leaf.seq, b->leaf.seq);
}

/* Those that stand come first. */
static int
by_key(const void *left, const void *right)
{
	const struct jam_proof_row *a = *(struct jam_proof_row *const *)left;
	const struct jam_proof_row *b = *(struct jam_proof_row *const *)right;
	int order = (a->ended != 0) - (b->ended != 0);

	if (order == 0)
		order = compare_leaves(&a->leaf, &b->leaf);
	return order != 0 ? order : compare_numbers(a->leaf.seq, b->leaf.seq);
}

static void
sort_rows(struct jam_proof *p)
{
	size_t n = 0;

	if (p->sorted)
		return;
	p->sorted = true;
	p->by_end = jam_alloc_array(p->arena, p->ended, sizeof(*p->by_end));
	for (size_t i = 0; i < p->rows; i++)
		if (p->by_seq[i]->ended != 0)
			p->by_end[n++] = p->by_seq[i];
	if (p->rows > 0)
		qsort(p->by_seq, p->rows, sizeof(*p->by_seq), by_seq);
	if (n > 0)
		qsort(p->by_end, n, sizeof(*p->by_end), by_end);
}

/* Rows of entries before seq, or that ended in them, found no entry. */
static void
pass_over(struct jam_proof *p, int64_t seq)
{
	const struct jam_proof_row *row;

	for (; p->at_seq < p->rows; p->at_seq++) {
		row = p->by_seq[p->at_seq];
		if (row->leaf.seq >= seq)
			break;
		jam_proof_flaw(p, row->leaf.seq, row->leaf.table, row->leaf.key,
			       "names an entry that is not there");
	}
	for (; p->at_end < p->ended; p->at_end++) {
		row = p->by_end[p->at_end];
		if (row->ended >= seq)
			break;
		jam_proof_flaw(p, row->ended, row->leaf.table, row->leaf.key,
			       "was ended by an entry that is not there");
	}
}

static size_t
gather(struct jam_proof *p, int64_t seq)
{
	size_t n = 0;

	for (; p->at_seq < p->rows; p->at_seq++) {
		const struct jam_proof_row *row = p->by_seq[p->at_seq];

		if (row->leaf.seq != seq)
			break;
		p->leaves = jam_grow(p->arena, p->leaves, &p->leaves_cap, n + 1,
				     sizeof(*p->leaves));
		p->leaves[n++] = row->leaf;
	}
	return n;
}

static size_t
gather_ended(struct jam_proof *p, int64_t seq)
{
	size_t n = 0;

	for (; p->at_end < p->ended; p->at_end++) {
		const struct jam_proof_row *row = p->by_end[p->at_end];

		if (row->ended != seq)
			break;
		if (row->leaf.seq >= seq)
			jam_proof_flaw(p, seq, row->leaf.table, row->leaf.key,
				       "was ended before it was made");
		p->leaves = jam_grow(p->arena, p->leaves, &p->leaves_cap, n + 1,
				     sizeof(*p->leaves));
		p->leaves[n++] = row->leaf;
	}
	return n;
}

static void
sum_up(struct jam_proof *p, size_t count, const struct jam_hash *hash,
       struct jam_buf *counts, struct sum *sum)
{
	size_t end = 2 * JAM_HASH_SIZE + 1;

	*sum = (struct sum){ .counts = "" };
	if (count == 0)
		return;
	jam_leaf_counts(counts, p->leaves, count);
	sum->counts = jam_buf_string(counts);
	sum->digest[0] = '"';
	jam_hex_write(sum->digest + 1, hash->bytes, JAM_HASH_SIZE);
	sum->digest[end] = '"';
}

/* A row of the entry that is not among those that stand or were ended. */
static void
blame_missing(struct jam_proof *p, int64_t seq, size_t before)
{
	const struct jam_leaf *former = &p->leaves[before - (before > 0)];

	if (before == 0)
		jam_proof_flaw(p, seq, "", "", "its first row is missing");
	else
		jam_proof_flaw(p, seq, former->table,
			       jam_format(p->arena, "after %s", former->key),
			       "a row is missing");
}

static bool
fits(const struct jam_proof *p, size_t leaf, const uint8_t *prefix)
{
	return memcmp(prefix, p->leaves[leaf].hash.bytes, PREFIX) == 0;
}

/* Which rows, by the first bytes of their leaves; false if none is seen. */
static bool
blame_rows(struct jam_proof *p, int64_t seq, size_t count,
	   const uint8_t *prefixes, size_t size)
{
	const uint8_t *at = prefixes, *end = prefixes + size / PREFIX * PREFIX;
	bool seen = false;
	size_t n = 0;

	while (at < end || n < count) {
		if (at < end && n < count && fits(p, n, at)) {
			at += PREFIX;
			n++;
			continue;
		}
		seen = true;
		if (n >= count ||
		    (at + PREFIX < end && fits(p, n, at + PREFIX))) {
			blame_missing(p, seq, n);
			at += PREFIX;
			continue;
		}
		if (at < end && (n + 1 >= count || !fits(p, n + 1, at))) {
			jam_proof_flaw(p, seq, p->leaves[n].table,
				       p->leaves[n].key, "was changed");
			at += PREFIX;
		} else
			jam_proof_flaw(p, seq, p->leaves[n].table,
				       p->leaves[n].key, "is not of the log");
		n++;
	}
	return seen;
}

static const char *
unquote(struct jam_proof *p, const struct jam_span *span)
{
	return span->length < 2
		   ? ""
		   : jam_strndup(p->arena, span->text + 1, span->length - 2);
}

/* An entry of one row says in clear what it was. */
static void
check_clear(struct jam_proof *p, int64_t seq, const struct jam_payload *payload,
	    size_t count)
{
	const char *table = unquote(p, &payload->table);
	const char *key = unquote(p, &payload->key);
	struct jam_hash hash;

	jam_hash_of(payload->row.text, payload->row.length, &hash);
	if (count == 0)
		jam_proof_flaw(p, seq, table, key, "is missing");
	else if (count > 1)
		jam_proof_flaw(p, seq, table, key, "is there more than once");
	else if (strcmp(p->leaves[0].table, table) != 0 ||
		 strcmp(p->leaves[0].key, key) != 0 ||
		 memcmp(&p->leaves[0].hash, &hash, sizeof(hash)) != 0)
		jam_proof_flaw(p, seq, table, key, "was changed");
}

static bool
rows_agree(struct jam_proof *p, const struct jam_payload *payload, size_t count)
{
	struct jam_mark mark = jam_arena_mark(p->arena);
	struct jam_hash hash;
	struct jam_buf buf;
	struct sum sum;
	bool same;

	jam_buf_init(&buf, p->arena);
	jam_leaf_digest(p->leaves, count, &hash);
	sum_up(p, count, &hash, &buf, &sum);
	same = jam_span_is(&payload->rows, sum.counts) &&
	       jam_span_is(&payload->rows_sha256, sum.digest);
	jam_arena_reset(p->arena, mark);
	return same;
}

static bool
prefixes_agree(const struct jam_proof *p, size_t count, const uint8_t *prefixes,
	       size_t size)
{
	if (size != count * PREFIX)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!fits(p, i, prefixes + i * PREFIX))
			return false;
	return true;
}

static void
check_rows(struct jam_proof *p, const struct jam_chain_link *link,
	   const struct jam_payload *payload, const uint8_t *prefixes,
	   size_t size)
{
	size_t count = gather(p, link->seq), flaws = p->flaw_count;

	if (payload->row.length > 0)
		check_clear(p, link->seq, payload, count);
	if (p->flaw_count > flaws)
		return;
	if (!rows_agree(p, payload, count)) {
		if (prefixes == NULL ||
		    !blame_rows(p, link->seq, count, prefixes, size))
			jam_proof_flaw(p, link->seq, "", "",
				       "its rows are not those that stand");
	} else if (prefixes != NULL &&
		   !prefixes_agree(p, count, prefixes, size))
		jam_proof_flaw(p, link->seq, "log_rows", "",
			       "is not of the log");
}

static void
check_ended(struct jam_proof *p, const struct jam_chain_link *link,
	    const struct jam_payload *payload)
{
	size_t count = gather_ended(p, link->seq);
	struct jam_mark mark = jam_arena_mark(p->arena);
	struct jam_hash hash;
	struct jam_buf buf;
	struct sum sum;

	jam_buf_init(&buf, p->arena);
	jam_leaf_digest_ended(p->leaves, count, &hash);
	sum_up(p, count, &hash, &buf, &sum);
	if (!jam_span_is(&payload->ended, sum.counts) ||
	    !jam_span_is(&payload->ended_sha256, sum.digest))
		jam_proof_flaw(p, link->seq, "log_ended", "",
			       "is not what the entry ended");
	jam_arena_reset(p->arena, mark);
}

static void
check_chain(struct jam_proof *p, const struct jam_chain_link *link)
{
	struct jam_hash hash;

	if (link->seq != p->last.seq + 1)
		jam_proof_flaw(p, p->last.seq + 1, "", "", "is missing");
	else if (memcmp(&link->prev, &p->last.hash, sizeof(hash)) != 0)
		jam_proof_flaw(p, link->seq, "", "",
			       "does not follow the entry before it");
	jam_chain_hash(link, &hash);
	if (memcmp(&hash, &link->hash, sizeof(hash)) != 0)
		jam_proof_flaw(p, link->seq, "", "", "was changed");
	if (p->entries > 0 && link->at < p->last.at && p->backwards++ == 0)
		p->backwards_seq = link->seq;
}

void
jam_proof_link(struct jam_proof *p, const struct jam_chain_link *link,
	       const uint8_t *prefixes, size_t size)
{
	struct jam_payload payload;

	sort_rows(p);
	check_chain(p, link);
	pass_over(p, link->seq);
	if (!jam_payload_read(link->payload, &payload))
		jam_proof_flaw(p, link->seq, "", "",
			       "its payload is not canonical JSON");
	check_rows(p, link, &payload, prefixes, size);
	check_ended(p, link, &payload);
	p->last = *link;
	p->last.kind = p->last.payload = NULL;
	p->entries++;
}

/* The rows are in the order of their keys from here on. */
static void
find_doubles(struct jam_proof *p)
{
	if (p->rows > 0)
		qsort(p->by_seq, p->rows, sizeof(*p->by_seq), by_key);
	for (size_t i = 1; i < p->rows; i++) {
		const struct jam_proof_row *a = p->by_seq[i - 1];
		const struct jam_proof_row *b = p->by_seq[i];

		if (b->ended == 0 && a->ended == 0 &&
		    compare_leaves(&a->leaf, &b->leaf) == 0)
			jam_proof_flaw(p, b->leaf.seq, b->leaf.table,
				       b->leaf.key, "is there more than once");
	}
}

bool
jam_proof_end(struct jam_proof *p)
{
	sort_rows(p);
	pass_over(p, INT64_MAX);
	if (p->flaw_count == 0)
		find_doubles(p);
	return p->flaw_count == 0;
}
