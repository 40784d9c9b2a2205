/* SPDX-License-Identifier: MIT */
/* What an import tells besides what is wrong. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/import/table.h"

/* In front of the text stands what it is about. */
static void
tell(const struct jam_import *import, size_t line, const char *text)
{
	struct jam_arena *arena = import->request.scratch;
	const char *name = import->request.name;

	if (import->sink->note == NULL ||
	    (line != 0 && ++import->counts->remarks > JAM_PROBLEMS_KEPT))
		return;
	text = line == 0 ? jam_format(arena, "%s: %s", name, text)
			 : jam_format(arena, "%s:%zu: %s", name,
				      jam_data_line(import, line), text);
	import->sink->note(import->sink->context, text);
}

void
jam_import_note(const struct jam_import *import, size_t line,
		const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	tell(import, line, jam_vformat(import->request.scratch, format, ap));
	va_end(ap);
}

void
jam_import_note_over(const struct jam_import *import, size_t line,
		     size_t before, const char *format, ...)
{
	struct jam_arena *arena = import->request.scratch;
	va_list ap;

	va_start(ap, format);
	tell(import, line,
	     jam_format(arena, "over line %zu: %s",
			jam_data_line(import, before),
			jam_vformat(arena, format, ap)));
	va_end(ap);
}

void
jam_import_note_url(struct jam_import *import, size_t line, const char *url)
{
	if (url == NULL || strncmp(url, "http://", 7) == 0 ||
	    strncmp(url, "https://", 8) == 0 || import->told_url)
		return;
	import->told_url = true;
	jam_import_note(import, line,
			"\"%.100s\" is no http address: kept, but never a "
			"link",
			url);
}

enum jam_taken
jam_import_skip(struct jam_import *import, const char *word)
{
	size_t i = 0;

	while (i < import->skips_len &&
	       strcmp(import->skips[i].word, word) != 0)
		i++;
	/* Statuses are few; a file full of them all must not grow this. */
	if (i == import->skips_len && i < 20) {
		import->skips =
		    jam_grow(import->request.arena, import->skips,
			     &import->skips_room, i + 1, sizeof *import->skips);
		import->skips[i] =
		    (struct jam_skip){ jam_strdup(import->request.arena, word),
				       0 };
		import->skips_len++;
	}
	if (i < import->skips_len)
		import->skips[i].count++;
	return JAM_PASSED;
}

void
jam_import_tell_remarks(const struct jam_import *import)
{
	int64_t more = import->counts->remarks - JAM_PROBLEMS_KEPT;

	if (more > 0)
		jam_import_note(import, 0, "and %lld remarks more",
				(long long)more);
}

void
jam_import_tell_skips(const struct jam_import *import)
{
	struct jam_buf line;

	jam_buf_init(&line, import->request.scratch);
	for (size_t i = 0; i < import->skips_len; i++)
		jam_buf_format(&line, "%s%lld %.60s", i > 0 ? ", " : "",
			       (long long)import->skips[i].count,
			       import->skips[i].word);
	if (import->skips_len > 0)
		jam_import_note(import, 0, "passed over: %s",
				jam_buf_string(&line));
}
