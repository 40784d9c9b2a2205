/* SPDX-License-Identifier: MIT */
/* Addresses of a person in what organizers declared. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"
#include "core/store/events.h"
#include "core/store/forget_rows.h"
#include "core/store/log.h"
#include "core/store/store.h"

/* The person whose address this is and who goes, or NULL. */
static const struct jam_person_row *
owner(const struct jam_forget *f, const char *address)
{
	const struct jam_forget_person *p;
	const char *email, *key;

	if (!jam_email_read(f->arena, address, &email, &key))
		return NULL;
	p = jam_map_find(&f->known, key);
	return p != NULL && !p->stays ? &p->row : NULL;
}

static const char *
stand_in(const struct jam_forget *f, const struct jam_person_row *person)
{
	return jam_format(f->arena, "%s@forgotten.invalid",
			  person->person.uid.text);
}

static bool
replace(const struct jam_forget *f, const char **address)
{
	const struct jam_person_row *person = owner(f, *address);

	if (person == NULL)
		return false;
	*address = stand_in(f, person);
	return true;
}

static bool
replace_hosts(const struct jam_forget *f, struct jam_event *event)
{
	bool changed = false;

	for (size_t i = 0; i < event->sites_len; i++)
		for (size_t k = 0; k < event->sites[i].hosts_len; k++)
			changed |= replace(f, &event->sites[i].hosts[k]);
	return changed;
}

/* All places of a declaration that hold addresses. */
static bool
replace_all(const struct jam_forget *f, struct jam_event *event)
{
	struct jam_judging *judging = &event->judging;
	bool changed = replace_hosts(f, event);

	for (size_t i = 0; i < judging->extensions_len; i++)
		changed |= replace(f, &judging->extensions[i].judge);
	for (size_t i = 0; i < event->same_person_len; i++) {
		struct jam_same_person *same = &event->same_person[i];

		for (size_t k = 0; k < same->emails_len; k++)
			changed |= replace(f, &same->emails[k]);
	}
	return changed;
}

static bool
forget_in_declaration(struct jam_forget *f, const char *slug,
		      struct jam_error *err)
{
	struct jam_event_stored old, now;
	bool changed;

	if (!jam_event_stored_get(f->store, slug, f->arena, &old, err) ||
	    !jam_event_stored_get(f->store, slug, f->arena, &now, err))
		return false;
	changed = replace_all(f, &now.event);
	changed |= replace_hosts(f, &now.dropped);
	f->forgotten->rows += changed;
	return !changed || jam_event_stored_replace(f->store, &old, &now.event,
						    &now.dropped, err);
}

static char
lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	return c;
}

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

/* A sign that joins two words to one address: a.b@c-d.e */
static bool
is_joint(char c)
{
	return c != '\0' && strchr(".-_+", c) != NULL;
}

/* Whether what stands from `at` to `end` is not a part of a longer address. */
static bool
is_whole(const char *text, const char *at, const char *end)
{
	bool more_before =
	    at > text &&
	    (is_word(at[-1]) ||
	     (is_joint(at[-1]) && at - text > 1 && is_word(at[-2])));
	bool more_after =
	    is_word(end[0]) || (is_joint(end[0]) && is_word(end[1]));

	return !more_before && !more_after;
}

/* Where the address stands from `from` on, whatever its case; or NULL. */
static const char *
find(const char *text, const char *from, const char *address)
{
	for (; *from != '\0'; from++) {
		size_t n = 0;

		while (address[n] != '\0' &&
		       lower(from[n]) == lower(address[n]))
			n++;
		if (address[n] == '\0' && is_whole(text, from, from + n))
			return from;
	}
	return NULL;
}

/* The text with a stand-in for one address; the same pointer without it. */
static const char *
without_address(const struct jam_forget *f, const char *text,
		const struct jam_person_row *person)
{
	const char *key = person->person.email_key;
	const char *at, *from = text;
	struct jam_buf out;

	if (key == NULL || *key == '\0' || find(text, text, key) == NULL)
		return text;
	jam_buf_init(&out, f->arena);
	while ((at = find(text, from, key)) != NULL) {
		jam_buf_add(&out, from, (size_t)(at - from));
		jam_buf_text(&out, stand_in(f, person));
		from = at + strlen(key);
	}
	jam_buf_text(&out, from);
	return jam_buf_string(&out);
}

static const char *
without_addresses(const struct jam_forget *f, const char *text)
{
	if (text == NULL || strchr(text, '@') == NULL)
		return text;
	for (size_t i = 0; i < f->count; i++)
		if (!f->persons[i]->stays)
			text = without_address(f, text, &f->persons[i]->row);
	return text;
}

struct amendment {
	int64_t number, at, seq;
	const char *reason, *changes;
};

