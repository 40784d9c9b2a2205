/* SPDX-License-Identifier: MIT */
/* The YAML file that declares an event: its keys, and what they default to. */
#include "core/import/eventfile.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/os.h"
#include "core/base/time.h"
#include "core/base/zone.h"
#include "core/import/eventcheck.h"
#include "core/import/keys.h"
#include "core/import/source.h"
#include "core/import/tree.h"
#include "core/import/yaml.h"
#include "core/model/columns.h"
#include "core/model/event.h"

#define END                  \
	{                    \
		.name = NULL \
	}
#define DRAFT(f) offsetof(struct jam_eventdraft, f)
#define LIST(f)	 .field = DRAFT(event.f), .other = DRAFT(event.f##_len)
#define ITEMS(f) .name = #f, .kind = JAM_KEY_ROWS, .of = &f##_shape, LIST(f)
static const char *const comment_words[] = { "private", "public", NULL };

static const struct jam_key extension_keys[] = {
	{ "judge", JAM_KEY(struct jam_extension, judge, EMAIL),
	  .required = true },
	{ "until", JAM_KEY(struct jam_extension, until, TIME),
	  .required = true },
	END,
};
static const struct jam_shape extensions_shape = { extension_keys,
						   sizeof(struct jam_extension),
						   NULL };

static const struct jam_key criterion_keys[] = {
	{ "id", JAM_KEY(struct jam_criterion, key, SLUG), .required = true },
	{ "title", JAM_KEY(struct jam_criterion, title, LINE) },
	{ "weight", JAM_KEY(struct jam_criterion, weight_text, DECIMAL) },
	{ "description", JAM_KEY(struct jam_criterion, description, PROSE) },
	{ "required", JAM_KEY(struct jam_criterion, required, BOOL) },
	END,
};
static const struct jam_criterion fresh_criterion = { .weight_text = "1",
						      .required = true };
static const struct jam_shape criteria_shape = { criterion_keys,
						 sizeof(struct jam_criterion),
						 &fresh_criterion };

static const struct jam_key site_keys[] = {
	{ "id", JAM_KEY(struct jam_site, key, SLUG), .required = true },
	{ "title", JAM_KEY(struct jam_site, title, LINE) },
	{ "city", JAM_KEY(struct jam_site, city, LINE) },
	{ "country", JAM_KEY(struct jam_site, country, LINE) },
	{ "timezone", JAM_KEY(struct jam_site, zone, ZONE) },
	{ "hosts", JAM_KEY(struct jam_site, hosts, EMAILS),
	  .other = offsetof(struct jam_site, hosts_len) },
	END,
};
static const struct jam_shape sites_shape = { site_keys,
					      sizeof(struct jam_site), NULL };

static const struct jam_key link_keys[] = {
	{ "kind", JAM_KEY(struct jam_link, kind, LINE) },
	{ "title", JAM_KEY(struct jam_link, title, LINE) },
	{ "url", JAM_KEY(struct jam_link, url, LINE), .required = true,
	  .max = 2048 },
	END,
};
static const struct jam_link fresh_link = { .kind = "link" };
static const struct jam_shape links_shape = { link_keys,
					      sizeof(struct jam_link),
					      &fresh_link };

static const struct jam_key schedule_keys[] = {
	{ "at", JAM_KEY(struct jam_schedule_item, at, TIME), .required = true },
	{ "until", JAM_KEY(struct jam_schedule_item, until, TIME) },
	{ "title", JAM_KEY(struct jam_schedule_item, title, LINE),
	  .required = true },
	{ "place", JAM_KEY(struct jam_schedule_item, place, LINE) },
	END,
};
static const struct jam_schedule_item fresh_item = { .until = JAM_NO_TIME };
static const struct jam_shape schedule_shape = {
	schedule_keys, sizeof(struct jam_schedule_item), &fresh_item
};

static const struct jam_key idea_keys[] = {
	{ "id", JAM_KEY(struct jam_idea, key, SLUG), .required = true },
	{ "title", JAM_KEY(struct jam_idea, title, LINE) },
	{ "url", JAM_KEY(struct jam_idea, url, LINE), .max = 2048 },
	{ "description", JAM_KEY(struct jam_idea, description, PROSE) },
	END,
};
static const struct jam_shape ideas_shape = { idea_keys,
					      sizeof(struct jam_idea), NULL };

static const struct jam_key prize_keys[] = {
	{ "place", JAM_KEY(struct jam_prize, place, INT), .min = 1,
	  .max = 10000 },
	{ "name", JAM_KEY(struct jam_prize, name, LINE) },
	{ "amount", JAM_KEY(struct jam_prize, amount, MONEY), .required = true,
	  .other = offsetof(struct jam_prize, currency) },
	{ "criterion", JAM_KEY(struct jam_prize, criterion, SLUG) },
	{ "site", JAM_KEY(struct jam_prize, site, SLUG) },
	END,
};
static const struct jam_shape prizes_shape = { prize_keys,
					       sizeof(struct jam_prize), NULL };

