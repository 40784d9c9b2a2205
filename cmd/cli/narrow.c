/* SPDX-License-Identifier: MIT */
/* The pages of one site. */
#include "cmd/cli/narrow.h"

#include <string.h>

#include "cmd/cli/agenda.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/render/pages.h"

static void
narrow_projects(const struct jam_run *run, const char *key, struct jam_pages *p)
{
	struct jam_page_project *projects =
	    jam_alloc_array(run->arena, p->projects_len, sizeof(*projects));
	size_t n = 0;

	for (size_t i = 0; i < p->projects_len; i++) {
		const char *site = p->projects[i].site;

		if (site != NULL && strcmp(site, key) == 0)
			projects[n++] = p->projects[i];
	}
	p->projects = projects;
	p->projects_len = n;
}

/* Ranks stay those among all. */
static void
keep_ranks(const struct jam_run *run, struct jam_pages *p)
{
	struct jam_page_results *results;

	if (p->results == NULL)
		return;
	results = jam_alloc(run->arena, sizeof(*results));
	*results = *p->results;
	for (size_t i = 0; i < p->projects_len; i++)
		results->ranked += p->projects[i].rank != JAM_NONE;
	p->results = results;
}

static bool
has_project(const struct jam_pages *p, const char *slug)
{
	for (size_t i = 0; slug != NULL && i < p->projects_len; i++)
		if (strcmp(p->projects[i].slug, slug) == 0)
			return true;
	return false;
}

static void
narrow_awards(const struct jam_run *run, struct jam_pages *p)
{
	struct jam_page_award *awards =
	    jam_alloc_array(run->arena, p->awards_len, sizeof(*awards));
	size_t n = 0;

	for (size_t i = 0; i < p->awards_len; i++)
		if (has_project(p, p->awards[i].slug))
			awards[n++] = p->awards[i];
	p->awards = awards;
	p->awards_len = n;
}

void
jam_narrow(const struct jam_run *run, const struct jam_site *site,
	   struct jam_pages *p)
{
	struct jam_page_site *only = jam_alloc(run->arena, sizeof(*only));

	keep_ranks(run, p);
	narrow_projects(run, site->key, p);
	narrow_awards(run, p);
	for (size_t i = 0; i < p->sites_len; i++)
		if (strcmp(p->sites[i].key, site->key) == 0)
			*only = p->sites[i];
	p->sites = only;
	p->sites_len = 1;
	p->one_site = true;
	p->registrations = only->registrations;
	p->schedule = jam_agenda_of(run, site, &p->schedule_len);
	p->zone = site->zone != NULL ? site->zone : p->zone;
	p->title = jam_format(run->arena, "%s: %s", p->title, site->title);
}
