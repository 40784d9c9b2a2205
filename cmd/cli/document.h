/* SPDX-License-Identifier: MIT */
/* One document of an export: a file that appears whole, or standard output. */
#ifndef JAM_CMD_CLI_DOCUMENT_H
#define JAM_CMD_CLI_DOCUMENT_H

#include "core/render/out.h"

struct jam_outfile;
struct jam_run;

struct jam_document {
	struct jam_run *run;
	struct jam_outfile *file; /* NULL: standard output, or a dry run */
	FILE *stream;
	struct jam_out *out; /* rows go here, in the format given */
};

/*
 * Open it: path NULL or "-" is standard output.  A file that exists is asked
 * about; a private one has mode 0600.
 */
struct jam_document_options {
	const char *path;
	bool private;
	bool raw; /* CSV without the guard against formulas */
	enum jam_format format;
};
JAM_MUST_USE bool jam_document_open(struct jam_run *run,
				    const struct jam_document_options *options,
				    struct jam_document *document,
				    struct jam_error *err);

/* End the rows and let the file appear; discards it when err is filled. */
JAM_MUST_USE bool jam_document_close(struct jam_document *document,
				     struct jam_error *err);

#endif
