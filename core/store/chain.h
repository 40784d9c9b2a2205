/* SPDX-License-Identifier: MIT */
/*
 * The log's chain as bytes (faults.md 3): what an entry's hash covers and what
 * its payload says of rows.  The log writes with it, verify checks with it.
 */
#ifndef JAM_STORE_CHAIN_H
#define JAM_STORE_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/hash.h"

struct jam_buf;

#define JAM_NONCE_SIZE	 16
#define JAM_RECEIPT_SIZE 40

/* An entry of the log. */
struct jam_chain_link {
	int64_t seq, at; /* 1, 2, …; seconds UTC */
	const char *kind, *payload;
	uint8_t nonce[JAM_NONCE_SIZE];
	struct jam_hash prev, hash; /* prev of entry 1: zero bytes */
};

/*
 * SHA-256 of "jam log 1\n" · prev · seq · at · length of kind · kind · nonce ·
 * length of payload · payload; seq and at are 64 bits, lengths 32, big-endian.
 */
void jam_chain_hash(const struct jam_chain_link *link, struct jam_hash *hash);

/* What is asked for by its text, in digits of either case; else JAM_E_DATA. */
JAM_MUST_USE bool jam_chain_digest_read(const char *text, struct jam_hash *hash,
					struct jam_error *err);
struct jam_chain_asked {
	int64_t seq;
	uint8_t start[8]; /* of the hash */
};
JAM_MUST_USE bool jam_chain_receipt_read(const char *text,
					 struct jam_chain_asked *asked,
					 struct jam_error *err);
bool jam_chain_is(const struct jam_chain_link *link,
		  const struct jam_chain_asked *asked);

/* "SEQ-" and the first 16 hex digits of the hash. */
void jam_chain_receipt(const struct jam_chain_link *link,
		       char receipt[JAM_RECEIPT_SIZE]);

/* A row's value in an entry; texts are borrowed. */
struct jam_leaf {
	const char *table, *key;
	int64_t seq; /* the entry that holds or held it */
	struct jam_hash hash;
};

/* SHA-256 of the row's canonical JSON. */
void jam_leaf_hash(const char *bytes, struct jam_hash *hash);

/* In order of table and key, as bytes; then of seq. */
void jam_leaf_sort(struct jam_leaf *leaves, size_t count);

/* SHA-256 of the hashes of sorted leaves, one after the other. */
void jam_leaf_digest(const struct jam_leaf *leaves, size_t count,
		     struct jam_hash *hash);

/*
 * The same for values that an entry ended: of each table · 0 · key · 0 · seq
 * (64 bits, big-endian) · hash.
 */
void jam_leaf_digest_ended(const struct jam_leaf *leaves, size_t count,
			   struct jam_hash *hash);

/* Append {"project":3,"team":3}: how many sorted leaves a table has. */
void jam_leaf_counts(struct jam_buf *out, const struct jam_leaf *leaves,
		     size_t count);

#endif
