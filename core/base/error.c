/* SPDX-License-Identifier: MIT */
/* Errors as values. */
#include "core/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"

static const int exits[] = {
	[JAM_OK] = 0,	     [JAM_E_NO] = 1,	      [JAM_E_USAGE] = 64,
	[JAM_E_DATA] = 65,   [JAM_E_NOINPUT] = 66,    [JAM_E_BUG] = 70,
	[JAM_E_SYSTEM] = 71, [JAM_E_CANTCREATE] = 73, [JAM_E_IO] = 74,
	[JAM_E_BUSY] = 75,   [JAM_E_RULE] = 77,	      [JAM_E_CONFIG] = 78,
};

int
jam_error_exit(enum jam_code code)
{
	return exits[code];
}

bool
jam_error_set(struct jam_error *err, enum jam_code code, const char *source,
	      int source_line, const char *format, ...)
{
	va_list ap;

	if (err->code != JAM_OK)
		return false;
	err->code = code;
	err->source = source;
	err->source_line = source_line;
	va_start(ap, format);
	vsnprintf(err->message, sizeof(err->message), format, ap);
	va_end(ap);
	return false;
}

bool
jam_error_hint(struct jam_error *err, const char *format, ...)
{
	va_list ap;

	if (err->hint[0] != '\0')
		return false;
	va_start(ap, format);
	vsnprintf(err->hint, sizeof(err->hint), format, ap);
	va_end(ap);
	return false;
}

bool
jam_error_at(struct jam_error *err, const char *file, size_t line,
	     size_t column, const char *field)
{
	if (err->at.file[0] != '\0')
		return false;
	snprintf(err->at.file, sizeof(err->at.file), "%s", file);
	err->at.line = line;
	err->at.column = column;
	snprintf(err->at.field, sizeof(err->at.field), "%s",
		 field != NULL ? field : "");
	return false;
}

bool
jam_error_field(struct jam_error *err, const char *field)
{
	if (err->at.field[0] == '\0')
		snprintf(err->at.field, sizeof(err->at.field), "%s", field);
	return false;
}

const char *
jam_error_text(struct jam_arena *arena, const struct jam_error *err)
{
	return jam_format(arena, "%s%s%s", err->message,
			  err->hint[0] != '\0' ? "; " : "", err->hint);
}

void
jam_problem_add(struct jam_problems *list, const struct jam_origin *at,
		enum jam_code code, const char *format, ...)
{
	struct jam_problem *p;
	va_list ap;

	list->count++;
	if (list->count > JAM_PROBLEMS_KEPT)
		return;
	p = jam_alloc(list->arena, sizeof(*p));
	p->at = *at;
	p->code = code;
	va_start(ap, format);
	p->message = jam_vformat(list->arena, format, ap);
	va_end(ap);
	if (list->last != NULL)
		list->last->next = p;
	else
		list->first = p;
	list->last = p;
}

bool
jam_problems_fail(const struct jam_problems *list, struct jam_error *err)
{
	enum jam_code code = JAM_E_RULE;

	if (list->first == NULL)
		return true;
	for (const struct jam_problem *p = list->first; p != NULL; p = p->next)
		if (p->code != JAM_E_RULE)
			code = p->code;
	jam_fail(err, code, "%s", list->first->message);
	err->at = list->first->at;
	err->problems = list;
	return false;
}
