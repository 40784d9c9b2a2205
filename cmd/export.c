/* SPDX-License-Identifier: MIT */
/* jam export: everything that leaves. */
#include <string.h>

#include "cmd/cli/agenda.h"
#include "cmd/cli/audit.h"
#include "cmd/cli/certificates.h"
#include "cmd/cli/data.h"
#include "cmd/cli/document.h"
#include "cmd/cli/dump.h"
#include "cmd/cli/lookup.h"
#include "cmd/cli/narrow.h"
#include "cmd/cli/options.h"
#include "cmd/cli/session.h"
#include "cmd/cli/sheets.h"
#include "cmd/cli/site.h"
#include "cmd/cli/site_after.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/render/files.h"
#include "core/render/out.h"
#include "core/render/pages.h"

struct options {
	const char *output, *front, *flavor, *as, *site, *template;
	bool html, private, raw, audit;
};

static const char *const fronts[] = { "none", "hugo", "jekyll", "quarto",
				      NULL };
static const char *const flavors[] = { "gfm", "commonmark", NULL };

static const struct jam_option options[] = {
	JAM_OPT(FILE, output, .name = "output", .letter = 'o', .value = "PATH",
		.help =
		    "the file, or the directory of many files; - is stdout"),
	JAM_OPT(FLAG, html, .name = "html",
		.help = "pages as HTML, not Markdown"),
	JAM_OPT(CHOICE_OPTION, front, .name = "front-matter", .value = "TOOL",
		.not_with = "html", .choices = fronts,
		.help = "what Markdown pages begin with"),
	JAM_OPT(CHOICE_OPTION, flavor, .name = "flavor", .value = "NAME",
		.not_with = "html", .choices = flavors, .help = "of Markdown"),
	JAM_OPT(CHOICE_OPTION, as, .name = "as", .value = "FORM",
		.choices = jam_sheet_words, .help = "of ballots"),
	JAM_OPT(SITE, site, .name = "site", .value = "ID",
		.help = "ballots of its judges, its calendar, its pages"),
	JAM_OPT(FILE, template, .name = "template", .value = "FILE",
		.help = "certificates: the SVG to fill in"),
	JAM_OPT(FLAG, private, .name = "private",
		.help = "for the organizer: with names and addresses"),
	JAM_OPT(FLAG, raw, .name = "raw",
		.help = "CSV without the guard against formulas"),
	JAM_OPT(FLAG, audit, .name = "audit", .not_with = "private",
		.help = "data: the record that jam verify BUNDLE checks"),
	{ 0 },
};

static const char *const kinds[] = {
	"ballots", "calendar", "certificates", "data",
	"pages",   "ratings",  "results",      NULL,
};

static const struct jam_operand operands[] = {
	{ "WHAT", JAM_WORD, .choices = kinds, .help = "what to export" },
	{ 0 },
};

static size_t
index_of(const char *const *words, const char *word)
{
	size_t i = 0;

	while (word != NULL && words[i] != NULL && strcmp(words[i], word) != 0)
		i++;
	return word != NULL && words[i] != NULL ? i : 0;
}

static struct jam_page_options
page_options(const struct options *o)
{
	struct jam_page_options p = {
		.front = (enum jam_front)index_of(fronts, o->front),
	};

	p.format = o->html			       ? JAM_PAGE_HTML
		   : index_of(flavors, o->flavor) == 1 ? JAM_PAGE_COMMONMARK
						       : JAM_PAGE_GFM;
	return p;
}

static const struct jam_column summary_columns[] = {
	JAM_COLUMN(struct jam_files_summary, directory, TEXT),
	JAM_COLUMN(struct jam_files_summary, files, INT),
	JAM_COLUMN(struct jam_files_summary, removed, INT),
	JAM_COLUMN(struct jam_files_summary, bytes, INT),
	{ 0 },
};

static bool
open_directory(struct jam_run *r, unsigned mode, struct jam_files **files,
	       struct jam_error *err)
{
	const struct options *o = r->options;

	if (o->output != NULL)
		return jam_files_open(r->arena, o->output, mode, files, err);
	jam_fail(err, JAM_E_USAGE, "%s are many files: -o DIR", r->argv[0]);
	return jam_hint(err, "jam export %s -o DIR", r->argv[0]);
}

/* The site of --site; NULL without it. */
static bool
find_site(const struct jam_run *r, const struct jam_site **site,
	  struct jam_error *err)
{
	const struct options *o = r->options;

	*site = NULL;
	return o->site == NULL || jam_need_site(r, o->site, site, err);
}

static bool
export_pages(struct jam_run *r, struct jam_error *err)
{
	struct jam_page_options how = page_options(r->options);
	struct jam_files **files = r->state;
	const struct jam_site *site;
	struct jam_pages pages;

	if (!find_site(r, &site, err) || !jam_site_fill(r, &pages, err))
		return false;
	if (site != NULL)
		jam_narrow(r, site, &pages);
	else if (!jam_site_after(r, &pages, err))
		return false;
	return open_directory(r, 0666, files, err) &&
	       jam_pages_write(&pages, &how, *files, r->arena, r->tick, err);
}

static bool
export_ballots(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	const struct jam_site *site;
	struct jam_files **files = r->state;

	return find_site(r, &site, err) &&
	       open_directory(r, 0600, files, err) &&
	       jam_sheets_write(
		   r, (enum jam_sheet_form)index_of(jam_sheet_words, o->as),
		   site != NULL ? site->id : 0, *files, err);
}

