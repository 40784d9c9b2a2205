/* SPDX-License-Identifier: MIT */
/* Dispatch: the line read, the run filled, the usage or the session. */
#include "cmd/cli/start.h"

#include <signal.h>
#include <stdlib.h>

#include "cmd/cli/clock.h"
#include "cmd/cli/options.h"
#include "cmd/cli/progress.h"
#include "cmd/cli/session.h"
#include "cmd/cli/term.h"
#include "cmd/cli/usage.h"
#include "cmd/cli/version.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/uid.h"
#include "core/base/zone.h"

/* Who ignores SIGCHLD has its children's exits thrown away: an editor's. */
static bool
set_signals(struct jam_error *err)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction usual = { .sa_handler = SIG_DFL };

	if (sigaction(SIGPIPE, &ignore, NULL) == 0 &&
	    sigaction(SIGXFSZ, &ignore, NULL) == 0 &&
	    sigaction(SIGCHLD, &usual, NULL) == 0)
		return true;
	return jam_fail(err, JAM_E_SYSTEM, "signals cannot be set");
}

/* The user's own zone, for showing times. */
static const char *
read_zone(const struct jam_run *run)
{
	const char *written = getenv("TZ"), *meant = NULL, *name;

	if (written == NULL || *written == '\0')
		return "UTC";
	name = jam_zone_name(*written == ':' ? written + 1 : written);
	if (jam_zone_check(run->arena, name, &meant))
		return name;
	jam_say(run, "TZ \"%s\" is no time zone, times are shown in UTC%s%s%s",
		written, meant != NULL ? "; did you mean \"" : "",
		meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
	return "UTC";
}

static bool
show_usage(const struct jam_line *line, const struct jam_term *term,
	   struct jam_arena *arena, struct jam_error *err)
{
	struct jam_buf text;

	jam_buf_init(&text, arena);
	if (line->globals.version)
		jam_version_write(&text);
	else if (line->command != NULL)
		jam_usage_command(&text, line->command, term->columns);
	else
		jam_usage_commands(&text, line->globals.help, term->columns);
	return jam_term_page(term, &text, err);
}

static bool
start(int argc, char **argv, struct jam_run *run, struct jam_error *err)
{
	struct jam_progress progress;
	struct jam_random random = { .seed = jam_clock_seed() };
	struct jam_term term;
	struct jam_line line;
	bool done;

	jam_term_read(&term);
	if (!set_signals(err) || !jam_clock_now(&run->now, err))
		return false;
	done = jam_options_read(argc, argv, run->arena, &line, err);
	run->command = line.command;
	if (!done)
		return false;
	if (line.command == NULL || line.globals.help || line.globals.version)
		return show_usage(&line, &term, run->arena, err);
	jam_progress_init(&progress, run->messages, term.columns,
			  jam_clock_milliseconds);
	run->options = line.options;
	run->globals = &line.globals;
	run->argc = line.argc;
	run->argv = line.argv;
	run->random = &random;
	run->tick = term.moves ? &progress.tick : NULL;
	run->zone = read_zone(run);
	run->db = line.globals.db;
	run->dry_run = line.globals.dry_run;
	run->yes = line.globals.yes;
	run->terminal_in = term.in;
	run->terminal_out = term.out;
	run->columns = term.columns;
	done = jam_session_run(run, err);
	run->globals = NULL;
	run->random = NULL;
	return done;
}

/* What to do next, where who failed could not say it better. */
static const char *const hints[] = {
	[JAM_E_NOINPUT] = "name a file that is there and that you may read",
	[JAM_E_BUG] = "this is a fault of jam: report it with what "
		      "jam --version says",
	[JAM_E_SYSTEM] = "free what is short (memory, open files, room for "
			 "temporary files), then run it again",
	[JAM_E_CANTCREATE] = "name another place, one where you may write",
	[JAM_E_IO] = "see to the disk or the pipe that failed, then run it "
		     "again",
	[JAM_E_BUSY] = "try again when it is done",
	[JAM_E_RULE] = "jam status says where the event stands",
	[JAM_E_CONFIG] = "name another with --db, or go back to a copy that "
			 "jam backup made",
};

static void
hint_anyway(const struct jam_run *run, struct jam_error *err)
{
	const char *name = run->command != NULL ? run->command->name : NULL;

	if (err->code == JAM_E_USAGE)
		jam_hint(err, "jam help%s%s", name != NULL ? " " : "",
			 name != NULL ? name : "");
	else if (err->code == JAM_E_DATA && name != NULL)
		jam_hint(err, "jam help %s, or man jam-%s", name, name);
	else if (hints[err->code] != NULL)
		jam_hint(err, "%s", hints[err->code]);
}

bool
jam_start(int argc, char **argv, struct jam_run *run, struct jam_error *err)
{
	if (start(argc, argv, run, err))
		return true;
	hint_anyway(run, err);
	return false;
}
