/* SPDX-License-Identifier: MIT */
/* Splitting prizes. */
#include "core/policy/prize.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"

struct splitting {
	const struct jam_prize_problem *problem;
	const struct jam_event *event;
	const struct jam_prize_project *projects;
	size_t count;
	struct jam_arena *arena;
	struct jam_prizes *out;
	size_t awards_cap, warnings_cap;
	size_t *winners; /* indices, rising */
	size_t winners_len;
};

static void
warn(struct splitting *s, struct jam_prize_warning warning)
{
	struct jam_prizes *out = s->out;

	out->warnings = jam_grow(s->arena, out->warnings, &s->warnings_cap,
				 out->warnings_len + 1, sizeof(*out->warnings));
	out->warnings[out->warnings_len++] = warning;
}

/* Each winner's part of an amount; the first ones get what is left over. */
static void
give(struct splitting *s, const struct jam_prize *prize, int64_t place,
     int64_t amount)
{
	int64_t k = (int64_t)s->winners_len;
	struct jam_prizes *out = s->out;

	for (int64_t i = 0; i < k; i++) {
		out->awards =
		    jam_grow(s->arena, out->awards, &s->awards_cap,
			     out->awards_len + 1, sizeof(*out->awards));
		out->awards[out->awards_len++] = (struct jam_prize_award){
			.place = place,
			.name = prize->name,
			.project = s->winners[i],
			.amount = amount / k + (i < amount % k),
			.currency = prize->currency,
			.shared = k,
		};
	}
}

static bool
is_first_of(const struct jam_event *event, size_t prize, int64_t from,
	    int64_t to)
{
	for (size_t i = 0; i < prize; i++)
		if (event->prizes[i].place >= from &&
		    event->prizes[i].place <= to &&
		    strcmp(event->prizes[i].currency,
			   event->prizes[prize].currency) == 0)
			return false;
	return true;
}

/* What places from..to have in a currency, together. */
static bool
sum_up(const struct jam_event *event, int64_t from, int64_t to,
       const char *currency, int64_t *sum, struct jam_error *err)
{
	*sum = 0;
	for (size_t i = 0; i < event->prizes_len; i++) {
		const struct jam_prize *prize = &event->prizes[i];

		if (prize->place < from || prize->place > to ||
		    strcmp(prize->currency, currency) != 0)
			continue;
		if (prize->amount > INT64_MAX - *sum)
			return jam_fail(err, JAM_E_DATA,
					"the prizes add up to more "
					"than can be reckoned with");
		*sum += prize->amount;
	}
	return true;
}

/* The prizes of places from..to, a currency at a time. */
static bool
give_places(struct splitting *s, int64_t from, int64_t to,
	    struct jam_error *err)
{
	const struct jam_event *event = s->event;

	for (size_t i = 0; i < event->prizes_len; i++) {
		const struct jam_prize *prize = &event->prizes[i];
		int64_t amount;

		if (prize->place < from || prize->place > to ||
		    !is_first_of(event, i, from, to))
			continue;
		if (!sum_up(event, from, to, prize->currency, &amount, err))
			return false;
		give(s, prize, from, amount);
	}
	return true;
}

static int64_t
last_place(const struct jam_event *event)
{
	int64_t last = 0;

	for (size_t i = 0; i < event->prizes_len; i++)
		if (event->prizes[i].place > last)
			last = event->prizes[i].place;
	return last;
}

static void
find_ranked(struct splitting *s, int64_t rank)
{
	s->winners_len = 0;
	for (size_t i = 0; i < s->count; i++)
		if (s->projects[i].rank == rank)
			s->winners[s->winners_len++] = i;
}

/* Does who has the places from..at - 1 get what who has at..to gets? */
static bool
pay_alike(const struct splitting *s, int64_t from, int64_t at, int64_t to,
	  bool *alike, struct jam_error *err)
{
	const struct jam_event *event = s->event;
	int64_t k = at - from, n = to - at + 1, a, b;

	*alike = true;
	for (size_t i = 0; i < event->prizes_len && *alike; i++) {
		const struct jam_prize *prize = &event->prizes[i];

		if (prize->place < from || prize->place > to)
			continue;
		if (!sum_up(event, from, at - 1, prize->currency, &a, err) ||
		    !sum_up(event, at, to, prize->currency, &b, err))
			return false;
		*alike = a / k == b / n && a % k * n == b % n * k;
	}
	return true;
}

