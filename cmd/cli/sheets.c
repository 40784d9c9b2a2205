/* SPDX-License-Identifier: MIT */
/* Writing ballots. */
#include "cmd/cli/sheets.h"

#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/map.h"
#include "core/base/tick.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/model/slug.h"
#include "core/policy/rules.h"
#include "core/render/ballot.h"
#include "core/render/files.h"
#include "core/store/batches.h"
#include "core/store/judges.h"
#include "core/store/log.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"

const char *const jam_sheet_words[] = { "yaml", "csv", "md", "html", NULL };

/* All ballots of one export. */
struct writing {
	struct jam_run *run;
	struct jam_arena *scratch; /* for one ballot */
	enum jam_sheet_form form;
	struct jam_files *files;
	struct jam_map names; /* of files: two judges may be called alike */
	struct jam_project *projects;
	size_t projects_len;
	char rubric[17];
};

static bool
get_facts(struct writing *w, const struct jam_judge *judge,
	  const struct jam_project *project, struct jam_rating_facts *facts,
	  struct jam_error *err)
{
	*facts = (struct jam_rating_facts){
		.event = w->run->event,
		.judge = judge,
		.project = project,
	};
	return jam_store_get_rating_facts(w->run->store, w->scratch, facts,
					  err);
}

/* A project, and what this judge said of it before. */
static void
fill(struct writing *w, const struct jam_rating_facts *facts,
     struct jam_sheet_project *out)
{
	const struct jam_project *project = facts->project;
	const struct jam_event *event = facts->event;
	const char **texts;

	*out = (struct jam_sheet_project){
		.number = project->number,
		.slug = project->slug,
		.title = project->title,
		.url = project->url,
		.abstract = project->abstract,
		.comment = facts->given_comment,
	};
	if (facts->given == NULL)
		return;
	texts =
	    jam_alloc_array(w->scratch, event->criteria_len, sizeof(*texts));
	for (size_t i = 0; i < event->criteria_len; i++) {
		struct jam_buf text;

		jam_buf_init(&text, w->scratch);
		if (facts->given[i] != JAM_NONE)
			jam_decimal_write(&text, facts->given[i],
					  event->judging.decimals);
		texts[i] = jam_buf_string(&text);
	}
	out->scores = texts;
}

/* Below the batch, the projects that this judge may rate now. */
static bool
add_others(struct writing *w, const struct jam_judge *judge,
	   struct jam_sheet_project *list, size_t *count, struct jam_error *err)
{
	for (size_t p = 0; p < w->projects_len; p++) {
		struct jam_rating_facts facts;
		struct jam_error refused = { 0 };

		if (w->projects[p].tier != JAM_RUNNING)
			continue;
		if (!get_facts(w, judge, &w->projects[p], &facts, err))
			return false;
		if (!jam_rules_free_choice(&facts))
			return true;
		if (facts.in_batch ||
		    !jam_rules_may_rate(&facts, facts.event->judging.opens_at,
					w->scratch, &refused))
			continue;
		fill(w, &facts, &list[*count]);
		list[(*count)++].other = true;
	}
	return true;
}

static const char *
called(const struct jam_judge *judge)
{
	if (judge->name != NULL)
		return judge->name;
	return judge->email != NULL ? judge->email : "judge";
}

/* What stands before the @, as a slug. */
static const char *
slug_of(struct jam_arena *arena, const char *text, const char *fallback)
{
	if (text == NULL)
		return fallback;
	return jam_slug_make(
	    arena, jam_strndup(arena, text, strcspn(text, "@")), fallback);
}

/* "ballot-ada-example": the judge's name, else the address before the @. */
static const char *
file_name(struct writing *w, const struct jam_judge *judge)
{
	const char *slug = slug_of(w->scratch, judge->email, "judge");

	return jam_slug_take(&w->names, "ballot-",
			     slug_of(w->scratch, judge->name, slug),
			     w->scratch);
}

static bool
put_sheet(struct writing *w, const struct jam_sheet *sheet,
	  struct jam_error *err)
{
	static void (*const forms[])(struct jam_buf * out,
				     const struct jam_sheet *sheet) = {
		jam_ballot_yaml, jam_ballot_csv, jam_ballot_markdown,
		jam_ballot_html
	};
	struct jam_buf out;

