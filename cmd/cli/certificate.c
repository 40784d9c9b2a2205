/* SPDX-License-Identifier: MIT */
/* Certificates of assignments. */
#include "cmd/cli/certificate.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/import/json.h"
#include "core/import/tree.h"
#include "core/store/batches.h"

#define COLUMN(field, kind) JAM_COLUMN(struct jam_certificate, field, kind)
#define ONLY_JSON(field, k)                                                   \
	{                                                                     \
#field, JAM_COLUMN_##k,                                       \
		    JAM_COLUMN_OFFSET(struct jam_certificate, field, k), true \
	}

const struct jam_column jam_certificate_columns[] = {
	COLUMN(judges, INT),
	COLUMN(projects, INT),
	COLUMN(batch, INT),
	COLUMN(seats, INT),
	COLUMN(load_min, INT),
	COLUMN(load_max, INT),
	COLUMN(connected, BOOL),
	COLUMN(components, INT),
	COLUMN(reciprocal_pairs, INT),
	COLUMN(efficiency, REAL),
	COLUMN(lambda2, REAL),
	COLUMN(moved, INT),
	COLUMN(kept, INT),
	COLUMN(seed, TEXT),
	COLUMN(digest, TEXT),
	ONLY_JSON(batch_min, INT),
	ONLY_JSON(batch_max, INT),
	ONLY_JSON(own_site_seats, INT),
	ONLY_JSON(shared_pairs, INT),
	ONLY_JSON(efficiency_bound, REAL),
	ONLY_JSON(efficiency_error, REAL),
	ONLY_JSON(expected_lambda2, REAL),
	ONLY_JSON(lambda2_error, REAL),
	ONLY_JSON(relaxed, WORDS),
	ONLY_JSON(runs, LIST),
	ONLY_JSON(rules, LIST),
	ONLY_JSON(proof, LIST),
	{ 0 },
};

static const struct jam_column run_columns[] = {
	JAM_COLUMN(struct jam_run_row, seed, TEXT),
	JAM_COLUMN(struct jam_run_row, seed_given, BOOL),
	JAM_COLUMN(struct jam_run_row, at, TIME),
	{ 0 },
};

static const struct jam_column rule_columns[] = {
	JAM_COLUMN(struct jam_certificate_rule, rule, TEXT),
	JAM_COLUMN(struct jam_certificate_rule, broken, INT),
	{ 0 },
};

static const struct jam_column proof_columns[] = {
	JAM_COLUMN(struct jam_certificate_proof, figure, TEXT),
	JAM_COLUMN(struct jam_certificate_proof, proof, TEXT),
	{ 0 },
};

void
jam_certificate_fill(struct jam_certificate *c,
		     const struct jam_assign_figures *f,
		     struct jam_arena *arena)
{
	const struct jam_graph_figures *g = &f->graph;
	bool spectrum = g->method != JAM_GRAPH_NONE;

	*c = (struct jam_certificate){
		.judges = f->judges,
		.projects = f->projects,
		.batch = f->batch,
		.seats = (int64_t)f->seats,
		.load_min = g->load_min,
		.load_max = g->load_max,
		.connected = g->components == 1,
		.components = g->components,
		.reciprocal_pairs = f->reciprocal_pairs,
		.efficiency = g->has_efficiency ? g->efficiency : NAN,
		.lambda2 = spectrum ? g->lambda2 : NAN,
		.moved = f->moved,
		.kept = f->kept,
		.digest = jam_strdup(arena, f->digest),
		.batch_min = g->batch_min,
		.batch_max = g->batch_max,
		.own_site_seats = f->own_site_seats,
		.shared_pairs =
		    f->has_shared ? (int64_t)f->shared_pairs : JAM_NONE,
		.efficiency_bound = spectrum ? g->efficiency_bound : NAN,
		.efficiency_error =
		    g->has_efficiency ? g->efficiency_error : NAN,
		.expected_lambda2 = g->expected_lambda2,
		.lambda2_error = spectrum ? g->lambda2_error : NAN,
	};
}

void
jam_certificate_rules(struct jam_certificate *c, const uint32_t broken[4],
		      struct jam_arena *arena)
{
	static const char *const names[] = { "own", "conflict", "site",
					     "double" };
	struct jam_certificate_rule *rule =
	    jam_alloc_array(arena, 4, sizeof(*rule));

	for (size_t r = 0; r < 4; r++)
		rule[r] = (struct jam_certificate_rule){ names[r], broken[r] };
	c->rules = (struct jam_list){ .columns = rule_columns,
				      .items = rule,
				      .count = 4,
				      .stride = sizeof(*rule),
				      .value = 1 };
}

void
jam_certificate_prove(struct jam_certificate *c,
		      const struct jam_assign_plan *plan,
		      struct jam_arena *arena)
{
	static const uint32_t none[4];
	const struct jam_certificate_proof all[] = {
		{ "balance", jam_assign_proof_word(plan->balance) },
		{ "connected", jam_assign_proof_word(plan->connected) },
		{ "reciprocal_pairs", jam_assign_proof_word(plan->reciprocal) },
		{ "own_site_seats", jam_assign_proof_word(plan->own_site) },
		{ "moved", jam_assign_proof_word(plan->moves) },
	};
	struct jam_certificate_proof *proof =
	    jam_alloc_array(arena, 5, sizeof(*proof));
	size_t n = 0;

