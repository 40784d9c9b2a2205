/* SPDX-License-Identifier: MIT */
/* All pages of an event, one after the other. */
#include "core/render/page.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/model/columns.h"
#include "core/render/doc.h"
#include "core/render/files.h"
#include "core/render/layout.h"
#include "core/render/style.h"

/* What is the same for all pages. */
struct job {
	const struct jam_page_options *options;
	struct jam_page_order order;
	struct jam_files *files;
	struct jam_arena *arena; /* given back after each page */
	struct jam_layout layout;
	const char *prefix;
};

static int
by_rank(const void *a, const void *b)
{
	const struct jam_page_project *p =
	    *(const struct jam_page_project *const *)a;
	const struct jam_page_project *q =
	    *(const struct jam_page_project *const *)b;

	if ((p->rank == JAM_NONE) != (q->rank == JAM_NONE))
		return p->rank == JAM_NONE ? 1 : -1;
	if (p->rank != q->rank)
		return p->rank < q->rank ? -1 : 1;
	return p->number < q->number ? -1 : p->number > q->number;
}

static void
sort_projects(struct jam_page_order *o, const struct jam_pages *pages,
	      struct jam_arena *arena)
{
	size_t n = pages->projects_len;

	*o = (struct jam_page_order){ .pages = pages };
	o->items = jam_alloc_array(arena, n, sizeof(*o->items));
	o->withdrawn = jam_alloc_array(arena, n, sizeof(*o->withdrawn));
	for (size_t i = 0; i < n; i++) {
		const struct jam_page_project *p = &pages->projects[i];

		if (p->tier == JAM_TIER_NAMED)
			o->withdrawn[o->withdrawn_len++] = p;
		else if (p->tier != JAM_TIER_HIDDEN)
			o->items[o->count++] = p;
	}
	if (pages->results == NULL)
		return;
	qsort(o->items, o->count, sizeof(*o->items), by_rank);
	while (o->ranked < o->count && o->items[o->ranked]->rank != JAM_NONE)
		o->ranked++;
}

static struct jam_doc
new_doc(const struct job *job, struct jam_error *err)
{
	bool html = job->options->format == JAM_PAGE_HTML;
	bool deep =
	    job->layout.path != NULL && strchr(job->layout.path, '/') != NULL;
	struct jam_doc doc = {
		.arena = job->arena,
		.err = err,
		.format = job->options->format,
		.pages = job->order.pages,
		.zone = job->order.pages->zone,
		.up = deep ? "../" : "",
		.extension = html ? ".html" : ".md",
		.prefix = job->prefix,
	};

	jam_buf_init(&doc.out, job->arena);
	return doc;
}

/* Where a page goes: "projects/2022-11-13-heads.md". */
static const char *
file_path(const struct job *job, const struct jam_doc *doc)
{
	const char *path = job->layout.path, *slash = strchr(path, '/');
	size_t folder = slash != NULL ? (size_t)(slash + 1 - path) : 0;

	return jam_format(job->arena, "%.*s%s%s%s", (int)folder, path,
			  job->prefix, path + folder, doc->extension);
}

/* Which page; at most one of site and project counts. */
struct which {
	const char *path, *title;
	void (*write)(struct jam_doc *doc, const struct jam_page_order *order);
	const struct jam_page_site *site;
	size_t project;
};

/* One page, in memory that is given back. */
static bool
put_page(struct job *job, const struct which *which, struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(job->arena);
	struct jam_doc doc;
	bool done;

	job->layout.path = which->path;
	job->layout.title = which->title;
	doc = new_doc(job, err);
	jam_layout_begin(&doc, &job->layout);
	if (which->write != NULL)
		which->write(&doc, &job->order);
	else if (which->site != NULL)
		jam_page_site(&doc, &job->order, which->site);
	else
		jam_page_project(&doc, &job->order, which->project);
	jam_layout_end(&doc, &job->layout);
	done = !doc.failed && jam_files_put(job->files, file_path(job, &doc),
					    doc.out.data, doc.out.length, err);
	jam_arena_reset(job->arena, mark);
	return done;
}

static bool
put_fixed(struct job *job, struct jam_error *err)
{
	const struct jam_pages *pages = job->order.pages;
	struct which index = { .path = "index", .write = jam_page_index };
	struct which results = { .path = "results",
				 .title = "Results",
				 .write = jam_page_results };
	struct which judges = { .path = "judges",
				.title = "Judges",
				.write = jam_page_judges };
	struct which after = { .path = "outcomes",
			       .title = "What came of it",
			       .write = jam_page_after };

	if (!jam_layout_data(pages, job->arena, &job->layout.data, err) ||
	    !put_page(job, &index, err))
		return false;
	job->layout.data = NULL;
	return (pages->results == NULL || put_page(job, &results, err)) &&
	       (pages->judges_len == 0 || put_page(job, &judges, err)) &&
	       (pages->after == NULL || put_page(job, &after, err));
}

static bool
put_sites(struct job *job, struct jam_error *err)
{
	const struct jam_pages *pages = job->order.pages;

	for (size_t i = 0; i < pages->sites_len; i++) {
		const struct jam_page_site *site = &pages->sites[i];
		struct which which = {
			.path = jam_format(job->arena, "sites/%s", site->key),
			.title = site->title,
			.site = site,
		};

		if (!put_page(job, &which, err))
			return false;
	}
	return true;
}

static bool
put_projects(struct job *job, struct jam_tick *tick, struct jam_error *err)
{
	for (size_t i = 0; i < job->order.count; i++) {
		const struct jam_page_project *p = job->order.items[i];
		struct which which = {
			.path = jam_format(job->arena, "projects/%s", p->slug),
			.title = p->title,
			.project = i,
		};

		jam_tick_at(tick, i, job->order.count);
		if (!put_page(job, &which, err))
			return false;
	}
	return true;
}

static bool
begin(struct job *job, const struct jam_pages *pages, struct jam_error *err)
{
	sort_projects(&job->order, pages, job->arena);
	job->layout.pages = pages;
	job->layout.front = job->options->front;
	job->layout.style = jam_style(job->arena);
	job->layout.source = jam_style_source(
	    job->arena, jam_format(job->arena, "\n%s", job->layout.style));
	return jam_layout_prefix(pages, job->options, job->arena, &job->prefix,
				 err);
}

bool
jam_pages_write(const struct jam_pages *pages,
		const struct jam_page_options *options, struct jam_files *files,
		struct jam_arena *arena, struct jam_tick *tick,
		struct jam_error *err)
{
	struct job job = {
		.options = options,
		.files = files,
		.arena = jam_arena_beside(arena),
	};
	bool done = begin(&job, pages, err) && put_fixed(&job, err) &&
		    put_sites(&job, err) && put_projects(&job, tick, err);

	jam_arena_free(job.arena);
	return done;
}

bool
jam_pages_results(const struct jam_pages *pages,
		  const struct jam_page_options *options, struct jam_buf *out,
		  struct jam_error *err)
{
	struct job job = { .options = options, .arena = out->arena };
	struct jam_doc doc;

	if (!begin(&job, pages, err))
		return false;
	job.layout.path = "results";
	job.layout.title = "Results";
	doc = new_doc(&job, err);
	doc.extension = NULL;
	jam_layout_begin(&doc, &job.layout);
	jam_page_results(&doc, &job.order);
	jam_layout_end(&doc, &job.layout);
	jam_buf_add(out, doc.out.data, doc.out.length);
	return !doc.failed;
}
