/* SPDX-License-Identifier: MIT */
/* What the completions of all shells share. */
#include "cmd/cli/shells.h"

#include <string.h>

#include "core/base/buf.h"

static const char *const lists[] = {
	[JAM_EVENT] = "events event",	 [JAM_SITE] = "sites id",
	[JAM_PERSON] = "persons email",	 [JAM_JUDGE_NAME] = "judges email",
	[JAM_PROJECT] = "projects slug", [JAM_CRITERION] = "criteria id",
	[JAM_SCORE] = "criteria id = ",
};

const char *
jam_shell_list(enum jam_kind kind)
{
	return (size_t)kind < sizeof(lists) / sizeof(*lists) ? lists[kind]
							     : NULL;
}

void
jam_shell_words(struct jam_buf *out, const char *const *choices)
{
	for (size_t i = 0; choices[i] != NULL; i++)
		jam_buf_format(out, i > 0 ? " %s" : "%s", choices[i]);
}

void
jam_shell_quoted(struct jam_buf *out, const char *text, const char *also)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'') {
			jam_buf_text(out, "'\\''");
			continue;
		}
		if (strchr(also, *text) != NULL)
			jam_buf_char(out, '\\');
		jam_buf_char(out, *text);
	}
}