/* Files appear when what they rest on is in the database for good. */
static bool
after(struct jam_run *r, struct jam_error *err)
{
	struct jam_files **files = r->state;
	struct jam_files_summary summary;
	struct jam_files *mine = *files;

	if (mine == NULL)
		return true;
	*files = NULL;
	if (!jam_files_commit(mine, &summary, err))
		return false;
	jam_out_begin(r->out, "export", r->event->slug, summary_columns);
	return jam_out_row(r->out, &summary, err);
}

static bool
open_document(struct jam_run *r, enum jam_format fallback,
	      struct jam_document *d, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_document_options how = {
		.path = o->output,
		.private = o->private,
		.raw = o->raw,
		.format = r->globals->format != NULL ? jam_out_format(r->out)
						     : fallback,
	};

	return jam_document_open(r, &how, d, err);
}

static bool
export_calendar(struct jam_run *r, struct jam_error *err)
{
	const struct jam_site *site;
	struct jam_document d;
	struct jam_buf text;

	jam_buf_init(&text, r->arena);
	if (!find_site(r, &site, err) ||
	    !jam_agenda_write(r, site, &text, err) ||
	    !open_document(r, JAM_TSV, &d, err))
		return false;
	fwrite(text.data, 1, text.length, d.stream);
	return jam_document_close(&d, err);
}

static bool
export_certificates(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_files **files = r->state;

	return open_directory(r, 0600, files, err) &&
	       jam_certificates_write(r, o->template, *files, err);
}

static bool
export_results(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_page_options how = page_options(o);
	struct jam_document d;
	struct jam_pages pages;
	struct jam_buf text;

	if (!jam_site_results_out(r, err) || !jam_site_fill(r, &pages, err) ||
	    !open_document(r, JAM_MD, &d, err))
		return false;
	if (jam_out_format(d.out) == JAM_MD) {
		jam_buf_init(&text, r->arena);
		if (jam_pages_results(&pages, &how, &text, err))
			fwrite(text.data, 1, text.length, d.stream);
	} else if (!jam_dump_results(r, &pages, d.out, err)) {
		return jam_document_close(&d, err);
	}
	return jam_document_close(&d, err);
}

static bool
export_ratings(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_document d;

	if ((!o->private && !jam_site_results_out(r, err)) ||
	    !open_document(r, JAM_CSV, &d, err))
		return false;
	if (!jam_dump_ratings(r, o->private, d.out, err))
		return jam_document_close(&d, err);
	return jam_document_close(&d, err);
}

/* Who gave what, by uid: private though it names nobody. */
static bool
export_audit(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	const struct jam_document_options how = {
		.path = o->output,
		.private = true,
		.format = JAM_JSONL,
	};
	struct jam_document d;

	if (!jam_document_open(r, &how, &d, err))
		return false;
	if (!jam_audit_write(r, d.stream, err))
		return jam_document_close(&d, err);
	return jam_document_close(&d, err);
}

static bool
export_data(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_document d;

	if (o->audit)
		return export_audit(r, err);
	if (!open_document(r, JAM_TSV, &d, err))
		return false;
	if (!jam_data_write(r, o->private, d.out, err))
		return jam_document_close(&d, err);
	return jam_document_close(&d, err);
}

/* An option that a document knows nothing of would go unheard. */
static bool
check_options(const struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	const char *as = r->globals->format;
	bool rows = as != NULL && strcmp(as, jam_format_words[JAM_MD]) != 0 &&
		    strcmp(r->argv[0], "results") == 0;
	const struct {
		bool given;
		const char *name, *with;
	} rules[] = {
		{ o->html, "html", "pages and results" },
		{ o->front != NULL, "front-matter", "pages and results" },
		{ o->flavor != NULL, "flavor", "pages and results" },
		{ o->as != NULL, "as", "ballots" },
		{ o->site != NULL, "site", "ballots, calendar and pages" },
		{ o->template != NULL, "template", "certificates" },
		{ o->private, "private", "data and ratings" },
		{ o->raw, "raw", "ratings and results" },
		{ o->audit, "audit", "data" },
	};

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (rules[i].given && strstr(rules[i].with, r->argv[0]) == NULL)
			return jam_fail(err, JAM_E_USAGE, "--%s goes with %s",
					rules[i].name, rules[i].with);
	if (rows && (o->html || o->front != NULL || o->flavor != NULL))
		return jam_fail(err, JAM_E_USAGE,
				"--html, --front-matter and --flavor go with "
				"results as md, not %s",
				as);
	return true;
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	static bool (*const exports[])(struct jam_run * r,
				       struct jam_error * err) = {
		export_ballots, export_calendar, export_certificates,
		export_data,	export_pages,	 export_ratings,
		export_results
	};
	size_t what = index_of(kinds, r->argv[0]);
	struct jam_files *files = NULL;
	bool done;

	if (!check_options(r, err))
		return false;
	r->state = &files;
	done = jam_session(r, what == 0 ? JAM_NEEDS_WRITE : JAM_NEEDS_READ,
			   exports[what], err);
	r->state = NULL;
	jam_files_discard(files);
	return done;
}

const struct jam_command jam_cmd_export = {
	.name = "export",
	.summary = "Write pages, ballots, results and all else that leaves",
	.details =
	    "Public by default: no address, and no judge's name beside a "
	    "score.  While the window is open nothing public holds scores; "
	    "after publish it holds what was published, with its digest.  A "
	    "directory that jam did not make is never written into.",
	.group = JAM_PUBLISHING,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_ONE_EVENT | JAM_OWN_STORE,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
	.after = after,
};
