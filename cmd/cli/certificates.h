/* SPDX-License-Identifier: MIT */
/* What certificates there are: for `export certificates` and for `verify`. */
#ifndef JAM_CMD_CLI_CERTIFICATES_H
#define JAM_CMD_CLI_CERTIFICATES_H

#include "core/render/certificate.h"

struct jam_files;
struct jam_run;

/* One of them; all borrowed for the call. */
struct jam_certified {
	struct jam_certificate_text
	    fields;	    /* code: as model/diploma.h makes it */
	const char *folder; /* "people", "judges", "teams" */
};

/*
 * Call visit for each certificate of the run's event: a person for each
 * project of his teams, a person who took part without one, a judge who gave a
 * rating, a team.  A place stands on it once the results are published: the
 * prize that was given, else a rank up to 3.  Who has no name gets none; *named
 * is then less than all.  False from visit stops, and is passed on.
 */
struct jam_certified_count {
	size_t all, named;
};
JAM_MUST_USE bool jam_certificates_each(
    const struct jam_run *run,
    bool (*visit)(void *with, const struct jam_certified *certificate,
		  struct jam_error *err),
    void *with, struct jam_certified_count *count, struct jam_error *err);

/*
 * Whose a code would be that none of them has, and what is so instead: a rank
 * that is another, a project that was withdrawn, two addresses that became one
 * person.  Nothing says that such a certificate was ever given.  *text is NULL
 * where nobody can have it.
 */
JAM_MUST_USE bool jam_certificates_once(const struct jam_run *run,
					const char *code, const char **text,
					struct jam_error *err);

/* Write all; template: an SVG file, NULL for jam's own. */
JAM_MUST_USE bool jam_certificates_write(const struct jam_run *run,
					 const char *template,
					 struct jam_files *files,
					 struct jam_error *err);

#endif
