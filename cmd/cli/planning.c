/* SPDX-License-Identifier: MIT */
/* What jam plan can know from an event that is in the database. */
#include "cmd/cli/planning.h"

#include <math.h>

#include "cmd/cli/options.h"
#include "cmd/cli/ranking.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/policy/mixed.h"
#include "core/policy/panel.h"
#include "core/policy/value.h"
#include "core/store/judges.h"

#define SMALL 1e-3 /* of the width: a deviation that was fitted as 0 */

static double
deviation(double variance, double width)
{
	return fmax(sqrt(variance), SMALL * width);
}

/* The deviations of the ratings that there are, where they can be fitted. */
static bool
fit(struct jam_run *r, struct jam_ranking *k, struct jam_planning *p,
    struct jam_error *err)
{
	struct jam_aspect aspect = { &k->tally, JAM_OVERALL, false };
	struct jam_simulate_problem *problem = &p->problem;
	struct jam_error refused = { 0 };
	struct jam_mixed_fit fit;
	struct jam_panel panel;

	jam_panel_init(&panel, &k->input, &aspect, JAM_PANEL_NONE, r->arena);
	if (!jam_mixed_fit(&fit, &panel, JAM_PATH_AUTO, r->arena, r->tick,
			   &refused)) {
		if (refused.code != JAM_E_NO) {
			*err = refused;
			return false;
		}
		jam_say(r,
			"%s: its ratings say nothing of how judges differ "
			"yet",
			p->slug);
		return true;
	}
	problem->quality = deviation(fit.var_project, problem->width);
	problem->leniency = deviation(fit.var_judge, problem->width);
	problem->noise = deviation(fit.var_residual, problem->width);
	jam_say(r,
		"%s: standard deviations of its %zu ratings: projects %.3f, "
		"judges %.3f, noise %.3f",
		p->slug, panel.ratings, problem->quality, problem->leniency,
		problem->noise);
	return true;
}

/* The overall score moves in steps of the scale's, parted by the weights. */
static void
take_scale(const struct jam_event *event, const struct jam_score_rules *rules,
	   struct jam_simulate_problem *problem)
{
	const struct jam_judging *j = &event->judging;
	double unit = 1;

	for (unsigned d = 0; d < j->decimals; d++)
		unit /= 10;
	problem->least = (double)j->scale_min * unit;
	problem->width = (double)(j->scale_max - j->scale_min) * unit;
	problem->step = (double)j->scale_step * unit / (double)rules->base;
	if (rules->prior.den != 0)
		problem->prior = jam_frac_double(rules->prior);
}

static bool
look(struct jam_run *r, struct jam_error *err)
{
	struct jam_planning *p = r->state;
	struct jam_judges judges;
	struct jam_ranking ranking;

	if (!jam_ranking_load(r, true, &ranking, err) ||
	    !jam_store_get_judges(r->store, r->event, false, r->arena, &judges,
				  err))
		return false;
	p->slug = r->event->slug;
	p->projects = ranking.projects_len;
	p->judges = judges.count;
	p->batch = r->event->judging.batch;
	p->method = r->event->scoring.method;
	p->window = r->event->judging.closes_at - r->event->judging.opens_at;
	take_scale(r->event, &ranking.rules, &p->problem);
	return fit(r, &ranking, p, err);
}

bool
jam_planning_read(struct jam_run *run, struct jam_planning *planning,
		  struct jam_error *err)
{
	/* unless an event has another one, scores are 1 to 5 */
	*planning = (struct jam_planning){
		.problem = { .least = 1, .width = 4, .step = 1 }
	};
	if (run->globals->event == NULL)
		return true;
	run->state = planning;
	return jam_session(run, JAM_NEEDS_READ, look, err);
}
