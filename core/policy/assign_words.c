/* SPDX-License-Identifier: MIT */
/* A witness in words. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/policy/assign.h"

/* More than so many are counted, not named. */
#define NAMED_MAX 5

struct words {
	const struct jam_assign_problem *problem;
	const struct jam_assign_witness *w;
	const struct jam_assign_names *names;
	struct jam_buf out;
};

static void
say_project(struct words *s, uint32_t j)
{
	jam_buf_format(&s->out, "\"%s\" (#%u)", s->names->project[j],
		       s->names->number[j]);
}

static void
say_projects(struct words *s)
{
	size_t n = s->w->projects_len;

	if (n > NAMED_MAX) {
		jam_buf_format(&s->out, "%zu projects", n);
		return;
	}
	jam_buf_text(&s->out, n == 1 ? "project " : "projects ");
	for (size_t x = 0; x < n; x++) {
		if (x > 0)
			jam_buf_text(&s->out, x + 1 < n ? ", " : " and ");
		say_project(s, s->w->projects[x]);
	}
}

static void
say_judges(struct words *s, const uint32_t *judges, size_t n)
{
	if (n > NAMED_MAX) {
		jam_buf_format(&s->out, "%zu judges", n);
		return;
	}
	jam_buf_text(&s->out, n == 1 ? "judge " : "judges ");
	for (size_t x = 0; x < n; x++) {
		if (x > 0)
			jam_buf_text(&s->out, x + 1 < n ? ", " : " and ");
		jam_buf_text(&s->out, s->names->judge[judges[x]]);
	}
}

static const char *const rules[JAM_ASSIGN_WHYS] = {
	[JAM_ASSIGN_OWN] = "own",
	[JAM_ASSIGN_DECLARED] = "declared",
	[JAM_ASSIGN_FREE] = "rated before",
	[JAM_ASSIGN_SKIP] = "skipped",
	[JAM_ASSIGN_SITE] = "own site",
	[JAM_ASSIGN_GIVEN] = "given already",
};

/* Pairs closed, rule by rule. */
static void
say_closed(struct words *s, const char *before, const char *after)
{
	const uint64_t *closed = s->w->closed;
	bool first = true;

	for (int why = 0; why < JAM_ASSIGN_WHYS; why++) {
		if (closed[why] == 0)
			continue;
		jam_buf_format(&s->out, "%s%llu %s", first ? before : ", ",
			       (unsigned long long)closed[why], rules[why]);
		first = false;
	}
	if (!first)
		jam_buf_text(&s->out, after);
}

static void
say_batch(struct words *s)
{
	const struct jam_assign_witness *w = s->w;

	jam_buf_format(&s->out, "judge %s may rate %llu of %u projects",
		       s->names->judge[w->judges[0]],
		       (unsigned long long)w->room, s->problem->projects);
	say_closed(s, ": ", "");
	jam_buf_format(&s->out, "; a batch is %u", s->problem->batch);
	if (w->judges_len > 1)
		jam_buf_format(&s->out, "; %zu more %s too few, too",
			       w->judges_len - 1,
			       w->judges_len == 2 ? "has" : "have");
}

static void
say_opening(struct words *s)
{
	const struct jam_assign_witness *w = s->w;

	if (w->standing)
		jam_buf_format(&s->out,
			       "loads of %u..%u are impossible while given "
			       "projects stay given: ",
			       w->want_min, w->want_max);
	else
		jam_buf_format(&s->out, "no assignment with loads of %u..%u: ",
			       w->want_min, w->want_max);
}

static uint32_t
count_at(const uint32_t *site, uint32_t n, uint32_t s)
{
	uint32_t count = 0;

	for (uint32_t x = 0; x < n; x++)
		count += site[x] == s;
	return count;
}

