/* SPDX-License-Identifier: MIT */
/* Loading what scores are made of. */
#include "cmd/cli/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/model/columns.h"
#include "core/policy/mixed.h"
#include "core/policy/mixed_scores.h"
#include "core/render/out.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/scan.h"

/* Where a scan puts what it sees. */
struct filling {
	const struct jam_run *run;
	struct jam_ranking *ranking;
	bool whole;
	bool beside; /* by a second thread: no tick */
	uint64_t ratings;
	size_t criteria;
	struct {
		uint32_t *judge, *project;
		int16_t *scores;
		int64_t *rated_at;
		size_t judge_cap, project_cap, scores_cap, rated_cap;
	} all;
	int64_t *seen; /* judge's row of each rating, with `whole` */
	size_t seen_cap;
	uint8_t *expert;
	size_t expert_cap;
};

static int
by_row(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
keep(struct filling *f, const struct jam_scanned *r)
{
	struct jam_arena *arena = f->run->arena;
	size_t n = f->ranking->input.ratings++;

	f->all.project = jam_grow(arena, f->all.project, &f->all.project_cap,
				  n + 1, sizeof(*f->all.project));
	f->all.rated_at = jam_grow(arena, f->all.rated_at, &f->all.rated_cap,
				   n + 1, sizeof(*f->all.rated_at));
	f->all.scores = jam_grow(arena, f->all.scores, &f->all.scores_cap,
				 (n + 1) * f->criteria, sizeof(*f->all.scores));
	f->seen =
	    jam_grow(arena, f->seen, &f->seen_cap, n + 1, sizeof(*f->seen));
	f->expert = jam_grow(arena, f->expert, &f->expert_cap, n + 1, 1);
	f->all.project[n] = r->at;
	f->all.rated_at[n] = r->rated_at;
	memcpy(f->all.scores + n * f->criteria, r->scores,
	       f->criteria * sizeof(*r->scores));
	f->seen[n] = r->judge;
	f->expert[n] = r->expert;
}

static bool
visit(void *with, const struct jam_scanned *r, struct jam_error *err)
{
	struct filling *f = with;

	(void)err;
	jam_tally_add(&f->ranking->tally, r->at, r->expert, r->scores);
	f->ratings++;
	if (!f->beside && (f->ratings & 0xffff) == 0)
		jam_tick_at(f->run->tick, f->ratings, 0);
	if (f->whole)
		keep(f, r);
	return true;
}

/* Number the judges who rated, by row. */
static void
number_judges(struct filling *f)
{
	struct jam_ranking *k = f->ranking;
	size_t n = k->input.ratings, count = 0;
	int64_t *sorted = jam_alloc_array(f->run->arena, n, sizeof(*sorted));
	uint8_t *expert;

	if (n == 0)
		return;
	memcpy(sorted, f->seen, n * sizeof(*sorted));
	qsort(sorted, n, sizeof(*sorted), by_row);
	for (size_t i = 0; i < n; i++)
		if (count == 0 || sorted[count - 1] != sorted[i])
			sorted[count++] = sorted[i];
	f->all.judge = jam_alloc_array(f->run->arena, n, sizeof(*f->all.judge));
	expert = jam_alloc_array(f->run->arena, count, 1);
	for (size_t i = 0; i < n; i++) {
		const int64_t *at = bsearch(&f->seen[i], sorted, count,
					    sizeof(*sorted), by_row);

		f->all.judge[i] = (uint32_t)(at - sorted);
		expert[at - sorted] = f->expert[i];
	}
	k->judges = sorted;
	k->input.judges = count;
	k->input.expert = expert;
}

static bool
load_projects(const struct jam_run *run, struct jam_ranking *k,
	      struct jam_error *err)
{
	if (!jam_store_get_running(run->store, run->event, run->arena,
				   &k->projects, &k->projects_len, err))
		return false;
	k->submitted_at = jam_alloc_array(run->arena, k->projects_len,
					  sizeof(*k->submitted_at));
	for (size_t i = 0; i < k->projects_len; i++)
		k->submitted_at[i] = k->projects[i].submitted_at;
	return true;
}

/* Only JSON shows the exact means of criteria. */
static bool
init_rules(const struct jam_run *run, struct jam_score_rules *rules,
	   struct jam_error *err)
{
	enum jam_format format = jam_out_format(run->out);

	if (!jam_score_rules_init(rules, run->event, run->arena, err))
		return false;
	rules->means = format == JAM_JSON || format == JAM_JSONL;
	return true;
}

bool
jam_ranking_load(const struct jam_run *run, bool whole, struct jam_ranking *k,
		 struct jam_error *err)
{
	struct filling f = {
		.run = run,
		.ranking = k,
		.whole = whole,
		.criteria = run->event->criteria_len,
	};
	struct filling upper = { .run = run, .ranking = k, .beside = true };
	struct jam_scan scan = { .visit = visit,
				 .with = &f,
				 .with_beside = &upper };

	*k = (struct jam_ranking){ 0 };
	if (!load_projects(run, k, err) || !init_rules(run, &k->rules, err) ||
	    !jam_tally_init(&k->tally, &k->rules, k->projects_len,
			    k->submitted_at, run->arena, err))
		return false;
	scan.projects = k->projects;
	scan.count = k->projects_len;
	scan.only_scores = !whole && k->rules.expert_share == 0;
	if (!jam_store_scan_ratings(run->store, run->event, &scan, err))
		return false;
	k->ratings = f.ratings + upper.ratings;
	number_judges(&f);
	k->input.rules = k->rules;
	k->input.projects = k->projects_len;
	k->input.submitted_at = k->submitted_at;
	k->input.judge = f.all.judge;
	k->input.project = f.all.project;
	k->input.scores = f.all.scores;
	k->input.rated_at = f.all.rated_at;
	return true;
}

static bool
make_mixed(const struct jam_run *run, unsigned rounds, struct jam_ranking *k,
	   struct jam_scores *scores, struct jam_error *err)
{
	struct jam_mixed_options options = {
		.rounds = rounds,
		.slug = run->event->slug,
		.tick = run->tick,
	};

	k->fit = jam_alloc(run->arena, sizeof(*k->fit));
	return jam_scores_mixed(&k->input, &options, run->arena, scores, k->fit,
				err);
}

bool
jam_ranking_make(const struct jam_run *run, enum jam_method method,
		 unsigned rounds, struct jam_ranking *k,
		 struct jam_scores *scores, struct jam_error *err)
{
	if (!jam_ranking_load(run, method == JAM_MIXED, k, err))
		return false;
	if (method == JAM_MIXED)
		return make_mixed(run, rounds, k, scores, err);
	return jam_scores_make(&k->tally, method, run->arena, scores, err);
}

bool
jam_ranking_whole(const struct jam_run *run, const struct jam_ranking *k,
		  struct jam_error *err)
{
	const char **names;

	if (k->fit == NULL)
		return true;
	names = jam_alloc_array(run->arena, k->projects_len, sizeof(*names));
	for (size_t i = 0; i < k->projects_len; i++)
		names[i] = k->projects[i].slug;
	return jam_mixed_disconnected(k->fit->panel, names, run->arena, err);
}

enum jam_method
jam_ranking_method(const struct jam_run *run, const char *word)
{
	for (int i = 0; word != NULL && jam_method_words[i] != NULL; i++)
		if (strcmp(word, jam_method_words[i]) == 0)
			return (enum jam_method)i;
	return run->event->scoring.method;
}
