/* SPDX-License-Identifier: MIT */
/* Proving what is stored. */
#include "cmd/cli/proof.h"

#include <string.h>

#include "cmd/cli/certificate.h"
#include "cmd/cli/panel.h"
#include "cmd/cli/relaxed.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/policy/check_assign.h"
#include "core/render/out.h"

/* Differences told one by one. */
#define TOLD_MAX 50

struct proof {
	const struct jam_run *run;
	struct jam_panel panel;
	const struct jam_run_row *last;
	struct jam_assign_seat *seats; /* as when the last run ended */
	struct jam_check_facts facts;
};

/* A skip that came after the run: the seat was open then. */
static bool
skipped_then(const struct proof *p, const struct jam_stored_seat *s)
{
	return s->seat.state == JAM_SKIPPED && s->skip_seq < p->last->seq;
}

/*
 * Seats of the latest run for sure: all of them after a single run, later only
 * those that --relax kept could have moved.
 */
static bool
is_fresh(const struct proof *p, const struct jam_stored_seat *s)
{
	return p->panel.runs_len == 1 ||
	       ((p->panel.problem.relax & JAM_ASSIGN_RELAX_KEPT) != 0 &&
		s->seat.state == JAM_OPEN && !s->seat.handed_out);
}

static void
gather(struct proof *p)
{
	struct jam_arena *arena = p->run->arena;
	const struct jam_panel *panel = &p->panel;
	size_t n = panel->problem.seats_len;
	struct jam_check_row *rows =
	    jam_alloc_array(arena, panel->seats_len, sizeof(*rows));
	bool *fresh = jam_alloc_array(arena, n, sizeof(*fresh));
	int64_t *judge = jam_alloc_array(arena, n, sizeof(*judge));

	p->seats = jam_alloc_array(arena, n, sizeof(*p->seats));
	if (n > 0)
		memcpy(p->seats, panel->problem.seats, n * sizeof(*p->seats));
	for (size_t i = 0; i < panel->seats_len; i++) {
		const struct jam_stored_seat *s = &panel->seats[i];
		uint32_t project = jam_panel_project(panel, s->seat.project);
		uint32_t at = panel->place[i];

		rows[i] = (struct jam_check_row){ s->judge_uid,
						  panel->all[project].uid.text,
						  (uint32_t)s->seat.slot,
						  skipped_then(p, s) };
		if (at == JAM_ASSIGN_NONE)
			continue;
		fresh[at] = is_fresh(p, s);
		judge[at] = s->seat.judge;
		if (s->seat.state == JAM_SKIPPED && !skipped_then(p, s))
			p->seats[at].state = JAM_ASSIGN_OPEN;
	}
	p->panel.problem.seats = p->seats;
	p->facts = (struct jam_check_facts){
		.problem = &p->panel.problem,
		.fresh = fresh,
		.stored_judge = judge,
		.names = &panel->names,
		.event = p->run->event->uid.text,
		.rows = rows,
		.rows_len = panel->seats_len,
	};
}

/* The last run, what it said of itself, and what is stored now. */
static bool
load(struct proof *p, struct jam_assign_figures *stored, struct jam_error *err)
{
	const struct jam_run *r = p->run;
	struct jam_run_row *runs;
	size_t count;

	if (!jam_store_get_runs(r->store, r->event, r->arena, &runs, &count,
				err))
		return false;
	if (count == 0) {
		jam_fail(err, JAM_E_NO, "nothing was assigned yet");
		return jam_hint(err, "jam assign");
	}
	p->last = &runs[count - 1];
	if (!jam_certificate_read(p->last->certificate, r->arena, stored,
				  err) ||
	    !jam_panel_load(r, p->last->relaxed, &p->panel, err))
		return false;
	p->panel.problem.batch = (uint32_t)p->last->batch;
	p->panel.problem.relax = jam_relaxed_rules(p->last->relaxed);
	if (p->panel.problem.projects == 0)
		return jam_fail(err, JAM_E_NO,
				"no project is in the running any more");
	gather(p);
	return true;
}

static bool
show(const struct proof *p, const struct jam_assign_figures *stored,
     struct jam_check_report *report, struct jam_error *err)
{
	struct jam_arena *arena = p->run->arena;
	struct jam_certificate c;

