/* SPDX-License-Identifier: MIT */
/* Judges: who is admitted, and who a text means. */
#include "core/store/judges.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/store.h"

/* The columns of JUDGES_ADMITTED. */
static void
read_judge(const struct jam_query *q, const struct jam_event *event,
	   struct jam_arena *arena, struct jam_judge *out)
{
	const char *uid = jam_peek_text(q, 1);
	const char *key = jam_peek_text(q, 4);

	*out = (struct jam_judge){
		.id = jam_get_ref(q, 0),
		.person = jam_get_int(q, 2),
		.email = jam_get_text(q, 3, arena),
		.name = jam_get_text(q, 5, arena),
		.kind = (enum jam_judge_kind)jam_get_index(q, 7, JAM_EXPERT),
		.site = jam_get_ref(q, 8),
		.until = jam_get_int(q, 9),
		.gone = jam_get_int(q, 10) != 0,
	};
	if (uid != NULL)
		jam_get_uid(q, 1, &out->uid);
	if (key != NULL)
		out->order_key =
		    out->email != NULL && strcmp(out->email, key) == 0
			? out->email
			: jam_strdup(arena, key);
	else if (jam_peek_text(q, 6) != NULL)
		out->order_key = jam_get_text(q, 6, arena);
	else
		out->order_key = out->name != NULL
				     ? jam_utf8_fold(arena, out->name)
				     : jam_get_text(q, 11, arena);
	if (out->until != JAM_NONE && out->until <= event->judging.closes_at)
		out->until = JAM_NONE;
}

static int
by_key(const void *a, const void *b)
{
	const struct jam_judge *x = a, *y = b;
	int order = strcmp(x->order_key, y->order_key);

	return order != 0 ? order
			  : (x->person > y->person) - (x->person < y->person);
}

/* Whom a listing is for, and where it is put together. */
struct listing {
	const struct jam_event *event;
	bool with_gone;
	struct jam_arena *texts, *list;
};

static bool
collect(struct jam_query *q, const struct listing *l, struct jam_judges *judges,
	struct jam_error *err)
{
	size_t capacity = 0;
	bool done;

	while (jam_next(q, &done, err)) {
		struct jam_judge j;

		read_judge(q, l->event, l->texts, &j);
		if (j.gone && (!l->with_gone || j.id == 0))
			continue;
		judges->items =
		    jam_grow(l->list, judges->items, &capacity,
			     judges->count + 1, sizeof(*judges->items));
		judges->items[judges->count++] = j;
	}
	return done;
}

bool
jam_store_get_judges(struct jam_store *store, const struct jam_event *event,
		     bool with_gone, struct jam_arena *arena,
		     struct jam_judges *judges, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_JUDGES_ADMITTED, err);
	struct listing listing = { event, with_gone, arena, NULL };
	bool done;

	*judges = (struct jam_judges){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, event->judging.by);
	listing.list = jam_arena_beside(arena);
	done = collect(q, &listing, judges, err);
	judges->items = jam_copy(arena, judges->items, judges->count,
				 sizeof(*judges->items));
	jam_arena_free(listing.list);
	if (judges->count > 0)
		qsort(judges->items, judges->count, sizeof(*judges->items),
		      by_key);
	return done;
}

/* Nobody is called so. */
static bool
unknown(struct jam_store *store, const struct jam_event *event,
	const char *text, struct jam_arena *arena, struct jam_error *err)
{
	struct jam_judges all;
	const char **names, *near;

	if (!jam_store_get_judges(store, event, false, arena, &all, err))
		return false;
	names = jam_alloc_array(arena, all.count, sizeof(*names));
	for (size_t i = 0; i < all.count; i++) {
		const struct jam_judge *j = &all.items[i];

		names[i] = j->email != NULL  ? j->email
			   : j->name != NULL ? j->name
					     : j->order_key;
	}
	near = jam_utf8_nearest(text, names, all.count);
	jam_fail(err, JAM_E_DATA, "%s knows nobody called \"%s\"", event->slug,
		 text);
	if (near != NULL)
		return jam_hint(err, "did you mean %s?", near);
	return jam_hint(err, "jam list judges shows who may judge");
}

/* Why a person that the file knows may not judge. */
static bool
not_admitted(const struct jam_event *event, const char *text,
	     struct jam_error *err)
{
	unsigned by = event->judging.by;

	jam_fail(err, JAM_E_DATA, "\"%s\" is not a judge of %s", text,
		 event->slug);
	return jam_hint(
	    err, "judges are %s%s%s; jam list judges",
	    by & JAM_BY_REGISTERED ? "all who are registered"
	    : by & JAM_BY_AUTHORS  ? "the authors of projects"
				   : "",
	    (by & JAM_BY_EXPERTS) && by != JAM_BY_EXPERTS ? " and " : "",
	    by & JAM_BY_EXPERTS ? "the experts (jam import judges)" : "");
}

