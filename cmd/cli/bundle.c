/* SPDX-License-Identifier: MIT */
/* A bundle, line by line. */
#include "cmd/cli/bundle.h"

#include <stdio.h>
#include <string.h>

#include "cmd/cli/audit.h"
#include "cmd/cli/checks.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/os.h"
#include "core/base/tick.h"
#include "core/base/utf8.h"
#include "core/import/json.h"
#include "core/import/tree.h"
#include "core/model/columns.h"
#include "core/store/proof.h"

#define UID_SIZE 32 /* hex digits */

/* A row of publications, while its results come in pieces. */
struct promise {
	const char *key, *digest; /* SHA-256 of the results, hex */
	int64_t seq;
	bool come;
	struct jam_hasher hasher; /* of what came so far */
	struct promise *next;
};

struct reading {
	struct jam_run *run;
	struct jam_arena *line; /* memory of one line */
	struct jam_proof *proof;
	const char *path;
	size_t number;
	bool links; /* entries have begun: no more rows */
	struct promise *promises;
	const struct jam_bundle_asked *asked;
	struct jam_hash wanted_head; /* as asked */
	struct jam_chain_asked wanted_receipt;
	struct jam_chain_link head, receipt; /* seq 0: not found */
};

static bool
refuse(const struct reading *r, const char *what, struct jam_error *err)
{
	jam_fail(err, JAM_E_DATA, "%s", what);
	return jam_error_at(err, r->path, r->number, 0, NULL);
}

static const char *
text_of(const struct jam_node *node, const char *key)
{
	const char *text = jam_node_text(node, key);

	return text != NULL ? text : "";
}

static int64_t
number_of(const struct jam_node *node, const char *key)
{
	int64_t n;

	return jam_int_read(text_of(node, key), INT64_MIN + 1, INT64_MAX, &n)
		   ? n
		   : 0;
}

static bool
read_hash(const struct jam_node *node, const char *key, struct jam_hash *hash)
{
	return jam_hex_read(text_of(node, key), hash->bytes, JAM_HASH_SIZE);
}

/* Names of tables are few. */
static const char *
keep_table(struct reading *r, const char *table)
{
	struct jam_proof *p = r->proof;

	for (size_t i = 0; i < p->rows && i < 8; i++) {
		const char *known = jam_proof_table(p, p->rows - 1 - i);

		if (strcmp(known, table) == 0)
			return known;
	}
	return jam_strdup(r->run->arena, table);
}

static bool
promise(struct reading *r, const char *bytes, const struct jam_leaf *leaf,
	struct jam_error *err)
{
	struct promise *p = jam_alloc(r->run->arena, sizeof(*p));
	struct jam_node *row;

	if (!jam_json_read(bytes, strlen(bytes), r->path, r->line, &row, err))
		return false;
	p->key = jam_strdup(r->run->arena, leaf->key);
	p->digest = jam_strdup(r->run->arena, text_of(row, "results"));
	p->seq = leaf->seq;
	jam_hash_begin(&p->hasher);
	p->next = r->promises;
	r->promises = p;
	return true;
}

/* A key names its row by uids, and the row has them too. */
static bool
is_key_of(struct reading *r, const char *key, const char *bytes)
{
	for (const char *end; *key != '\0'; key = end + (*end == ' ')) {
		end = key + strcspn(key, " ");
		if (end - key == UID_SIZE &&
		    strstr(bytes, jam_strndup(r->line, key, UID_SIZE)) == NULL)
			return false;
	}
	return true;
}

