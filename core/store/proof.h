/* SPDX-License-Identifier: MIT */
/*
 * The proof that nothing was changed: all rows, then all entries, are made to
 * meet again (faults.md 3).  Of a database (verify.h) or of a bundle.
 */
#ifndef JAM_STORE_PROOF_H
#define JAM_STORE_PROOF_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/store/chain.h"

struct jam_arena;
struct jam_proof_row;

/* What does not agree; "" where the entry alone tells. */
struct jam_flaw {
	int64_t seq;	   /* the entry */
	const char *table; /* the row */
	const char *key;
	const char *what; /* "was changed" */
};
#define JAM_FLAWS_KEPT 100

struct jam_proof {
	struct jam_arena *arena;
	struct jam_proof_row **by_seq, **by_end; /* of all; of ended ones */
	size_t rows, rows_cap, ended, at_seq, at_end;
	bool sorted;
	struct jam_leaf *leaves; /* room for those of one entry */
	size_t leaves_cap;

	int64_t entries;
	struct jam_chain_link last; /* the head, texts not kept */
	int64_t backwards;     /* entries with a time before their former's */
	int64_t backwards_seq; /* the first of them */
	struct jam_flaw flaws[JAM_FLAWS_KEPT];
	size_t flaw_count; /* of all, kept or not */
};

/* Memory of the arena, about 150 bytes a row. */
void jam_proof_init(struct jam_proof *proof, struct jam_arena *arena);

/*
 * First each row that stands (ended 0) or that was ended by an entry; the
 * table's name is borrowed, the key copied.
 */
void jam_proof_row(struct jam_proof *proof, const struct jam_leaf *leaf,
		   int64_t ended);

/* The table of row i = 0, 1, … as given, before the first entry. */
const char *jam_proof_table(const struct jam_proof *proof, size_t i);

/*
 * Then each entry, in order of seq.  prefixes: the first 8 bytes of each of
 * its leaves, which tell what row was changed; NULL where they are not known.
 */
void jam_proof_link(struct jam_proof *proof, const struct jam_chain_link *link,
		    const uint8_t *prefixes, size_t size);

/* At last the rows that name no entry.  True if there is no flaw. */
bool jam_proof_end(struct jam_proof *proof);

/* Note a flaw that was found elsewhere; texts are borrowed. */
void jam_proof_flaw(struct jam_proof *proof, int64_t seq, const char *table,
		    const char *key, const char *what);

#endif
