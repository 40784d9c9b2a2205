/* SPDX-License-Identifier: MIT */
/* How a person names a project: slug, #NUMBER or the source's id. */
#include "core/model/ref.h"

#include <stddef.h>

#include "core/base/decimal.h"
#include "core/model/slug.h"

bool
jam_ref_read(const char *text, struct jam_ref *ref, struct jam_error *err)
{
	*ref = (struct jam_ref){ .text = text };
	if (*text == '\0') {
		jam_fail(err, JAM_E_DATA, "a project is needed, not \"\"");
		return jam_hint(err, "name it by slug, \"#NUMBER\" or the "
				     "source's id; jam list projects");
	}
	if (jam_slug_check(text))
		ref->slug = text;
	if (text[0] == '#' &&
	    !jam_int_read(text + 1, 1, INT64_MAX, &ref->number))
		ref->number = 0;
	return true;
}