static void
say_site(struct words *s)
{
	const struct jam_assign_witness *w = s->w;
	const struct jam_assign_problem *p = s->problem;
	const char *site = s->names->site[w->site];
	uint32_t projects = count_at(p->project_site, p->projects, w->site);

	jam_buf_format(&s->out,
		       "site %s has %u of %u judges and %u of %u projects; ",
		       site, count_at(p->judge_site, p->judges, w->site),
		       p->judges, projects, p->projects);
	if (w->block == JAM_ASSIGN_BLOCK_ROOM)
		jam_buf_format(&s->out,
			       "its judges need %llu seats outside %s, but the "
			       "%u projects elsewhere take %llu",
			       (unsigned long long)w->need, site,
			       p->projects - projects,
			       (unsigned long long)w->room);
	else
		jam_buf_format(&s->out,
			       "each of its projects needs %llu judges from "
			       "elsewhere, and there are %llu",
			       (unsigned long long)w->need,
			       (unsigned long long)w->room);
}

static void
say_rule(struct words *s)
{
	int most = 0;
	uint64_t all = 0;

	for (int why = 0; why < JAM_ASSIGN_WHYS; why++) {
		all += s->w->closed[why];
		if (s->w->closed[why] > s->w->closed[most])
			most = why;
	}
	if (all == 0)
		return;
	jam_buf_format(&s->out, " (%llu of the %llu pairs closed to them: %s)",
		       (unsigned long long)s->w->closed[most],
		       (unsigned long long)all, rules[most]);
}

static void
say_over(struct words *s)
{
	const struct jam_assign_witness *w = s->w;
	uint64_t carry = w->stand + w->seats - w->pairs;

	if (w->judges_len == 0) {
		say_projects(s);
		jam_buf_format(&s->out, " %s %llu ratings to come already",
			       w->projects_len == 1 ? "has" : "have",
			       (unsigned long long)w->stand);
		return;
	}
	say_judges(s, w->judges, w->judges_len);
	jam_buf_format(&s->out, " %s %llu seat%s, ",
		       w->judges_len == 1 ? "needs" : "need",
		       (unsigned long long)w->seats, w->seats == 1 ? "" : "s");
	if (w->pairs == 0)
		jam_buf_text(&s->out, "none outside ");
	else
		jam_buf_format(&s->out, "at most %llu outside ",
			       (unsigned long long)w->pairs);
	say_projects(s);
	say_rule(s);
	jam_buf_format(&s->out,
		       ", which would get %llu ratings: more than %u%s",
		       (unsigned long long)carry, w->cap,
		       w->projects_len == 1 ? "" : " each");
}

/* Who has room, and why it is none for these projects. */
static void
say_barred(struct words *s)
{
	const struct jam_assign_witness *w = s->w;
	bool one = w->barred_len == 1;

	jam_buf_text(&s->out, "; ");
	say_judges(s, w->barred, w->barred_len);
	jam_buf_format(&s->out, " %s room, but may not rate %s",
		       one ? "has" : "have",
		       w->projects_len == 1 ? "it" : "them");
	say_closed(s, " (", ")");
}

static void
say_under(struct words *s)
{
	const struct jam_assign_witness *w = s->w;
	uint64_t most = w->stand + w->seats + w->pairs;

	say_projects(s);
	if (w->full) {
		jam_buf_format(&s->out,
			       " %s %llu ratings to come, all batches are full",
			       w->projects_len == 1 ? "has" : "have",
			       (unsigned long long)w->stand);
		return;
	}
	jam_buf_format(&s->out, " can get %llu rating%s at most, and %s %llu",
		       (unsigned long long)most, most == 1 ? "" : "s",
		       w->projects_len == 1 ? "needs" : "need",
		       (unsigned long long)w->cap * w->projects_len);
	if (w->stand > 0)
		jam_buf_format(&s->out, "; %llu stand already",
			       (unsigned long long)w->stand);
	if (w->judges_len > 0) {
		jam_buf_text(&s->out, "; ");
		say_judges(s, w->judges, w->judges_len);
		jam_buf_format(&s->out, " can give %llu",
			       (unsigned long long)w->seats);
	}
	if (w->pairs > 0)
		jam_buf_format(&s->out, "; all others can give %llu",
			       (unsigned long long)w->pairs);
	if (w->barred_len > 0)
		say_barred(s);
	else
		say_rule(s);
}