static const struct jam_key question_keys[] = {
	{ "id", JAM_KEY(struct jam_question, key, SLUG), .required = true },
	{ "kind", JAM_KEY(struct jam_question, kind, WORD), .required = true,
	  .words = jam_question_words },
	{ "question", JAM_KEY(struct jam_question, question, LINE),
	  .max = 2000 },
	{ "column", JAM_KEY(struct jam_question, column, LINE), .max = 2000 },
	{ "pair", JAM_KEY(struct jam_question, pair, SLUG) },
	{ "options", JAM_KEY(struct jam_question, options, LINES),
	  .other = offsetof(struct jam_question, options_len) },
	{ "leave_out", JAM_KEY(struct jam_question, leave_out, LINES),
	  .other = offsetof(struct jam_question, leave_out_len) },
	END,
};
static const struct jam_shape survey_shape = { question_keys,
					       sizeof(struct jam_question),
					       NULL };

#define PAST(f, n)                                                           \
	{                                                                    \
#f, JAM_KEY(struct jam_past, f, BOUND),                      \
		    .max = 1000000000,                                       \
		    .other = offsetof(struct jam_past, at_least), .bit = (n) \
	}

static const struct jam_key past_keys[] = {
	{ "title", JAM_KEY(struct jam_past, title, LINE), .required = true },
	{ "events", JAM_KEY(struct jam_past, events, INT), .min = 1,
	  .max = 1000000 },
	PAST(participants, 0),
	PAST(projects, 1),
	PAST(sites, 2),
	PAST(locations, 3),
	END,
};
static const struct jam_past fresh_past = { .events = 1,
					    .participants = JAM_NONE,
					    .projects = JAM_NONE,
					    .sites = JAM_NONE,
					    .locations = JAM_NONE };
static const struct jam_shape past_shape = { past_keys, sizeof(struct jam_past),
					     &fresh_past };

static const struct jam_key expectation_keys[] = {
	{ "id", JAM_KEY(struct jam_expectation, key, SLUG), .required = true },
	{ "by", JAM_KEY(struct jam_expectation, by, DAY), .required = true },
	{ "outcome", JAM_KEY(struct jam_expectation, outcome, LINE),
	  .required = true },
	{ "of", JAM_KEY(struct jam_expectation, of, WORD),
	  .words = jam_expected_words },
	{ "less_than", JAM_KEY(struct jam_expectation, less_than, PERCENT) },
	{ "at_least", JAM_KEY(struct jam_expectation, at_least, PERCENT) },
	{ "text", JAM_KEY(struct jam_expectation, text, LINE), .max = 2000 },
	END,
};
static const struct jam_expectation fresh_expectation = {
	.by = JAM_NO_TIME, .less_than = JAM_NONE, .at_least = JAM_NONE
};
static const struct jam_shape expectations_shape = {
	expectation_keys, sizeof(struct jam_expectation), &fresh_expectation
};

static const struct jam_key team_keys[] = {
	{ "min", JAM_KEY(struct jam_eventdraft, event.team_min, INT), .min = 1,
	  .max = 1000 },
	{ "max", JAM_KEY(struct jam_eventdraft, event.team_max, INT), .min = 1,
	  .max = 1000 },
	END,
};
static const struct jam_shape team_shape = { team_keys, 0, NULL };

static const struct jam_key scale_keys[] = {
	{ "min", JAM_KEY(struct jam_eventdraft, scale_min, DECIMAL) },
	{ "max", JAM_KEY(struct jam_eventdraft, scale_max, DECIMAL) },
	{ "step", JAM_KEY(struct jam_eventdraft, scale_step, DECIMAL) },
	END,
};
static const struct jam_shape scale_shape = { scale_keys, 0, NULL };

#define JUDGING(name, f, kind) \
	name, JAM_KEY(struct jam_eventdraft, event.judging.f, kind)

static const struct jam_key judging_keys[] = {
	{ JUDGING("opens", opens_at, TIME) },
	{ JUDGING("closes", closes_at, TIME) },
	{ JUDGING("grace", grace, DURATION) },
	{ JUDGING("by", by, WORDS), .words = jam_by_words },
	{ JUDGING("batch", batch, INT), .min = 1, .max = 1000 },
	{ JUDGING("unlock", unlock, WORD), .words = jam_unlock_words },
	{ JUDGING("own_site", own_site, WORD), .words = jam_own_site_words },
	{ JUDGING("comments", public_comments, BOOL), .words = comment_words },
	{ .name = "scale", .kind = JAM_KEY_MAP, .of = &scale_shape },
	{ .name = "extensions",
	  .kind = JAM_KEY_ROWS,
	  .of = &extensions_shape,
	  LIST(judging.extensions) },
	END,
};
static const struct jam_shape judging_shape = { judging_keys, 0, NULL };

