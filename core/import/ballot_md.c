/* SPDX-License-Identifier: MIT */
/*
 * A ballot as Markdown, read with mercy for what mail programs and editors do
 * to a text, and with none for a score that could mean two things.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/utf8.h"
#include "core/import/ballot_forms.h"
#include "core/model/ballot.h"

/* A text that is being read line by line. */
struct page {
	struct jam_ballot_reading *reading;
	size_t line;
	bool quoted;		    /* a mail: one "> " before each line */
	struct jam_ballot_row *row; /* the project, or NULL */
	bool top;		    /* only its heading so far */
	size_t skip;		    /* the line of its reason to skip, or 0 */
	struct jam_ballot_score *scores;
	size_t scores_room;
	bool in_comment;
	struct jam_buf comment;
};

/* No-break blanks are blanks; blanks at the end are none. */
static char *
soften(char *line)
{
	char *out = line, *in = line;

	while (*in != '\0') {
		if (strncmp(in, "\xc2\xa0", 2) == 0 ||
		    strncmp(in, "\xe2\x80\xaf", 3) == 0) {
			in += *in == '\xc2' ? 2 : 3;
			*out++ = ' ';
		} else {
			*out++ = *in++;
		}
	}
	while (out > line && (out[-1] == ' ' || out[-1] == '\t'))
		out--;
	*out = '\0';
	return line;
}

static char *
unquote(const struct page *page, char *line)
{
	if (!page->quoted || *line != '>')
		return line;
	return line[1] == ' ' ? line + 2 : line + 1;
}

static void
end_comment(struct page *page)
{
	if (page->in_comment && page->row != NULL) {
		const char *text =
		    jam_utf8_tidy(page->reading->arena,
				  jam_buf_string(&page->comment), false);

		page->row->comment = *text == '\0' ? NULL : text;
	}
	page->in_comment = false;
}

/* `## 3. Backup Heads (backup-heads)` */
static bool
read_heading(struct page *page, const char *line)
{
	struct jam_arena *arena = page->reading->arena;
	const char *number = line + 3, *open = strrchr(line, '(');
	size_t digits, length = strlen(line);
	int64_t n;

	if (strncmp(line, "## ", 3) != 0 || open == NULL ||
	    line[length - 1] != ')')
		return false;
	digits = strspn(number, "0123456789");
	if (number[digits] != '.' ||
	    !jam_int_read(jam_strndup(arena, number, digits), 1, INT32_MAX, &n))
		return false;
	end_comment(page);
	page->row = jam_ballot_add(page->reading);
	page->row->number = n;
	page->row->slug = jam_strndup(arena, open + 1,
				      (size_t)(line + length - 1 - (open + 1)));
	page->row->line = page->line;
	page->top = true;
	page->skip = 0;
	page->scores = NULL;
	page->scores_room = 0;
	return true;
}

static void
there_already(struct page *page, const char *what, size_t line)
{
	jam_ballot_problem(page->reading, page->line,
			   "%.100s is there already, in line %zu", what, line);
}

static void
add_score(struct page *page, const char *key, const char *text)
{
	struct jam_ballot_row *row = page->row;

	for (size_t i = 0; i < row->scores_len; i++)
		if (strcmp(row->scores[i].key, key) == 0) {
			there_already(page, key, row->scores[i].line);
			return;
		}
	page->scores =
	    jam_grow(page->reading->arena, page->scores, &page->scores_room,
		     row->scores_len + 1, sizeof *page->scores);
	page->scores[row->scores_len++] =
	    (struct jam_ballot_score){ key, text, page->line };
	row->scores = page->scores;
}

static void
add_skip(struct page *page, const char *text)
{
	if (page->skip != 0)
		there_already(page, "skip", page->skip);
	page->skip = page->line;
	page->row->skip = *text == '\0' ? NULL : text;
}

