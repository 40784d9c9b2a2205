/* SPDX-License-Identifier: MIT */
/* An assignment proved again from its rows. */
#include "core/policy/check_assign.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/check_digest.h"
#include "core/policy/check_graph.h"
#include "core/policy/check_level.h"

/* More sentences than this are counted, not kept. */
#define SAID_MAX 1000

struct check {
	const struct jam_check_facts *facts;
	const struct jam_assign_problem *p;
	struct jam_arena *arena;
	struct jam_check_report *report;
	size_t *first; /* [judges + 1]: of their seats */
	size_t *bar;   /* [judges + 1]: of their bars */
	uint32_t *load;
	struct jam_check_graph graph;
};

static void
say(struct check *c, const char *sentence)
{
	struct jam_check_report *r = c->report;

	if (r->differences_len < SAID_MAX)
		r->differences[r->differences_len++] = sentence;
}

static const char *
judge_name(const struct check *c, uint32_t i)
{
	return c->facts->names->judge[i];
}

static const char *
project_name(const struct check *c, uint32_t j)
{
	return jam_format(c->arena, "\"%s\" (#%u)", c->facts->names->project[j],
			  c->facts->names->number[j]);
}

static bool
counts(const struct jam_assign_seat *s)
{
	return s->state != JAM_ASSIGN_SKIPPED;
}

/* Where each judge's rows begin; loads, and the seats that count. */
static void
index_rows(struct check *c)
{
	const struct jam_assign_problem *p = c->p;
	struct jam_check_edge *edge =
	    jam_alloc_array(c->arena, p->seats_len, sizeof(*edge));
	size_t judges = (size_t)p->judges + 1, n = 0;

	c->first = jam_alloc_array(c->arena, judges, sizeof(size_t));
	c->bar = jam_alloc_array(c->arena, judges, sizeof(size_t));
	c->load = jam_alloc_array(c->arena, p->projects, sizeof(uint32_t));
	for (size_t s = 0; s < p->seats_len; s++) {
		c->first[p->seats[s].judge + 1]++;
		if (!counts(p->seats + s))
			continue;
		c->load[p->seats[s].project]++;
		edge[n++] = (struct jam_check_edge){ p->seats[s].judge,
						     p->seats[s].project };
	}
	for (size_t b = 0; b < p->bars_len; b++)
		c->bar[p->bars[b].judge + 1]++;
	for (uint32_t i = 0; i < p->judges; i++) {
		c->first[i + 1] += c->first[i];
		c->bar[i + 1] += c->bar[i];
	}
	c->graph = (struct jam_check_graph){ p->judges, p->projects, edge, n };
}

enum rule { OWN, BARRED, SITE, DOUBLE, NONE };

static enum rule
broken_rule(const struct check *c, uint32_t i, uint32_t j)
{
	const struct jam_assign_problem *p = c->p;

	if (p->team_start != NULL && p->project_team != NULL &&
	    p->project_team[j] != JAM_ASSIGN_NONE)
		for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1];
		     t++)
			if (p->team[t] == p->project_team[j])
				return OWN;
	for (size_t b = c->bar[i]; b < c->bar[i + 1]; b++)
		if (p->bars[b].project == j)
			return BARRED;
	if (p->site_rule != NULL && p->judge_site[i] != JAM_ASSIGN_NONE &&
	    p->judge_site[i] == p->project_site[j] &&
	    p->site_rule[p->judge_site[i]] == JAM_ASSIGN_FORBID)
		return SITE;
	return NONE;
}

static void
check_seat(struct check *c, const struct jam_assign_seat *s)
{
	static const char *const words[] = { "their own",
					     "barred by a conflict or a rating",
					     "of their own site" };
	enum rule rule = broken_rule(c, s->judge, s->project);

	if (rule == NONE || !counts(s))
		return;
	c->report->broken[rule]++;
	c->report->broken_open += s->state == JAM_ASSIGN_OPEN;
	say(c, jam_format(c->arena, "judge %s has a seat on project %s, %s",
			  judge_name(c, s->judge), project_name(c, s->project),
			  words[rule]));
}

