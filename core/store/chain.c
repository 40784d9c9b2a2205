/* SPDX-License-Identifier: MIT */
/* Hashes of entries and rows. */
#include "core/store/chain.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/json.h"

void
jam_chain_hash(const struct jam_chain_link *link, struct jam_hash *hash)
{
	static const char magic[] = "jam log 1\n";
	size_t kind = strlen(link->kind), payload = strlen(link->payload);
	struct jam_hasher hasher;

	jam_hash_begin(&hasher);
	jam_hash_add(&hasher, magic, sizeof(magic) - 1);
	jam_hash_add(&hasher, link->prev.bytes, JAM_HASH_SIZE);
	jam_hash_u64(&hasher, (uint64_t)link->seq);
	jam_hash_u64(&hasher, (uint64_t)link->at);
	jam_hash_u32(&hasher, (uint32_t)kind);
	jam_hash_add(&hasher, link->kind, kind);
	jam_hash_add(&hasher, link->nonce, JAM_NONCE_SIZE);
	jam_hash_u32(&hasher, (uint32_t)payload);
	jam_hash_add(&hasher, link->payload, payload);
	jam_hash_end(&hasher, hash);
}

void
jam_chain_receipt(const struct jam_chain_link *link,
		  char receipt[JAM_RECEIPT_SIZE])
{
	char digits[24];
	size_t n = sizeof(digits), length;
	uint64_t seq = (uint64_t)link->seq;

	do
		digits[--n] = (char)('0' + seq % 10);
	while ((seq /= 10) > 0);
	length = sizeof(digits) - n;
	memcpy(receipt, digits + n, length);
	receipt[length] = '-';
	jam_hex_write(receipt + length + 1, link->hash.bytes, 8);
}

bool
jam_chain_digest_read(const char *text, struct jam_hash *hash,
		      struct jam_error *err)
{
	if (jam_hex_read(text, hash->bytes, JAM_HASH_SIZE))
		return true;
	jam_fail(err, JAM_E_DATA, "\"%s\" is not a digest", text);
	return jam_hint(err, "a digest has 64 hex digits");
}

bool
jam_chain_receipt_read(const char *text, struct jam_chain_asked *asked,
		       struct jam_error *err)
{
	char *dash = NULL;

	asked->seq = strtoll(text, &dash, 10);
	if (text[0] >= '1' && text[0] <= '9' && *dash == '-' &&
	    jam_hex_read(dash + 1, asked->start, sizeof(asked->start)))
		return true;
	jam_fail(err, JAM_E_DATA, "\"%s\" is not a receipt", text);
	return jam_hint(err, "a receipt looks like 12-0123456789abcdef");
}

bool
jam_chain_is(const struct jam_chain_link *link,
	     const struct jam_chain_asked *asked)
{
	return link->seq == asked->seq && memcmp(link->hash.bytes, asked->start,
						 sizeof(asked->start)) == 0;
}

void
jam_leaf_hash(const char *bytes, struct jam_hash *hash)
{
	jam_hash_of(bytes, strlen(bytes), hash);
}

static int
compare(const void *left, const void *right)
{
	const struct jam_leaf *a = left, *b = right;
	int order = strcmp(a->table, b->table);

	if (order == 0)
		order = strcmp(a->key, b->key);
	return order != 0 ? order : (a->seq > b->seq) - (a->seq < b->seq);
}

void
jam_leaf_sort(struct jam_leaf *leaves, size_t count)
{
	qsort(leaves, count, sizeof(*leaves), compare);
}

void
jam_leaf_digest(const struct jam_leaf *leaves, size_t count,
		struct jam_hash *hash)
{
	struct jam_hasher hasher;

	jam_hash_begin(&hasher);
	for (size_t i = 0; i < count; i++)
		jam_hash_add(&hasher, leaves[i].hash.bytes, JAM_HASH_SIZE);
	jam_hash_end(&hasher, hash);
}

void
jam_leaf_digest_ended(const struct jam_leaf *leaves, size_t count,
		      struct jam_hash *hash)
{
	struct jam_hasher hasher;

	jam_hash_begin(&hasher);
	for (size_t i = 0; i < count; i++) {
		const struct jam_leaf *l = &leaves[i];

		jam_hash_add(&hasher, l->table, strlen(l->table) + 1);
		jam_hash_add(&hasher, l->key, strlen(l->key) + 1);
		jam_hash_u64(&hasher, (uint64_t)l->seq);
		jam_hash_add(&hasher, l->hash.bytes, JAM_HASH_SIZE);
	}
	jam_hash_end(&hasher, hash);
}

void
jam_leaf_counts(struct jam_buf *out, const struct jam_leaf *leaves,
		size_t count)
{
	size_t i = 0, first;

	jam_buf_char(out, '{');
	while (i < count) {
		first = i;
		while (i < count &&
		       strcmp(leaves[i].table, leaves[first].table) == 0)
			i++;
		if (first > 0)
			jam_buf_char(out, ',');
		jam_json_string(out, leaves[first].table);
		jam_buf_char(out, ':');
		jam_json_int(out, (int64_t)(i - first));
	}
	jam_buf_char(out, '}');
}
