/* SPDX-License-Identifier: MIT */
/* jam plan: how sure the first three of an event would be. */
#include <string.h>

#include "cmd/cli/planning.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/simulate.h"
#include "core/render/out.h"

#define BATCH	    5
#define MOST	    100000 /* projects, judges */
#define ENOUGH_RUNS 500
#define DEALS	    16 /* steps of progress in a simulation */
#define SEARCH	    12 /* simulations to find what is enough, about */

struct options {
	int64_t projects, judges, batch, minutes;
	const char *window, *method;
};

static const char *const methods[] = { "mean", "itch", "bayes", "mixed", NULL };

static const struct jam_option options[] = {
	JAM_OPT(INT, projects, .name = "projects", .value = "P",
		.help = "how many projects there will be"),
	JAM_OPT(INT, judges, .name = "judges", .value = "R",
		.help = "how many judges"),
	JAM_OPT(INT, batch, .name = "batch", .value = "K",
		.help = "projects each judge rates (5)"),
	JAM_OPT(CHOICE_OPTION, method, .name = "method", .letter = 'm',
		.value = "METHOD", .choices = methods,
		.help = "look at one method only"),
	JAM_OPT(INT, minutes, .name = "minutes-per-project", .value = "M",
		.help = "how long a judge needs for one"),
	JAM_OPT(TEXT_OPTION, window, .name = "window", .value = "T",
		.help = "how long judging is open, such as 4h"),
	{ 0 },
};

/* What is planned, and how far it is. */
struct plan {
	struct jam_tick tick; /* of one simulation */
	struct jam_run *run;
	struct jam_planning known;
	struct jam_simulate_problem problem;
	uint64_t done, total; /* steps of all simulations */
};

static void
note_step(struct jam_tick *tick, uint64_t done, uint64_t total)
{
	struct plan *p = (struct plan *)tick;

	(void)done;
	(void)total;
	p->done++;
	jam_tick_at(p->run->tick, p->done < p->total ? p->done : p->total,
		    p->total);
}

/* One batch size, one method. */
struct line {
	int64_t judges, batch, load_min, load_max, minutes;
	const char *method;
	double tau, tau_error, first, first_error, top3, top3_error;
	double share, share_error, exact, exact_error;
};

#define COLUMN(field, kind) JAM_COLUMN(struct line, field, kind)
#define ERROR(field)                                                   \
	{                                                              \
		.name = #field, .kind = JAM_COLUMN_REAL,               \
		.offset = JAM_COLUMN_OFFSET(struct line, field, REAL), \
		.only_json = true                                      \
	}
static const struct jam_column columns[] = {
	COLUMN(judges, INT),
	COLUMN(batch, INT),
	COLUMN(minutes, INT),
	COLUMN(load_min, INT),
	COLUMN(load_max, INT),
	COLUMN(method, TEXT),
	COLUMN(tau, REAL),
	ERROR(tau_error),
	COLUMN(first, REAL),
	ERROR(first_error),
	COLUMN(top3, REAL),
	ERROR(top3_error),
	COLUMN(share, REAL),
	ERROR(share_error),
	COLUMN(exact, REAL),
	ERROR(exact_error),
	{ 0 },
};

/* To three places: more is noise. */
static double
places(double x)
{
	return (double)(int64_t)(x * 1000 + (x < 0 ? -0.5 : 0.5)) / 1000;
}

static bool
show(struct jam_run *r, const struct jam_simulate_problem *p,
     const struct jam_simulate_answer *answer, struct jam_error *err)
{
	const struct options *o = r->options;
	const struct jam_simulate_method *m;
	struct line line;

	for (int k = 0; k < JAM_SIMULATE_METHODS; k++) {
		if (o->method != NULL && strcmp(o->method, methods[k]) != 0)
			continue;
		m = &answer->methods[k];
		line = (struct line){ .judges = p->judges,
				      .batch = p->batch,
				      .load_min = answer->load_min,
				      .load_max = answer->load_max,
				      .method = methods[k],
				      .tau = places(m->tau.value),
				      .tau_error = places(m->tau.error),
				      .first = places(m->first.value),
				      .first_error = places(m->first.error),
				      .top3 = places(m->podium.value),
				      .top3_error = places(m->podium.error),
				      .share = places(m->share.value),
				      .share_error = places(m->share.error),
				      .exact = places(m->exact.value),
				      .exact_error = places(m->exact.error) };
		line.minutes =
		    o->minutes == JAM_NONE ? JAM_NONE : o->minutes * p->batch;
		if (!jam_out_row(r->out, &line, err))
			return false;
	}
	return true;
}

static bool
simulate(struct plan *plan, uint32_t judges, uint32_t batch,
	 struct jam_error *err)
{
	struct jam_simulate_problem p = plan->problem;
	struct jam_simulate_answer answer;

	p.judges = judges;
	p.batch = batch;
	return jam_simulate(&p, plan->run->arena, &answer, err) &&
	       show(plan->run, &p, &answer, err);
}

/* Batches from K - 2 to 2 K, then half, half as many again, twice the judges.
 */
static bool
table(struct plan *plan, struct jam_error *err)
{
	const struct jam_simulate_problem *p = &plan->problem;
	uint32_t first = p->batch > 2 ? p->batch - 2 : 1;
	uint32_t last =
	    2 * p->batch < p->projects ? 2 * p->batch : p->projects - 1;
	uint32_t judges[3] = { p->judges / 2, p->judges + p->judges / 2,
			       p->judges * 2 };

	plan->total = (uint64_t)DEALS * (last - first + 1 + 3 + SEARCH);
	for (uint32_t k = first; k <= last; k++) {
		if (!simulate(plan, p->judges, k, err))
			return false;
	}
	for (int i = 0; i < 3; i++) {
		if (judges[i] > 0 && judges[i] != p->judges &&
		    !simulate(plan, judges[i], p->batch, err))
			return false;
	}
	return true;
}

