/* SPDX-License-Identifier: MIT */
/*
 * How long scoring takes without a database: `bench_score CASE` prints
 * "CASE size ms", the median of five runs (one for mixed-5000000);
 * `bench_score write CASE` prints its ratings as CSV, for other programs;
 * `bench_score fit FILE` fits such a file (scores in thousandths) and prints
 * variances, mu and the effects of projects 0, 1, ..., a line each.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/policy/draws.h"
#include "core/policy/mixed.h"
#include "core/policy/panel.h"
#include "core/policy/scores.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"

#define RUNS 5

static void
out_of_memory(void)
{
	fputs("out of memory\n", stderr);
	exit(71);
}

static void
check(bool done, const struct jam_error *err)
{
	if (done)
		return;
	fprintf(stderr, "%s\n", err->message);
	exit(1);
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

enum task { MEAN, ITCH, FIT, DRAWS };

static const struct bench {
	const char *name;
	enum task task;
	uint32_t judges, projects, batch, criteria;
	enum jam_mixed_path path;
	int runs;
} cases[] = {
	{ "score-mean", MEAN, 1000000, 250000, 5, 4, 0, RUNS },
	{ "score-itch", ITCH, 1000000, 250000, 5, 4, 0, RUNS },
	{ "mixed-dense", FIT, 3000, 1100, 25, 1, JAM_PATH_AUTO, RUNS },
	{ "mixed-jam", FIT, 16000, 4000, 5, 1, JAM_PATH_AUTO, RUNS },
	{ "mixed-jam-probed", FIT, 16000, 4000, 5, 1, JAM_PATH_PROBED, RUNS },
	{ "mixed-5000000", FIT, 1000000, 250000, 5, 1, JAM_PATH_AUTO, 1 },
	{ "draws-1000", DRAWS, 16000, 4000, 5, 1, JAM_PATH_PROBED, RUNS },
};

/* An event in memory. */
struct event {
	struct jam_criterion criteria[4];
	struct jam_score_input in;
	uint32_t *judge, *project;
	int16_t *scores;
};

/* Every project about as often as any other, in a shuffled order. */
static void
fill(struct event *e, const struct bench *b, struct jam_arena *arena)
{
	size_t n = (size_t)b->judges * b->batch, k = 0, at = b->projects;
	double *quality = jam_alloc_array(arena, b->projects, sizeof(double));
	uint32_t *deck = jam_alloc_array(arena, b->projects, sizeof(*deck));
	struct jam_rng rng;
	double a, y;

	e->judge = jam_alloc_array(arena, n, sizeof(*e->judge));
	e->project = jam_alloc_array(arena, n, sizeof(*e->project));
	e->scores = jam_alloc_array(arena, n * b->criteria, sizeof(int16_t));
	jam_rng_init(&rng, jam_rng_seed("bench-score"), 0);
	for (uint32_t j = 0; j < b->projects; j++) {
		deck[j] = j;
		quality[j] = .8 * jam_rng_normal(&rng);
	}
	for (uint32_t i = 0; i < b->judges; i++) {
		a = .6 * jam_rng_normal(&rng);
		if (at + b->batch > b->projects) {
			jam_rng_shuffle(&rng, deck, b->projects);
			at = 0;
		}
		for (uint32_t s = 0; s < b->batch; s++, k++, at++) {
			e->judge[k] = i;
			e->project[k] = deck[at];
			for (uint32_t c = 0; c < b->criteria; c++) {
				y = 3 + a + quality[deck[at]] +
				    .6 * jam_rng_normal(&rng);
				if (b->criteria > 1)
					y = fmin(5, fmax(1, floor(y + .5)));
				e->scores[k * b->criteria + c] =
				    (int16_t)lround(
					y * (b->criteria > 1 ? 1 : 1000));
			}
		}
	}
}

static void
event_init(struct event *e, const struct bench *b, struct jam_arena *arena)
{
	memset(e, 0, sizeof(*e));
	for (uint32_t c = 0; c < b->criteria; c++)
		e->criteria[c] =
		    (struct jam_criterion){ .weight = c + 1, .required = true };
	fill(e, b, arena);
	e->in = (struct jam_score_input){
		.rules = { .criteria = e->criteria,
			   .criteria_len = b->criteria,
			   .base = b->criteria * (b->criteria + 1) / 2,
			   .decimals = b->criteria > 1 ? 0 : 3 },
		.projects = b->projects,
		.judges = b->judges,
		.ratings = (size_t)b->judges * b->batch,
		.judge = e->judge,
		.project = e->project,
		.scores = e->scores,
	};
}

static void
run_scores(const struct event *e, const struct bench *b,
	   struct jam_arena *arena)
{
	struct jam_error err = { 0 };
	struct jam_tally tally;
	struct jam_scores scores;

	check(jam_tally_input(&tally, &e->in, arena, &err), &err);
	check(jam_scores_make(&tally, b->task == MEAN ? JAM_MEAN : JAM_ITCH,
			      arena, &scores, &err),
	      &err);
}

