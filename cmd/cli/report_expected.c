/* SPDX-License-Identifier: MIT */
/* jam report outcomes --expected: what was expected, and what came. */
#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/expect.h"
#include "core/policy/survey.h"
#include "core/render/out.h"
#include "core/store/events.h"
#include "core/store/expected.h"

struct line {
	const char *event, *id;
	int64_t by;
	const char *outcome, *whose, *expected;
	int64_t n, of, all;
	double share, low, high;
	int64_t undated;
	bool few;
	const char *verdict, *text;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct line, id, TEXT),
	JAM_COLUMN(struct line, verdict, TEXT),
	JAM_COLUMN(struct line, n, INT),
	JAM_COLUMN(struct line, of, INT),
	JAM_COLUMN(struct line, all, INT),
	JAM_COLUMN(struct line, share, REAL),
	JAM_COLUMN(struct line, low, REAL),
	JAM_COLUMN(struct line, high, REAL),
	JAM_COLUMN(struct line, undated, INT),
	JAM_COLUMN(struct line, few, BOOL),
	JAM_COLUMN(struct line, by, TIME),
	JAM_COLUMN(struct line, outcome, TEXT),
	JAM_COLUMN(struct line, whose, TEXT),
	JAM_COLUMN(struct line, expected, TEXT),
	JAM_COLUMN(struct line, text, TEXT),
	JAM_COLUMN(struct line, event, TEXT),
	{ 0 },
};

static bool
show(struct jam_run *r, const struct jam_event *event,
     const struct jam_expectation *e, struct jam_error *err)
{
	struct jam_expected_counts c;
	struct jam_expected judged;
	struct line line;

	if (!jam_store_count_expected(r->store, event, e, &c, err))
		return false;
	jam_expect_judge(e, &c, r->now, &judged);
	line = (struct line){
		.event = event->slug,
		.id = e->key,
		.by = e->by,
		.outcome = e->outcome,
		.whose = jam_expected_words[e->of],
		.expected = jam_expectation_bound(e, r->arena),
		.n = c.hits,
		.of = c.reached,
		.all = c.all,
		.share = judged.share,
		.low = judged.low,
		.high = judged.high,
		.undated = c.undated,
		.few = c.reached < JAM_SURVEY_FEW,
		.verdict = jam_verdict_words[judged.verdict],
		.text = e->text,
	};
	return jam_out_row(r->out, &line, err);
}

static bool
show_event(struct jam_run *r, const struct jam_event *event,
	   struct jam_error *err)
{
	for (size_t i = 0; i < event->expectations_len; i++)
		if (!show(r, event, &event->expectations[i], err))
			return false;
	return true;
}

bool
jam_report_expected(struct jam_run *r, struct jam_error *err)
{
	struct jam_words slugs;
	struct jam_event *event;

	jam_out_begin(r->out, "expectations",
		      r->event != NULL ? r->event->slug : NULL, columns);
	if (r->event != NULL)
		return show_event(r, r->event, err);
	if (!jam_store_list_events(r->store, r->arena, &slugs, err))
		return false;
	for (size_t i = 0; i < slugs.count; i++)
		if (!jam_store_get_event(r->store, slugs.items[i], r->arena,
					 &event, err) ||
		    !show_event(r, event, err))
			return false;
	return true;
}
