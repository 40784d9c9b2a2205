/* SPDX-License-Identifier: MIT */
/* What to say when projects were never compared by anyone. */
#include "core/policy/mixed_scores.h"

#include "core/base/buf.h"
#include "core/policy/panel.h"

#define GROUPS_SHOWN   5
#define PROJECTS_SHOWN 3

/* Append "A: 11 projects (x, y, z, …)". */
static void
describe(struct jam_buf *out, const struct jam_panel *panel, uint32_t group,
	 const char *const *names)
{
	size_t count = 0, shown = 0;

	for (size_t j = 0; j < panel->projects; j++)
		count += panel->component[j] == group;
	jam_buf_format(out, "%c: %zu", (char)('A' + group), count);
	if (group == 0)
		jam_buf_text(out, count == 1 ? " project" : " projects");
	jam_buf_text(out, " (");
	for (size_t j = 0; j < panel->projects && shown < PROJECTS_SHOWN; j++) {
		if (panel->component[j] != group)
			continue;
		jam_buf_format(out, "%s%s", shown == 0 ? "" : ", ",
			       names[panel->project_of[j]]);
		shown++;
	}
	jam_buf_text(out, count > shown ? ", …)" : ")");
}

/* Append ", and of B on one of C" for each group after the second. */
static void
advise(struct jam_buf *out, uint32_t shown, bool more)
{
	jam_buf_text(out, "any judge of A on a project of B");
	for (uint32_t g = 2; g < shown; g++)
		jam_buf_format(out, ", and of %c on one of %c",
			       (char)('A' + g - 1), (char)('A' + g));
	if (more)
		jam_buf_text(out, ", and so on");
}

bool
jam_mixed_disconnected(const struct jam_panel *panel, const char *const *names,
		       struct jam_arena *arena, struct jam_error *err)
{
	uint32_t n = (uint32_t)panel->components;
	uint32_t shown = n < GROUPS_SHOWN ? n : GROUPS_SHOWN;
	struct jam_buf groups, advice;

	if (n < 2)
		return true;
	jam_buf_init(&groups, arena);
	jam_buf_init(&advice, arena);
	for (uint32_t g = 0; g < shown; g++) {
		jam_buf_text(&groups, g == 0 ? "" : ", ");
		describe(&groups, panel, g, names);
	}
	jam_buf_text(&groups, n > shown ? ", …" : "");
	advise(&advice, shown, n > shown);
	jam_fail(err, JAM_E_NO,
		 "%u groups of projects share no judge: %s; mixed cannot rank "
		 "across them",
		 n, jam_buf_string(&groups));
	return jam_hint(err,
			"%u rating%s would join them: %s; or --method mean",
			n - 1, n == 2 ? "" : "s", jam_buf_string(&advice));
}
