/* SPDX-License-Identifier: MIT */
/*
 * The certificate of an assignment: a row of `jam assign`, and as it is kept
 * with the run, which `--check` reads again.
 */
#ifndef JAM_CMD_CLI_CERTIFICATE_H
#define JAM_CMD_CLI_CERTIFICATE_H

#include "core/model/columns.h"
#include "core/policy/assign_figures.h"

struct jam_arena;
struct jam_run_row;

/* What is not perfect, and what is known about it. */
struct jam_certificate_proof {
	const char *figure, *proof;
};

/* How often a rule of never is broken. */
struct jam_certificate_rule {
	const char *rule;
	int64_t broken;
};

struct jam_certificate {
	int64_t judges, projects, batch, seats, load_min, load_max;
	bool connected;
	int64_t components, reciprocal_pairs;
	double efficiency, lambda2;
	int64_t moved, kept;
	const char *seed, *digest;

	/* JSON alone has these. */
	int64_t batch_min, batch_max, own_site_seats, shared_pairs;
	double efficiency_bound, efficiency_error;
	double expected_lambda2, lambda2_error;
	struct jam_words relaxed;
	struct jam_list runs, rules, proof;
};

extern const struct jam_column jam_certificate_columns[];

/* All figures, the seats and the digest among them. */
void jam_certificate_fill(struct jam_certificate *c,
			  const struct jam_assign_figures *figures,
			  struct jam_arena *arena);

/* The rules that hold by a plan (all broken 0 times), and its proofs. */
void jam_certificate_prove(struct jam_certificate *c,
			   const struct jam_assign_plan *plan,
			   struct jam_arena *arena);

/* The four rules and how often each is broken. */
void jam_certificate_rules(struct jam_certificate *c, const uint32_t broken[4],
			   struct jam_arena *arena);

/* Words parted by blanks; runs that were kept, the latest last. */
void jam_certificate_runs(struct jam_certificate *c, const char *relaxed,
			  const struct jam_run_row *runs, size_t count,
			  struct jam_arena *arena);

/* As JSON, of the arena; and back, as far as a check needs it. */
const char *jam_certificate_write(const struct jam_assign_figures *figures,
				  struct jam_arena *arena);
JAM_MUST_USE bool jam_certificate_read(const char *json,
				       struct jam_arena *arena,
				       struct jam_assign_figures *figures,
				       struct jam_error *err);

#endif
