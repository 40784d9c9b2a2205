/* SPDX-License-Identifier: MIT */
/* jam log: what happened, in a form that may be shown to anyone. */
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/render/out.h"
#include "core/store/links.h"

struct row {
	int64_t seq, at;
	const char *kind, *receipt, *hash;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct row, seq, INT),
	JAM_COLUMN(struct row, at, TIME),
	JAM_COLUMN(struct row, kind, TEXT),
	JAM_COLUMN(struct row, receipt, TEXT),
	JAM_COLUMN(struct row, hash, TEXT),
	{ 0 },
};

static bool
show(struct jam_run *r, const struct jam_chain_link *link,
     struct jam_error *err)
{
	char receipt[JAM_RECEIPT_SIZE], hash[2 * JAM_HASH_SIZE + 1];
	const struct row row = { link->seq, link->at, link->kind, receipt,
				 hash };

	jam_chain_receipt(link, receipt);
	jam_hex_write(hash, link->hash.bytes, JAM_HASH_SIZE);
	return jam_out_row(r->out, &row, err);
}

/* A narrow table cuts the one hash that people note down. */
static void
say_head(struct jam_run *r, const struct jam_chain_link *link)
{
	char hash[2 * JAM_HASH_SIZE + 1];

	if (link->seq == 0 || jam_out_format(r->out) != JAM_TABLE)
		return;
	jam_hex_write(hash, link->hash.bytes, JAM_HASH_SIZE);
	jam_say(r, "the head is %s", hash);
}

static bool
each(struct jam_run *r, struct jam_arena *scratch, struct jam_error *err)
{
	struct jam_stored_link stored = { 0 };
	bool found;

	for (;;) {
		struct jam_mark mark = jam_arena_mark(scratch);

		if (!jam_store_next_link(r->store, stored.link.seq, scratch,
					 &stored, &found, err))
			return false;
		if (!found) {
			say_head(r, &stored.link);
			return true;
		}
		if (!show(r, &stored.link, err))
			return false;
		jam_arena_reset(scratch, mark);
	}
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	struct jam_arena *scratch = jam_arena_beside(r->arena);
	bool done;

	jam_out_begin(r->out, "log", NULL, columns);
	done = each(r, scratch, err);
	jam_arena_free(scratch);
	return done;
}

const struct jam_command jam_cmd_log = {
	.name = "log",
	.summary = "Show every act that changed something",
	.details =
	    "An entry an act, in the order in which they happened: its "
	    "number, time, kind, receipt and hash.  No names and no scores, "
	    "so that it may be shown to anyone.  The last hash is the head: "
	    "who has noted it can show later that nothing before it was "
	    "rewritten (jam verify --head).",
	.group = JAM_KEEPING_SAFE,
	.needs = JAM_NEEDS_READ,
	.run = run,
};