const char *
jam_assign_hint_option(const struct jam_assign_hint *h,
		       const struct jam_assign_names *names,
		       struct jam_arena *arena)
{
	switch (h->change) {
	case JAM_ASSIGN_TRY_KEPT:
		return "--relax kept";
	case JAM_ASSIGN_TRY_SITE:
		return jam_format(arena, "--relax site:%s",
				  names->site[h->site]);
	case JAM_ASSIGN_TRY_OWN_SITE:
		return "--relax own_site";
	case JAM_ASSIGN_TRY_BATCH:
		return jam_format(arena, "--batch %u", h->n);
	case JAM_ASSIGN_TRY_FILL:
		return "--relax batch";
	case JAM_ASSIGN_TRY_BALANCE:
		return "--relax balance";
	case JAM_ASSIGN_TRY_JUDGES:
		break;
	}
	return NULL;
}

/* What the change comes to, besides the loads. */
static void
say_change(struct words *s, const struct jam_assign_hint *h)
{
	const struct jam_assign_witness *w = s->w;
	const char *plural = h->n == 1 ? "" : "s";

	if (h->change == JAM_ASSIGN_TRY_KEPT)
		jam_buf_format(&s->out, " moves %u open seat%s nobody has seen",
			       h->n, plural);
	else if (h->change == JAM_ASSIGN_TRY_SITE)
		jam_buf_format(&s->out, " keeps %u seat%s in %s", h->n, plural,
			       s->names->site[h->site]);
	else if (h->change == JAM_ASSIGN_TRY_OWN_SITE)
		jam_buf_format(&s->out, " keeps %u seat%s at own sites", h->n,
			       plural);
	else if (h->change == JAM_ASSIGN_TRY_JUDGES)
		jam_buf_format(&s->out, "%u more judge%s %s", h->n, plural,
			       w->block == JAM_ASSIGN_BLOCK_ROOM ||
				       w->block == JAM_ASSIGN_BLOCK_RATERS
				   ? "from elsewhere"
				   : "without conflicts");
}

static void
say_hint(struct words *s, const struct jam_assign_hint *h)
{
	const char *option = jam_assign_hint_option(h, s->names, s->out.arena);
	bool stores = h->change == JAM_ASSIGN_TRY_BALANCE && s->w->standing;

	if (option != NULL)
		jam_buf_text(&s->out, option);
	say_change(s, h);
	jam_buf_format(&s->out,
		       stores ? " stores loads %u..%u" : " (loads %u..%u)",
		       h->load_min, h->load_max);
}

static void
say_reason(struct words *s)
{
	const struct jam_assign_witness *w = s->w;

	if (w->block == JAM_ASSIGN_BLOCK_BATCH) {
		say_batch(s);
		return;
	}
	say_opening(s);
	if (w->block == JAM_ASSIGN_BLOCK_OVER)
		say_over(s);
	else if (w->block == JAM_ASSIGN_BLOCK_UNDER)
		say_under(s);
	else
		say_site(s);
	if (!w->full)
		jam_buf_format(&s->out, "; best possible loads %u..%u",
			       w->load_min, w->load_max);
}

bool
jam_assign_refuse(const struct jam_assign_problem *problem,
		  const struct jam_assign_witness *witness,
		  const struct jam_assign_names *names, struct jam_arena *arena,
		  struct jam_error *err)
{
	struct words s = { problem, witness, names, { 0 } };

	jam_buf_init(&s.out, arena);
	say_reason(&s);
	jam_fail(err, JAM_E_NO, "%s", jam_buf_string(&s.out));
	jam_buf_clear(&s.out);
	for (size_t h = 0; h < witness->hints_len; h++) {
		if (h > 0)
			jam_buf_text(&s.out, "; or ");
		say_hint(&s, witness->hints + h);
	}
	if (witness->hints_len > 0)
		jam_hint(err, "%s", jam_buf_string(&s.out));
	return false;
}
