/* SPDX-License-Identifier: MIT */
/*
 * Registered people by name, for members without an address; but not those of
 * whom a project gave nothing but a name: they are of that project alone.
 */
#ifndef JAM_STORE_NAMES_H
#define JAM_STORE_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "core/store/projects.h"

/* Note a person who was registered after the names were opened. */
void jam_names_add(struct jam_names *names, const char *name, int64_t person);

/* How many registered people have this name (folded); *person the last. */
size_t jam_names_find(const struct jam_names *names, const char *name,
		      int64_t *person);

#endif
