/* SPDX-License-Identifier: MIT */
/* A person in an event. */
#ifndef JAM_MODEL_REGISTRATION_H
#define JAM_MODEL_REGISTRATION_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/person.h"

/* An answer to a column that maps to nothing. */
struct jam_answer {
	const char *source; /* "jam", "luma", … */
	const char *header; /* as written, "Other (2)" for a second one */
	const char *value;
};

/* A row of a registrations file; NULL: the file says nothing. */
struct jam_registration_row {
	const char *email, *email_key, *name;
	const char *site;	 /* key of a site; "" online */
	const char *team, *role; /* team: name as written */
	int64_t status;		 /* enum jam_status; JAM_NONE: not said */
	int64_t registered_at;	 /* JAM_NONE: not said */
	const char *source, *source_id;
	const struct jam_answer *answers;
	size_t answers_len;
	size_t line; /* in the file */
};

/* A row of a judges file. */
struct jam_judge_row {
	const char *email, *email_key, *name, *affiliation, *expertise;
	const char *site;
	int64_t is_public;	/* 1, 0, JAM_NONE: not said */
	const char **conflicts; /* slug, #number, id or team name */
	size_t conflicts_len;
	const struct jam_answer *answers;
	size_t answers_len;
	size_t line;
};

/* One member as a projects file names him; email_key NULL: only a name. */
struct jam_member {
	const char *email, *email_key, *name;
	const char *source_id; /* page or id at the source, or NULL */
};

/* A row of a projects file. */
struct jam_project_row {
	const char *source, *source_id;
	const char *title, *team, *site, *url, *abstract, *idea;
	int64_t submitted_at; /* JAM_NONE: not said */
	const struct jam_member *members;
	size_t members_len;
	const struct jam_answer *answers;
	size_t answers_len;
	bool results; /* what others made of it: one that is known keeps all */
		      /* that it has, but for the answers */
	size_t line;
};

/* One rating of a ratings file, its criteria in the event's order. */
struct jam_rating_row {
	const char *judge;   /* e-mail, id or name, as written */
	const char *project; /* slug, #number, id or (recorded) title */
	int64_t *scores;     /* units of the scale; JAM_NONE: left out */
	const char *comment; /* NULL: not said */
	int64_t rated_at;    /* JAM_NONE: not said */
	size_t line;
};

/* One person's answers to the event's survey. */
struct jam_survey_row {
	const char *row_key;	       /* what the row is known by, for good */
	const char *email, *email_key; /* NULL: anonymous */
	const char **values; /* one a question of the event, NULL: none; */
			     /* decimals where the question has numbers */
	size_t line;
};

/* What came of an event, for a person, a project or both. */
struct jam_outcome_row {
	const char *wave;	       /* "2023-04", "after a year" */
	const char *email, *email_key; /* NULL: of a project alone */
	const char *project; /* slug, #number or id; NULL: of a person alone */
	const char *kind;    /* reached, publication, job, … */
	const char *detail, *quote; /* NULL: not said */
	int64_t consent;	    /* 1, 0, JAM_NONE: not said */
	int64_t at;		    /* JAM_NONE: not said */
	size_t line;
};

/* What an import did; the summary row of cli.md. */
struct jam_import_summary {
	const char *file, *kind;
	int64_t rows, added, updated, unchanged, skipped, registered;
};

#endif
