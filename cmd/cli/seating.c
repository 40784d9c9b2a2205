/* SPDX-License-Identifier: MIT */
/* Applying a plan. */
#include "cmd/cli/seating.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/model/batch.h"
#include "core/model/event.h"
#include "core/store/judges.h"

/* Told one by one up to here, then as a count. */
#define TOLD_MAX 1000

/* A seat as it will be: project is a place in panel->all. */
struct slim {
	uint32_t project, slot;
};

/* The place of a seat's project, whose uid it borrows. */
static uint32_t
place_of(const struct jam_panel *panel, const struct jam_batch_seat *seat)
{
	const char *first = panel->all[0].uid.text;

	return (uint32_t)((size_t)(seat->uid - first) / sizeof(*panel->all));
}

/* The batch of one judge's row as it will be. */
struct batch {
	const char *uid; /* of the judge */
	uint32_t start, count;
};

struct making {
	const struct jam_run *run;
	struct jam_panel *panel;
	const struct jam_assign_plan *plan;
	struct jam_arena *aside; /* what only the saving needs */
	bool *falls;		 /* [problem.seats_len]: dropped or moved */
	bool *done; /* [judges_len]: the judge's own row was written */
	struct slim *slims;
	size_t slims_len;
	struct batch *batches;
	size_t batches_len;
	struct jam_batch_seat *before, *after;
	size_t before_cap, after_cap;
	struct jam_seating *out;
};

static void
mark_falls(struct making *m)
{
	m->falls = jam_alloc_array(m->aside, m->panel->problem.seats_len,
				   sizeof(*m->falls));
	for (size_t i = 0; i < m->plan->dropped_len; i++)
		m->falls[m->plan->dropped[i].seat] = true;
	for (size_t i = 0; i < m->plan->moved_len; i++)
		m->falls[m->plan->moved[i].seat] = true;
}

/*
 * One that is not in the problem stays on record if it was rated or skipped,
 * and falls while it is open.
 */
static bool
stays(const struct making *m, size_t i)
{
	uint32_t at = m->panel->place[i];

	return at == JAM_ASSIGN_NONE ? m->panel->seats[i].seat.state != JAM_OPEN
				     : !m->falls[at];
}

static int
by_slot(const void *a, const void *b)
{
	const struct jam_batch_seat *x = a, *y = b;

	return (x->slot > y->slot) - (x->slot < y->slot);
}

/* Note the batch for the digest. */
static void
remember(struct making *m, const char *uid, size_t count)
{
	if (count == 0)
		return;
	m->batches[m->batches_len++] =
	    (struct batch){ uid, (uint32_t)m->slims_len, (uint32_t)count };
	for (size_t i = 0; i < count; i++)
		m->slims[m->slims_len++] =
		    (struct slim){ place_of(m->panel, &m->after[i]),
				   (uint32_t)m->after[i].slot };
}

static void
add_new(struct making *m, uint32_t judge, size_t *count)
{
	const struct jam_assign_plan *plan = m->plan;

	for (uint32_t s = plan->start[judge]; s < plan->start[judge + 1]; s++) {
		const struct jam_project *p =
		    m->panel->projects[plan->project[s]];

		m->after = jam_grow(m->aside, m->after, &m->after_cap,
				    *count + 1, sizeof(*m->after));
		m->after[(*count)++] =
		    (struct jam_batch_seat){ p->id, plan->slot[s], false,
					     p->uid.text };
		m->out->added++;
	}
}

