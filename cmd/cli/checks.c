/* SPDX-License-Identifier: MIT */
/* Findings of verify. */
#include "cmd/cli/checks.h"

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/render/out.h"
#include "core/store/proof.h"

static const struct jam_column columns[] = {
	JAM_COLUMN(struct jam_finding, check, TEXT),
	JAM_COLUMN(struct jam_finding, holds, BOOL),
	JAM_COLUMN(struct jam_finding, seq, INT),
	JAM_COLUMN(struct jam_finding, table, TEXT),
	JAM_COLUMN(struct jam_finding, row, TEXT),
	JAM_COLUMN(struct jam_finding, says, TEXT),
	{ 0 },
};

void
jam_checks_begin(struct jam_checks *c, struct jam_run *run)
{
	*c = (struct jam_checks){ .run = run };
	jam_out_begin(run->out, "verify", NULL, columns);
}

bool
jam_checks_add(struct jam_checks *c, const struct jam_finding *finding,
	       struct jam_error *err)
{
	if (!finding->holds && c->failed++ == 0)
		c->first = *finding;
	return jam_out_row(c->run->out, finding, err);
}

static bool
add_flaws(struct jam_checks *c, const struct jam_proof *p,
	  struct jam_error *err)
{
	size_t kept =
	    p->flaw_count < JAM_FLAWS_KEPT ? p->flaw_count : JAM_FLAWS_KEPT;

	for (size_t i = 0; i < kept; i++) {
		const struct jam_flaw *flaw = &p->flaws[i];
		const struct jam_finding finding = {
			.check = "log",
			.seq = flaw->seq > 0 ? flaw->seq : JAM_NONE,
			.table = flaw->table,
			.row = flaw->key,
			.says = flaw->what,
		};

		if (!jam_checks_add(c, &finding, err))
			return false;
	}
	if (p->flaw_count > kept)
		jam_say(c->run, "and %zu more", p->flaw_count - kept);
	c->failed += p->flaw_count - kept;
	return true;
}

bool
jam_checks_proof(struct jam_checks *c, const struct jam_proof *p,
		 struct jam_error *err)
{
	struct jam_arena *arena = c->run->arena;
	struct jam_finding finding = { .check = "log",
				       .holds = true,
				       .seq = p->last.seq };
	char head[2 * JAM_HASH_SIZE + 1];

	if (p->flaw_count > 0 && !add_flaws(c, p, err))
		return false;
	jam_hex_write(head, p->last.hash.bytes, JAM_HASH_SIZE);
	finding.says = jam_format(arena, "%lld entries up to the head %s",
				  (long long)p->entries, head);
	if (p->flaw_count == 0 && jam_out_format(c->run->out) == JAM_TABLE)
		jam_say(c->run, "the head is %s", head);
	if (p->flaw_count == 0 && !jam_checks_add(c, &finding, err))
		return false;
	if (p->backwards == 0)
		return true;
	finding.check = "times";
	finding.seq = p->backwards_seq;
	finding.says = jam_format(arena,
				  "the clock ran backwards %lld times, here "
				  "first",
				  (long long)p->backwards);
	return jam_checks_add(c, &finding, err);
}

bool
jam_checks_link(struct jam_checks *c, const char *check,
		const struct jam_chain_link *link, bool found,
		struct jam_error *err)
{
	struct jam_finding finding = { .check = check,
				       .holds = found,
				       .seq = JAM_NONE,
				       .says = "is not in the log" };
	const char *when;

	if (!found)
		return jam_checks_add(c, &finding, err);
	if (!jam_time_show(c->run->arena, link->at, c->run->zone, &when, err))
		return false;
	finding.seq = link->seq;
	finding.says = jam_format(c->run->arena, "is in the log: %s, %s",
				  link->kind, when);
	return jam_checks_add(c, &finding, err);
}

bool
jam_checks_end(const struct jam_checks *c, struct jam_error *err)
{
	const struct jam_finding *f = &c->first;
	const char *entry = "";

	if (c->failed == 0)
		return true;
	if (f->seq != JAM_NONE)
		entry = jam_format(c->run->arena, " entry %lld,",
				   (long long)f->seq);
	return jam_fail(err, JAM_E_NO,
			"%zu %s not hold; the first:%s %s%s%s %s", c->failed,
			c->failed == 1 ? "thing does" : "things do", entry,
			f->table != NULL ? f->table : f->check,
			f->row != NULL && *f->row != '\0' ? " " : "",
			f->row != NULL ? f->row : "", f->says);
}
