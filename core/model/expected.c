/* SPDX-License-Identifier: MIT */
/* An expectation in words. */
#include "core/model/expected.h"

#include <stdbool.h>

#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/model/columns.h"
#include "core/model/event.h"

const char *
jam_expectation_bound(const struct jam_expectation *e, struct jam_arena *arena)
{
	bool less = e->less_than != JAM_NONE;
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_buf_text(&buf, less ? "less than " : "at least ");
	jam_decimal_write(&buf, less ? e->less_than : e->at_least, 2);
	jam_buf_text(&buf, " %");
	return jam_buf_string(&buf);
}
