/* SPDX-License-Identifier: MIT */
/*
 * How long a solve takes: from 1,000 to 1,000,000 judges by doubling, four
 * judges a project, 250 sites; and the hard ones.  Lines of
 * "name size ms peer ratio"; of a doubling the peer is the size before.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/arena.h"
#include "core/policy/assign.h"
#include "tests/unit/assign_cases.h"

#define RUNS 5

static void
out_of_memory(void)
{
	fputs("out of memory\n", stderr);
	exit(71);
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

struct size {
	uint32_t judges, projects, sites;
	enum jam_assign_site rule;
	bool strangers; /* judges have no team: no pairs to look for */
};

static double
solve(const struct size *s, uint64_t seed)
{
	struct jam_arena *arena = jam_arena_new(out_of_memory);
	struct jam_assign_problem p =
	    jam_case_event(arena, s->judges, s->projects, 5, s->sites, s->rule);
	struct jam_assign_witness witness;
	struct jam_assign_plan plan;
	double start, ms;

	p.seed = seed;
	if (s->strangers)
		p.team_start = NULL;
	start = now_ms();
	if (!jam_assign(&p, arena, NULL, &plan, &witness))
		exit(1);
	ms = now_ms() - start;
	if (plan.reciprocal_pairs > 0 || plan.components > 1)
		fprintf(stderr, "%u pairs, %u components\n",
			plan.reciprocal_pairs, plan.components);
	jam_arena_free(arena);
	return ms;
}

static double
median(const struct size *s)
{
	double ms[RUNS];

	for (int r = 0; r < RUNS; r++)
		ms[r] = solve(s, (uint64_t)r);
	qsort(ms, RUNS, sizeof(*ms), compare);
	return ms[RUNS / 2];
}

int
main(int argc, char **argv)
{
	struct size five = { 1000000, 250000, 5, JAM_ASSIGN_FORBID, false };
	struct size avoid = { 1000000, 250000, 5, JAM_ASSIGN_AVOID, false };
	struct size first = { 24, 24, 1, JAM_ASSIGN_ALLOW, false };
	double before = 0;

	if (argc > 1) { /* one size, for a peer to compare with */
		struct size one = { (uint32_t)strtoul(argv[1], NULL, 10), 0,
				    250, JAM_ASSIGN_FORBID, argc > 2 };

		one.projects = one.judges / 4;
		printf("%.3f\n", median(&one));
		return 0;
	}
	for (uint32_t judges = 1000; judges <= 1024000; judges *= 2) {
		uint32_t n = judges > 1000000 ? 1000000 : judges;
		struct size s = { n, n / 4, n < 64000 ? n / 256 + 3 : 250,
				  JAM_ASSIGN_FORBID, false };
		double ms = median(&s);

		printf("assign %u %.2f %.2f %.2f\n", n, ms, before,
		       before > 0 ? ms / before : 0);
		before = ms;
	}
	printf("assign-5-sites 1000000 %.2f %.2f %.2f\n", median(&five), before,
	       median(&five) / before);
	printf("assign-avoid-5 1000000 %.2f %.2f %.2f\n", median(&avoid),
	       before, median(&avoid) / before);
	printf("assign-first-event 24 %.2f 50 %.2f\n", median(&first),
	       median(&first) / 50);
	return 0;
}