/* The stored seats from..to of one judge's row, and what becomes of them. */
static bool
redo_row(struct making *m, size_t from, size_t to, struct jam_error *err)
{
	struct jam_panel *p = m->panel;
	uint32_t judge = p->owner[from];
	struct jam_batch_change change = {
		.judge = p->seats[from].seat.judge,
		.seq = p->seats[from].seq,
	};
	bool own, changed = false;

	m->before = jam_grow(m->aside, m->before, &m->before_cap, to - from,
			     sizeof(*m->before));
	m->after = jam_grow(m->aside, m->after, &m->after_cap, to - from,
			    sizeof(*m->after));
	for (size_t i = from; i < to; i++) {
		const struct jam_seat *s = &p->seats[i].seat;
		struct jam_batch_seat seat = {
			s->project, s->slot, s->handed_out,
			p->all[jam_panel_project(p, s->project)].uid.text
		};

		m->before[change.before_len++] = seat;
		if (stays(m, i)) {
			m->after[change.after_len++] = seat;
			m->out->kept++;
			m->out->seats += s->state != JAM_SKIPPED;
		} else {
			changed = true;
		}
	}
	own = judge != JAM_ASSIGN_NONE && p->judges[judge].id == change.judge;
	if (own) {
		size_t had = change.after_len;

		add_new(m, judge, &change.after_len);
		changed = changed || change.after_len > had;
		m->done[judge] = true;
	}
	if (change.after_len > 0)
		qsort(m->after, change.after_len, sizeof(*m->after), by_slot);
	change.before = m->before;
	change.after = m->after;
	change.judge_uid = p->seats[from].judge_uid;
	remember(m, change.judge_uid, change.after_len);
	return !changed ||
	       jam_store_put_batch(m->run->store, m->run->event, &change, err);
}

static bool
redo_rows(struct making *m, struct jam_error *err)
{
	const struct jam_panel *p = m->panel;
	size_t from = 0;

	for (size_t i = 1; i <= p->seats_len; i++) {
		if (i < p->seats_len &&
		    p->seats[i].seat.judge == p->seats[from].seat.judge)
			continue;
		if (!redo_row(m, from, i, err))
			return false;
		from = i;
	}
	return true;
}

/* Judges who had no seat on their own row. */
static bool
first_batches(struct making *m, struct jam_error *err)
{
	struct jam_panel *p = m->panel;

	for (uint32_t i = 0; i < p->judges_len; i++) {
		struct jam_judge *judge = &p->judges[i];
		struct jam_batch_change change = { 0 };

		if (m->done[i] || m->plan->start[i] == m->plan->start[i + 1])
			continue;
		if (!jam_store_make_judge(m->run->store, m->run->event, judge,
					  err))
			return false;
		add_new(m, i, &change.after_len);
		qsort(m->after, change.after_len, sizeof(*m->after), by_slot);
		change.judge = judge->id;
		change.judge_uid = judge->uid.text;
		change.after = m->after;
		remember(m, judge->uid.text, change.after_len);
		if (!jam_store_put_batch(m->run->store, m->run->event, &change,
					 err))
			return false;
		if ((i & 0xfff) == 0)
			jam_tick_at(m->run->tick, i, p->judges_len);
	}
	return true;
}

static int
by_uid(const void *a, const void *b)
{
	const struct batch *x = a, *y = b;

	return strcmp(x->uid, y->uid);
}

static void
make_digest(struct making *m)
{
	const struct jam_panel *p = m->panel;
	struct jam_batch_digest digest;

	if (m->batches_len > 0)
		qsort(m->batches, m->batches_len, sizeof(*m->batches), by_uid);
	jam_batch_digest_begin(&digest, m->run->event->uid.text,
			       p->problem.batch);
	for (size_t i = 0; i < m->batches_len; i++) {
		const struct batch *b = &m->batches[i];

		jam_batch_digest_judge(&digest, b->uid);
		for (uint32_t s = b->start; s < b->start + b->count; s++)
			jam_batch_digest_seat(
			    &digest, m->slims[s].slot,
			    p->all[m->slims[s].project].uid.text);
	}
	jam_batch_digest_end(&digest, m->out->digest);
}

static void
make_room(struct making *m)
{
	const struct jam_panel *p = m->panel;
	size_t rows = p->judges_len;

	for (size_t i = 0; i < p->seats_len; i++)
		rows += i == 0 ||
			p->seats[i].seat.judge != p->seats[i - 1].seat.judge;
	m->done = jam_alloc_array(m->aside, p->judges_len, sizeof(*m->done));
	m->slims = jam_alloc_array(m->aside, p->seats_len + m->plan->seats,
				   sizeof(*m->slims));
	m->batches = jam_alloc_array(m->aside, rows, sizeof(*m->batches));
	m->after =
	    jam_grow(m->aside, NULL, &m->after_cap, 8, sizeof(*m->after));
}

