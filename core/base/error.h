/* SPDX-License-Identifier: MIT */
/*
 * One error, filled once where it is first understood, printed once by main.
 * A function that can fail returns bool (true: done) and takes a struct
 * jam_error * last.  Callers pass a filled error up untouched.
 */
#ifndef JAM_BASE_ERROR_H
#define JAM_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#define JAM_MUST_USE	 __attribute__((warn_unused_result))
#define JAM_PRINTF(f, a) __attribute__((format(printf, f, a)))

struct jam_arena;

/* What went wrong; jam_error_exit gives the exit status of each. */
enum jam_code {
	JAM_OK,
	JAM_E_NO,	  /* 1: it ran, and the answer is no */
	JAM_E_USAGE,	  /* 64: the command line is wrong */
	JAM_E_DATA,	  /* 65: a file or a typed value is wrong */
	JAM_E_NOINPUT,	  /* 66: a file named is missing or unreadable */
	JAM_E_BUG,	  /* 70: jam is wrong */
	JAM_E_SYSTEM,	  /* 71: the system is out of something */
	JAM_E_CANTCREATE, /* 73: an output exists or cannot be made */
	JAM_E_IO,	  /* 74: reading or writing failed */
	JAM_E_BUSY,	  /* 75: another process holds the database */
	JAM_E_RULE,	  /* 77: a rule of the event forbids it */
	JAM_E_CONFIG,	  /* 78: not a database this jam can use */
};

/*
 * Where in the user's own file; 0 or "" where unknown.  A CSV place has line
 * and field, a YAML place line and column.  Lines and columns count from 1.
 */
struct jam_origin {
	char file[256];
	size_t line, column;
	char field[128];
};

/* One of several things wrong with one file; memory of the list's arena. */
struct jam_problem {
	struct jam_origin at;
	enum jam_code code; /* JAM_E_DATA, or JAM_E_RULE for ballots */
	const char *message;
	struct jam_problem *next;
};

/*
 * Problems in the order found.  Lists of more than JAM_PROBLEMS_KEPT count on
 * but keep no more, so that a bad file of a million rows stays printable.
 */
#define JAM_PROBLEMS_KEPT 1000
struct jam_problems {
	struct jam_arena *arena; /* owns the texts */
	struct jam_problem *first, *last;
	size_t count;
};

struct jam_error {
	enum jam_code code;
	struct jam_origin at;
	char message[2048]; /* lower case, no full stop, values in "…" */
	char hint[1024];    /* what to type next; "" where there is none */
	const struct jam_problems *problems; /* main prints all of them */
	const char *source;		     /* our own file and line, for */
	int source_line;		     /* JAM_DEBUG=1 */
};

bool jam_error_set(struct jam_error *err, enum jam_code code,
		   const char *source, int source_line, const char *format, ...)
    JAM_PRINTF(5, 6);

/* What a refusal returns, in sight of who reads one file alone. */
static inline bool
jam_refused(bool done)
{
	(void)done;
	return false;
}

/*
 * Fill err and return false, so that a refusal is one return statement:
 * return jam_fail(err, JAM_E_DATA, "\"%s\" is not an e-mail address", s).
 * An error that is filled already is left as it is: a failure during clean-up
 * never hides the first one.
 */
#define jam_fail(err, code, ...) \
	jam_refused(             \
	    jam_error_set((err), (code), __FILE__, __LINE__, __VA_ARGS__))

/* Add what to do next to a filled error; returns false, as jam_fail does. */
#define jam_hint(err, ...) jam_refused(jam_error_hint((err), __VA_ARGS__))

bool jam_error_hint(struct jam_error *err, const char *format, ...)
    JAM_PRINTF(2, 3);

/* Add the place in the user's file; field may be NULL.  Returns false. */
bool jam_error_at(struct jam_error *err, const char *file, size_t line,
		  size_t column, const char *field);

/* Add the field alone, where the caller will know the place. */
bool jam_error_field(struct jam_error *err, const char *field);

/* "MESSAGE; HINT": for a problem, which has no hint of its own. */
const char *jam_error_text(struct jam_arena *arena,
			   const struct jam_error *err);

/* The exit status that cli.md gives a code: 0, 1, or 64 to 78. */
int jam_error_exit(enum jam_code code);

/* Add a problem (texts are copied to the list's arena). */
void jam_problem_add(struct jam_problems *list, const struct jam_origin *at,
		     enum jam_code code, const char *format, ...)
    JAM_PRINTF(4, 5);

/*
 * Turn a list into one error: JAM_E_DATA if any problem is, else JAM_E_RULE.
 * The list must live as long as err.  Returns false; true for an empty list.
 */
JAM_MUST_USE bool jam_problems_fail(const struct jam_problems *list,
				    struct jam_error *err);

#endif
