/* SPDX-License-Identifier: MIT */
/* argv and environment to struct options. */
#include "cmd/cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cli/suggest.h"
#include "cmd/cli/usage.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"

const char *const jam_format_words[] = { "table", "tsv", "csv", "json",
					 "jsonl", "md",	 NULL };

#define GLOBAL(k, f, ...) JAM_OPT_OF(struct jam_globals, k, f, __VA_ARGS__)

const struct jam_option jam_global_options[] = {
	GLOBAL(FILE, db, .name = "db", .value = "FILE", .env = "JAM_DB",
	       .help = "the database; ./jam.db if none is named"),
	GLOBAL(EVENT, event, .name = "event", .value = "SLUG",
	       .env = "JAM_EVENT",
	       .help = "the event; needed where there are several"),
	GLOBAL(CHOICE_OPTION, format, .name = "format", .value = "FORMAT",
	       .choices = jam_format_words,
	       .help = "a table on a terminal and tsv elsewhere, or"),
	GLOBAL(CHOICE_OPTION, format, .name = "json", .sets = "json",
	       .help = "short for --format json"),
	GLOBAL(CHOICE_OPTION, format, .name = "csv", .sets = "csv",
	       .help = "short for --format csv"),
	GLOBAL(FLAG, dry_run, .name = "dry-run", .letter = 'n',
	       .help = "do everything, take it back, show what would come"),
	GLOBAL(FLAG, yes, .name = "yes", .letter = 'y',
	       .help = "do not ask before destroying or overwriting"),
	GLOBAL(FLAG, help, .name = "help", .letter = 'h',
	       .help = "show help, for a command too"),
	GLOBAL(FLAG, version, .name = "version",
	       .help = "show the versions of jam and its libraries"),
	{ 0 },
};

static const struct jam_option no_options[] = { { 0 } };

/* A table of options, where its values go, and which were given. */
struct scope {
	const struct jam_option *table; /* ends with a row without name */
	char *values;
	bool *seen;
};

struct parser {
	struct jam_arena *arena;
	struct jam_line *line;
	struct scope own, global;
	char **argv; /* what is still to be read */
	int left;
	bool ended; /* "--" was seen */
};

struct hit {
	const struct jam_option *option;
	struct scope *scope;
};

static size_t
table_length(const struct jam_option *table)
{
	size_t n = 0;

	while (table[n].name != NULL)
		n++;
	return n;
}

static void
scope_init(struct scope *scope, const struct jam_option *table, void *values,
	   struct jam_arena *arena)
{
	size_t n = table_length(table);

	scope->table = table;
	scope->values = values;
	scope->seen = jam_alloc_array(arena, n, sizeof(bool));
	for (size_t i = 0; i < n; i++)
		if (table[i].kind == JAM_INT)
			*(int64_t *)(void *)(scope->values + table[i].field) =
			    JAM_NONE;
}

/* By letter when name is NULL. */
static const struct jam_option *
scope_find(const struct scope *scope, const char *name, size_t length,
	   char letter)
{
	for (size_t i = 0; i < table_length(scope->table); i++) {
		const struct jam_option *o = &scope->table[i];

		if (name != NULL ? strncmp(o->name, name, length) == 0 &&
				       o->name[length] == '\0'
				 : o->letter == letter)
			return o;
	}
	return NULL;
}

static struct hit
find(struct parser *p, const char *name, size_t length, char letter)
{
	struct hit hit = { scope_find(&p->own, name, length, letter), &p->own };

	if (hit.option == NULL) {
		hit.option = scope_find(&p->global, name, length, letter);
		hit.scope = &p->global;
	}
	return hit;
}

static bool
unknown(struct parser *p, const char *word, struct jam_error *err)
{
	size_t own = table_length(p->own.table), n = 0;
	size_t all = own + table_length(p->global.table);
	const char **words = jam_alloc_array(p->arena, all, sizeof(*words));
	const char *otherwise = "the options of a command follow its name";

	for (size_t i = 0; i < own; i++)
		words[n++] = jam_format(p->arena, "--%s", p->own.table[i].name);
	for (size_t i = 0; i < all - own; i++)
		words[n++] =
		    jam_format(p->arena, "--%s", p->global.table[i].name);
	if (p->line->command != NULL)
		otherwise =
		    jam_format(p->arena, "\"jam help %s\" lists the options",
			       p->line->command->name);
	jam_fail(err, JAM_E_USAGE, "unknown option \"%s\"", word);
	return jam_suggest(err, word, words, n, otherwise);
}

