/* SPDX-License-Identifier: MIT */
/* jam assign: a batch for each judge. */
#include <stdlib.h>
#include <string.h>

#include "cmd/cli/certificate.h"
#include "cmd/cli/index.h"
#include "cmd/cli/lookup.h"
#include "cmd/cli/panel.h"
#include "cmd/cli/proof.h"
#include "cmd/cli/relaxed.h"
#include "cmd/cli/seating.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/model/batch.h"
#include "core/model/event.h"
#include "core/policy/graph.h"
#include "core/render/out.h"
#include "core/store/judges.h"
#include "core/store/log.h"
#include "core/store/ratings.h"

/* Seats that are proved before they stay; above it is for --check. */
#define PROVED_MAX 200000

struct options {
	int64_t batch;
	const char *seed, *relax, *release;
	bool check;
};

static const struct jam_option options[] = {
	JAM_OPT(INT, batch, .name = "batch", .letter = 'k', .value = "K",
		.help = "projects for a judge, in place of judging.batch"),
	JAM_OPT(TEXT_OPTION, seed, .name = "seed", .value = "TEXT",
		.help = "draw from this text, not from event and projects"),
	JAM_OPT(TEXT_OPTION, relax, .name = "relax", .value = "RULE",
		.help = "give up balance, batch, own_site, site:SLUG or kept"),
	JAM_OPT(TEXT_OPTION, release, .name = "release", .value = "WHO",
		.help = "let a judge go: an e-mail, or idle for all who rated "
			"nothing"),
	JAM_OPT(FLAG, check, .name = "check",
		.help = "prove what is stored, and change nothing"),
	{ 0 },
};

/* One run in the making. */
struct work {
	struct jam_run *run;
	struct jam_panel panel;
	struct jam_assign_plan plan;
	struct jam_seating seating;
	struct jam_run_row row;
	const char *relaxed; /* rules given up, earlier runs' too */
};

/* The rules given up: those of the last run, and the one named now. */
static bool
read_relaxed(struct work *w, const struct jam_run_row *last,
	     struct jam_error *err)
{
	const struct options *o = w->run->options;
	const char *before = last != NULL ? last->relaxed : "";
	const struct jam_site *site;

	w->relaxed = before;
	if (o->relax == NULL)
		return true;
	if (strncmp(o->relax, "site:", 5) == 0) {
		if (!jam_need_site(w->run, o->relax + 5, &site, err))
			return false;
	} else if (strcmp(o->relax, "balance") != 0 &&
		   strcmp(o->relax, "batch") != 0 &&
		   strcmp(o->relax, "own_site") != 0 &&
		   strcmp(o->relax, "kept") != 0) {
		jam_fail(err, JAM_E_USAGE, "--relax does not know \"%s\"",
			 o->relax);
		return jam_hint(err, "one of balance, batch, own_site, "
				     "site:SLUG, kept");
	}
	if (!jam_relaxed_has(before, o->relax))
		w->relaxed = jam_format(w->run->arena, "%s%s%s", before,
					*before != '\0' ? " " : "", o->relax);
	return true;
}

/* Which judges of the panel have rated anything, in a batch or not. */
static bool
find_busy(struct jam_run *r, const struct jam_panel *panel, bool **busy,
	  struct jam_error *err)
{
	struct jam_index persons = jam_index_new(r->arena, panel->judges_len);
	struct jam_rater *raters;
	size_t count;

	*busy = jam_alloc_array(r->arena, panel->judges_len, sizeof(**busy));
	if (!jam_store_get_raters(r->store, r->event, r->arena, &raters, &count,
				  err))
		return false;
	for (size_t i = 0; i < panel->judges_len; i++)
		jam_index_add(&persons, panel->judges[i].person, i);
	jam_index_sort(&persons);
	for (size_t k = 0; k < count; k++) {
		uint32_t i = jam_index_find(&persons, raters[k].person);

		if (i != JAM_ASSIGN_NONE)
			(*busy)[i] = true;
	}
	return true;
}

/* Judging is open and they rated nothing: let them go. */
static bool
release_idle(struct jam_run *r, struct jam_error *err)
{
	struct jam_panel panel;
	bool *busy;

	if (r->now < r->event->judging.opens_at) {
		jam_fail(err, JAM_E_RULE,
			 "judging is not open yet, so nobody is idle");
		return jam_hint(err, "name whom to release: --release EMAIL");
	}
	if (!jam_panel_load(r, "", &panel, err) ||
	    !find_busy(r, &panel, &busy, err))
		return false;
	for (size_t i = 0; i < panel.judges_len; i++) {
		if (busy[i] || panel.judges[i].gone || panel.judges[i].id == 0)
			continue;
		jam_say(r, "%s is released: rated nothing",
			panel.names.judge[i]);
		if (!jam_store_release_judge(r->store, r->event,
					     &panel.judges[i], err))
			return false;
	}
	return true;
}

