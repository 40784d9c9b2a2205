/* SPDX-License-Identifier: MIT */
/* Flags that look at two judges, or at sites. */
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/flags.h"
#include "core/policy/panel.h"
#include "core/policy/scores.h"

#define Z_MOST	       3
#define Z_CHANCE       0.0013498980 /* 1 - Phi(3) */
#define LOCKSTEP_LEAST 4	    /* projects */

/* Ratings of each project, to walk from judge to judge. */
struct walk {
	uint32_t *start, *judge, *rating; /* by panel's project */
	uint32_t *common, *same;	  /* by panel's judge */
	uint32_t *met;			  /* judges with common > 0 */
};

static void
walk_init(struct walk *w, const struct jam_flagging *f)
{
	const struct jam_panel *panel = f->panel;
	size_t n = panel->ratings, judges = panel->judges;
	uint32_t *next, at;

	w->start =
	    jam_alloc_array(f->arena, panel->projects + 2, sizeof(uint32_t));
	w->judge = jam_alloc_array(f->arena, n, sizeof(uint32_t));
	w->rating = jam_alloc_array(f->arena, n, sizeof(uint32_t));
	w->common = jam_alloc_array(f->arena, judges, sizeof(uint32_t));
	w->same = jam_alloc_array(f->arena, judges, sizeof(uint32_t));
	w->met = jam_alloc_array(f->arena, judges, sizeof(uint32_t));
	next = w->start + 1;
	for (size_t k = 0; k < n; k++)
		w->start[panel->project[k] + 2]++;
	for (size_t j = 2; j <= panel->projects; j++)
		w->start[j] += w->start[j - 1];
	for (size_t i = 0; i < judges; i++) {
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			at = next[panel->project[k]]++;
			w->judge[at] = (uint32_t)i;
			w->rating[at] = panel->rating[k];
		}
	}
}

/* Judges after i whom i met, and on how many projects they agreed. */
static size_t
meet(struct walk *w, const struct jam_flagging *f, size_t i)
{
	const struct jam_panel *panel = f->panel;
	size_t n = f->input->rules.criteria_len, met = 0;
	const int16_t *x = f->input->scores;

	for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
		uint32_t j = panel->project[k];

		for (size_t l = w->start[j]; l < w->start[j + 1]; l++) {
			uint32_t other = w->judge[l];

			if (other <= i)
				continue;
			if (w->common[other]++ == 0)
				w->met[met++] = other;
			w->same[other] +=
			    memcmp(x + panel->rating[k] * n,
				   x + w->rating[l] * n, n * sizeof(*x)) == 0;
		}
	}
	return met;
}

void
jam_flags_lockstep(struct jam_flagging *f)
{
	const struct jam_panel *panel = f->panel;
	struct walk w;
	double chance;
	size_t met;

	walk_init(&w, f);
	for (size_t i = 0; i < panel->judges; i++) {
		met = meet(&w, f, i);
		for (size_t k = 0; k < met; k++) {
			uint32_t other = w.met[k], common = w.common[other];

			chance = 1;
			for (uint32_t c = 0; c < common; c++)
				chance *= f->same;
			if (common >= LOCKSTEP_LEAST)
				f->flags->expected[JAM_FLAG_LOCKSTEP] += chance;
			if (common >= LOCKSTEP_LEAST && w.same[other] == common)
				jam_flags_add(f, JAM_FLAG_LOCKSTEP,
					      panel->judge_of[i],
					      panel->judge_of[other], common);
			w.common[other] = w.same[other] = 0;
		}
	}
}

/* Residuals on the own site (1) and elsewhere (0). */
struct split {
	double sum[2], n[2];
};

static void
test_split(struct jam_flagging *f, const struct split *s,
	   enum jam_flag_kind kind, uint32_t judge, uint32_t site)
{
	double z;

	if (s->n[0] == 0 || s->n[1] == 0)
		return;
	f->flags->expected[kind] += Z_CHANCE;
	z = (s->sum[1] / s->n[1] - s->sum[0] / s->n[0]) /
	    sqrt(f->raters->noise * (1 / s->n[1] + 1 / s->n[0]));
	if (z > Z_MOST)
		jam_flags_add(f, kind, judge, site, z);
}

void
jam_flags_own_site(struct jam_flagging *f)
{
	const struct jam_panel *panel = f->panel;
	const struct jam_rater_facts *facts = f->facts;
	struct split own, *sites;

	if (facts->judge_site == NULL || facts->project_site == NULL ||
	    !(f->raters->noise > 0))
		return;
	sites = jam_alloc_array(f->arena, facts->sites, sizeof(*sites));
	for (size_t i = 0; i < panel->judges; i++) {
		uint32_t site = facts->judge_site[panel->judge_of[i]];

		if (site == JAM_RATER_NONE)
			continue;
		memset(&own, 0, sizeof(own));
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			uint32_t j = panel->project_of[panel->project[k]];
			int at = facts->project_site[j] == site;

			own.sum[at] += f->raters->residuals[k];
			own.n[at]++;
		}
		for (int at = 0; at < 2; at++) {
			sites[site].sum[at] += own.sum[at];
			sites[site].n[at] += own.n[at];
		}
		test_split(f, &own, JAM_FLAG_OWN_SITE, panel->judge_of[i],
			   JAM_RATER_NONE);
	}
	for (size_t s = 0; s < facts->sites; s++)
		test_split(f, &sites[s], JAM_FLAG_SITE, JAM_RATER_NONE,
			   (uint32_t)s);
}
