/* SPDX-License-Identifier: MIT */
/* Strict CSV a second time: RFC 4180, blanks around cells dropped. */
#include "tests/unit/oracle_csv.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"

struct state {
	const char *at;
	size_t line;
	struct jam_buf record;
	size_t cells;
	bool text;
};

static void
skip_blanks(struct state *s)
{
	while (*s->at == ' ' || *s->at == '\t')
		s->at++;
}

static void
add_cell(struct state *s, const char *cell, size_t length)
{
	while (length > 0 && strchr(" \t\n", *cell) != NULL)
		cell++, length--;
	while (length > 0 && strchr(" \t\n", cell[length - 1]) != NULL)
		length--;
	s->text |= length > 0;
	if (s->cells++ > 0)
		jam_buf_char(&s->record, '|');
	jam_buf_add(&s->record, cell, length);
}

/* A cell between quotes; false: it does not end, or not where it may. */
static bool
quoted(struct state *s)
{
	struct jam_buf cell;

	jam_buf_init(&cell, s->record.arena);
	for (s->at++;; s->at++) {
		if (*s->at == '\0')
			return false;
		if (*s->at == '\n')
			s->line++;
		if (*s->at == '"' && s->at[1] == '"')
			s->at++;
		else if (*s->at == '"')
			break;
		jam_buf_char(&cell, *s->at);
	}
	s->at++;
	skip_blanks(s);
	add_cell(s, jam_buf_string(&cell), cell.length);
	return *s->at == ',' || *s->at == '\n' || *s->at == '\0';
}

static bool
bare(struct state *s)
{
	size_t length = strcspn(s->at, ",\n\"");

	if (s->at[length] == '"')
		return false;
	add_cell(s, s->at, length);
	s->at += length;
	return true;
}

/* True at the end of the record; false where a quote is wrong. */
static bool
record(struct state *s)
{
	for (;;) {
		skip_blanks(s);
		if (!(*s->at == '"' ? quoted(s) : bare(s)))
			return false;
		if (*s->at != ',')
			break;
		s->at++;
	}
	if (*s->at == '\n') {
		s->at++;
		s->line++;
	}
	return true;
}

const char *
jam_oracle_csv(struct jam_arena *arena, const char *text, size_t *bad_line)
{
	struct state s = { .at = text, .line = 1 };
	struct jam_buf out;

	jam_buf_init(&out, arena);
	jam_buf_init(&s.record, arena);
	*bad_line = 0;
	while (*s.at != '\0') {
		size_t begin = s.line;

		jam_buf_clear(&s.record);
		s.cells = 0;
		s.text = false;
		if (!record(&s)) {
			*bad_line = begin;
			break;
		}
		if (s.text)
			jam_buf_format(&out, "%zu:%s\n", begin,
				       jam_buf_string(&s.record));
	}
	return jam_buf_string(&out);
}
