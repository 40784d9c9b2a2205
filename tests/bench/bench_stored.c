/* SPDX-License-Identifier: MIT */
/*
 * How long it takes from opening a database to ranked rows, nothing printed:
 * `bench_stored FILE METHOD` says milliseconds, once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/model/project.h"
#include "core/policy/scores.h"
#include "core/policy/tally.h"
#include "core/store/events.h"
#include "core/store/projects.h"
#include "core/store/scan.h"
#include "core/store/store.h"

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

static bool
visit(void *with, const struct jam_scanned *r, struct jam_error *err)
{
	(void)err;
	jam_tally_add(with, r->at, r->expert, r->scores);
	return true;
}

static void
score(struct jam_store *store, enum jam_method method, struct jam_arena *arena)
{
	struct jam_error err = { 0 };
	struct jam_score_rules rules;
	struct jam_project *projects;
	struct jam_scores scores;
	struct jam_tally tally;
	struct jam_event *event;
	struct jam_scan scan = { .visit = visit,
				 .with = &tally,
				 .only_scores = true,
				 .with_beside = &tally };

	check(jam_store_get_event(store, NULL, arena, &event, &err), &err);
	check(jam_store_get_running(store, event, arena, &projects, &scan.count,
				    &err),
	      &err);
	scan.projects = projects;
	check(jam_score_rules_init(&rules, event, arena, &err), &err);
	check(jam_tally_init(&tally, &rules, scan.count, NULL, arena, &err),
	      &err);
	check(jam_store_scan_ratings(store, event, &scan, &err), &err);
	check(jam_scores_make(&tally, method, arena, &scores, &err), &err);
}

int
main(int argc, char **argv)
{
	struct jam_arena *arena = jam_arena_new(out_of_memory);
	struct jam_store_options options = { .mode = JAM_STORE_READ };
	struct jam_store_opened opened;
	struct jam_error err = { 0 };
	struct timespec from, to;
	struct jam_store *store;

	if (argc != 3)
		return 64;
	options.path = argv[1];
	clock_gettime(CLOCK_MONOTONIC, &from);
	check(jam_store_open(&options, arena, &store, &opened, &err), &err);
	check(jam_store_begin(store, &err), &err);
	score(store, strcmp(argv[2], "itch") == 0 ? JAM_ITCH : JAM_MEAN, arena);
	clock_gettime(CLOCK_MONOTONIC, &to);
	printf("%.0f\n", (double)(to.tv_sec - from.tv_sec) * 1e3 +
			     (double)(to.tv_nsec - from.tv_nsec) / 1e6);
	jam_store_rollback(store);
	jam_store_close(store);
	jam_arena_free(arena);
	return 0;
}