	for (size_t p = 0; p < 5; p++)
		if (*all[p].proof != '\0')
			proof[n++] = all[p];
	c->proof = (struct jam_list){ .columns = proof_columns,
				      .items = proof,
				      .count = n,
				      .stride = sizeof(*proof),
				      .value = 1 };
	jam_certificate_rules(c, none, arena);
}

void
jam_certificate_runs(struct jam_certificate *c, const char *relaxed,
		     const struct jam_run_row *runs, size_t count,
		     struct jam_arena *arena)
{
	const char **words = NULL;
	size_t n = 0, room = 0;

	while (*relaxed != '\0') {
		size_t length = strcspn(relaxed, " ");

		words = jam_grow(arena, words, &room, n + 1, sizeof(*words));
		words[n++] = jam_strndup(arena, relaxed, length);
		relaxed += length;
		relaxed += strspn(relaxed, " ");
	}
	c->relaxed = (struct jam_words){ words, n };
	c->runs = (struct jam_list){ .columns = run_columns,
				     .items = runs,
				     .count = count,
				     .stride = sizeof(*runs),
				     .value = 1 };
}

/* Figures as they are kept: name, kind, offset. */
struct field {
	const char *name;
	enum { U32, U64, REAL, YES } kind;
	size_t offset;
};

#define FIELD(name, kind)                                              \
	{                                                              \
#name, kind, offsetof(struct jam_assign_figures, name) \
	}

static const struct field fields[] = {
	FIELD(judges, U32),
	FIELD(projects, U32),
	FIELD(batch, U32),
	FIELD(seats, U64),
	FIELD(graph.seats, U32),
	FIELD(graph.load_min, U32),
	FIELD(graph.load_max, U32),
	FIELD(graph.batch_min, U32),
	FIELD(graph.batch_max, U32),
	FIELD(graph.components, U32),
	FIELD(graph.method, U32),
	FIELD(graph.has_efficiency, YES),
	FIELD(graph.lambda2, REAL),
	FIELD(graph.lambda2_error, REAL),
	FIELD(graph.efficiency, REAL),
	FIELD(graph.efficiency_error, REAL),
	FIELD(graph.efficiency_bound, REAL),
	FIELD(graph.expected_lambda2, REAL),
	FIELD(reciprocal_pairs, U32),
	FIELD(own_site_seats, U32),
	FIELD(has_shared, YES),
	FIELD(shared_pairs, U64),
	FIELD(moved, U32),
	FIELD(kept, U32),
};

/* The name without "graph.". */
static const char *
key_of(const struct field *field)
{
	const char *dot = strchr(field->name, '.');

	if (dot != NULL && strcmp(dot, ".seats") != 0)
		return dot + 1;
	return dot != NULL ? "counted" : field->name;
}

static void
write_field(const struct field *field, const char *at, struct jam_buf *out)
{
	jam_json_string(out, key_of(field));
	jam_buf_char(out, ':');
	switch (field->kind) {
	case U32:
		jam_json_int(out, *(const uint32_t *)(const void *)at);
		break;
	case U64:
		jam_json_int(out,
			     (int64_t) * (const uint64_t *)(const void *)at);
		break;
	case REAL:
		jam_json_double(out, *(const double *)(const void *)at);
		break;
	case YES:
		jam_buf_text(out, *(const bool *)(const void *)at ? "true"
								  : "false");
		break;
	}
}

const char *
jam_certificate_write(const struct jam_assign_figures *f,
		      struct jam_arena *arena)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	jam_buf_char(&out, '{');
	for (size_t x = 0; x < sizeof(fields) / sizeof(*fields); x++) {
		write_field(fields + x, (const char *)f + fields[x].offset,
			    &out);
		jam_buf_char(&out, ',');
	}
	jam_buf_format(&out, "\"digest\":\"%s\"}", f->digest);
	return jam_buf_string(&out);
}

static bool
read_field(const struct field *field, const char *text, char *at)
{
	int64_t n;
	double x;
	char *end;

	switch (field->kind) {
	case U32:
		if (!jam_int_read(text, 0, UINT32_MAX, &n))
			return false;
		*(uint32_t *)(void *)at = (uint32_t)n;
		return true;
	case U64:
		if (!jam_int_read(text, 0, INT64_MAX, &n))
			return false;
		*(uint64_t *)(void *)at = (uint64_t)n;
		return true;
	case REAL:
		x = strtod(text, &end);
		if (end == text || *end != '\0')
			return false;
		*(double *)(void *)at = x;
		return true;
	case YES:
		*(bool *)(void *)at = strcmp(text, "true") == 0;
		return true;
	}
	return false;
}

bool
jam_certificate_read(const char *json, struct jam_arena *arena,
		     struct jam_assign_figures *f, struct jam_error *err)
{
	struct jam_node *root;
	const char *text;

	memset(f, 0, sizeof(*f));
	if (!jam_json_read(json, strlen(json), "the certificate", arena, &root,
			   err))
		return false;
	for (size_t x = 0; x < sizeof(fields) / sizeof(*fields); x++) {
		text = jam_node_text(root, key_of(fields + x));
		if (text == NULL ||
		    !read_field(fields + x, text, (char *)f + fields[x].offset))
			return jam_fail(err, JAM_E_DATA,
					"the certificate that is stored has no "
					"\"%s\"",
					key_of(fields + x));
	}
	text = jam_node_text(root, "digest");
	if (text == NULL || strlen(text) != sizeof(f->digest) - 1)
		return jam_fail(err, JAM_E_DATA,
				"the certificate that is stored has no digest");
	memcpy(f->digest, text, sizeof(f->digest));
	return true;
}
