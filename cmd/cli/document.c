/* SPDX-License-Identifier: MIT */
/* Where a document goes. */
#include "cmd/cli/document.h"

#include <string.h>

#include "cmd/cli/ask.h"
#include "cmd/cmd.h"
#include "core/base/os.h"

/* A dry run writes the document too, to nowhere. */
static bool
open_stream(struct jam_document *d, const struct jam_document_options *o,
	    struct jam_error *err)
{
	struct jam_run *run = d->run;

	d->stream = jam_out_stream(run->out);
	if (o->path == NULL || strcmp(o->path, "-") == 0)
		return true;
	if (run->dry_run) {
		d->stream = tmpfile();
		return d->stream != NULL ||
		       jam_fail(err, JAM_E_SYSTEM, "no temporary file");
	}
	if (!jam_ask_overwrite(run, o->path, err) ||
	    !jam_os_create(o->path, o->private ? 0600 : 0666, true, run->arena,
			   &d->file, err))
		return false;
	d->stream = jam_os_stream(d->file);
	return true;
}

bool
jam_document_open(struct jam_run *run,
		  const struct jam_document_options *options,
		  struct jam_document *d, struct jam_error *err)
{
	struct jam_out_options how = *jam_out_options(run->out);

	*d = (struct jam_document){ .run = run };
	if (!open_stream(d, options, err))
		return false;
	how.format = options->format;
	how.raw = options->raw;
	if (d->stream != jam_out_stream(run->out)) {
		how.width = 0;
		how.color = false;
		how.safe = false;
	}
	d->out = jam_out_new(run->arena, d->stream, &how);
	return true;
}

bool
jam_document_close(struct jam_document *d, struct jam_error *err)
{
	struct jam_outfile *file = d->file;

	d->file = NULL;
	if (err->code != JAM_OK || !jam_out_end(d->out, err)) {
		jam_os_discard(file);
		return false;
	}
	if (file == NULL && d->stream != jam_out_stream(d->run->out))
		fclose(d->stream);
	return file == NULL || jam_os_commit(file, err);
}
