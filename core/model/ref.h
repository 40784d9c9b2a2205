/* SPDX-License-Identifier: MIT */
/* How a person names a project: slug, #NUMBER or the source's id. */
#ifndef JAM_MODEL_REF_H
#define JAM_MODEL_REF_H

#include <stdint.h>

#include "core/base/error.h"

/*
 * What a text may mean; the store looks all of it up, since "12" can be the
 * slug of one project and the source's id of another (that is 65, and names
 * both).
 */
struct jam_ref {
	const char *text; /* as written, borrowed: the source's id */
	const char *slug; /* the same, or NULL: it cannot be a slug */
	int64_t number;	  /* of "#12"; 0: none */
};

/* JAM_E_DATA for an empty text. */
JAM_MUST_USE bool jam_ref_read(const char *text, struct jam_ref *ref,
			       struct jam_error *err);

#endif
