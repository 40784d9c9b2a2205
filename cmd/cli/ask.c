/* SPDX-License-Identifier: MIT */
/* Prompts. */
#include "cmd/cli/ask.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/cli/progress.h"
#include "cmd/cli/say.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

static void
read_line(const struct jam_run *run, const char *question,
	  struct jam_buf *answer, bool *more)
{
	struct jam_buf safe;
	int c;

	jam_progress_clear(run->tick);
	jam_buf_init(&safe, run->arena);
	jam_utf8_show(&safe, question, true);
	fprintf(run->messages, "%s ", jam_buf_string(&safe));
	fflush(run->messages);
	jam_buf_clear(answer);
	while ((c = getc(run->in)) != EOF && c != '\n')
		jam_buf_char(answer, (char)c);
	*more = c != EOF || answer->length > 0;
	if (!*more)
		putc('\n', run->messages);
}

bool
jam_ask_line(const struct jam_run *run, const char *question,
	     const char **answer, bool *more, struct jam_error *err)
{
	struct jam_buf line;
	size_t bad;

	if (!run->terminal_in)
		return jam_fail(err, JAM_E_USAGE,
				"nobody is at a terminal to answer: %s",
				question);
	jam_buf_init(&line, run->arena);
	for (;;) {
		read_line(run, question, &line, more);
		if (jam_utf8_check(jam_buf_string(&line), line.length, &bad))
			break;
		jam_say(run, "byte %zu is not UTF-8 text", bad + 1);
	}
	*answer = jam_utf8_tidy(run->arena, jam_buf_string(&line), true);
	return true;
}

bool
jam_ask_yes(const struct jam_run *run, const char *question, bool *yes,
	    struct jam_error *err)
{
	const char *word;
	bool more;

	if (!jam_ask_line(run, jam_format(run->arena, "%s [y/N]", question),
			  &word, &more, err))
		return false;
	*yes = strcmp(word, "y") == 0 || strcmp(word, "yes") == 0 ||
	       strcmp(word, "Y") == 0;
	return true;
}

/* Also by another name, and what SQLite keeps beside it. */
static bool
is_database(const struct jam_run *run, const char *path)
{
	static const char *const parts[] = { "", "-wal", "-journal", "-shm" };
	struct stat st, of;

	if (run->db == NULL || stat(path, &st) != 0)
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (stat(jam_format(run->arena, "%s%s", run->db, parts[i]),
			 &of) == 0 &&
		    of.st_dev == st.st_dev && of.st_ino == st.st_ino)
			return true;
	return false;
}

bool
jam_ask_overwrite(const struct jam_run *run, const char *path,
		  struct jam_error *err)
{
	bool yes = run->yes || run->dry_run;
	struct stat st;

	if (is_database(run, path)) {
		jam_fail(err, JAM_E_CANTCREATE, "\"%s\" is the database", path);
		return jam_hint(err, "name another file");
	}
	if (yes || lstat(path, &st) != 0)
		return true;
	if (run->terminal_in &&
	    !jam_ask_yes(
		run,
		jam_format(run->arena, "\"%s\" exists; overwrite it?", path),
		&yes, err))
		return false;
	if (yes)
		return true;
	jam_fail(err, JAM_E_CANTCREATE, "\"%s\" exists", path);
	return jam_hint(err, "name another file, or overwrite it with --yes");
}
