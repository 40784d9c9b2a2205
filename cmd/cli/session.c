/* SPDX-License-Identifier: MIT */
/* One transaction of a command. */
#include "cmd/cli/session.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli/ask.h"
#include "cmd/cli/options.h"
#include "cmd/cli/progress.h"
#include "cmd/cli/term.h"
#include "core/base/os.h"
#include "core/model/columns.h"
#include "core/render/out.h"
#include "core/store/events.h"
#include "core/store/store.h"

struct session {
	struct jam_run *run;
	enum jam_needs needs;
	bool dry, rehearsal;
	struct jam_store_opened opened;
	FILE *stream;	       /* where rows go at first */
	struct jam_kept *kept; /* what waits; NULL: they go out at once */
	bool saved;	       /* committed: cannot be taken back */
};

static enum jam_format
choose_format(const struct jam_globals *globals, const struct jam_term *term)
{
	int i = 0;

	if (globals->format == NULL)
		return term->out ? JAM_TABLE : JAM_TSV;
	while (strcmp(jam_format_words[i], globals->format) != 0)
		i++;
	return (enum jam_format)i;
}

/*
 * An answer is kept back while it may still be untrue (a writer, until
 * COMMIT), and while a reader's snapshot would have to wait for whoever reads
 * a pipe.  A file never makes us wait.
 */
static bool
keeps_back(const struct session *s)
{
	struct stat st;

	if (s->rehearsal)
		return true;
	if (s->needs == JAM_NEEDS_NONE)
		return false;
	return s->needs != JAM_NEEDS_READ || fstat(STDOUT_FILENO, &st) != 0 ||
	       !S_ISREG(st.st_mode);
}

static bool
open_answer(struct session *s, struct jam_error *err)
{
	struct jam_term term;
	struct jam_out_options options = { 0 };

	jam_term_read(&term);
	options.format =
	    s->rehearsal ? JAM_TABLE : choose_format(s->run->globals, &term);
	options.width =
	    term.out || s->rehearsal || term.columns_set ? term.columns : 0;
	options.color = term.color && !s->rehearsal;
	options.ascii = term.ascii;
	options.safe = term.out || s->rehearsal;
	s->stream = stdout;
	if (keeps_back(s))
		s->kept = jam_os_keep(&s->stream);
	if (s->stream == NULL)
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	s->run->out = jam_out_new(s->run->arena, s->stream, &options);
	return true;
}

static bool
open_store(struct session *s, struct jam_error *err)
{
	static const enum jam_store_mode modes[] = {
		[JAM_NEEDS_READ] = JAM_STORE_READ,
		[JAM_NEEDS_WRITE] = JAM_STORE_WRITE,
		[JAM_NEEDS_CREATE] = JAM_STORE_CREATE,
	};
	struct jam_store_options options = { 0 };

	if (s->needs == JAM_NEEDS_NONE)
		return true;
	options.path = s->run->db;
	options.mode = modes[s->needs];
	options.random = s->run->random;
	options.now = s->run->now;
	if (!jam_store_open(&options, s->run->arena, &s->run->store, &s->opened,
			    err))
		return false;
	if (s->opened.migrated_from != 0)
		jam_say(s->run, "%s: brought up from version %d of its schema",
			s->run->db, s->opened.migrated_from);
	return jam_store_begin(s->run->store, err);
}

/* Where any event will do, several or none is no failure. */
static bool
load_event(struct session *s, struct jam_error *err)
{
	const struct jam_run *run = s->run;
	unsigned traits = run->command->traits;
	const char *slug = run->globals->event;
	struct jam_event *event;
	struct jam_words slugs;

	if (s->needs == JAM_NEEDS_NONE ||
	    (traits & (JAM_ONE_EVENT | JAM_ANY_EVENT)) == 0)
		return true;
	if ((traits & JAM_ONE_EVENT) == 0 && slug == NULL) {
		if (!jam_store_list_events(run->store, run->arena, &slugs, err))
			return false;
		if (slugs.count != 1)
			return true;
	}
	if (!jam_store_get_event(run->store, slug, run->arena, &event, err))
		return false;
	s->run->event = event;
	return true;
}

static bool
commit(struct session *s, struct jam_error *err)
{
	const struct jam_run *run = s->run;

	if (run->store == NULL || s->dry)
		return true;
	if (!jam_store_commit(run->store, err))
		return false;
	s->saved = s->needs != JAM_NEEDS_READ;
	if (s->opened.made)
		jam_say(run, "made %s", run->db);
	return true;
}