	jam_buf_init(&out, w->scratch);
	forms[w->form](&out, sheet);
	return jam_files_put(w->files,
			     jam_format(w->scratch, "%s.%s", sheet->file,
					jam_sheet_words[w->form]),
			     out.data, out.length, err);
}

/* Seats that were written into a ballot never move again. */
static bool
hand_out(struct writing *w, const struct jam_judge *judge,
	 const struct jam_batch_line *lines, size_t count,
	 struct jam_error *err)
{
	struct jam_arena *arena = w->scratch;
	struct jam_batch_seat *before =
	    jam_alloc_array(arena, count, sizeof(*before));
	struct jam_batch_seat *after =
	    jam_alloc_array(arena, count, sizeof(*after));
	struct jam_batch_change change = {
		.judge = judge->id,
		.judge_uid = judge->uid.text,
		.before = before,
		.after = after,
		.before_len = count,
		.after_len = count,
	};
	bool changed = false;

	for (size_t i = 0; i < count; i++) {
		before[i] = (struct jam_batch_seat){
			lines[i].project.id, lines[i].seat.slot,
			lines[i].seat.handed_out, lines[i].project.uid.text
		};
		after[i] = before[i];
		after[i].handed_out = true;
		changed |= !before[i].handed_out;
		change.seq = lines[i].seq;
	}
	return !changed ||
	       jam_store_put_batch(w->run->store, w->run->event, &change, err);
}

static bool
write_judge(struct writing *w, const struct jam_judge *judge,
	    struct jam_error *err)
{
	struct jam_run *r = w->run;
	const struct jam_event *e = r->event;
	struct jam_sheet_project *list;
	struct jam_rating_facts facts;
	struct jam_batch_line *lines;
	size_t count, n = 0;
	struct jam_sheet sheet = {
		.event = e->slug,
		.event_title = e->title,
		.event_uid = e->uid.text,
		.judge = called(judge),
		.judge_uid = judge->uid.text,
		.rubric = w->rubric,
		.scale_min = e->judging.scale_min,
		.scale_max = e->judging.scale_max,
		.scale_step = e->judging.scale_step,
		.decimals = e->judging.decimals,
		.criteria = e->criteria,
		.criteria_len = e->criteria_len,
	};

	if (!jam_store_get_batch(r->store, judge->id, w->scratch, &lines,
				 &count, err))
		return false;
	if (count == 0)
		return true;
	list =
	    jam_alloc_array(w->scratch, count + w->projects_len, sizeof(*list));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].project.tier != JAM_RUNNING ||
		    lines[i].seat.state == JAM_SKIPPED)
			continue;
		if (!get_facts(w, judge, &lines[i].project, &facts, err))
			return false;
		fill(w, &facts, &list[n++]);
	}
	if (!add_others(w, judge, list, &n, err) ||
	    !jam_time_show(w->scratch, jam_rules_window_end(e, judge), e->zone,
			   &sheet.closes, err))
		return false;
	sheet.file = file_name(w, judge);
	sheet.projects = list;
	sheet.projects_len = n;
	return put_sheet(w, &sheet, err) &&
	       hand_out(w, judge, lines, count, err);
}

bool
jam_sheets_write(struct jam_run *run, enum jam_sheet_form form, int64_t site,
		 struct jam_files *files, struct jam_error *err)
{
	struct writing w = { .run = run, .form = form, .files = files };
	struct jam_judges judges;
	struct jam_mark empty;
	bool written = true;

	jam_map_init(&w.names, run->arena);
	jam_event_rubric(run->event, run->arena, w.rubric);
	if (!jam_store_get_judges(run->store, run->event, false, run->arena,
				  &judges, err) ||
	    !jam_store_get_projects(run->store, run->event, run->arena,
				    &w.projects, &w.projects_len, err))
		return false;
	if (!jam_log_begin(run->store,
			   &(struct jam_log_act){
			       .kind = "ballots",
			       .event = run->event->uid.text,
			       .claimed_at = JAM_NONE,
			   },
			   err))
		return false;
	w.scratch = jam_arena_beside(run->arena);
	empty = jam_arena_mark(w.scratch);
	for (size_t i = 0; written && i < judges.count; i++) {
		const struct jam_judge *judge = &judges.items[i];

		jam_tick_at(run->tick, i, judges.count);
		jam_arena_reset(w.scratch, empty);
		if (judge->id != 0 && (site == 0 || judge->site == site))
			written = write_judge(&w, judge, err);
	}
	jam_arena_free(w.scratch);
	return written;
}