/* Two addresses that were merged keep the slots that each had. */
static bool
same_list(const struct check *c, size_t a, size_t b)
{
	const int64_t *judge = c->facts->stored_judge;

	return judge == NULL || judge[a] == judge[b];
}

/* Rows come by judge and project; slots are compared pair by pair. */
static void
check_doubles(struct check *c, uint32_t i)
{
	const struct jam_assign_seat *s = c->p->seats;

	for (size_t a = c->first[i]; a < c->first[i + 1]; a++)
		for (size_t b = c->first[i]; b < a; b++) {
			if (s[a].project == s[b].project) {
				c->report->broken[DOUBLE]++;
				c->report->broken_open +=
				    s[a].state == JAM_ASSIGN_OPEN;
				say(c,
				    jam_format(c->arena,
					       "judge %s has two seats on "
					       "project %s",
					       judge_name(c, i),
					       project_name(c, s[a].project)));
			}
			if (s[a].slot == s[b].slot && same_list(c, a, b))
				say(c, jam_format(c->arena,
						  "judge %s has two seats in "
						  "slot %u",
						  judge_name(c, i), s[a].slot));
		}
}

static bool
could_have(const struct check *c, uint32_t i, uint32_t j)
{
	for (size_t s = c->first[i]; s < c->first[i + 1]; s++)
		if (c->p->seats[s].project == j)
			return false;
	return broken_rule(c, i, j) == NONE;
}

/* Everybody has a batch, or with --relax batch all they may have. */
static void
check_batch(struct check *c, uint32_t i)
{
	const struct jam_assign_problem *p = c->p;
	uint64_t has = p->spent != NULL ? p->spent[i] : 0;
	uint32_t more = 0;

	if (has == JAM_ASSIGN_GONE)
		return;
	for (size_t s = c->first[i]; s < c->first[i + 1]; s++)
		has += counts(p->seats + s);
	if (has >= p->batch)
		return;
	if ((p->relax & JAM_ASSIGN_RELAX_BATCH) != 0) {
		for (uint32_t j = 0; j < p->projects && more == 0; j++)
			more += could_have(c, i, j);
		if (more == 0)
			return;
	}
	say(c, jam_format(c->arena, "judge %s has %u seats of a batch of %u",
			  judge_name(c, i), (unsigned)has, p->batch));
}

static void
sift(uint64_t *heap, size_t n, size_t x)
{
	uint64_t item = heap[x];

	while (2 * x + 1 < n) {
		size_t child = 2 * x + 1;

		if (child + 1 < n && heap[child + 1] > heap[child])
			child++;
		if (heap[child] <= item)
			break;
		heap[x] = heap[child];
		x = child;
	}
	heap[x] = item;
}

static void
heap_sort(uint64_t *items, size_t n)
{
	for (size_t x = n / 2; x-- > 0;)
		sift(items, n, x);
	while (n > 1) {
		uint64_t top = items[0];

		items[0] = items[--n];
		items[n] = top;
		sift(items, n, 0);
	}
}

/* Seats between teams, put to the lower team of the two. */
struct ties {
	size_t *start;	 /* [teams + 2] */
	uint64_t *other; /* the higher team, and the direction */
};

/* With `other` NULL they are only counted. */
static void
put_ties(const struct check *c, struct ties *ties)
{
	const struct jam_assign_problem *p = c->p;

	for (size_t e = 0; e < c->graph.edges; e++) {
		uint32_t i = c->graph.edge[e].judge;
		uint32_t to = p->project_team[c->graph.edge[e].project];

		for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1];
		     t++) {
			uint32_t from = p->team[t];
			uint32_t low = from < to ? from : to;
			uint64_t high = from < to ? to : from;

			if (to == JAM_ASSIGN_NONE || from == to)
				continue;
			if (ties->other == NULL)
				ties->start[low + 2]++;
			else
				ties->other[ties->start[low + 1]++] =
				    high << 1 | (from < to);
		}
	}
}

