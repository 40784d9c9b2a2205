/* SPDX-License-Identifier: MIT */
/* Version of cmark. */
#include "core/render/library.h"

#include <cmark.h>

const char *
jam_render_cmark_version(void)
{
	return cmark_version_string();
}
