/* SPDX-License-Identifier: MIT */
/* Who made a project, as files say it. */
#ifndef JAM_IMPORT_MEMBERS_H
#define JAM_IMPORT_MEMBERS_H

#include "core/import/cells.h"

struct jam_import;
struct jam_member;

/*
 * The members of a row: the parts of the field `members`, or Devpost's
 * submitter and triplets.  An address that stands for several names is one
 * person, and is noted.  JAM_E_DATA for an address that is none, and for
 * `Doe, Jane`, which may be one person or two.
 */
JAM_MUST_USE bool jam_members_read(const struct jam_import *import,
				   const struct jam_row *row,
				   const struct jam_member **members,
				   size_t *count, struct jam_error *err);

#endif