static bool
take_row(struct reading *r, const struct jam_node *node, struct jam_error *err)
{
	const char *bytes = text_of(node, "row");
	struct jam_leaf leaf = {
		.table = keep_table(r, text_of(node, "table")),
		.key = text_of(node, "key"),
		.seq = number_of(node, "seq"),
	};

	if (*leaf.key == '\0' || *leaf.table == '\0')
		return refuse(r, "this is no row of a table", err);
	jam_leaf_hash(bytes, &leaf.hash);
	jam_proof_row(r->proof, &leaf, 0);
	if (!is_key_of(r, leaf.key, bytes))
		jam_proof_flaw(r->proof, leaf.seq, leaf.table,
			       jam_strdup(r->run->arena, leaf.key),
			       "is called what it is not");
	return strcmp(leaf.table, "publication") != 0 ||
	       promise(r, bytes, &leaf, err);
}

static bool
take_ended(struct reading *r, const struct jam_node *node,
	   struct jam_error *err)
{
	struct jam_leaf leaf = {
		.table = keep_table(r, text_of(node, "table")),
		.key = text_of(node, "key"),
		.seq = number_of(node, "seq"),
	};
	int64_t ended = number_of(node, "ended");

	if (!read_hash(node, "leaf", &leaf.hash) || ended < 1)
		return refuse(r, "this is no row that ended", err);
	jam_proof_row(r->proof, &leaf, ended);
	return true;
}

static bool
take_results(struct reading *r, const struct jam_node *node,
	     struct jam_error *err)
{
	const char *piece = text_of(node, "results");
	const char *key = text_of(node, "key");

	(void)err;
	for (struct promise *p = r->promises; p != NULL; p = p->next)
		if (strcmp(p->key, key) == 0) {
			jam_hash_add(&p->hasher, piece, strlen(piece));
			p->come = true;
			return true;
		}
	jam_proof_flaw(r->proof, 0, "publication",
		       jam_strdup(r->run->arena, key), "was never published");
	return true;
}