static bool
step_after(struct session *s, struct jam_error *err)
{
	const struct jam_run *run = s->run;

	return s->dry || run->command->after == NULL ||
	       run->command->after(s->run, err);
}

static void
close_store(struct session *s)
{
	struct jam_run *run = s->run;

	if (run->store != NULL && !s->saved)
		jam_store_rollback(run->store);
	jam_store_close(run->store);
	run->store = NULL;
	run->event = NULL;
	run->out = NULL;
	jam_progress_clear(run->tick);
}

/* Only the answer is lost. */
static bool
hint_saved(struct jam_error *err)
{
	return jam_hint(err, "the change stays, it need not be made again: "
			     "jam log");
}

/*
 * Let the answer out.  That a reader went away is the reader's business, but
 * who saved something and could not say so must say that.
 */
static bool
deliver(struct session *s, struct jam_error *err)
{
	FILE *to = s->rehearsal ? s->run->messages : stdout;
	struct jam_error failed = { 0 };

	if ((s->kept == NULL || jam_os_kept_write(s->kept, to, &failed)) &&
	    jam_os_flush(to, "standard output", &failed))
		return true;
	if (s->saved) {
		jam_fail(err, JAM_E_IO, "saved, but %s", failed.message);
		return hint_saved(err);
	}
	if (jam_term_reader_gone())
		failed.message[0] = '\0';
	if (err->code == JAM_OK)
		*err = failed;
	return false;
}

static bool
finish_answer(struct session *s, bool shown, struct jam_error *err)
{
	bool ok = !shown || jam_out_end(s->run->out, err);

	if (s->stream == stdout)
		return ok;
	/* Without room for the last of it, there is no text at all. */
	if (fclose(s->stream) == 0)
		return ok;
	jam_fail(err, errno == ENOMEM ? JAM_E_SYSTEM : JAM_E_IO, "%s%s",
		 s->saved ? "saved, but the answer is lost: " : "",
		 errno == ENOMEM ? "out of memory"
				 : "no room to keep the answer");
	return s->saved && hint_saved(err);
}

static bool
transact(struct session *s, jam_work *work, struct jam_error *err)
{
	bool ok, shown;

	if (!open_answer(s, err))
		return false;
	ok = open_store(s, err) && load_event(s, err) && work(s->run, err);
	/* A "no" has an answer too: what was found. */
	shown = ok || err->code == JAM_E_NO;
	/* The step after COMMIT may have something to say, too. */
	ok = ok && commit(s, err) && step_after(s, err);
	ok = finish_answer(s, shown, err) && ok;
	close_store(s);
	if (err->code == JAM_E_IO && s->stream == stdout &&
	    jam_term_reader_gone())
		err->message[0] = '\0';
	if (ok || (shown && err->code == JAM_E_NO))
		ok = deliver(s, err) && ok;
	jam_os_kept_free(s->kept);
	return ok;
}

bool
jam_session(struct jam_run *run, enum jam_needs needs, jam_work *work,
	    struct jam_error *err)
{
	struct session s = { .run = run, .needs = needs, .dry = run->dry_run };

	return transact(&s, work, err);
}

bool
jam_session_rehearse(struct jam_run *run, enum jam_needs needs, jam_work *work,
		     struct jam_error *err)
{
	struct session s = { .run = run, .needs = needs };
	bool before = run->dry_run, ok;

	s.dry = s.rehearsal = run->dry_run = true;
	ok = transact(&s, work, err);
	run->dry_run = before;
	return ok;
}

/* What destroys is shown first, as a dry run, and asked about. */
static bool
confirm(struct jam_run *run, struct jam_error *err)
{
	const struct jam_command *command = run->command;
	bool yes = false;

	if ((command->traits & JAM_CONFIRMS) == 0 || run->yes || run->dry_run)
		return true;
	if (!run->terminal_in) {
		jam_fail(err, JAM_E_USAGE,
			 "\"%s\" destroys, and nobody is here to be asked",
			 command->name);
		return jam_hint(err, "--dry-run shows what would go, "
				     "--yes does it");
	}
	if (!jam_session_rehearse(run, command->needs, command->run, err) ||
	    !jam_ask_yes(run, "Do this?", &yes, err))
		return false;
	return yes || jam_fail(err, JAM_E_NO, "nothing was changed");
}

bool
jam_session_run(struct jam_run *run, struct jam_error *err)
{
	const struct jam_command *command = run->command;

	if ((command->traits & JAM_OWN_STORE) != 0)
		return command->run(run, err);
	return confirm(run, err) &&
	       jam_session(run, command->needs, command->run, err);
}