/* The time of a fit, or of draws from one. */
static double
run_mixed(const struct event *e, const struct bench *b, struct jam_arena *arena)
{
	struct jam_error err = { 0 };
	struct jam_tally tally;
	struct jam_aspect aspect = { &tally, JAM_OVERALL, false };
	struct jam_draws draws = { .count = b->projects, .rounds = 1000 };
	struct jam_score_mixed *rows;
	struct jam_mixed_fit fit;
	struct jam_panel panel;
	double start = now_ms();
	uint32_t *all;

	check(jam_tally_input(&tally, &e->in, arena, &err), &err);
	jam_panel_init(&panel, &e->in, &aspect, JAM_PANEL_NONE, arena);
	check(jam_mixed_fit(&fit, &panel, b->path, arena, NULL, &err), &err);
	if (getenv("BENCH_SHOW") != NULL)
		fprintf(stderr, "%.10f %.10f %.10f %.10f %.10f\n",
			fit.var_judge, fit.var_project, fit.var_residual,
			fit.project[0], fit.project[1]);
	if (b->task == FIT)
		return now_ms() - start;
	all = jam_alloc_array(arena, b->projects, sizeof(*all));
	rows = jam_alloc_array(arena, b->projects, sizeof(*rows));
	for (uint32_t j = 0; j < b->projects; j++)
		all[j] = j;
	draws.projects = all;
	start = now_ms();
	check(jam_draws_run(&draws, &fit, rows, NULL, arena, &err), &err);
	return now_ms() - start;
}

static void
measure(const struct bench *b)
{
	struct jam_arena *arena = jam_arena_new(out_of_memory);
	struct jam_mark mark;
	struct event event;
	double ms[RUNS], start;

	event_init(&event, b, arena);
	mark = jam_arena_mark(arena);
	for (int r = 0; r < b->runs; r++) {
		start = now_ms();
		if (b->task == MEAN || b->task == ITCH) {
			run_scores(&event, b, arena);
			ms[r] = now_ms() - start;
		} else {
			ms[r] = run_mixed(&event, b, arena);
		}
		jam_arena_reset(arena, mark);
	}
	qsort(ms, (size_t)b->runs, sizeof(*ms), compare);
	printf("%s %zu %.1f\n", b->name, event.in.ratings, ms[b->runs / 2]);
	jam_arena_free(arena);
}

static void
write_csv(const struct bench *b)
{
	struct jam_arena *arena = jam_arena_new(out_of_memory);
	struct event e;

	event_init(&e, b, arena);
	puts("judge,project,score");
	for (size_t k = 0; k < e.in.ratings; k++) {
		printf("%u,%u", (unsigned)e.judge[k], (unsigned)e.project[k]);
		for (uint32_t c = 0; c < b->criteria; c++)
			printf(",%d", e.scores[k * b->criteria + c]);
		puts("");
	}
	jam_arena_free(arena);
}

/* Numbers count from 0 and none is left out. */
static void
read_csv(struct event *e, const char *path, struct jam_arena *arena)
{
	size_t judge_cap = 0, project_cap = 0, score_cap = 0, n = 0;
	FILE *file = fopen(path, "r");
	unsigned judge, project;
	char head[64];
	int score;

	memset(e, 0, sizeof(*e));
	e->criteria[0] =
	    (struct jam_criterion){ .weight = 1, .required = true };
	e->in.rules.criteria = e->criteria;
	e->in.rules.criteria_len = 1;
	e->in.rules.base = 1;
	e->in.rules.decimals = 3;
	if (file == NULL || fgets(head, sizeof(head), file) == NULL)
		exit(66);
	for (; fscanf(file, "%u,%u,%d", &judge, &project, &score) == 3; n++) {
		e->judge = jam_grow(arena, e->judge, &judge_cap, n + 1,
				    sizeof(*e->judge));
		e->project = jam_grow(arena, e->project, &project_cap, n + 1,
				      sizeof(*e->project));
		e->scores = jam_grow(arena, e->scores, &score_cap, n + 1,
				     sizeof(*e->scores));
		e->judge[n] = judge;
		e->project[n] = project;
		e->scores[n] = (int16_t)score;
		if (judge >= e->in.judges)
			e->in.judges = judge + 1;
		if (project >= e->in.projects)
			e->in.projects = project + 1;
	}
	fclose(file);
	e->in.ratings = n;
	e->in.judge = e->judge;
	e->in.project = e->project;
	e->in.scores = e->scores;
}

static void
fit_file(const char *path, enum jam_mixed_path how)
{
	struct jam_arena *arena = jam_arena_new(out_of_memory);
	struct jam_error err = { 0 };
	struct jam_tally tally;
	struct jam_aspect aspect = { &tally, JAM_OVERALL, false };
	struct jam_mixed_fit fit;
	struct jam_panel panel;
	struct event e;

	read_csv(&e, path, arena);
	check(jam_tally_input(&tally, &e.in, arena, &err), &err);
	jam_panel_init(&panel, &e.in, &aspect, JAM_PANEL_NONE, arena);
	check(jam_mixed_fit(&fit, &panel, how, arena, NULL, &err), &err);
	printf("%.12f\n%.12f\n%.12f\n%.12f\n", fit.var_judge, fit.var_project,
	       fit.var_residual, fit.mu);
	for (size_t j = 0; j < panel.projects; j++)
		printf("%.12f\n", fit.project[j]);
	jam_arena_free(arena);
}

int
main(int argc, char **argv)
{
	bool writes = argc == 3 && strcmp(argv[1], "write") == 0;

	if (argc == 3 && strcmp(argv[1], "fit") == 0)
		fit_file(argv[2], JAM_PATH_AUTO);
	if (argc == 3 && strcmp(argv[1], "fit-sparse") == 0)
		fit_file(argv[2], JAM_PATH_SPARSE);
	if (argc == 3 && strcmp(argv[1], "fit-probed") == 0)
		fit_file(argv[2], JAM_PATH_PROBED);
	for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++) {
		if (argc > 1 && strcmp(argv[argc - 1], cases[k].name) != 0)
			continue;
		if (writes)
			write_csv(&cases[k]);
		else
			measure(&cases[k]);
	}
	return 0;
}