static bool
check_choice(const char *what, const char *value, const char *const *choices,
	     struct jam_arena *arena, struct jam_error *err)
{
	size_t n = 0;

	for (; choices[n] != NULL; n++)
		if (strcmp(choices[n], value) == 0)
			return true;
	jam_fail(err, JAM_E_USAGE, "%s: \"%s\" is none of %s", what, value,
		 jam_usage_choices(arena, choices));
	return jam_suggest(err, value, choices, n, "pick one of them");
}

static void
append(struct jam_texts *list, const char *text, struct jam_arena *arena)
{
	const char **items =
	    jam_alloc_array(arena, list->count + 1, sizeof(*items));

	if (list->count > 0)
		memcpy(items, list->items, list->count * sizeof(*items));
	items[list->count++] = text;
	list->items = items;
}

static bool
check_value(const struct jam_option *o, const char *value,
	    struct jam_arena *arena, struct jam_error *err)
{
	const char *what = jam_format(arena, "--%s", o->name);
	unsigned places;
	int64_t number;

	switch (o->kind) {
	case JAM_INT:
		if (jam_int_read(value, -INT64_MAX, INT64_MAX, &number))
			return true;
		return jam_fail(err, JAM_E_USAGE,
				"%s: \"%s\" is not a whole number", what,
				value);
	case JAM_DECIMAL:
		if (jam_decimal_places(value, &places))
			return true;
		return jam_fail(err, JAM_E_USAGE, "%s: \"%s\" is not a number",
				what, value);
	case JAM_CHOICE_OPTION:
		return check_choice(what, value, o->choices, arena, err);
	default:
		return true;
	}
}

static bool
store(struct parser *p, struct hit hit, const char *value,
      struct jam_error *err)
{
	const struct jam_option *o = hit.option;
	void *field = hit.scope->values + o->field;

	hit.scope->seen[o - hit.scope->table] = true;
	if (o->kind == JAM_FLAG) {
		*(bool *)field = true;
		return true;
	}
	if (o->sets == NULL && !check_value(o, value, p->arena, err))
		return false;
	if (o->kind == JAM_INT)
		return jam_int_read(value, -INT64_MAX, INT64_MAX, field);
	if (o->kind == JAM_MANY)
		append(field, value, p->arena);
	else
		*(const char **)field = o->sets != NULL ? o->sets : value;
	return true;
}

bool
jam_option_takes_value(const struct jam_option *option)
{
	return option->kind != JAM_FLAG && option->sets == NULL;
}

/* The value that follows an option as a word of its own. */
static bool
next_value(struct parser *p, const struct jam_option *o, const char **value,
	   struct jam_error *err)
{
	if (p->left == 0) {
		jam_fail(err, JAM_E_USAGE, "--%s needs a value: %s", o->name,
			 o->value);
		return false;
	}
	*value = *p->argv++;
	p->left--;
	return true;
}

static bool
read_long(struct parser *p, const char *word, struct jam_error *err)
{
	const char *name = word + 2, *equals = strchr(name, '=');
	size_t length = equals != NULL ? (size_t)(equals - name) : strlen(name);
	struct hit hit = find(p, name, length, 0);
	const char *value = equals != NULL ? equals + 1 : NULL;

	if (hit.option == NULL)
		return unknown(p, jam_strndup(p->arena, word, length + 2), err);
	if (value != NULL && !jam_option_takes_value(hit.option))
		return jam_fail(err, JAM_E_USAGE, "--%s takes no value",
				hit.option->name);
	if (value == NULL && jam_option_takes_value(hit.option) &&
	    !next_value(p, hit.option, &value, err))
		return false;
	return store(p, hit, value, err);
}

/* -n, -nh, -oFILE, -o FILE */
static bool
read_short(struct parser *p, const char *word, struct jam_error *err)
{
	for (const char *c = word + 1; *c != '\0'; c++) {
		struct hit hit = find(p, NULL, 0, *c);
		const char *value = c + 1;

		if (hit.option == NULL)
			return unknown(p, word, err);
		if (!jam_option_takes_value(hit.option)) {
			if (!store(p, hit, NULL, err))
				return false;
			continue;
		}
		if (*value == '\0' && !next_value(p, hit.option, &value, err))
			return false;
		return store(p, hit, value, err);
	}
	return true;
}

