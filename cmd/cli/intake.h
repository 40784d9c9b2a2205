/* SPDX-License-Identifier: MIT */
/* Rows that import reads, on their way into the store. */
#ifndef JAM_CMD_CLI_INTAKE_H
#define JAM_CMD_CLI_INTAKE_H

#include "core/base/map.h"
#include "core/import/rows.h"
#include "core/model/registration.h"

struct jam_names;
struct jam_rejects;
struct jam_run;

/* People from which on a file of registrations is taken in bulk. */
#define JAM_INTAKE_MANY 10000

/* What the rows of one file go to. */
struct jam_intake {
	struct jam_run *run;
	enum jam_import_kind kind;
	struct jam_import_summary summary;
	struct jam_names *names;	 /* for projects and recorded ones */
	struct jam_map judges, projects; /* by text, for ratings */
	struct jam_rejects *rejects;	 /* NULL: bad rows go nowhere */
	bool as_recorded;		 /* take a past jam as it was */
	int64_t strangers; /* rows of a survey: address not registered */
	int64_t by_name;   /* authors registered by a name alone */
	const char *name;  /* of the first of them, in this line */
	size_t line;
};

/* Ready for rows of a kind; memory of the run's arena. */
JAM_MUST_USE bool jam_intake_init(struct jam_intake *intake,
				  struct jam_run *run,
				  enum jam_import_kind kind,
				  struct jam_error *err);

/* The functions that take rows; the context is the intake. */
void jam_intake_sink(struct jam_intake *intake, struct jam_import_sink *sink);

#endif