/* What came of a publication's results is what its row has the hash of. */
static void
check_promise(struct reading *r, struct promise *p)
{
	char hex[2 * JAM_HASH_SIZE + 1];
	struct jam_hash hash;

	jam_hash_end(&p->hasher, &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
	if (!p->come)
		jam_proof_flaw(r->proof, p->seq, "publication", p->key,
			       "its results are missing");
	else if (strcmp(p->digest, hex) != 0)
		jam_proof_flaw(r->proof, p->seq, "publication", p->key,
			       "its results are not those that were published");
}

static void
keep_link(const struct reading *r, const struct jam_chain_link *link,
	  struct jam_chain_link *out)
{
	*out = *link;
	out->kind = jam_strdup(r->run->arena, link->kind);
}

static void
answer(struct reading *r, const struct jam_chain_link *link)
{
	if (r->asked->head != NULL &&
	    memcmp(&r->wanted_head, &link->hash, sizeof(link->hash)) == 0)
		keep_link(r, link, &r->head);
	if (r->asked->receipt != NULL && jam_chain_is(link, &r->wanted_receipt))
		keep_link(r, link, &r->receipt);
}

static bool
take_link(struct reading *r, const struct jam_node *node, struct jam_error *err)
{
	const char *leaves = text_of(node, "leaves");
	size_t size = strlen(leaves) / 2;
	struct jam_chain_link link = { .seq = number_of(node, "seq"),
				       .at = number_of(node, "at"),
				       .kind = text_of(node, "kind"),
				       .payload = text_of(node, "payload") };
	uint8_t *prefixes = jam_alloc(r->line, size);

	if (!jam_hex_read(text_of(node, "nonce"), link.nonce, JAM_NONCE_SIZE) ||
	    !read_hash(node, "prev", &link.prev) ||
	    !read_hash(node, "hash", &link.hash) ||
	    !jam_hex_read(leaves, prefixes, size))
		return refuse(r, "this is no entry of a log", err);
	r->links = true;
	answer(r, &link);
	jam_proof_link(r->proof, &link, size > 0 ? prefixes : NULL, size);
	jam_tick_at(r->run->tick, (uint64_t)r->proof->entries, 0);
	return true;
}

static bool
take(struct reading *r, const struct jam_node *node, struct jam_error *err)
{
	static const struct {
		const char *member;
		bool (*take)(struct reading *r, const struct jam_node *node,
			     struct jam_error *err);
	} kinds[] = { { "row", take_row },
		      { "leaf", take_ended },
		      { "results", take_results } };

	if (jam_node_find(node, "hash") != NULL)
		return take_link(r, node, err);
	if (r->links)
		return refuse(r, "rows stand before the log", err);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (jam_node_find(node, kinds[i].member) != NULL)
			return kinds[i].take(r, node, err);
	return refuse(r, "this is no line of a bundle", err);
}

/* A line without its end; false at the end of the file. */
static bool
read_line(FILE *file, struct jam_buf *line)
{
	int c;

	jam_buf_clear(line);
	while ((c = getc_unlocked(file)) != EOF && c != '\n' &&
	       line->length <= JAM_JSON_MAX)
		jam_buf_char(line, (char)c);
	return c != EOF || line->length > 0;
}

static bool
take_line(struct reading *r, const struct jam_buf *line, struct jam_error *err)
{
	struct jam_node *node;
	size_t where;

	if (line->length > JAM_JSON_MAX)
		return refuse(r, "this line is longer than 16 MiB", err);
	if (!jam_utf8_check(line->data, line->length, &where))
		return refuse(r, "this line is not UTF-8", err);
	if (!jam_json_read(jam_buf_string(line), line->length, r->path, r->line,
			   &node, err)) {
		err->at.line = r->number;
		return false;
	}
	if (r->number > 1)
		return take(r, node, err);
	return strcmp(text_of(node, "bundle"), JAM_AUDIT_NAME) == 0 ||
	       refuse(r, "this is no bundle of jam's", err);
}

static bool
read_all(struct reading *r, FILE *file, struct jam_error *err)
{
	struct jam_buf line;

	jam_buf_init(&line, r->run->arena);
	while (read_line(file, &line)) {
		struct jam_mark mark = jam_arena_mark(r->line);

		r->number++;
		if (!take_line(r, &line, err))
			return false;
		jam_arena_reset(r->line, mark);
	}
	if (ferror(file))
		return jam_fail(err, JAM_E_IO, "cannot read \"%s\"", r->path);
	return r->number > 0 || refuse(r, "this is no bundle of jam's", err);
}

static bool
report(struct jam_checks *c, struct reading *r, struct jam_error *err)
{
	for (struct promise *p = r->promises; p != NULL; p = p->next)
		check_promise(r, p);
	(void)jam_proof_end(r->proof);
	return jam_checks_proof(c, r->proof, err) &&
	       (r->asked->head == NULL ||
		jam_checks_link(c, "head", &r->head, r->head.seq != 0, err)) &&
	       (r->asked->receipt == NULL ||
		jam_checks_link(c, "receipt", &r->receipt, r->receipt.seq != 0,
				err));
}

bool
jam_bundle_check(struct jam_checks *c, const char *path,
		 const struct jam_bundle_asked *asked, struct jam_error *err)
{
	struct reading r = {
		.run = c->run,
		.line = jam_arena_beside(c->run->arena),
		.proof = jam_alloc(c->run->arena, sizeof(*r.proof)),
		.path = path,
		.asked = asked,
	};
	FILE *file = NULL;
	bool done;

	jam_proof_init(r.proof, c->run->arena);
	done =
	    (asked->head == NULL ||
	     jam_chain_digest_read(asked->head, &r.wanted_head, err)) &&
	    (asked->receipt == NULL ||
	     jam_chain_receipt_read(asked->receipt, &r.wanted_receipt, err)) &&
	    jam_os_open_input(path, c->run->in, &file, err) &&
	    read_all(&r, file, err);
	if (file != NULL)
		fclose(file);
	done = done && report(c, &r, err);
	jam_arena_free(r.line);
	return done;
}
