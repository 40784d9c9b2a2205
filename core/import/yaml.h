/* SPDX-License-Identifier: MIT */
/*
 * The part of YAML that event files, map files and ballots need: maps, lists
 * and scalars that are text.  Everything else is refused where it stands.
 */
#ifndef JAM_IMPORT_YAML_H
#define JAM_IMPORT_YAML_H

#include "core/base/error.h"

struct jam_arena;
struct jam_node;

#define JAM_YAML_MAX	((size_t)1 << 20)  /* bytes of a file */
#define JAM_YAML_SCALAR ((size_t)64 << 10) /* bytes of a scalar */
#define JAM_YAML_EVENTS ((size_t)100000)   /* libyaml's events of a file */
#define JAM_YAML_DEPTH	16

/*
 * The tree of a checked UTF-8 text of at most JAM_YAML_MAX bytes; name is for
 * messages.  JAM_E_DATA with line and column for what is not YAML, a limit
 * that is passed, and each of: a key twice, an anchor, an alias, `<<`, a tag,
 * a directive, a second document, a key that is no scalar.  The limits are
 * checked at each event, since libyaml has none and takes time quadratic in
 * the depth.
 */
JAM_MUST_USE bool jam_yaml_read(const char *text, size_t length,
				const char *name, struct jam_arena *arena,
				struct jam_node **root, struct jam_error *err);

#endif