bool
jam_seating_save(const struct jam_run *run, struct jam_panel *panel,
		 const struct jam_assign_plan *plan, struct jam_seating *out,
		 struct jam_error *err)
{
	struct making m = {
		.run = run,
		.panel = panel,
		.plan = plan,
		.out = out,
	};

	bool done;

	*out = (struct jam_seating){ .moved = (int64_t)plan->moved_len };
	m.aside = jam_arena_beside(run->arena);
	make_room(&m);
	mark_falls(&m);
	done = redo_rows(&m, err) && first_batches(&m, err);
	out->seats += out->added;
	out->dropped = (int64_t)panel->seats_len - out->kept - out->moved;
	out->changed = out->added + out->dropped + out->moved > 0;
	if (!out->changed && panel->runs_len > 0)
		panel->problem.batch =
		    (uint32_t)panel->runs[panel->runs_len - 1].batch;
	if (done)
		make_digest(&m);
	jam_arena_free(m.aside);
	return done;
}

static const char *
why_word(uint8_t why)
{
	static const char *const words[JAM_ASSIGN_WHYS] = {
		[JAM_ASSIGN_OWN] = "it is an own project",
		[JAM_ASSIGN_DECLARED] = "a conflict was declared",
		[JAM_ASSIGN_FREE] = "it was rated by free choice",
		[JAM_ASSIGN_SKIP] = "it was skipped",
		[JAM_ASSIGN_SITE] = "it is of the own site",
		[JAM_ASSIGN_GIVEN] = "it was given twice",
	};

	return words[why];
}

static void
tell_seat(const struct jam_run *run, const struct jam_panel *panel,
	  uint32_t seat, const char *why)
{
	const struct jam_assign_seat *s = &panel->problem.seats[seat];

	jam_say(run, "%s loses %s: %s", panel->names.judge[s->judge],
		panel->projects[s->project]->slug, why);
}

/* Open seats of who is gone, and of what was retracted. */
static size_t
tell_fallen(const struct jam_run *run, const struct jam_panel *panel)
{
	size_t told = 0;

	for (size_t i = 0; i < panel->seats_len; i++) {
		uint32_t judge = panel->owner[i];
		const struct jam_seat *s = &panel->seats[i].seat;
		uint32_t project = jam_panel_project(panel, s->project);

		if (panel->place[i] != JAM_ASSIGN_NONE ||
		    s->state != JAM_OPEN || told++ >= TOLD_MAX)
			continue;
		jam_say(run, "%s loses %s: %s",
			judge != JAM_ASSIGN_NONE ? panel->names.judge[judge]
						 : "a judge",
			panel->all[project].slug,
			panel->all[project].tier != JAM_RUNNING
			    ? "it was retracted"
			    : "the judge takes part no more");
	}
	return told;
}

void
jam_seating_tell(const struct jam_run *run, const struct jam_panel *panel,
		 const struct jam_assign_plan *plan)
{
	size_t told = tell_fallen(run, panel);

	for (size_t i = 0; i < plan->dropped_len; i++)
		if (told++ < TOLD_MAX)
			tell_seat(run, panel, plan->dropped[i].seat,
				  why_word(plan->dropped[i].why));
	for (size_t i = 0; i < plan->moved_len; i++) {
		const char *to = panel->projects[plan->moved[i].to]->slug;

		if (told++ < TOLD_MAX)
			tell_seat(run, panel, plan->moved[i].seat,
				  jam_format(run->arena,
					     "it moves to %s, for loads of "
					     "%u..%u",
					     to, plan->load_min,
					     plan->load_max));
	}
	if (told > TOLD_MAX)
		jam_say(run, "… and %zu more seats", told - TOLD_MAX);
}
