/* SPDX-License-Identifier: MIT */
/*
 * A command is constant data plus one function that loads, decides, saves and
 * shows.  One table of options feeds the parser, the help, the check of the
 * man page and the completions.
 */
#ifndef JAM_CMD_CMD_H
#define JAM_CMD_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;
struct jam_out;
struct jam_random;
struct jam_store;
struct jam_tick;

/* How an option or operand is read, and how a shell completes it. */
enum jam_kind {
	JAM_FLAG,	   /* bool */
	JAM_INT,	   /* int64_t; JAM_NONE when absent */
	JAM_DECIMAL,	   /* const char *, checked to be a decimal */
	JAM_TEXT_OPTION,   /* const char * */
	JAM_MANY,	   /* struct jam_texts: repeats */
	JAM_FILE,	   /* const char * */
	JAM_DIR,	   /* const char * */
	JAM_CHOICE_OPTION, /* const char *, one of choices */
	JAM_EVENT, /* const char *, as all below: names in the database */
	JAM_SITE,
	JAM_PERSON,
	JAM_JUDGE_NAME,
	JAM_PROJECT,
	JAM_CRITERION,
	JAM_SCORE, /* CRITERION=SCORE */
	JAM_WORD,  /* an operand: a word, one of choices if it has any */
};

struct jam_texts {
	const char **items;
	size_t count;
};

struct jam_option {
	const char *name; /* long form; NULL ends the table */
	char letter;	  /* 0: there is only the long form */
	enum jam_kind kind;
	size_t field;		    /* offset in the command's struct options */
	const char *value;	    /* how help calls it: "EMAIL" */
	const char *env;	    /* taken when the option is absent */
	const char *not_with;	    /* an option that excludes this one */
	const char *const *choices; /* of a choice; NULL-terminated */
	const char *sets; /* takes no value: short for this one ("json") */
	const char *help; /* one clause, lower case, no full stop */
};

/* A row of the table; does not compile when field and kind disagree. */
#define JAM_OPT(k, f, ...) JAM_OPT_OF(struct options, k, f, __VA_ARGS__)
#define JAM_OPT_OF(s, k, f, ...)                                         \
	{                                                                \
		.kind = JAM_##k, .field = JAM_FIELD(s, f, JAM_TYPE_##k), \
		__VA_ARGS__                                              \
	}
#define JAM_FIELD(s, f, t)     (offsetof(s, f) + _Generic(((s *)0)->f, t : 0))
#define JAM_TYPE_FLAG	       bool
#define JAM_TYPE_INT	       int64_t
#define JAM_TYPE_DECIMAL       const char *
#define JAM_TYPE_TEXT_OPTION   const char *
#define JAM_TYPE_MANY	       struct jam_texts
#define JAM_TYPE_FILE	       const char *
#define JAM_TYPE_DIR	       const char *
#define JAM_TYPE_CHOICE_OPTION const char *
#define JAM_TYPE_EVENT	       const char *
#define JAM_TYPE_SITE	       const char *
#define JAM_TYPE_PERSON	       const char *
#define JAM_TYPE_JUDGE_NAME    const char *
#define JAM_TYPE_PROJECT       const char *
#define JAM_TYPE_CRITERION     const char *

struct jam_operand {
	const char *name; /* "PROJECT"; NULL ends the table */
	enum jam_kind kind;
	bool repeats; /* one or more (with optional: any number) */
	bool optional;
	const char *const *choices; /* for JAM_WORD */
	const char *help;
};

/* The groups of `jam help`, in this order. */
enum jam_group {
	JAM_SETTING_UP,
	JAM_COLLECTING,
	JAM_JUDGING_GROUP,
	JAM_PUBLISHING,
	JAM_LOOKING,
	JAM_KEEPING_SAFE,
	JAM_ABOUT,
};

/* What main opens before it calls run. */
enum jam_needs {
	JAM_NEEDS_NONE,
	JAM_NEEDS_READ,
	JAM_NEEDS_WRITE,
	JAM_NEEDS_CREATE,
};

enum jam_trait {
	JAM_ONE_EVENT = 1, /* r->event is loaded, or the error says why not */
	JAM_CONFIRMS = 2,  /* destroys: asks, or needs --yes */
	JAM_ANY_EVENT = 4, /* r->event if one is named or there is only one */
	JAM_OWN_STORE = 8, /* run opens stores itself: cmd/cli/session.h */
};

struct jam_command;
struct jam_globals;

/* All that a command is given. */
struct jam_run {
	const struct jam_command *command;
	const void *options; /* the command's struct options */
	int argc;
	char **argv; /* operands alone */
	const struct jam_globals *globals;
	void *state; /* NULL; a command's own, from run to `after` */
	struct jam_arena *arena;
	struct jam_store *store;       /* NULL with JAM_NEEDS_NONE */
	const struct jam_event *event; /* NULL without JAM_ONE_EVENT */
	struct jam_out *out;	       /* kept back until COMMIT when writing */
	FILE *in, *messages;	       /* standard input; standard error */
	struct jam_random *random;
	struct jam_tick *tick; /* NULL where nobody looks */
	int64_t now;	       /* seconds UTC, read once */
	const char *zone;      /* the user's time zone (TZ), UTC if unset */
	const char *db;	       /* path of the database */
	bool dry_run, yes;
	bool terminal_in;  /* a person types and sees the question */
	bool terminal_out; /* a person reads the answer */
	size_t columns;	   /* of the terminal; 80 unless known */
};

/*
 * A line on standard error, users' text in it made safe: "jam: …".  The one
 * way for a command to warn or inform; never changes the exit.
 */
void jam_say(const struct jam_run *run, const char *format, ...)
    JAM_PRINTF(2, 3);

struct jam_command {
	const char *name;
	const char *summary; /* "Record a judge's scores for a project" */
	const char *details; /* paragraphs for `jam help NAME`, or NULL */
	enum jam_group group;
	enum jam_needs needs;
	unsigned traits;		  /* enum jam_trait */
	const struct jam_option *options; /* NULL: none of its own */
	size_t options_size;		  /* sizeof(struct options) */
	const struct jam_operand *operands;
	/* True commits; rows of a JAM_E_NO are shown as well. */
	bool (*run)(struct jam_run *run, struct jam_error *err);
	/*
	 * NULL, or what SQLite cannot do in a transaction: after COMMIT, not
	 * in a dry run, the store still open, safe to repeat.  It may add
	 * rows to the answer.
	 */
	bool (*after)(struct jam_run *run, struct jam_error *err);
};

#endif