static bool
release(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_judge judge;

	if (o->release == NULL)
		return true;
	if (strcmp(o->release, "idle") == 0)
		return release_idle(r, err);
	return jam_store_find_judge(r->store, r->event, o->release, r->arena,
				    &judge, err) &&
	       jam_store_make_judge(r->store, r->event, &judge, err) &&
	       jam_store_release_judge(r->store, r->event, &judge, err);
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Which draw: the text given, else what follows from event and projects. */
static void
choose_seed(struct work *w)
{
	const struct options *o = w->run->options;
	const struct jam_panel *p = &w->panel;
	const char **uids;
	char hex[65];

	w->row.seed = o->seed;
	w->row.seed_given = o->seed != NULL;
	if (o->seed == NULL) {
		uids = jam_alloc_array(w->run->arena, p->projects_len,
				       sizeof(*uids));
		for (size_t i = 0; i < p->projects_len; i++)
			uids[i] = p->projects[i]->uid.text;
		qsort(uids, p->projects_len, sizeof(*uids), by_bytes);
		jam_batch_seed(w->run->event->uid.text, uids, p->projects_len,
			       hex);
		w->row.seed = jam_strdup(w->run->arena, hex);
	}
	w->panel.problem.seed = jam_rng_seed(w->row.seed);
}

static bool
set_problem(struct work *w, struct jam_error *err)
{
	const struct options *o = w->run->options;
	struct jam_assign_problem *problem = &w->panel.problem;
	int64_t batch =
	    o->batch != JAM_NONE ? o->batch : w->run->event->judging.batch;

	if (w->panel.projects_len == 0 || w->panel.judges_len == 0) {
		jam_fail(err, JAM_E_NO, "there are %zu judges and %zu projects",
			 w->panel.judges_len, w->panel.projects_len);
		return jam_hint(err, "jam import projects FILE; judges are "
				     "whom judging.by admits");
	}
	if (batch < 1 || batch > 1000)
		return jam_fail(err, JAM_E_USAGE,
				"a batch is 1 to 1000 projects");
	problem->batch = (uint32_t)batch;
	w->row.batch = batch;
	/* What was kept moves only when it is said now. */
	problem->relax = jam_relaxed_rules(w->relaxed);
	if (o->relax == NULL || strcmp(o->relax, "kept") != 0)
		problem->relax &= ~(unsigned)JAM_ASSIGN_RELAX_KEPT;
	choose_seed(w);
	return true;
}

static bool
plan(struct work *w, struct jam_error *err)
{
	struct jam_assign_witness witness;

	if (jam_assign(&w->panel.problem, w->run->arena, w->run->tick, &w->plan,
		       &witness))
		return true;
	return jam_assign_refuse(&w->panel.problem, &witness, &w->panel.names,
				 w->run->arena, err);
}

static void
measure(struct work *w, struct jam_assign_figures *f)
{
	jam_assign_measure(&w->panel.problem, &w->plan, JAM_GRAPH_ESTIMATE_MAX,
			   w->run->arena, w->run->tick, f);
	f->seats = (uint64_t)w->seating.seats;
	f->moved = (uint32_t)w->seating.moved;
	f->kept = (uint32_t)w->seating.kept;
	memcpy(f->digest, w->seating.digest, sizeof(f->digest));
}

/*
 * A run that changes nothing writes nothing.  What was written is read again
 * and must prove itself.
 */
static bool
keep_run(struct work *w, const struct jam_assign_figures *f,
	 struct jam_error *err)
{
	const struct jam_seating *s = &w->seating;

	if (!s->changed)
		return true;
	w->row.relaxed = w->relaxed;
	w->row.certificate = jam_certificate_write(f, w->run->arena);
	return jam_store_put_run(w->run->store, w->run->event, &w->row, err) &&
	       (s->seats > PROVED_MAX || jam_proof_holds(w->run, err));
}

static bool
finish(struct work *w, const struct jam_assign_figures *f,
       struct jam_error *err)
{
	struct jam_run *r = w->run;
	struct jam_run_row *runs;
	struct jam_certificate c;
	size_t count;

	if (!keep_run(w, f, err) ||
	    !jam_store_get_runs(r->store, r->event, r->arena, &runs, &count,
				err))
		return false;
	jam_certificate_fill(&c, f, r->arena);
	jam_certificate_prove(&c, &w->plan, r->arena);
	jam_certificate_runs(&c, w->relaxed, runs, count, r->arena);
	c.seed = w->row.seed;
	jam_out_begin(r->out, "assignment", r->event->slug,
		      jam_certificate_columns);
	return jam_out_row(r->out, &c, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct work w = { .run = r };
	struct jam_assign_figures figures;
	struct jam_run_row *runs;
	size_t count;

	if (o->check)
		return jam_proof(r, err);
	if (!jam_store_get_runs(r->store, r->event, r->arena, &runs, &count,
				err) ||
	    !read_relaxed(&w, count > 0 ? &runs[count - 1] : NULL, err) ||
	    !jam_log_begin(r->store,
			   &(struct jam_log_act){
			       .kind = "assign",
			       .event = r->event->uid.text,
			       .claimed_at = JAM_NONE,
			   },
			   err) ||
	    !release(r, err) || !jam_panel_load(r, w.relaxed, &w.panel, err) ||
	    !set_problem(&w, err) || !plan(&w, err))
		return false;
	jam_seating_tell(r, &w.panel, &w.plan);
	if (!jam_seating_save(r, &w.panel, &w.plan, &w.seating, err))
		return false;
	measure(&w, &figures);
	return finish(&w, &figures, err);
}

const struct jam_command jam_cmd_assign = {
	.name = "assign",
	.summary = "Give every judge a batch of projects",
	.details =
	    "Loads differ by at most one, nobody gets an own project, and "
	    "seats that were given stay.  Run it again after late projects, "
	    "no-shows and withdrawals: only what is missing is filled.",
	.group = JAM_JUDGING_GROUP,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_ONE_EVENT,
	.options = options,
	.options_size = sizeof(struct options),
	.run = run,
};
