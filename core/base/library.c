/* SPDX-License-Identifier: MIT */
/* Versions of utf8proc and libsodium. */
#include "core/base/library.h"

#include <sodium.h>
#include <utf8proc.h>

const char *
jam_base_utf8proc_version(void)
{
	return utf8proc_version();
}

const char *
jam_base_sodium_version(void)
{
	return sodium_version_string();
}
