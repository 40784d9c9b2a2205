/* SPDX-License-Identifier: MIT */
/*
 * One jam as its YAML file declares it (jam-event(5)).  All texts are checked
 * UTF-8 of the arena that the event was read into.
 */
#ifndef JAM_MODEL_EVENT_H
#define JAM_MODEL_EVENT_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/uid.h"

struct jam_arena;

enum jam_unlock { JAM_AFTER_BATCH, JAM_ANYTIME, JAM_NEVER };
enum jam_own_site { JAM_SITE_ALLOW, JAM_SITE_AVOID, JAM_SITE_FORBID };
enum jam_method { JAM_MEAN, JAM_ITCH, JAM_BAYES, JAM_MIXED };

/* Who judges; a set of bits. */
enum jam_by {
	JAM_BY_AUTHORS = 1,    /* members of a project's team */
	JAM_BY_REGISTERED = 2, /* everyone registered (status going) */
	JAM_BY_EXPERTS = 4,    /* imported with `import judges` */
};

/* An answer to "until when" that is one judge's own. */
struct jam_extension {
	const char *judge; /* e-mail as written: private */
	int64_t until;	   /* exclusive, as closes is */
};

struct jam_judging {
	int64_t opens_at, closes_at; /* UTC; half open */
	int64_t grace;		     /* seconds added to closes_at */
	unsigned by;		     /* enum jam_by */
	int64_t batch;		     /* projects to rate first; 1..1000 */
	enum jam_unlock unlock;
	enum jam_own_site own_site;
	bool public_comments;
	/* In units of 10^-decimals; (max - min) is a multiple of step. */
	int64_t scale_min, scale_max, scale_step;
	unsigned decimals; /* 0..4; |min|, |max| in units <= 2^14 */
	struct jam_extension *extensions;
	size_t extensions_len;
};

struct jam_criterion {
	int64_t id;	 /* row; 0: not stored */
	int64_t slot;	 /* place in a stored rating's scores, for good */
	const char *key; /* the word of the YAML's `id`: [a-z0-9-]{1,64} */
	const char *title, *description; /* description may be NULL */
	const char *weight_text;	 /* as written, for showing */
	int64_t weight; /* integer, common factor removed; sum <= 2^14 */
	bool required;
};

struct jam_scoring {
	enum jam_method method;
	int64_t min_ratings;
	int64_t expert_share;	/* ten-thousandths; 0: no fixed share */
	const char *prior;	/* fraction as text; NULL: 5 */
	const char *median;	/* decimal as text; NULL: computed */
	const char **tie_break; /* criterion keys, "ratings", "submitted" */
	size_t tie_break_len;
};

struct jam_site {
	int64_t id;				   /* row; 0: not stored */
	const char *key;			   /* the YAML's `id` */
	const char *title, *city, *country, *zone; /* NULL where absent */
	const char **hosts;			   /* e-mails: private */
	size_t hosts_len;
};

struct jam_link {
	const char *kind, *title, *url; /* title may be NULL */
};

struct jam_schedule_item {
	int64_t at;
	int64_t until;		   /* JAM_NO_TIME where unknown */
	const char *title, *place; /* place may be NULL */
};

struct jam_idea {
	const char *key, *title, *url; /* url may be NULL */
	const char *description;       /* may be NULL */
};

struct jam_prize {
	int64_t place;		      /* 0: a special prize, has a name */
	const char *name;	      /* NULL for a place without one */
	int64_t amount;		      /* in hundredths of the currency */
	const char *currency;	      /* three letters */
	const char *criterion, *site; /* keys a special prize goes by; NULL */
};

struct jam_same_person {
	const char **emails; /* the first stays; private */
	size_t emails_len;
};

enum jam_question_kind {
	JAM_LIKELIHOOD,	 /* 0..10 */
	JAM_PROBABILITY, /* percent; paired by `pair` */
	JAM_NUMBER,
	JAM_CHOICE,
	JAM_CHOICES,
	JAM_TEXT,
};

struct jam_question {
	const char *key, *question, *column; /* column: a header of the CSV */
	const char *pair;		     /* NULL where unpaired */
	enum jam_question_kind kind;
	const char **options, **leave_out;
	size_t options_len, leave_out_len;
};

