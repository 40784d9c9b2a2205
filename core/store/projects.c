/* SPDX-License-Identifier: MIT */
/* The table project. */
#include "core/store/projects.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/model/ref.h"
#include "core/store/db.h"
#include "core/store/project_rows.h"
#include "core/store/store.h"

void
jam_project_stored_read(const struct jam_query *q, struct jam_arena *arena,
			struct jam_project_stored *out)
{
	struct jam_project *p = &out->project;

	*out = (struct jam_project_stored){ .seq = jam_get_int(q, 15) };
	p->id = jam_get_int(q, 0);
	jam_get_uid(q, 1, &p->uid);
	p->number = jam_get_int(q, 2);
	p->slug = jam_get_string(q, 3, arena);
	p->title = jam_get_string(q, 4, arena);
	p->team = jam_get_int(q, 5);
	out->team_uid = jam_get_text(q, 6, arena);
	p->team_name = jam_get_string(q, 7, arena);
	p->site = jam_get_ref(q, 8);
	p->site_key = jam_get_text(q, 9, arena);
	p->url = jam_get_text(q, 10, arena);
	p->abstract = jam_get_text(q, 11, arena);
	p->idea = jam_get_text(q, 12, arena);
	p->submitted_at = jam_get_int(q, 13);
	p->source_id = jam_get_text(q, 14, arena);
	p->source = jam_get_text(q, 16, arena);
	p->tier = (enum jam_tier)jam_get_index(q, 17, JAM_TIER_UNRANKED);
	p->reason = jam_get_text(q, 18, arena);
}

const char *
jam_project_bytes(const struct jam_project_stored *row, const char *event,
		  const uint8_t *salt, struct jam_arena *arena)
{
	const struct jam_project *p = &row->project;
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_text(&e, "abstract", p->abstract);
	jam_entry_word(&e, "event", event);
	jam_entry_text(&e, "idea", p->idea);
	jam_entry_int(&e, "number", p->number);
	jam_entry_word(&e, "site", p->site_key);
	jam_entry_word(&e, "slug", p->slug);
	jam_entry_word(&e, "source", p->source);
	jam_entry_text(&e, "source_id", p->source_id);
	jam_entry_int(&e, "submitted_at", p->submitted_at);
	jam_entry_word(&e, "team", row->team_uid);
	jam_entry_text(&e, "title", p->title);
	jam_entry_word(&e, "uid", p->uid.text);
	jam_entry_text(&e, "url", p->url);
	return jam_entry_end(&e);
}

static bool
insert(struct jam_store *store, int64_t event, struct jam_project_stored *now,
       struct jam_error *err)
{
	const struct jam_project *it = &now->project;
	struct jam_query *q = jam_query(store, JAM_SQL_PROJECT_INSERT, err);

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, it->uid.text);
	jam_bind_int(q, 2, event);
	jam_bind_int(q, 3, it->number);
	jam_bind_text(q, 4, it->slug);
	jam_bind_text(q, 5, it->title);
	jam_bind_text(q, 6, jam_utf8_fold(jam_store_arena(store), it->title));
	jam_bind_int(q, 7, it->team);
	jam_bind_ref(q, 8, it->site);
	jam_bind_text(q, 9, it->url);
	jam_bind_text(q, 10, it->abstract);
	jam_bind_text(q, 11, it->idea);
	jam_bind_opt(q, 12, it->submitted_at);
	jam_bind_text(q, 13, it->source);
	jam_bind_text(q, 14, it->source_id);
	jam_bind_int(q, 15, now->seq);
	if (!jam_run_query(q, err))
		return false;
	now->project.id = jam_inserted(store);
	return true;
}

static bool
update(struct jam_store *store, const struct jam_project_stored *now,
       struct jam_error *err)
{
	const struct jam_project *it = &now->project;
	struct jam_query *q = jam_query(store, JAM_SQL_PROJECT_UPDATE, err);

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, it->title);
	jam_bind_text(q, 2, jam_utf8_fold(jam_store_arena(store), it->title));
	jam_bind_int(q, 3, it->team);
	jam_bind_ref(q, 4, it->site);
	jam_bind_text(q, 5, it->url);
	jam_bind_text(q, 6, it->abstract);
	jam_bind_text(q, 7, it->idea);
	jam_bind_opt(q, 8, it->submitted_at);
	jam_bind_text(q, 9, it->source);
	jam_bind_text(q, 10, it->source_id);
	jam_bind_int(q, 11, now->seq);
	jam_bind_int(q, 12, it->id);
	return jam_run_query(q, err);
}

bool
jam_project_write(struct jam_store *store, int64_t event, bool is_new,
		  struct jam_project_stored *row, struct jam_error *err)
{
	return is_new ? insert(store, event, row, err)
		      : update(store, row, err);
}

/* A statement that lists projects, and what it gives of each. */
struct listing {
	enum jam_sql sql;
	void (*read)(const struct jam_query *q, struct jam_arena *arena,
		     struct jam_project *out);
};

static void
read_whole(const struct jam_query *q, struct jam_arena *arena,
	   struct jam_project *out)
{
	struct jam_project_stored stored;

	jam_project_stored_read(q, arena, &stored);
	*out = stored.project;
}