static bool
get_amendments(struct jam_forget *f, int64_t event, struct amendment **out,
	       size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(f->store, JAM_SQL_AMENDMENT_ROWS, err);
	size_t capacity = 0;
	bool done;

	*out = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event);
	while (jam_next(q, &done, err)) {
		*out = jam_grow(f->arena, *out, &capacity, *count + 1,
				sizeof(**out));
		(*out)[(*count)++] = (struct amendment){
			.number = jam_get_int(q, 0),
			.at = jam_get_int(q, 1),
			.reason = jam_get_text(q, 2, f->arena),
			.changes = jam_get_text(q, 3, f->arena),
			.seq = jam_get_int(q, 4),
		};
	}
	return done;
}

static const char *
bytes_of(const struct jam_forget *f, const struct jam_event_stored *event,
	 const struct amendment *a)
{
	const struct jam_event_seal seal = { event->event.uid.text,
					     event->salt };

	return jam_amendment_bytes(f->arena, &seal, a->number, a->at, a->reason,
				   a->changes);
}

static bool
forget_in_amendment(struct jam_forget *f, const struct jam_event_stored *event,
		    const struct amendment *old, struct jam_error *err)
{
	const char *key = jam_format(f->arena, "%s %lld", event->event.uid.text,
				     (long long)old->number);
	struct amendment now = *old;
	struct jam_query *q;

	now.reason = without_addresses(f, old->reason);
	now.changes = without_addresses(f, old->changes);
	if (now.reason == old->reason && now.changes == old->changes)
		return true;
	f->forgotten->rows++;
	if (!jam_log_end(f->store, "amendment_private", key,
			 bytes_of(f, event, old), old->seq, err) ||
	    !jam_log_row(f->store, "amendment_private", key,
			 bytes_of(f, event, &now), &now.seq, err))
		return false;
	q = jam_query(f->store, JAM_SQL_FORGET_AMENDMENT, err);
	if (q == NULL)
		return false;
	jam_bind_text(q, 1, now.reason);
	jam_bind_text(q, 2, now.changes);
	jam_bind_int(q, 3, now.seq);
	jam_bind_int(q, 4, event->event.id);
	jam_bind_int(q, 5, now.number);
	return jam_run_query(q, err);
}

static bool
forget_in_amendments(struct jam_forget *f, const char *slug,
		     struct jam_error *err)
{
	struct jam_event_stored event;
	struct amendment *amendments;
	size_t count;

	if (!jam_event_read(f->store, slug, f->arena, &event, err) ||
	    !get_amendments(f, event.event.id, &amendments, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!forget_in_amendment(f, &event, &amendments[i], err))
			return false;
	return true;
}

bool
jam_forget_addresses(struct jam_forget *f, struct jam_error *err)
{
	struct jam_words slugs;

	if (!jam_store_list_events(f->store, f->arena, &slugs, err))
		return false;
	for (size_t i = 0; i < slugs.count; i++)
		if (!forget_in_declaration(f, slugs.items[i], err) ||
		    !forget_in_amendments(f, slugs.items[i], err))
			return false;
	return true;
}

static void
push_key(struct jam_forget_keys *out, const char *address,
	 struct jam_arena *arena)
{
	static const char gone[] = "@forgotten.invalid";
	const char *email, *key, *at = strchr(address, '@');

	if ((at != NULL && strcmp(at, gone) == 0) ||
	    !jam_email_read(arena, address, &email, &key))
		return;
	out->items = jam_grow(arena, out->items, &out->capacity, out->count + 1,
			      sizeof(*out->items));
	out->items[out->count++] = key;
}

static void
push_hosts(struct jam_forget_keys *out, const struct jam_event *event,
	   struct jam_arena *arena)
{
	for (size_t i = 0; i < event->sites_len; i++)
		for (size_t k = 0; k < event->sites[i].hosts_len; k++)
			push_key(out, event->sites[i].hosts[k], arena);
}

bool
jam_forget_declared(struct jam_store *store, const char *slug,
		    struct jam_arena *arena, struct jam_forget_keys *out,
		    struct jam_error *err)
{
	struct jam_event_stored stored;
	const struct jam_event *event = &stored.event;

	if (!jam_event_stored_get(store, slug, arena, &stored, err))
		return false;
	push_hosts(out, event, arena);
	push_hosts(out, &stored.dropped, arena);
	for (size_t i = 0; i < event->judging.extensions_len; i++)
		push_key(out, event->judging.extensions[i].judge, arena);
	for (size_t i = 0; i < event->same_person_len; i++)
		for (size_t k = 0; k < event->same_person[i].emails_len; k++)
			push_key(out, event->same_person[i].emails[k], arena);
	return true;
}
