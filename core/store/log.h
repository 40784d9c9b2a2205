/* SPDX-License-Identifier: MIT */
/*
 * The record of a jam: append-only, one hash chain for the whole file, written
 * in the transaction of the change that it records (faults.md 3).
 *
 * A command says once what it does (jam_log_begin); each row that it writes is
 * added with its canonical bytes (model/entry.h) and gets the number of the
 * entry that holds it, to be stored in the row's column `seq`.  An entry holds
 * at most 1,000 rows: their count and the SHA-256 over their leaves in order
 * of (table, key).  A row that is changed or removed ends first: its old leaf
 * goes to log_ended, so that each entry can be made again from what is stored.
 */
#ifndef JAM_STORE_LOG_H
#define JAM_STORE_LOG_H

#include <stdint.h>

#include "core/base/hash.h"

struct jam_arena;
struct jam_store;

#define JAM_LOG_ROWS 1000

/*
 * What a command does.  jam_log_begin copies all of it.  The payload of an
 * entry has actor, event and claimed_at (left out when absent), the details,
 * the rows by table and their digest, the same of the rows it ended; with
 * rows_in_clear also table, key and the row.
 */
struct jam_log_act {
	const char *kind;   /* "create", "import", "assign", "rate", … */
	const char *event;  /* uid, or NULL where it spans events */
	const char *actor;  /* a judge's uid; NULL: "organizer" */
	int64_t claimed_at; /* the time a person claims; JAM_NONE or 0: none */
	/*
	 * More members of the payload, in any order: {key, canonical JSON}
	 * pairs that end with {0}, at most JAM_LOG_DETAILS; NULL: none.
	 */
	const struct jam_log_detail {
		const char *key, *json;
	} * details;
	bool rows_in_clear; /* an entry a row, its bytes in the payload */
};
#define JAM_LOG_DETAILS 16

/* Begin an act; ends the entry that is open.  Without rows it leaves none. */
JAM_MUST_USE bool jam_log_begin(struct jam_store *store,
				const struct jam_log_act *act,
				struct jam_error *err);

/*
 * Add a row's new value.  table (a literal) and key (the uid, or uids parted by
 * blanks) name it; bytes are its canonical JSON; *seq is the entry's number.
 * Without a begun act it is JAM_E_BUG.  A row has one value: end the old one
 * first.
 */
JAM_MUST_USE bool jam_log_row(struct jam_store *store, const char *table,
			      const char *key, const char *bytes, int64_t *seq,
			      struct jam_error *err);

/*
 * A row whose bytes are made when its entry is full, beside the command: keep
 * copies the row, with all that make reads, into the arena; make gives its
 * canonical bytes from that copy and touches nothing else.
 */
struct jam_log_later {
	const char *table, *key; /* as for jam_log_row */
	const void *row;
	const void *(*keep)(const void *row, struct jam_arena *arena);
	const char *(*make)(const void *row, struct jam_arena *arena);
};
JAM_MUST_USE bool jam_log_row_later(struct jam_store *store,
				    const struct jam_log_later *later,
				    int64_t *seq, struct jam_error *err);

/*
 * End a row's old value, before its new one is added, if any: bytes are the
 * canonical JSON it had, seq the entry that held it.
 */
JAM_MUST_USE bool jam_log_end(struct jam_store *store, const char *table,
			      const char *key, const char *bytes, int64_t seq,
			      struct jam_error *err);

/* An act that writes no row; *receipt may be NULL. */
struct jam_receipt {
	char text[40]; /* SEQ- and the first 16 hex digits of the hash */
	struct jam_hash hash;
	int64_t seq;
};
JAM_MUST_USE bool jam_log_act(struct jam_store *store,
			      const struct jam_log_act *act,
			      struct jam_receipt *receipt,
			      struct jam_error *err);

/*
 * Close the open entry now and give the receipt of the act's last entry (rate
 * prints it); an act without rows is JAM_E_BUG.
 */
JAM_MUST_USE bool jam_log_close(struct jam_store *store,
				struct jam_receipt *receipt,
				struct jam_error *err);

#endif