/* `- novelty: 4`, `* novelty: 4/5`, `- skip (why): I know them` */
static bool
read_item(struct page *page, const char *line)
{
	struct jam_arena *arena = page->reading->arena;
	const char *key, *colon, *text;

	if (page->row == NULL || (line[0] != '-' && line[0] != '*') ||
	    line[1] != ' ')
		return false;
	colon = strchr(line, ':');
	if (colon == NULL)
		return false;
	key = jam_utf8_tidy(
	    arena, jam_strndup(arena, line + 2, (size_t)(colon - line - 2)),
	    true);
	text = jam_utf8_tidy(arena, colon + 1, true);
	if (strcmp(key, JAM_BALLOT_SKIP) == 0)
		add_skip(page, text);
	else if (page->row->scores_len < 100)
		add_score(page, key, text);
	else
		return false;
	return true;
}

/* `jam-ballot: EVENT JUDGE RUBRIC` */
static bool
read_binding(struct page *page, const char *line)
{
	struct jam_ballot *out = page->reading->out;
	const char **fields[] = { &out->event_uid, &out->judge_uid,
				  &out->rubric };
	const char *c = line + strlen(JAM_BALLOT_BINDING);

	if (strncmp(line, JAM_BALLOT_BINDING, strlen(JAM_BALLOT_BINDING)) != 0)
		return false;
	for (int i = 0; i < 3; i++) {
		size_t length;

		c += strspn(c, " \t");
		length = strcspn(c, " \t");
		if (length == 0 || *fields[i] != NULL) {
			jam_ballot_problem(page->reading, page->line,
					   "this line names event, judge and "
					   "rubric, once");
			return true;
		}
		*fields[i] = jam_strndup(page->reading->arena, c, length);
		c += length;
	}
	return true;
}

/* What jam itself wrote: the head, and a project's address at its top. */
static bool
is_ours(struct page *page, const char *line)
{
	bool top = page->top;

	if (*line == '\0')
		return true;
	page->top = false;
	if (page->row == NULL)
		return *line == '>' || strncmp(line, "# ", 2) == 0;
	return top && strncmp(line, "> ", 2) == 0 &&
	       strchr(line + 2, ' ') == NULL;
}

static void
read_line(struct page *page, const char *line)
{
	if (read_heading(page, line))
		return;
	if (strcmp(line, JAM_BALLOT_OTHER) == 0) {
		end_comment(page);
		page->row = NULL;
		return;
	}
	if (page->in_comment) {
		line += *line == '\\' && jam_ballot_ends_comment(line);
		jam_buf_format(&page->comment, "%s\n", line);
		return;
	}
	if (page->row != NULL && strcmp(line, JAM_BALLOT_COMMENT) == 0) {
		page->in_comment = true;
		jam_buf_clear(&page->comment);
		return;
	}
	if (is_ours(page, line) || read_binding(page, line) ||
	    read_item(page, line))
		return;
	jam_ballot_problem(page->reading, page->line,
			   "this line is not read; comments go below "
			   "\"" JAM_BALLOT_COMMENT "\"");
}

/* A mail that quotes the ballot quotes the line that binds it. */
static bool
is_quoted(const char *text)
{
	const char *found = strstr(text, JAM_BALLOT_BINDING);

	while (found > text && (found[-1] == ' ' || found[-1] == '>'))
		if (*--found == '>')
			return true;
	return false;
}

void
jam_ballot_read_md(struct jam_ballot_reading *reading, char *text)
{
	struct page page = { .reading = reading, .quoted = is_quoted(text) };
	char *line = text, *end;

	jam_buf_init(&page.comment, reading->arena);
	for (; line != NULL; line = end) {
		page.line++;
		end = strpbrk(line, "\r\n");
		if (end != NULL) {
			bool both = end[0] == '\r' && end[1] == '\n';

			*end = '\0';
			end += both ? 2 : 1;
		}
		read_line(&page, soften(unquote(&page, line)));
	}
	end_comment(&page);
	if (reading->out->rubric == NULL)
		jam_ballot_problem(reading, 0,
				   "the line \"" JAM_BALLOT_BINDING
				   " …\" is not whole");
}
