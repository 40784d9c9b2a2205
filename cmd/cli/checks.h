/* SPDX-License-Identifier: MIT */
/* What verify looked at and whether it holds: a row each. */
#ifndef JAM_CMD_CLI_CHECKS_H
#define JAM_CMD_CLI_CHECKS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_chain_link;
struct jam_proof;
struct jam_run;

/* One finding; texts NULL and seq JAM_NONE where they say nothing. */
struct jam_finding {
	const char *check; /* "log", "window", "results", "head", … */
	bool holds;
	int64_t seq;		 /* entry of the log */
	const char *table, *row; /* what does not hold */
	const char *says;
};

/* The findings of one run, and the first that does not hold. */
struct jam_checks {
	struct jam_run *run;
	size_t failed;
	struct jam_finding first;
};

void jam_checks_begin(struct jam_checks *checks, struct jam_run *run);
JAM_MUST_USE bool jam_checks_add(struct jam_checks *checks,
				 const struct jam_finding *finding,
				 struct jam_error *err);

/* What a proof found: its flaws, else how far it speaks; times backwards. */
JAM_MUST_USE bool jam_checks_proof(struct jam_checks *checks,
				   const struct jam_proof *proof,
				   struct jam_error *err);

/* Whether an entry asked for ("head", "receipt") was found. */
JAM_MUST_USE bool jam_checks_link(struct jam_checks *checks, const char *check,
				  const struct jam_chain_link *link, bool found,
				  struct jam_error *err);

/* True when all holds; else JAM_E_NO that names the first that does not. */
JAM_MUST_USE bool jam_checks_end(const struct jam_checks *checks,
				 struct jam_error *err);

#endif
