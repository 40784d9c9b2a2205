/* SPDX-License-Identifier: MIT */
/* Writing bad rows. */
#include "cmd/cli/rejects.h"

#include <string.h>

#include "cmd/cli/ask.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/csv.h"
#include "core/base/os.h"

struct jam_rejects {
	struct jam_arena *arena;
	struct jam_outfile *file;
	const char *header; /* the one that was written last; NULL: none */
};

bool
jam_rejects_open(struct jam_run *run, const char *path,
		 struct jam_rejects **rejects, struct jam_error *err)
{
	struct jam_rejects *r = jam_alloc(run->arena, sizeof(*r));

	r->arena = run->arena;
	if (!jam_ask_overwrite(run, path, err) ||
	    !jam_os_create(path, 0600, true, run->arena, &r->file, err))
		return false;
	*rejects = r;
	return true;
}

/* A record; the first cell is the reason. */
static void
make_record(struct jam_buf *out, const char *first, const char *const *cells,
	    size_t count)
{
	jam_csv_cell(out, first, true);
	for (size_t i = 0; i < count; i++) {
		jam_buf_char(out, ',');
		jam_csv_cell(out, cells[i], true);
	}
	jam_buf_text(out, "\r\n");
}

/* A header stands once, before the rows of its file. */
bool
jam_rejects_write(struct jam_rejects *r, const struct jam_reject *reject,
		  struct jam_error *err)
{
	FILE *stream = jam_os_stream(r->file);
	struct jam_mark mark = jam_arena_mark(r->arena);
	struct jam_buf header, record;

	jam_buf_init(&header, r->arena);
	make_record(&header, "reason", reject->headers, reject->headers_len);
	if (r->header == NULL ||
	    strcmp(r->header, jam_buf_string(&header)) != 0) {
		r->header = jam_buf_string(&header);
		fwrite(header.data, 1, header.length, stream);
		mark = jam_arena_mark(r->arena);
	}
	jam_buf_init(&record, r->arena);
	make_record(&record, reject->reason, reject->cells, reject->cells_len);
	fwrite(record.data, 1, record.length, stream);
	jam_arena_reset(r->arena, mark);
	return !ferror(stream) ||
	       jam_fail(err, JAM_E_IO, "the rejects cannot be written");
}

bool
jam_rejects_commit(struct jam_rejects *r, struct jam_error *err)
{
	struct jam_outfile *file = r->file;

	r->file = NULL;
	return jam_os_commit(file, err);
}

void
jam_rejects_close(struct jam_rejects *r)
{
	if (r != NULL)
		jam_os_discard(r->file);
}