/* Sorted, a pair is reciprocal if both directions come. */
static uint32_t
count_reciprocals(const struct check *c)
{
	const struct jam_assign_problem *p = c->p;
	struct ties ties = { NULL, NULL };
	uint32_t pairs = 0;

	if (p->team_start == NULL || p->project_team == NULL)
		return 0;
	ties.start =
	    jam_alloc_array(c->arena, (size_t)p->teams + 2, sizeof(size_t));
	put_ties(c, &ties);
	for (uint32_t t = 0; t < p->teams; t++)
		ties.start[t + 2] += ties.start[t + 1];
	ties.other = jam_alloc_array(c->arena, ties.start[p->teams + 1],
				     sizeof(uint64_t));
	put_ties(c, &ties);
	for (uint32_t t = 0; t < p->teams; t++) {
		uint64_t *x = ties.other + ties.start[t];
		size_t n = ties.start[t + 1] - ties.start[t];

		heap_sort(x, n);
		for (size_t k = 1; k < n; k++)
			pairs += x[k] == (x[k - 1] | 1) && x[k] != x[k - 1];
	}
	return pairs;
}

static void
count_loads(const struct check *c, struct jam_graph_figures *out)
{
	const struct jam_assign_problem *p = c->p;
	uint64_t *load = jam_alloc_array(c->arena, p->projects, sizeof(*load));
	uint64_t *batch = jam_alloc_array(c->arena, p->judges, sizeof(*batch));
	uint32_t judges = 0;

	for (uint32_t j = 0; j < p->projects; j++)
		load[j] = c->load[j];
	for (size_t e = 0; e < c->graph.edges; e++)
		batch[c->graph.edge[e].judge]++;
	for (uint32_t i = 0; i < p->judges; i++)
		if (batch[i] > 0)
			batch[judges++] = batch[i];
	heap_sort(load, p->projects);
	heap_sort(batch, judges);
	out->seats = (uint32_t)c->graph.edges;
	out->load_min = (uint32_t)load[0];
	out->load_max = (uint32_t)load[p->projects - 1];
	if (judges > 0) {
		double k = (double)out->seats / judges;
		double d = (double)out->seats / p->projects;

		out->batch_min = (uint32_t)batch[0];
		out->batch_max = (uint32_t)batch[judges - 1];
		if (k >= 1 && d >= 1)
			out->expected_lambda2 =
			    (k * d - k - d + 2 - 2 * sqrt((k - 1) * (d - 1))) /
			    (k * d);
	}
}

static uint32_t
count_own_site(const struct check *c)
{
	const struct jam_assign_problem *p = c->p;
	uint32_t n = 0;

	if (p->judge_site == NULL || p->project_site == NULL)
		return 0;
	for (size_t e = 0; e < c->graph.edges; e++) {
		uint32_t site = p->judge_site[c->graph.edge[e].judge];

		n += site != JAM_ASSIGN_NONE &&
		     site == p->project_site[c->graph.edge[e].project];
	}
	return n;
}

static void
measure(struct check *c, const struct jam_assign_figures *stored, uint32_t most,
	struct jam_tick *tick)
{
	struct jam_assign_figures *f = &c->report->found;
	enum jam_graph_method method = stored->graph.method;

	f->projects = c->p->projects;
	f->batch = c->p->batch;
	for (uint32_t i = 0; i < c->p->judges; i++)
		f->judges +=
		    c->p->spent == NULL || c->p->spent[i] != JAM_ASSIGN_GONE;
	count_loads(c, &f->graph);
	f->graph.components = jam_check_components(&c->graph, c->arena);
	if (method == JAM_GRAPH_NONE && c->p->projects > JAM_GRAPH_EXACT_MAX)
		method = JAM_GRAPH_ESTIMATE;
	if (c->p->projects <= most)
		jam_check_spectrum(&c->graph, method, c->arena, tick,
				   &f->graph);
	f->reciprocal_pairs = count_reciprocals(c);
	f->own_site_seats = count_own_site(c);
	jam_check_digest(c->facts, c->arena, f->digest);
	for (size_t r = 0; r < c->facts->rows_len; r++)
		f->seats += !c->facts->rows[r].skipped;
}

static void
compare(struct check *c, const char *key, uint64_t found, uint64_t stored)
{
	if (found != stored)
		say(c, jam_format(c->arena,
				  "%s is %llu, the certificate says %llu", key,
				  (unsigned long long)found,
				  (unsigned long long)stored));
}