/* A figure of a past event that an organizer vouches for; jam-event(5). */
struct jam_past {
	const char *title;
	int64_t events; /* how many events the figures are of; 1 if one */
	int64_t participants, projects, sites, locations; /* JAM_NONE absent */
	unsigned at_least; /* bits 0..3: the figure above is a lower bound */
};

enum jam_expected_of { JAM_OF_PERSONS, JAM_OF_PROJECTS };

/*
 * What is expected to have come of the event by a day, said beforehand: a
 * share of those reached, of whom that outcome is known.
 */
struct jam_expectation {
	const char *key, *outcome; /* outcome: a kind of an outcomes file */
	const char *text;	   /* in words; NULL where absent */
	int64_t by;		   /* UTC: judged from then on */
	enum jam_expected_of of;
	/* Hundredths of a percent, 0..10000; JAM_NONE: it is the other one. */
	int64_t less_than, at_least;
};

struct jam_event {
	int64_t id; /* row; 0: not stored */
	struct jam_uid uid;
	const char *slug, *title, *zone; /* zone: a checked zoneinfo name */
	const char *description;	 /* CommonMark; NULL where absent */
	int64_t starts_at, ends_at;
	int64_t team_min, team_max;
	struct jam_judging judging;
	struct jam_scoring scoring;
	struct jam_criterion *criteria;
	size_t criteria_len;
	struct jam_site *sites;
	size_t sites_len;
	struct jam_link *links;
	size_t links_len;
	struct jam_schedule_item *schedule;
	size_t schedule_len;
	struct jam_idea *ideas;
	size_t ideas_len;
	struct jam_prize *prizes;
	size_t prizes_len;
	struct jam_same_person *same_person;
	size_t same_person_len;
	struct jam_question *survey;
	size_t survey_len;
	int64_t budget;		     /* hundredths; JAM_NONE absent */
	const char *budget_currency; /* NULL where absent */
	struct jam_past *past;	     /* `series:` figures of past events */
	size_t past_len;
	struct jam_expectation *expectations;
	size_t expectations_len;
};

/* A criterion or site by its key, or NULL. */
const struct jam_criterion *jam_event_criterion(const struct jam_event *event,
						const char *key);
const struct jam_site *jam_event_site(const struct jam_event *event,
				      const char *key);

/*
 * The declaration as "path = value" lines, in a fixed order, every key of
 * cli.md's YAML that has a value: what amend shows as a difference and what
 * the log commits to.  `typed` tells texts that a person typed from words of
 * the format, numbers and times; `personal` those that name a person.
 *
 * Table, index and field say which row of the store a line belongs to; the
 * event's own lines have the table "event".
 */
struct jam_event_line {
	const char *path; /* "criteria[ml-safety].weight" */
	const char *value;
	const char *table, *field; /* "criterion", "weight" */
	size_t index;		   /* in the event's list; 0 for "event" */
	bool typed, personal;
	bool judging; /* a rule that needs a reason after the first rating */
};
struct jam_event_lines {
	struct jam_event_line *items;
	size_t count, capacity;
};
void jam_event_flatten(const struct jam_event *event, struct jam_arena *arena,
		       struct jam_event_lines *out);

/*
 * The weight sums that a rating may have, for missing criteria: L is the
 * least common multiple of all sums of answered weights (scoring.md 1).
 * False when L > 2^40.
 */
JAM_MUST_USE bool jam_event_weights_lcm(const struct jam_event *event,
					int64_t *sum, int64_t *lcm);

/*
 * What a score means: scale and criteria as text (formats.md 3.1), and the
 * first 16 hex digits of its SHA-256, which bind a ballot to it.
 */
const char *jam_event_rubric_text(const struct jam_event *event,
				  struct jam_arena *arena);
void jam_event_rubric(const struct jam_event *event, struct jam_arena *arena,
		      char rubric[17]);

/* Words of the YAML for the enums; jam_by_words[i] is bit 1 << i. */
extern const char *const jam_by_words[];
extern const char *const jam_unlock_words[];   /* NULL-terminated, as are */
extern const char *const jam_own_site_words[]; /* all of these */
extern const char *const jam_method_words[];
extern const char *const jam_question_words[];
extern const char *const jam_expected_words[];

#endif