static void
read_running(const struct jam_query *q, struct jam_arena *arena,
	     struct jam_project *out)
{
	*out = (struct jam_project){
		.id = jam_get_int(q, 0),
		.number = jam_get_int(q, 1),
		.slug = jam_get_string(q, 2, arena),
		.title = jam_get_string(q, 3, arena),
		.team = jam_get_int(q, 4),
		.site = jam_get_ref(q, 5),
		.site_key = jam_get_text(q, 6, arena),
		.submitted_at = jam_get_int(q, 7),
		.tier = JAM_RUNNING,
	};
	jam_get_uid(q, 8, &out->uid);
}

/* How many projects an event has at most, in the running or not. */
static bool
count_projects(struct jam_store *store, const struct jam_event *event,
	       size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_PROJECTS_COUNT, err);
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	if (!jam_step(q, &row, err))
		return false;
	*count = (size_t)jam_get_ref(q, 0);
	jam_reset(q);
	return true;
}

/* The rows found so far; there is room for all from the start. */
struct found {
	struct jam_project *items;
	size_t count, capacity;
};

static bool
list_projects(struct jam_store *store, const struct jam_event *event,
	      const struct listing *how, struct jam_arena *arena,
	      struct found *f, struct jam_error *err)
{
	struct jam_query *q;
	bool done;

	*f = (struct found){ 0 };
	if (!count_projects(store, event, &f->capacity, err))
		return false;
	q = jam_query(store, how->sql, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	f->items = jam_alloc_array(arena, f->capacity, sizeof(*f->items));
	while (jam_next(q, &done, err)) {
		f->items = jam_grow(arena, f->items, &f->capacity, f->count + 1,
				    sizeof(*f->items));
		how->read(q, arena, &f->items[f->count++]);
	}
	return done;
}

bool
jam_store_get_projects(struct jam_store *store, const struct jam_event *event,
		       struct jam_arena *arena, struct jam_project **projects,
		       size_t *count, struct jam_error *err)
{
	static const struct listing how = { JAM_SQL_PROJECTS_OF_EVENT,
					    read_whole };
	struct found found;
	bool done = list_projects(store, event, &how, arena, &found, err);

	*projects = found.items;
	*count = found.count;
	return done;
}

bool
jam_store_get_running(struct jam_store *store, const struct jam_event *event,
		      struct jam_arena *arena, struct jam_project **projects,
		      size_t *count, struct jam_error *err)
{
	static const struct listing how = { JAM_SQL_PROJECTS_RUNNING,
					    read_running };
	struct found found;
	bool done = list_projects(store, event, &how, arena, &found, err);

	*projects = found.items;
	*count = found.count;
	return done;
}

/* No project is called so: the error, with what may have been meant. */
static bool
unknown(struct jam_store *store, const struct jam_event *event,
	const char *text, struct jam_arena *arena, struct jam_error *err)
{
	struct jam_project *projects;
	const char **slugs, *near;
	size_t count;

	if (!jam_store_get_projects(store, event, arena, &projects, &count,
				    err))
		return false;
	slugs = jam_alloc_array(arena, count, sizeof(*slugs));
	for (size_t i = 0; i < count; i++)
		slugs[i] = projects[i].slug;
	near = jam_utf8_nearest(text, slugs, count);
	jam_fail(err, JAM_E_DATA, "%s has no project \"%s\"", event->slug,
		 text);
	if (near != NULL)
		return jam_hint(err, "did you mean %s?", near);
	return jam_hint(err, "jam list projects shows all of them");
}

/* Ask for the projects that a text may mean; NULL on failure. */
static struct jam_query *
ask_ref(struct jam_store *store, const struct jam_event *event,
	const char *text, struct jam_error *err)
{
	struct jam_query *q;
	struct jam_ref ref;

	if (!jam_ref_read(text, &ref, err))
		return NULL;
	q = jam_query(store, JAM_SQL_PROJECT_BY_REF, err);
	if (q == NULL)
		return NULL;
	jam_bind_int(q, 1, event->id);
	jam_bind_text(q, 2, ref.slug);
	jam_bind_int(q, 3, ref.number);
	jam_bind_text(q, 4, ref.text);
	return q;
}

bool
jam_store_knows_project(struct jam_store *store, const struct jam_event *event,
			const char *text, bool *known, struct jam_error *err)
{
	struct jam_query *q = ask_ref(store, event, text, err);

	if (q == NULL || !jam_step(q, known, err))
		return false;
	jam_reset(q);
	return true;
}

bool
jam_store_find_project(struct jam_store *store, const struct jam_event *event,
		       const char *text, struct jam_arena *arena,
		       struct jam_project *project, struct jam_error *err)
{
	struct jam_project_stored first, other;
	struct jam_query *q = ask_ref(store, event, text, err);
	bool found, more = false;

	if (q == NULL)
		return false;
	if (!jam_step(q, &found, err))
		return false;
	if (!found)
		return unknown(store, event, text, arena, err);
	jam_project_stored_read(q, arena, &first);
	if (!jam_step(q, &more, err))
		return false;
	if (more) {
		jam_project_stored_read(q, arena, &other);
		jam_reset(q);
		jam_fail(err, JAM_E_DATA,
			 "\"%s\" means two projects: %s (#%lld) and %s "
			 "(#%lld)",
			 text, first.project.slug,
			 (long long)first.project.number, other.project.slug,
			 (long long)other.project.number);
		return jam_hint(err, "name it as \"#NUMBER\"");
	}
	*project = first.project;
	return true;
}
