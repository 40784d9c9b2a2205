/* SPDX-License-Identifier: MIT */
/*
 * The rows of one entry of the log, while it is open: what it gains and what
 * it ends.  They are hashed and sorted once it is full, by jam_sheet_sum, which
 * may run beside the command: it uses nothing but the sheet.
 */
#ifndef JAM_STORE_SHEET_H
#define JAM_STORE_SHEET_H

#include "core/store/chain.h"
#include "core/store/log.h"

struct jam_arena;

/* What a leaf is the hash of: canonical bytes, or a row to make them from. */
struct jam_sheet_value {
	const char *bytes; /* NULL: made by */
	const char *(*make)(const void *row, struct jam_arena *arena);
	const void *row;
};

struct jam_sheet_part {
	struct jam_leaf leaves[JAM_LOG_ROWS];
	struct jam_sheet_value values[JAM_LOG_ROWS]; /* until summed */
	size_t count;
	struct jam_hash digest; /* once summed */
};

struct jam_sheet {
	struct jam_arena *arena; /* of its texts */
	struct jam_sheet_part rows, ended;
	uint8_t nonce[JAM_NONCE_SIZE];
};

/* Add a value; there is room.  Texts are copied, but for the table's name. */
void jam_sheet_push(struct jam_sheet *sheet, struct jam_sheet_part *part,
		    const struct jam_leaf *leaf, const char *bytes);

/* Add one whose bytes are made later; the row is kept. */
void jam_sheet_push_later(struct jam_sheet *sheet, const struct jam_leaf *leaf,
			  const struct jam_log_later *later);

/* Take a gained value back, as if it had never been; false: there is none. */
bool jam_sheet_drop(struct jam_sheet *sheet, const char *table,
		    const char *key);

bool jam_sheet_is_empty(const struct jam_sheet *sheet);

/* Hash and sort both parts, and digest them; sheet is a struct jam_sheet. */
void jam_sheet_sum(void *sheet);

/*
 * The payload of a sheet that is summed up (log.h), in its arena; clear: the
 * bytes of its one row, or NULL.
 */
const char *jam_sheet_payload(const struct jam_sheet *sheet,
			      const struct jam_log_act *act, const char *clear);

/* Forget all rows and their texts. */
void jam_sheet_clear(struct jam_sheet *sheet);

#endif
