/* SPDX-License-Identifier: MIT */
/* An event as it stands, for `check`. */
#ifndef JAM_STORE_AUDITS_H
#define JAM_STORE_AUDITS_H

#include "core/model/audit.h"

struct jam_arena;
struct jam_store;

/* All of it but `now`, of the arena; event is borrowed. */
JAM_MUST_USE bool jam_store_get_audit(struct jam_store *store,
				      const struct jam_event *event,
				      struct jam_arena *arena,
				      struct jam_audit *audit,
				      struct jam_error *err);

#endif