/* The command, or one of its operands. */
static bool
read_word(struct parser *p, char *word, struct jam_error *err)
{
	struct jam_line *line = p->line;
	const struct jam_option *table;

	if (line->command != NULL) {
		line->argv[line->argc++] = word;
		return true;
	}
	if (!jam_command_get(word, &line->command, err))
		return false;
	line->options = jam_alloc(p->arena, line->command->options_size);
	table = line->command->options;
	scope_init(&p->own, table != NULL ? table : no_options, line->options,
		   p->arena);
	return true;
}

static bool
read_all(struct parser *p, struct jam_error *err)
{
	bool ok = true;

	while (ok && p->left > 0) {
		char *word = *p->argv++;

		p->left--;
		if (p->ended || word[0] != '-' || word[1] == '\0')
			ok = read_word(p, word, err);
		else if (strcmp(word, "--") == 0)
			p->ended = true;
		else if (word[1] == '-')
			ok = read_long(p, word, err);
		else
			ok = read_short(p, word, err);
	}
	return ok;
}

static bool
check_utf8(const char *what, const char *text, struct jam_error *err)
{
	size_t bad;

	if (jam_utf8_check(text, strlen(text), &bad))
		return true;
	return jam_fail(err, JAM_E_USAGE, "%s \"%s\" is not UTF-8", what, text);
}

static bool
read_environment(struct parser *p, struct scope *scope, struct jam_error *err)
{
	for (size_t i = 0; i < table_length(scope->table); i++) {
		const struct jam_option *o = &scope->table[i];
		const char *value = o->env != NULL ? getenv(o->env) : NULL;

		if (scope->seen[i] || value == NULL || *value == '\0')
			continue;
		if (!check_utf8(o->env, value, err) ||
		    !store(p, (struct hit){ o, scope }, value, err))
			return false;
		scope->seen[i] = false;
	}
	return true;
}

static bool
check_excluded(struct parser *p, struct jam_error *err)
{
	for (size_t i = 0; i < table_length(p->own.table); i++) {
		const struct jam_option *o = &p->own.table[i], *other;

		if (!p->own.seen[i] || o->not_with == NULL)
			continue;
		other =
		    scope_find(&p->own, o->not_with, strlen(o->not_with), 0);
		if (other != NULL && p->own.seen[other - p->own.table])
			return jam_fail(err, JAM_E_USAGE,
					"--%s and --%s exclude each other",
					o->name, other->name);
	}
	return true;
}

static bool
misused(struct parser *p, struct jam_error *err)
{
	return jam_hint(err, "%s", jam_usage_line(p->arena, p->line->command));
}

static bool
check_operands(struct parser *p, struct jam_error *err)
{
	const struct jam_operand *o = p->line->command->operands;
	struct jam_line *line = p->line;
	int i = 0;

	for (; o != NULL && o->name != NULL; o++) {
		if (i == line->argc && !o->optional) {
			jam_fail(err, JAM_E_USAGE, "missing operand %s",
				 o->name);
			return misused(p, err);
		}
		for (int n = 0; i < line->argc && (n == 0 || o->repeats);
		     i++, n++)
			if (o->choices != NULL &&
			    !check_choice(o->name, line->argv[i], o->choices,
					  p->arena, err))
				return false;
	}
	if (i == line->argc)
		return true;
	jam_fail(err, JAM_E_USAGE, "one operand too many: \"%s\"",
		 line->argv[i]);
	return misused(p, err);
}

static bool
read_line(struct parser *p, struct jam_error *err)
{
	for (int i = 0; i < p->left; i++)
		if (!check_utf8("argument", p->argv[i], err))
			return false;
	if (!read_all(p, err))
		return p->line->globals.help;
	if (!read_environment(p, &p->global, err) ||
	    !read_environment(p, &p->own, err) || !check_excluded(p, err))
		return p->line->globals.help;
	return p->line->globals.help || p->line->command == NULL ||
	       check_operands(p, err);
}

bool
jam_options_read(int argc, char **argv, struct jam_arena *arena,
		 struct jam_line *line, struct jam_error *err)
{
	struct parser p = {
		.arena = arena, .line = line, .argv = argv, .left = argc
	};

	*line = (struct jam_line){ 0 };
	line->globals.db = "jam.db";
	line->argv = jam_alloc_array(arena, (size_t)argc + 1, sizeof(char *));
	scope_init(&p.global, jam_global_options, &line->globals, arena);
	scope_init(&p.own, no_options, line, arena);
	if (!read_line(&p, err))
		return false;
	*err = (struct jam_error){ 0 };
	return true;
}
