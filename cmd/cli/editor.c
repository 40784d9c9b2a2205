/* SPDX-License-Identifier: MIT */
/* $EDITOR on a temporary file. */
#include "cmd/cli/editor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/os.h"
#include "core/base/utf8.h"

#define TEXT_MAX ((size_t)64 * 1024)

static const char *
choose(void)
{
	const char *editor = getenv("VISUAL");

	if (editor == NULL || *editor == '\0')
		editor = getenv("EDITOR");
	return editor != NULL && *editor != '\0' ? editor : "vi";
}

/* Like git and crontab: the shell splits the editor's own options. */
static bool
edit(const struct jam_run *run, const char *path, struct jam_error *err)
{
	const char *script = jam_format(run->arena, "%s \"$0\"", choose());
	pid_t child = fork();
	int status = -1;

	if (child < 0)
		return jam_fail(err, JAM_E_SYSTEM, "cannot start an editor");
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", script, path, (char *)NULL);
		_exit(127);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	jam_fail(err, JAM_E_IO, "the editor \"%s\" failed", choose());
	return jam_hint(err, "set EDITOR, or use --comment-file");
}

static bool
read_back(const struct jam_run *run, const char *path, const char **text,
	  struct jam_error *err)
{
	FILE *file = fopen(path, "rb");
	struct jam_buf bytes;
	bool done;
	size_t bad;

	if (file == NULL)
		return jam_fail(err, JAM_E_IO, "the editor left no file");
	jam_buf_init(&bytes, run->arena);
	done = jam_os_read_all(file, "the comment", TEXT_MAX, &bytes, err);
	fclose(file);
	if (!done)
		return false;
	if (!jam_utf8_check(jam_buf_string(&bytes), bytes.length, &bad))
		return jam_fail(err, JAM_E_DATA,
				"byte %zu of the comment is not UTF-8",
				bad + 1);
	*text = jam_utf8_tidy(run->arena, jam_buf_string(&bytes), false);
	if (**text == '\0')
		*text = NULL;
	return true;
}

bool
jam_editor_ask(const struct jam_run *run, const char *before, const char **text,
	       struct jam_error *err)
{
	const char *folder = getenv("TMPDIR");
	char *path =
	    jam_format(run->arena, "%s/jam-comment-XXXXXX",
		       folder != NULL && *folder != '\0' ? folder : "/tmp");
	int fd = mkstemp(path);
	size_t length = before != NULL ? strlen(before) : 0;
	bool done;

	*text = NULL;
	if (fd < 0)
		return jam_fail(err, JAM_E_CANTCREATE,
				"cannot make a temporary file for the comment");
	done = length == 0 || write(fd, before, length) == (ssize_t)length;
	close(fd);
	if (!done)
		jam_fail(err, JAM_E_IO, "cannot write the comment");
	done = done && edit(run, path, err) && read_back(run, path, text, err);
	unlink(path);
	return done;
}