/* A group that goes on beyond the last prize, or in which prizes differ. */
static void
check_group(struct splitting *s, int64_t last, uint32_t group, bool cut)
{
	int64_t from = INT64_MAX, to = 0;

	for (size_t i = 0; group != 0 && i < s->count; i++) {
		const struct jam_prize_project *p = &s->projects[i];

		if (p->group != group || p->rank == 0)
			continue;
		from = p->rank < from ? p->rank : from;
		to = p->rank > to ? p->rank : to;
	}
	if (group != 0 && (cut || to > last))
		warn(s, (struct jam_prize_warning){ .doubt = JAM_PRIZE_CLOSE,
						    .from = from,
						    .to = to,
						    .last = last });
}

static bool
split_places(struct splitting *s, struct jam_error *err)
{
	int64_t last = last_place(s->event), before = 1, place = 1;
	uint32_t group = 0;
	bool cut = false;

	while (place <= last) {
		uint32_t next;
		bool alike = true;
		int64_t to;

		find_ranked(s, place);
		if (s->winners_len == 0)
			break;
		to = place + (int64_t)s->winners_len - 1;
		next = s->projects[s->winners[0]].group;
		if (!give_places(s, place, to, err) ||
		    (place > 1 &&
		     !pay_alike(s, before, place, to, &alike, err)))
			return false;
		if (next != group)
			check_group(s, last, group, cut);
		cut = next == group && (cut || !alike);
		group = next;
		if (to > last)
			warn(s, (struct jam_prize_warning){ .doubt =
								JAM_PRIZE_TIED,
							    .from = place,
							    .to = to,
							    .last = last });
		before = place;
		place = to + 1;
	}
	check_group(s, last, group, cut);
	for (size_t i = 0; i < s->event->prizes_len; i++)
		if (s->event->prizes[i].place >= place)
			warn(s, (struct jam_prize_warning){
				    .doubt = JAM_PRIZE_NOBODY,
				    .from = s->event->prizes[i].place,
				    .name = s->event->prizes[i].name });
	return true;
}

/* The rank that a special prize goes by; 0: the project cannot have it. */
static uint32_t
special_rank(const struct jam_event *event, const struct jam_prize *prize,
	     const struct jam_prize_project *project)
{
	if (project->rank == 0 ||
	    (prize->site != NULL && (project->site == NULL ||
				     strcmp(project->site, prize->site) != 0)))
		return 0;
	if (prize->criterion == NULL)
		return project->rank;
	for (size_t c = 0; c < event->criteria_len; c++)
		if (strcmp(event->criteria[c].key, prize->criterion) == 0)
			return project->parts[c];
	return 0;
}

/* The best by its criterion, its site, or both. */
static void
find_best(struct splitting *s, const struct jam_prize *prize)
{
	uint32_t best = 0;

	s->winners_len = 0;
	for (size_t i = 0; i < s->count; i++) {
		uint32_t rank = special_rank(s->event, prize, &s->projects[i]);

		if (rank == 0 || (best != 0 && rank > best))
			continue;
		if (rank != best)
			s->winners_len = 0;
		best = rank;
		s->winners[s->winners_len++] = i;
	}
}

static void
find_given(struct splitting *s, size_t prize)
{
	const struct jam_prize_problem *p = s->problem;
	bool named;

	s->winners_len = 0;
	for (size_t i = 0; i < s->count; i++) {
		named = false;
		for (size_t k = 0; k < p->given_len; k++)
			named |= p->given[k].prize == prize &&
				 p->given[k].project == i;
		if (named)
			s->winners[s->winners_len++] = i;
	}
}

static void
split_special(struct splitting *s, size_t i)
{
	const struct jam_prize *prize = &s->event->prizes[i];
	bool open = prize->criterion == NULL && prize->site == NULL;

	if (open)
		find_given(s, i);
	else
		find_best(s, prize);
	if (s->winners_len > 0)
		give(s, prize, JAM_NONE, prize->amount);
	else
		warn(s, (struct jam_prize_warning){
			    .doubt = open ? JAM_PRIZE_OPEN : JAM_PRIZE_NOBODY,
			    .name = prize->name });
}

bool
jam_prizes_split(const struct jam_prize_problem *problem,
		 struct jam_arena *arena, struct jam_prizes *prizes,
		 struct jam_error *err)
{
	const struct jam_event *event = problem->event;
	struct splitting s = {
		.problem = problem,
		.event = event,
		.projects = problem->projects,
		.count = problem->projects_len,
		.arena = arena,
		.out = prizes,
		.winners = jam_alloc_array(arena, problem->projects_len,
					   sizeof(size_t)),
	};

	*prizes = (struct jam_prizes){ 0 };
	if (!split_places(&s, err))
		return false;
	for (size_t i = 0; i < event->prizes_len; i++)
		if (event->prizes[i].place == 0)
			split_special(&s, i);
	return true;
}
