/* SPDX-License-Identifier: MIT */
/* The bundle, line by line. */
#include "cmd/cli/audit.h"

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/store/links.h"
#include "core/store/record.h"
#include "core/store/rows.h"

struct writing {
	struct jam_rows rows; /* first: what the families see */
	struct jam_record record;
	FILE *stream;
	struct jam_arena *arena;
};

static void
add_text(struct jam_buf *out, const char *before, const char *text)
{
	jam_buf_text(out, before);
	jam_json_string(out, text);
}

static void
add_int(struct jam_buf *out, const char *before, int64_t n)
{
	jam_buf_text(out, before);
	jam_json_int(out, n);
}

static void
add_hex(struct jam_buf *out, const char *before, const uint8_t *bytes,
	size_t size)
{
	char hex[2 * JAM_HASH_SIZE + 1];

	jam_buf_text(out, before);
	jam_buf_char(out, '"');
	for (size_t i = 0; i < size; i += JAM_HASH_SIZE) {
		size_t n = size - i < JAM_HASH_SIZE ? size - i : JAM_HASH_SIZE;

		jam_hex_write(hex, bytes + i, n);
		jam_buf_text(out, hex);
	}
	jam_buf_char(out, '"');
}

/* A failure to write is seen when the document is closed. */
static void
end_line(const struct writing *w, struct jam_buf *line)
{
	jam_buf_text(line, "}\n");
	fwrite(line->data, 1, line->length, w->stream);
}

static bool
write_row(struct jam_rows *rows, const char *table, const char *key,
	  const char *bytes, int64_t seq, struct jam_error *err)
{
	struct writing *w = (struct writing *)rows;
	struct jam_mark mark = jam_arena_mark(w->arena);
	struct jam_buf line;

	(void)err;
	jam_buf_init(&line, w->arena);
	add_text(&line, "{\"key\":", key);
	add_text(&line, ",\"row\":", bytes);
	add_int(&line, ",\"seq\":", seq);
	add_text(&line, ",\"table\":", table);
	end_line(w, &line);
	jam_arena_reset(w->arena, mark);
	return true;
}

static void
write_ended(struct jam_record *record, const struct jam_leaf *leaf,
	    int64_t ended)
{
	struct writing *w = record->with;
	struct jam_mark mark = jam_arena_mark(w->arena);
	struct jam_buf line;

	jam_buf_init(&line, w->arena);
	add_int(&line, "{\"ended\":", ended);
	add_text(&line, ",\"key\":", leaf->key);
	add_hex(&line, ",\"leaf\":", leaf->hash.bytes, JAM_HASH_SIZE);
	add_int(&line, ",\"seq\":", leaf->seq);
	add_text(&line, ",\"table\":", leaf->table);
	end_line(w, &line);
	jam_arena_reset(w->arena, mark);
}

static void
write_results(struct jam_record *record, const char *key, const char *piece)
{
	struct writing *w = record->with;
	struct jam_mark mark = jam_arena_mark(w->arena);
	struct jam_buf line;

	jam_buf_init(&line, w->arena);
	add_text(&line, "{\"key\":", key);
	add_text(&line, ",\"results\":", piece);
	end_line(w, &line);
	jam_arena_reset(w->arena, mark);
}

static void
write_link(const struct writing *w, const struct jam_stored_link *stored)
{
	const struct jam_chain_link *link = &stored->link;
	struct jam_buf line;

	jam_buf_init(&line, w->arena);
	add_int(&line, "{\"at\":", link->at);
	add_hex(&line, ",\"hash\":", link->hash.bytes, JAM_HASH_SIZE);
	add_text(&line, ",\"kind\":", link->kind);
	add_hex(&line, ",\"leaves\":", stored->prefixes, stored->prefixes_size);
	add_hex(&line, ",\"nonce\":", link->nonce, JAM_NONCE_SIZE);
	add_text(&line, ",\"payload\":", link->payload);
	add_hex(&line, ",\"prev\":", link->prev.bytes, JAM_HASH_SIZE);
	add_int(&line, ",\"seq\":", link->seq);
	end_line(w, &line);
}

static bool
write_log(const struct writing *w, struct jam_store *store,
	  struct jam_error *err)
{
	struct jam_stored_link stored = { 0 };
	bool found;

	for (;;) {
		struct jam_mark mark = jam_arena_mark(w->arena);

		if (!jam_store_next_link(store, stored.link.seq, w->arena,
					 &stored, &found, err))
			return false;
		if (!found)
			return true;
		write_link(w, &stored);
		jam_arena_reset(w->arena, mark);
	}
}

bool
jam_audit_write(const struct jam_run *run, FILE *stream, struct jam_error *err)
{
	struct jam_arena *rows = jam_arena_beside(run->arena);
	struct writing w = {
		.rows = { write_row },
		.record = { write_ended, write_results, &w },
		.stream = stream,
		.arena = jam_arena_beside(run->arena),
	};
	bool done;

	fputs("{\"bundle\":\"" JAM_AUDIT_NAME "\"}\n", stream);
	done = jam_rows_each(run->store, &w.rows, rows, err) &&
	       jam_store_each_ended(run->store, &w.record, err) &&
	       jam_store_each_results(run->store, &w.record, err) &&
	       write_log(&w, run->store, err);
	jam_arena_free(rows);
	jam_arena_free(w.arena);
	return done;
}
