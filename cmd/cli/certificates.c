/* SPDX-License-Identifier: MIT */
/* Certificates of an event. */
#include "cmd/cli/certificates.h"

#include <stdio.h>
#include <string.h>

#include "cmd/cli/site.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/map.h"
#include "core/base/os.h"
#include "core/base/tick.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/diploma.h"
#include "core/model/slug.h"
#include "core/render/files.h"
#include "core/render/page.h"
#include "core/render/when.h"
#include "core/store/diplomas.h"

#define LAST_PLACE   3
#define TEMPLATE_MAX ((size_t)4 << 20)

struct visiting {
	const struct jam_run *run;
	const char *date;
	struct jam_pages pages;
	struct jam_map projects; /* by slug: struct jam_page_project */
	bool (*visit)(void *with, const struct jam_certified *certificate,
		      struct jam_error *err);
	void *with;
	struct jam_certified_count *count;
};

/* The prize that was given, else the rank; only of what is published. */
static const char *
place_of(const struct visiting *v, const char *slug)
{
	const struct jam_pages *p = &v->pages;
	const struct jam_page_project *x;

	if (slug == NULL || p->results == NULL || p->results->digest == NULL)
		return NULL;
	for (size_t i = 0; i < p->awards_len; i++) {
		const struct jam_page_award *a = &p->awards[i];

		if (a->slug == NULL || strcmp(a->slug, slug) != 0)
			continue;
		if (a->name != NULL)
			return a->name;
		return jam_format(v->run->arena, "%s place",
				  jam_page_ordinal(v->run->arena, a->place));
	}
	x = jam_map_find(&v->projects, slug);
	if (x == NULL || x->rank == JAM_NONE || x->rank > LAST_PLACE)
		return NULL;
	return jam_format(v->run->arena, "%s place",
			  jam_page_ordinal(v->run->arena, x->rank));
}

static const struct {
	const char *role, *folder;
} says[] = {
	[JAM_HONOUR_MEMBER] = { "took part in", "people" },
	[JAM_HONOUR_GUEST] = { "took part in", "people" },
	[JAM_HONOUR_JUDGE] = { "judged", "judges" },
	[JAM_HONOUR_TEAM] = { "took part in", "teams" },
};

static bool
make_one(void *with, const struct jam_honoured *h, struct jam_error *err)
{
	struct visiting *v = with;
	const struct jam_event *e = v->run->event;
	struct jam_certified c = {
		.folder = says[h->honour].folder,
		.fields = { .name = h->name,
			    .event = e->title,
			    .date = v->date,
			    .team = h->team,
			    .project = h->title,
			    .place = place_of(v, h->slug),
			    .role = says[h->honour].role },
	};
	struct jam_diploma diploma = {
		e->uid.text,	h->uid,		c.fields.role,
		c.fields.place, h->project_uid,
	};
	char code[17];

	v->count->all++;
	if (h->name == NULL || *h->name == '\0')
		return true;
	v->count->named++;
	jam_diploma_code(&diploma, code);
	c.fields.code = code;
	return v->visit(v->with, &c, err);
}

/* What the pages say of each project. */
static bool
begin(struct visiting *v, struct jam_error *err)
{
	const struct jam_run *run = v->run;
	const struct jam_event *e = run->event;

	jam_map_init(&v->projects, run->arena);
	if (!jam_site_fill(run, &v->pages, err) ||
	    !jam_when_range(run->arena, e->zone, e->starts_at, e->ends_at,
			    &v->date, err))
		return false;
	for (size_t i = 0; i < v->pages.projects_len; i++) {
		const struct jam_page_project *x = &v->pages.projects[i];

		jam_map_put(&v->projects, x->slug, (void *)x);
	}
	return true;
}

bool
jam_certificates_each(const struct jam_run *run,
		      bool (*visit)(void *with,
				    const struct jam_certified *certificate,
				    struct jam_error *err),
		      void *with, struct jam_certified_count *count,
		      struct jam_error *err)
{
	struct visiting v = {
		.run = run,
		.visit = visit,
		.with = with,
		.count = count,
	};
	const struct jam_honouring how = { .arena = run->arena,
					   .visit = make_one,
					   .with = &v };

	*count = (struct jam_certified_count){ 0 };
	return begin(&v, err) &&
	       jam_store_each_honoured(run->store, run->event, &how, err);
}

/* A code, and the places that may have stood on its certificate. */
struct seeking {
	struct visiting v;
	const char *code;
	const char **places;
	size_t places_len;
	const char **says;
};

/* None, the first three, and what prizes are called, of now and by now. */
static void
list_places(struct seeking *s)
{
	const struct jam_event *e = s->v.run->event;
	const struct jam_pages *p = &s->v.pages;
	struct jam_arena *arena = s->v.run->arena;
	size_t most = 1 + LAST_PLACE + e->prizes_len + p->awards_len;
	int64_t n = 0;

	s->places = jam_alloc_array(arena, most, sizeof(*s->places));
	s->places[s->places_len++] = NULL;
	while (n++ < LAST_PLACE)
		s->places[s->places_len++] =
		    jam_format(arena, "%s place", jam_page_ordinal(arena, n));
	for (size_t i = 0; i < e->prizes_len; i++)
		s->places[s->places_len++] =
		    e->prizes[i].name != NULL
			? e->prizes[i].name
			: jam_format(
			      arena, "%s place",
			      jam_page_ordinal(arena, e->prizes[i].place));
	for (size_t i = 0; i < p->awards_len; i++)
		s->places[s->places_len++] = p->awards[i].name;
}