/* The person of a text; 0 where there is none, -1 where there are several. */
static bool
find_person(struct jam_store *store, const struct jam_event *event,
	    const char *text, struct jam_arena *arena, int64_t *person,
	    struct jam_error *err)
{
	const char *email, *key;
	struct jam_query *q;
	bool done;

	*person = 0;
	if (jam_email_read(arena, text, &email, &key))
		return jam_store_find_person(store, key, person, err);
	q = jam_query(store, JAM_SQL_JUDGE_PERSON_BY_TEXT, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_text(q, 2, text);
	while (jam_next(q, &done, err))
		*person = *person == 0 ? jam_get_int(q, 0) : -1;
	return done;
}

/* The judge that a person is; judge->person is 0 where he is none. */
static bool
get_admitted(struct jam_store *store, const struct jam_event *event,
	     int64_t person, struct jam_arena *arena, struct jam_judge *judge,
	     struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_JUDGE_ADMITTED, err);
	bool found;

	*judge = (struct jam_judge){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, event->judging.by);
	jam_bind_int(q, 3, person);
	if (!jam_step(q, &found, err))
		return false;
	if (found) {
		read_judge(q, event, arena, judge);
		jam_reset(q);
	}
	return true;
}

bool
jam_store_find_judge(struct jam_store *store, const struct jam_event *event,
		     const char *text, struct jam_arena *arena,
		     struct jam_judge *judge, struct jam_error *err)
{
	int64_t person;

	if (!find_person(store, event, text, arena, &person, err))
		return false;
	if (person < 0) {
		jam_fail(err, JAM_E_DATA,
			 "\"%s\" is the name of several judges", text);
		return jam_hint(err, "name the judge by e-mail address");
	}
	if (person == 0)
		return unknown(store, event, text, arena, err);
	return get_admitted(store, event, person, arena, judge, err) &&
	       (judge->person != 0 || not_admitted(event, text, err));
}

/* Why a ballot is not one of the event's judge; whose is it? */
static bool
not_theirs(const struct jam_event *event, const char *uid, const char *name,
	   const char *elsewhere, struct jam_error *err)
{
	if (elsewhere == NULL)
		return jam_fail(err, JAM_E_DATA,
				"judge_uid \"%.64s\" is that of no judge of %s",
				uid, event->slug);
	return jam_fail(err, JAM_E_DATA,
			"this is the ballot of %s, a judge of %s and not of %s",
			name != NULL ? name : "somebody forgotten", elsewhere,
			event->slug);
}

bool
jam_store_find_judge_uid(struct jam_store *store, const struct jam_event *event,
			 const char *uid, struct jam_arena *arena,
			 struct jam_judge *judge, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_JUDGE_BY_UID, err);
	const char *slug = NULL, *name = NULL;
	int64_t person = 0;
	bool found;

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, uid);
	if (!jam_step(q, &found, err))
		return false;
	if (found) {
		person = jam_get_int(q, 1) == event->id ? jam_get_int(q, 0) : 0;
		slug = jam_get_text(q, 2, arena);
		name = jam_get_text(q, 3, arena);
	}
	jam_reset(q);
	if (person == 0)
		return not_theirs(event, uid, name, slug, err);
	return get_admitted(store, event, person, arena, judge, err) &&
	       (judge->person != 0 ||
		not_admitted(event, name != NULL ? name : "somebody forgotten",
			     err));
}

bool
jam_store_make_recorded(struct jam_store *store, const struct jam_event *event,
			const char *text, struct jam_arena *arena,
			struct jam_judge *judge, struct jam_error *err)
{
	struct jam_person who = { 0 };
	enum jam_change change;

	if (!find_person(store, event, text, arena, &who.id, err))
		return false;
	if (who.id <= 0) {
		if (!jam_email_read(arena, text, &who.email, &who.email_key)) {
			who.name = text;
			who.source = "recorded";
			who.source_id =
			    jam_format(arena, "%s %s", event->uid.text, text);
		}
		if (!jam_store_put_person(store, &who, &change, err))
			return false;
	}
	if (!get_admitted(store, event, who.id, arena, judge, err))
		return false;
	if (judge->person == 0)
		*judge = (struct jam_judge){
			.person = who.id,
			.kind = event->judging.by & JAM_BY_EXPERTS ? JAM_EXPERT
								   : JAM_PEER,
			.until = JAM_NONE,
		};
	return jam_store_make_judge(store, event, judge, err);
}