static void
compare_real(struct check *c, const char *key, double found, double stored,
	     double most)
{
	if (!(fabs(found - stored) <= most))
		say(c, jam_format(c->arena,
				  "%s is %.9f, the certificate says %.9f", key,
				  found, stored));
}

static void
compare_all(struct check *c, const struct jam_assign_figures *s)
{
	const struct jam_assign_figures *f = &c->report->found;
	const struct jam_graph_figures *a = &f->graph, *b = &s->graph;

	compare(c, "judges", f->judges, s->judges);
	compare(c, "projects", f->projects, s->projects);
	compare(c, "batch", f->batch, s->batch);
	compare(c, "seats", f->seats, s->seats);
	compare(c, "load_min", a->load_min, b->load_min);
	compare(c, "load_max", a->load_max, b->load_max);
	compare(c, "batch_min", a->batch_min, b->batch_min);
	compare(c, "batch_max", a->batch_max, b->batch_max);
	compare(c, "components", a->components, b->components);
	compare(c, "reciprocal_pairs", f->reciprocal_pairs,
		s->reciprocal_pairs);
	compare(c, "own_site_seats", f->own_site_seats, s->own_site_seats);
	compare_real(c, "expected_lambda2", a->expected_lambda2,
		     b->expected_lambda2, 1e-6);
	if (strcmp(f->digest, s->digest) != 0)
		say(c, jam_format(c->arena,
				  "digest is %s, the certificate says %s",
				  f->digest, s->digest));
	if (b->method == JAM_GRAPH_NONE || a->method == JAM_GRAPH_NONE)
		return;
	compare_real(c, "lambda2", a->lambda2, b->lambda2,
		     a->lambda2_error + b->lambda2_error + 1e-6);
	compare_real(c, "efficiency_bound", a->efficiency_bound,
		     b->efficiency_bound, 1e-6);
	if (a->has_efficiency)
		compare_real(c, "efficiency", a->efficiency, b->efficiency,
			     6 * (a->efficiency_error + b->efficiency_error) +
				 1e-6);
}

static bool
allowed(const void *context, uint32_t judge, uint32_t project)
{
	return could_have(context, judge, project);
}

/* Uneven loads are right only where nothing better was possible. */
static void
check_level(struct check *c)
{
	const struct jam_assign_problem *p = c->p;
	const struct jam_graph_figures *f = &c->report->found.graph;
	struct jam_check_level l = { .judges = p->judges,
				     .projects = p->projects,
				     .load = c->load,
				     .allowed = allowed,
				     .context = c };
	struct jam_check_give *give;
	uint32_t from, to;

	if (f->load_max - f->load_min <= 1)
		return;
	if ((p->relax & JAM_ASSIGN_RELAX_BALANCE) == 0)
		say(c, "loads differ by more than one, and --relax balance "
		       "was not given");
	give = jam_alloc_array(c->arena, p->seats_len, sizeof(*give));
	for (size_t s = 0; s < p->seats_len; s++)
		if (c->facts->fresh[s] && counts(p->seats + s))
			give[l.gives++] =
			    (struct jam_check_give){ p->seats[s].judge,
						     p->seats[s].project };
	l.give = give;
	if (jam_check_level_find(&l, c->arena, &from, &to))
		say(c, jam_format(c->arena,
				  "project %s could pass a rating on to %s",
				  project_name(c, from), project_name(c, to)));
}

bool
jam_check_assign(const struct jam_check_facts *facts,
		 const struct jam_assign_figures *stored, uint32_t most,
		 struct jam_arena *arena, struct jam_tick *tick,
		 struct jam_check_report *report)
{
	struct check c = { .facts = facts,
			   .p = facts->problem,
			   .arena = arena,
			   .report = report };

	memset(report, 0, sizeof(*report));
	report->differences =
	    jam_alloc_array(arena, SAID_MAX, sizeof(*report->differences));
	index_rows(&c);
	for (size_t s = 0; s < c.p->seats_len; s++)
		check_seat(&c, c.p->seats + s);
	for (uint32_t i = 0; i < c.p->judges; i++) {
		check_doubles(&c, i);
		check_batch(&c, i);
	}
	measure(&c, stored, most, tick);
	compare_all(&c, stored);
	check_level(&c);
	return report->differences_len == 0;
}