static const char *
tell_once(const struct seeking *s, const struct jam_honoured *h,
	  const char *place)
{
	const struct jam_run *run = s->v.run;
	const char *now = place_of(&s->v, h->slug);
	const char *instead;

	if (h->tier != JAM_RUNNING)
		instead =
		    jam_format(run->arena, "the project was withdrawn (%s)",
			       jam_tier_words[h->tier]);
	else if (now == NULL)
		instead = place != NULL ? "now without a place"
					: "now in another way";
	else
		instead = jam_format(run->arena, "now %s", now);
	return jam_format(run->arena,
			  "would be the code of \"%s %s %s%s%s\"; that does "
			  "not hold: %s",
			  h->name, says[h->honour].role, run->event->title,
			  place != NULL ? ", " : "", place != NULL ? place : "",
			  instead);
}

static bool
seek(void *with, const struct jam_honoured *h, struct jam_error *err)
{
	struct seeking *s = with;
	const struct jam_page_results *results = s->v.pages.results;
	bool placed =
	    h->slug != NULL && results != NULL && results->digest != NULL;
	size_t most = placed ? s->places_len : 1;
	char code[17];

	(void)err;
	if (h->name == NULL || *h->name == '\0')
		return true;
	for (size_t i = 0; i < most && *s->says == NULL; i++) {
		const struct jam_diploma diploma = {
			s->v.run->event->uid.text,
			h->uid,
			says[h->honour].role,
			s->places[i],
			h->project_uid,
		};

		jam_diploma_code(&diploma, code);
		if (strcmp(code, s->code) == 0)
			*s->says = tell_once(s, h, s->places[i]);
	}
	return true;
}

bool
jam_certificates_once(const struct jam_run *run, const char *code,
		      const char **text, struct jam_error *err)
{
	struct seeking s = { .v = { .run = run }, .code = code, .says = text };
	const struct jam_honouring how = {
		.once = true, .arena = run->arena, .visit = seek, .with = &s
	};

	*text = NULL;
	if (!begin(&s.v, err))
		return false;
	list_places(&s);
	return jam_store_each_honoured(run->store, run->event, &how, err);
}

struct writing {
	const struct jam_run *run;
	struct jam_files *files;
	struct jam_map names; /* of files: two people may be called alike */
	const char *template, *file;
	struct jam_arena *scratch;
	size_t done;
};

/* After the name, else the code, which stands on it too. */
static const char *
path_of(struct writing *w, const struct jam_certified *c)
{
	struct jam_arena *arena = w->scratch;
	const char *slug =
	    jam_slug_make(arena, c->fields.name,
			  jam_format(arena, "certificate-%s", c->fields.code));

	return jam_format(arena, "%s.svg",
			  jam_slug_take(&w->names,
					jam_format(arena, "%s/", c->folder),
					slug, arena));
}

static bool
write_one(void *with, const struct jam_certified *c, struct jam_error *err)
{
	struct writing *w = with;
	struct jam_mark mark = jam_arena_mark(w->scratch);
	struct jam_buf out;
	bool done;

	jam_tick_at(w->run->tick, w->done++, 0);
	jam_buf_init(&out, w->scratch);
	done =
	    jam_certificate_svg(&out, w->template, w->file, &c->fields, err) &&
	    jam_files_put(w->files, path_of(w, c), out.data, out.length, err);
	jam_arena_reset(w->scratch, mark);
	return done;
}

static bool
read_template(struct writing *w, const char *path, struct jam_error *err)
{
	struct jam_buf bytes;
	FILE *file;
	size_t bad;
	bool done;

	if (path == NULL)
		return true;
	jam_buf_init(&bytes, w->run->arena);
	if (!jam_os_open_input(path, w->run->in, &file, err))
		return false;
	done = jam_os_read_all(file, path, TEMPLATE_MAX, &bytes, err);
	fclose(file);
	if (!done)
		return false;
	w->template = jam_buf_string(&bytes);
	w->file = path;
	if (bytes.length > 0 && strlen(w->template) == bytes.length &&
	    jam_utf8_check(w->template, bytes.length, &bad))
		return true;
	jam_fail(err, JAM_E_DATA, "a template is SVG text in UTF-8");
	return jam_error_at(err, path, 0, 0, NULL);
}

bool
jam_certificates_write(const struct jam_run *run, const char *template,
		       struct jam_files *files, struct jam_error *err)
{
	struct writing w = {
		.run = run,
		.files = files,
	};
	struct jam_certified_count count;
	bool done;

	jam_map_init(&w.names, run->arena);
	if (!read_template(&w, template, err))
		return false;
	w.scratch = jam_arena_beside(run->arena);
	done = jam_certificates_each(run, write_one, &w, &count, err);
	jam_arena_free(w.scratch);
	if (done && count.named < count.all)
		jam_say(run, "%zu of %zu have no name and get no certificate",
			count.all - count.named, count.all);
	return done;
}