#define SCORING(name, f, kind) \
	name, JAM_KEY(struct jam_eventdraft, event.scoring.f, kind)

static const struct jam_key scoring_keys[] = {
	{ SCORING("method", method, WORD), .words = jam_method_words },
	{ SCORING("min_ratings", min_ratings, INT), .max = 1 << 20 },
	{ SCORING("expert_share", expert_share, SCALED), .max = 10000,
	  .decimals = 4 },
	{ SCORING("prior", prior, LINE) },
	{ SCORING("median", median, DECIMAL) },
	{ SCORING("tie_break", tie_break, LINES),
	  .other = DRAFT(event.scoring.tie_break_len) },
	END,
};
static const struct jam_shape scoring_shape = { scoring_keys, 0, NULL };

#define EVENT(name, f, kind) name, JAM_KEY(struct jam_eventdraft, event.f, kind)

static const struct jam_key event_keys[] = {
	{ EVENT("event", slug, SLUG), .required = true },
	{ EVENT("title", title, LINE), .required = true },
	{ EVENT("timezone", zone, ZONE) },
	{ EVENT("starts", starts_at, TIME), .required = true },
	{ EVENT("ends", ends_at, TIME), .required = true },
	{ EVENT("description", description, PROSE) },
	{ .name = "teams", .kind = JAM_KEY_MAP, .of = &team_shape },
	{ .name = "judging", .kind = JAM_KEY_MAP, .of = &judging_shape },
	{ .required = true, ITEMS(criteria) },
	{ .name = "scoring", .kind = JAM_KEY_MAP, .of = &scoring_shape },
	{ ITEMS(sites) },
	{ ITEMS(links) },
	{ ITEMS(schedule) },
	{ ITEMS(ideas) },
	{ ITEMS(prizes) },
	{ .name = "same_person", JAM_KEY(struct jam_eventdraft, same, NODE) },
	{ ITEMS(survey) },
	{ EVENT("budget", budget, MONEY),
	  .other = DRAFT(event.budget_currency) },
	{ .name = "series",
	  .kind = JAM_KEY_ROWS,
	  .of = &past_shape,
	  LIST(past) },
	{ ITEMS(expectations) },
	END,
};

static void
set_defaults(struct jam_eventdraft *draft)
{
	struct jam_event *event = &draft->event;

	event->zone = "UTC";
	event->starts_at = event->ends_at = JAM_NO_TIME;
	event->team_min = 1;
	event->team_max = 6;
	event->judging.opens_at = event->judging.closes_at = JAM_NO_TIME;
	event->judging.by = JAM_BY_AUTHORS | JAM_BY_EXPERTS;
	event->judging.batch = 5;
	event->budget = JAM_NONE;
	draft->scale_min = draft->scale_step = "1";
	draft->scale_max = "5";
}

/* Times are local to the zone, so it is looked up before anything is read. */
static const char *
zone_of(const struct jam_node *root, struct jam_arena *arena)
{
	const char *text = jam_node_text(root, "timezone"), *zone, *meant;

	if (text == NULL)
		return "UTC";
	zone = jam_zone_name(text);
	return jam_zone_check(arena, zone, &meant) ? zone : "UTC";
}

bool
jam_eventfile_read(FILE *file, const char *name, struct jam_arena *arena,
		   struct jam_event *event, struct jam_error *err)
{
	struct jam_problems *problems = jam_alloc(arena, sizeof *problems);
	struct jam_eventdraft draft = { .same = NULL };
	struct jam_reading reading = { .file = name,
				       .arena = arena,
				       .problems = problems };
	struct jam_source source = { .name = name,
				     .file = file,
				     .use = JAM_USE_DOCUMENT,
				     .arena = arena };
	struct jam_node *root;
	size_t length;
	char *text;

	problems->arena = arena;
	if (!jam_source_init(&source, err) ||
	    !jam_source_text(&source, JAM_YAML_MAX, &text, &length, err) ||
	    !jam_yaml_read(text, length, name, arena, &root, err))
		return false;
	reading.zone = zone_of(root, arena);
	set_defaults(&draft);
	jam_keys_read(&reading, root, event_keys, &draft);
	if (root->kind == JAM_NODE_MAP)
		jam_eventcheck(&reading, root, &draft);
	*event = draft.event;
	/* A zone that was found on the second look alone. */
	if (problems->count == 0 && strcmp(event->zone, reading.zone) != 0)
		return jam_fail(err, JAM_E_SYSTEM,
				"the time zone \"%s\" cannot be read",
				event->zone);
	return jam_problems_fail(problems, err);
}

bool
jam_eventfile_load(const char *path, FILE *standard_input,
		   struct jam_arena *arena, struct jam_event *event,
		   struct jam_error *err)
{
	FILE *file;
	bool read;

	if (!jam_os_open_input(path, standard_input, &file, err))
		return false;
	read = jam_eventfile_read(file, path, arena, event, err);
	fclose(file);
	return read;
}