/* The method that the advice is about. */
static enum jam_method
method_of(const struct plan *plan)
{
	const struct options *o = plan->run->options;

	for (int k = 0; o->method != NULL && methods[k] != NULL; k++) {
		if (strcmp(o->method, methods[k]) == 0)
			return (enum jam_method)k;
	}
	return plan->known.method;
}

/* What would be enough, in words. */
static bool
advise(struct plan *plan, struct jam_error *err)
{
	struct jam_simulate_problem quick = plan->problem;
	enum jam_method method = method_of(plan);
	uint32_t batch, judges;

	quick.runs = ENOUGH_RUNS;
	if (!jam_simulate_enough(&quick, method, plan->run->arena, &batch,
				 &judges, err))
		return false;
	if (batch != 0)
		jam_say(plan->run,
			"batches of %u put the best project among the first "
			"three 9 times in 10 (%s)",
			batch, methods[method]);
	else
		jam_say(plan->run,
			"no batch size puts the best project among the "
			"first three 9 times in 10 (%s)",
			methods[method]);
	if (judges != 0)
		jam_say(plan->run, "so do %u judges with batches of %u", judges,
			quick.batch);
	return true;
}

/* Whether a batch fits into the window; 0: no window. */
static bool
enough_time(struct jam_run *r, uint32_t batch, int64_t window,
	    struct jam_error *err)
{
	const struct options *o = r->options;
	int64_t need;

	if (window == 0 || o->minutes == JAM_NONE)
		return true;
	need = 60 * o->minutes * batch;
	if (need <= window)
		return true;
	jam_fail(err, JAM_E_NO, "%u projects take a judge %s, the window is %s",
		 batch, jam_duration_show(r->arena, need),
		 jam_duration_show(r->arena, window));
	if (window / 60 < o->minutes)
		return jam_hint(err, "a longer window");
	return jam_hint(err, "--batch %lld, or a longer window",
			(long long)(window / 60 / o->minutes));
}

static bool
read_number(const char *name, int64_t value, int64_t least, int64_t most,
	    struct jam_error *err)
{
	if (value == JAM_NONE)
		return jam_fail(err, JAM_E_USAGE, "--%s is needed", name);
	if (value >= least && value <= most)
		return true;
	return jam_fail(err, JAM_E_USAGE, "--%s: %lld is not from %lld to %lld",
			name, (long long)value, (long long)least,
			(long long)most);
}

/* A number that was given, else the event's, else none. */
static int64_t
given(int64_t option, size_t known)
{
	return option == JAM_NONE && known > 0 ? (int64_t)known : option;
}

/* The size of what is simulated, from the options and from the event. */
static bool
size_up(struct plan *plan, struct jam_error *err)
{
	const struct options *o = plan->run->options;
	const struct jam_planning *known = &plan->known;
	int64_t projects = given(o->projects, known->projects);
	int64_t judges = given(o->judges, known->judges);
	int64_t batch = known->batch > 0 ? known->batch : BATCH;

	if (!read_number("projects", projects, 2, MOST, err) ||
	    !read_number("judges", judges, 1, MOST, err))
		return false;
	if (batch >= projects)
		batch = projects - 1;
	if (o->batch != JAM_NONE)
		batch = o->batch;
	if (!read_number("batch", batch, 1, projects - 1, err) ||
	    (o->minutes != JAM_NONE &&
	     !read_number("minutes-per-project", o->minutes, 1, 10000, err)))
		return false;
	plan->problem = known->problem;
	plan->problem.projects = (uint32_t)projects;
	plan->problem.judges = (uint32_t)judges;
	plan->problem.batch = (uint32_t)batch;
	plan->problem.tick = &plan->tick;
	return true;
}

static bool
work(struct jam_run *r, struct jam_error *err)
{
	struct plan *plan = r->state;

	jam_out_begin(r->out, "plan", plan->known.slug, columns);
	return table(plan, err) && advise(plan, err) &&
	       enough_time(r, plan->problem.batch, plan->known.window, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct plan plan = { .tick = { note_step }, .run = r };
	bool done;

	if (!jam_planning_read(r, &plan.known, err) || !size_up(&plan, err))
		return false;
	if (o->window != NULL &&
	    !jam_duration_read(o->window, &plan.known.window))
		return jam_fail(err, JAM_E_USAGE,
				"--window: \"%s\" is not a time such as 90m "
				"or 4h",
				o->window);
	r->state = &plan;
	done = jam_session(r, JAM_NEEDS_NONE, work, err);
	r->state = NULL;
	return done;
}

const struct jam_command jam_cmd_plan = {
	.name = "plan",
	.summary = "Simulate how sure the first three would be",
	.details =
	    "Draws events whose truth is known and scores them by every "
	    "method: tau, how often the best project comes first, how often it "
	    "is among the first three, the share of the true first three that "
	    "is found, and how often all three are.  It needs no database; "
	    "with --event, numbers that are not given, the scale and the "
	    "method are that event's, and once there are ratings so are the "
	    "standard deviations of quality, leniency and noise.",
	.group = JAM_SETTING_UP,
	.needs = JAM_NEEDS_NONE,
	.traits = JAM_ONE_EVENT | JAM_OWN_STORE,
	.options = options,
	.options_size = sizeof(struct options),
	.run = run,
};
