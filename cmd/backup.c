/* SPDX-License-Identifier: MIT */
/* jam backup: a checked copy of the whole file. */
#include "core/store/backup.h"
#include "cmd/cli/ask.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/render/out.h"
#include "core/store/log.h"
#include "core/store/verify.h"

struct answer {
	const char *file;
	int64_t entries;
	const char *head;
	int64_t bytes;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct answer, file, TEXT),
	JAM_COLUMN(struct answer, entries, INT),
	JAM_COLUMN(struct answer, head, TEXT),
	JAM_COLUMN(struct answer, bytes, INT),
	{ 0 },
};

static bool
show(struct jam_run *r, int64_t entries, const struct jam_hash *head,
     int64_t bytes, struct jam_error *err)
{
	char hex[2 * JAM_HASH_SIZE + 1];
	const struct answer answer = { r->argv[0], entries, hex, bytes };

	jam_hex_write(hex, head->bytes, JAM_HASH_SIZE);
	jam_out_begin(r->out, "backup", NULL, columns);
	return jam_out_row(r->out, &answer, err);
}

/* What the copy would be refused for. */
static bool
rehearse(struct jam_run *r, struct jam_error *err)
{
	struct jam_proof *proof = jam_alloc(r->arena, sizeof(*proof));

	if (!jam_store_check(r->store, err) ||
	    !jam_store_verify(r->store, r->arena, r->tick, proof, err))
		return false;
	if (proof->flaw_count > 0) {
		jam_fail(err, JAM_E_CONFIG,
			 "the database does not agree with its log");
		return jam_hint(err, "see: jam verify");
	}
	return show(r, proof->entries, &proof->last.hash, JAM_NONE, err);
}

/* The log knows of each copy: what `forget` cannot reach. */
static bool
work(struct jam_run *r, struct jam_error *err)
{
	const struct jam_log_act act = { .kind = "backup" };

	return r->dry_run ? rehearse(r, err)
			  : jam_log_act(r->store, &act, NULL, err);
}

static bool
after(struct jam_run *r, struct jam_error *err)
{
	struct jam_backup backup;

	return jam_store_backup(r->store, r->argv[0], r->yes || r->terminal_in,
				r->tick, &backup, err) &&
	       show(r, backup.entries, &backup.head, backup.bytes, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	return jam_ask_overwrite(r, r->argv[0], err) &&
	       jam_store_may_backup(r->argv[0], r->arena, err) &&
	       jam_session(r, JAM_NEEDS_WRITE, work, err);
}

static const struct jam_operand operands[] = {
	{ "FILE", JAM_FILE, .help = "where the copy goes" },
	{ 0 },
};

const struct jam_command jam_cmd_backup = {
	.name = "backup",
	.summary = "Copy the database while it is in use, and check the copy",
	.details =
	    "The copy holds all that was committed when it began; others may "
	    "write meanwhile.  It is verified as jam verify does it, brought "
	    "to the disk, and only then given its name, with mode 0600.  To "
	    "copy the file by other means can lose what stands beside it.",
	.group = JAM_KEEPING_SAFE,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_OWN_STORE,
	.operands = operands,
	.run = run,
	.after = after,
};