	report->found.moved = stored->moved;
	report->found.kept = stored->kept;
	report->found.has_shared = stored->has_shared;
	report->found.shared_pairs = stored->shared_pairs;
	jam_certificate_fill(&c, &report->found, arena);
	c.seed = p->last->seed;
	jam_certificate_rules(&c, report->broken, arena);
	jam_certificate_runs(&c, p->last->relaxed, p->panel.runs,
			     p->panel.runs_len, arena);
	jam_out_begin(p->run->out, "assignment", p->run->event->slug,
		      jam_certificate_columns);
	return jam_out_row(p->run->out, &c, err);
}

static const char *
owner_of(const struct jam_panel *p, size_t seat)
{
	uint32_t i = p->owner[seat];

	return i != JAM_ASSIGN_NONE ? p->names.judge[i] : "somebody";
}

/* The stored batch of one judge: seats from..to. */
static void
batch_of(const struct jam_panel *p, size_t from, size_t to,
	 struct jam_batch_seat *seats, struct jam_batch_change *batch)
{
	for (size_t i = from; i < to; i++) {
		const struct jam_seat *s = &p->seats[i].seat;

		seats[i - from] = (struct jam_batch_seat){
			s->project, s->slot, s->handed_out,
			p->all[jam_panel_project(p, s->project)].uid.text
		};
	}
	*batch =
	    (struct jam_batch_change){ .judge_uid = p->seats[from].judge_uid,
				       .before = seats,
				       .before_len = to - from,
				       .seq = p->seats[from].seq };
}

/*
 * What the digest leaves out, whether a ballot was written, stands in the log:
 * the batches that are not as it holds them are told and counted.
 */
static bool
check_log(const struct proof *p, size_t *odd, struct jam_error *err)
{
	const struct jam_run *r = p->run;
	const struct jam_panel *panel = &p->panel;
	struct jam_batch_log log = { 0 };
	struct jam_batch_seat *seats =
	    jam_alloc_array(r->arena, panel->all_len, sizeof(*seats));
	struct jam_batch_change batch;
	size_t to;

	*odd = 0;
	for (size_t from = 0; from < panel->seats_len; from = to) {
		bool same = true, logged;

		for (to = from + 1; to < panel->seats_len; to++) {
			if (panel->seats[to].seat.judge !=
			    panel->seats[from].seat.judge)
				break;
			same &= panel->seats[to].seq == panel->seats[from].seq;
		}
		batch_of(panel, from, to, seats, &batch);
		if (!jam_store_batch_is_logged(r->store, r->event, &batch, &log,
					       &logged, err))
			return false;
		if ((!same || !logged) && ++*odd <= TOLD_MAX)
			jam_say(r, "the batch of %s is not what the log holds",
				owner_of(panel, from));
	}
	return true;
}

bool
jam_proof(const struct jam_run *run, struct jam_error *err)
{
	struct proof p = { .run = run };
	struct jam_assign_figures stored;
	struct jam_check_report report;
	size_t odd;
	bool same;

	if (!load(&p, &stored, err))
		return false;
	same = jam_check_assign(&p.facts, &stored, UINT32_MAX, run->arena,
				run->tick, &report);
	if (!show(&p, &stored, &report, err))
		return false;
	for (size_t x = 0; x < report.differences_len && x < TOLD_MAX; x++)
		jam_say(run, "%s", report.differences[x]);
	if (!check_log(&p, &odd, err))
		return false;
	if (same && odd == 0)
		return true;
	odd += report.differences_len;
	jam_fail(err, JAM_E_NO, "%zu difference%s", odd, odd == 1 ? "" : "s");
	return jam_hint(err, "jam assign after late changes; else jam verify "
			     "says what was touched");
}

bool
jam_proof_holds(const struct jam_run *run, struct jam_error *err)
{
	struct proof p = { .run = run };
	struct jam_assign_figures stored;
	struct jam_check_report report;
	size_t excused = 0;

	if (!load(&p, &stored, err))
		return false;
	if (jam_check_assign(&p.facts, &stored, JAM_GRAPH_EXACT_MAX, run->arena,
			     NULL, &report))
		return true;
	for (size_t x = 0; x < 4; x++)
		excused += report.broken[x];
	if (report.broken_open == 0 && report.differences_len == excused)
		return true;
	return jam_fail(err, JAM_E_BUG,
			"the assignment does not prove itself: %s",
			report.differences[report.differences_len - 1]);
}
