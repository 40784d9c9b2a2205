/* SPDX-License-Identifier: MIT */
/* jam assign: a batch for each judge. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli/panel.h"
#include "cmd/cli/seating.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/base/rng.h"
#include "core/model/batch.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/graph.h"
#include "core/render/out.h"
#include "core/store/judges.h"
#include "core/store/log.h"

struct options {
	int64_t batch;
	const char *seed, *relax, *release;
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
	{ 0 },
};

/* The row of an answer. */
struct answer {
	int64_t judges, projects, batch, seats, load_min, load_max;
	bool connected;
	int64_t components, reciprocal_pairs;
	double efficiency, lambda2;
	int64_t moved, kept;
	const char *seed, *digest;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct answer, judges, INT),
	JAM_COLUMN(struct answer, projects, INT),
	JAM_COLUMN(struct answer, batch, INT),
	JAM_COLUMN(struct answer, seats, INT),
	JAM_COLUMN(struct answer, load_min, INT),
	JAM_COLUMN(struct answer, load_max, INT),
	JAM_COLUMN(struct answer, connected, BOOL),
	JAM_COLUMN(struct answer, components, INT),
	JAM_COLUMN(struct answer, reciprocal_pairs, INT),
	JAM_COLUMN(struct answer, efficiency, REAL),
	JAM_COLUMN(struct answer, lambda2, REAL),
	JAM_COLUMN(struct answer, moved, INT),
	JAM_COLUMN(struct answer, kept, INT),
	JAM_COLUMN(struct answer, seed, TEXT),
	JAM_COLUMN(struct answer, digest, TEXT),
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

	w->relaxed = before;
	if (o->relax == NULL)
		return true;
	if (strncmp(o->relax, "site:", 5) == 0) {
		if (jam_event_site(w->run->event, o->relax + 5) == NULL)
			return jam_fail(err, JAM_E_DATA,
					"\"%s\" is not a site of %s",
					o->relax + 5, w->run->event->slug);
	} else if (strcmp(o->relax, "balance") != 0 &&
		   strcmp(o->relax, "batch") != 0 &&
		   strcmp(o->relax, "own_site") != 0 &&
		   strcmp(o->relax, "kept") != 0) {
		jam_fail(err, JAM_E_USAGE, "--relax does not know \"%s\"",
			 o->relax);
		return jam_hint(err, "one of balance, batch, own_site, "
				     "site:SLUG, kept");
	}
	if (strstr(before, o->relax) == NULL)
		w->relaxed = jam_format(w->run->arena, "%s%s%s", before,
					*before != '\0' ? " " : "", o->relax);
	return true;
}

/* Judging is open and they rated nothing: let them go. */
static bool
release_idle(struct jam_run *r, struct jam_error *err)
{
	struct jam_panel panel;
	bool *busy;

	if (r->now < r->event->judging.opens_at)
		return jam_fail(err, JAM_E_RULE,
				"judging is not open yet, so nobody is idle");
	if (!jam_panel_load(r, "", &panel, err))
		return false;
	busy = jam_alloc_array(r->arena, panel.judges_len, sizeof(*busy));
	for (size_t i = 0; i < panel.seats_len; i++)
		if (panel.owner[i] != JAM_ASSIGN_NONE &&
		    panel.seats[i].seat.state == JAM_RATED)
			busy[panel.owner[i]] = true;
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
			uids[i] = p->projects[i].uid.text;
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
	if (strstr(w->relaxed, "balance") != NULL)
		problem->relax |= JAM_ASSIGN_RELAX_BALANCE;
	if (strstr(w->relaxed, "batch") != NULL)
		problem->relax |= JAM_ASSIGN_RELAX_BATCH;
	if (o->relax != NULL && strcmp(o->relax, "kept") == 0)
		problem->relax |= JAM_ASSIGN_RELAX_KEPT;
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

/* Judges who take part now. */
static int64_t
present(const struct jam_panel *panel)
{
	int64_t n = 0;

	for (size_t i = 0; i < panel->judges_len; i++)
		n += !panel->judges[i].gone;
	return n;
}

static void
fill_answer(struct work *w, struct answer *a)
{
	struct jam_graph_figures figures;
	struct jam_graph graph;

	jam_assign_graph(&w->panel.problem, &w->plan, w->run->arena, &graph);
	jam_graph_measure(&graph, JAM_GRAPH_ESTIMATE_MAX, w->run->arena, NULL,
			  &figures);
	*a = (struct answer){
		.judges = present(&w->panel),
		.projects = (int64_t)w->panel.projects_len,
		.batch = w->row.batch,
		.seats = w->seating.seats,
		.load_min = w->plan.load_min,
		.load_max = w->plan.load_max,
		.connected = w->plan.components == 1,
		.components = w->plan.components,
		.reciprocal_pairs = w->plan.reciprocal_pairs,
		.efficiency = figures.has_efficiency ? figures.efficiency : NAN,
		.lambda2 =
		    figures.method != JAM_GRAPH_NONE ? figures.lambda2 : NAN,
		.moved = w->seating.moved,
		.kept = w->seating.kept,
		.seed = w->row.seed,
		.digest = jam_strdup(w->run->arena, w->seating.digest),
	};
}

/* The certificate as it is kept with the run. */
static const char *
certificate(const struct work *w, const struct answer *a)
{
	struct jam_buf out;

	jam_buf_init(&out, w->run->arena);
	jam_buf_format(
	    &out, "{\"batch\":%lld,\"components\":%lld,\"digest\":\"%s\"",
	    (long long)a->batch, (long long)a->components, a->digest);
	jam_buf_text(&out, ",\"efficiency\":");
	jam_json_double(&out, a->efficiency);
	jam_buf_format(&out, ",\"judges\":%lld,\"kept\":%lld,\"lambda2\":",
		       (long long)a->judges, (long long)a->kept);
	jam_json_double(&out, a->lambda2);
	jam_buf_format(&out,
		       ",\"load_max\":%lld,\"load_min\":%lld,\"moved\":%lld"
		       ",\"projects\":%lld,\"reciprocal_pairs\":%lld"
		       ",\"seats\":%lld}",
		       (long long)a->load_max, (long long)a->load_min,
		       (long long)a->moved, (long long)a->projects,
		       (long long)a->reciprocal_pairs, (long long)a->seats);
	return jam_buf_string(&out);
}

/* A run that changes nothing writes nothing. */
static bool
keep_run(struct work *w, const struct answer *a, struct jam_error *err)
{
	const struct jam_seating *s = &w->seating;

	if (s->added + s->dropped + s->moved == 0)
		return true;
	w->row.relaxed = w->relaxed;
	w->row.certificate = certificate(w, a);
	return jam_store_put_run(w->run->store, w->run->event, &w->row, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	struct work w = { .run = r };
	struct jam_run_row *runs;
	struct answer answer;
	size_t count;

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
	fill_answer(&w, &answer);
	if (!keep_run(&w, &answer, err))
		return false;
	jam_out_begin(r->out, "assignment", r->event->slug, columns);
	return jam_out_row(r->out, &answer, err);
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
