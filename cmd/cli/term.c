/* SPDX-License-Identifier: MIT */
/* The terminal. */
#include "cmd/cli/term.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/os.h"

/* A variable that is set and not empty, or NULL. */
static const char *
variable(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0' ? value : NULL;
}

static void
read_columns(struct jam_term *term)
{
	const char *set = variable("COLUMNS");
	struct winsize size;
	int64_t n;

	term->columns = 80;
	if (set != NULL && jam_int_read(set, 20, 10000, &n)) {
		term->columns = (size_t)n;
		term->columns_set = true;
	} else if ((ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ||
		    ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0) &&
		   size.ws_col >= 20) {
		term->columns = size.ws_col;
	}
}

/* As setlocale would choose, without calling it. */
static bool
locale_is_utf8(void)
{
	const char *name = variable("LC_ALL");

	if (name == NULL)
		name = variable("LC_CTYPE");
	if (name == NULL)
		name = variable("LANG");
	if (name == NULL)
		return false;
	name = strchr(name, '.');
	return name != NULL && (strncasecmp(name, ".UTF-8", 6) == 0 ||
				strncasecmp(name, ".UTF8", 5) == 0);
}

void
jam_term_read(struct jam_term *term)
{
	const char *kind = variable("TERM");
	bool dumb = kind == NULL || strcmp(kind, "dumb") == 0;

	*term = (struct jam_term){ 0 };
	term->out = isatty(STDOUT_FILENO);
	term->messages = isatty(STDERR_FILENO);
	term->in = isatty(STDIN_FILENO) && term->messages;
	term->color = term->out && !dumb && variable("NO_COLOR") == NULL;
	term->ascii = term->out && !locale_is_utf8();
	term->moves = term->messages && !dumb;
	read_columns(term);
}

bool
jam_term_reader_gone(void)
{
	struct pollfd fd = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&fd, 1, 0) == 1 && (fd.revents & POLLERR) != 0;
}

bool
jam_term_page(const struct jam_term *term, const struct jam_buf *text,
	      struct jam_error *err)
{
	const char *pager = term->out ? variable("PAGER") : NULL;
	FILE *pages = pager != NULL ? popen(pager, "w") : NULL;

	if (pages != NULL) {
		int status;

		fputs(jam_buf_string(text), pages);
		status = pclose(pages);
		/* A pager that is left early is no failure, but one that the
		 * shell did not find or could not run has shown nothing. */
		if (status < 0 || !WIFEXITED(status) ||
		    (WEXITSTATUS(status) != 126 && WEXITSTATUS(status) != 127))
			return true;
	}
	fputs(jam_buf_string(text), stdout);
	if (jam_os_flush(stdout, "standard output", err))
		return true;
	/* That a reader went away is the reader's business. */
	if (jam_term_reader_gone())
		err->message[0] = '\0';
	return false;
}
