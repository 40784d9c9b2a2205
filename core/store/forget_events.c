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

/* A piece of a text. */
struct piece {
	const char *start, *end;
};

/* Whether the address stands around this @ of the text, whatever its case. */
static bool
stands(const char *text, const char *sign, const char *address,
       struct piece *piece)
{
	const char *own = strchr(address, '@');
	size_t n = 0;

	if (own == NULL || sign - text < own - address)
		return false;
	piece->start = sign - (own - address);
	while (address[n] != '\0' &&
	       lower(piece->start[n]) == lower(address[n]))
		n++;
	piece->end = piece->start + n;
	return address[n] == '\0';
}

/* Whether it is a part of an address that stays. */
static bool
is_of_others(const struct jam_forget *f, const char *text, const char *sign,
	     const struct piece *piece)
{
	struct piece p;

	for (size_t i = 0; i < f->others.count; i++)
		if (stands(text, sign, f->others.items[i], &p) &&
		    p.start <= piece->start && p.end >= piece->end &&
		    (p.start == text || !is_word(p.start[-1])) &&
		    !is_word(*p.end))
			return true;
	return false;
}

/* Whose address stands around the @ and goes, the longest; or NULL. */
static const struct jam_person_row *
find(const struct jam_forget *f, const char *text, const char *sign,
     struct piece *piece)
{
	const struct jam_person_row *found = NULL;
	struct piece p;

	for (size_t i = 0; i < f->count; i++) {
		const struct jam_person_row *row = &f->persons[i]->row;
		const char *key = row->person.email_key;

		if (f->persons[i]->stays || key == NULL ||
		    !stands(text, sign, key, &p) ||
		    (found != NULL &&
		     p.end - p.start <= piece->end - piece->start) ||
		    is_of_others(f, text, sign, &p))
			continue;
		found = row;
		*piece = p;
	}
	return found;
}

/* The text with stand-ins for addresses; the same pointer without any. */
static const char *
without_addresses(const struct jam_forget *f, const char *text)
{
	const char *from = text, *sign = text;
	const struct jam_person_row *person;
	struct piece piece;
	struct jam_buf out;

	jam_buf_init(&out, f->arena);
	while (sign != NULL && (sign = strchr(sign, '@')) != NULL) {
		person = find(f, from, sign, &piece);
		if (person == NULL) {
			sign++;
			continue;
		}
		jam_buf_add(&out, from, (size_t)(piece.start - from));
		jam_buf_text(&out, stand_in(f, person));
		from = sign = piece.end;
	}
	if (from == text)
		return text;
	jam_buf_text(&out, from);
	return jam_buf_string(&out);
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

void
jam_forget_keys_push(struct jam_forget_keys *keys, const char *key,
		     struct jam_arena *arena)
{
	keys->items = jam_grow(arena, keys->items, &keys->capacity,
			       keys->count + 1, sizeof(*keys->items));
	keys->items[keys->count++] = key;
}

static void
push_address(struct jam_forget_keys *out, const char *address,
	     struct jam_arena *arena)
{
	static const char gone[] = "@forgotten.invalid";
	const char *email, *key, *at = strchr(address, '@');

	if ((at != NULL && strcmp(at, gone) == 0) ||
	    !jam_email_read(arena, address, &email, &key))
		return;
	jam_forget_keys_push(out, key, arena);
}

static void
push_hosts(struct jam_forget_keys *out, const struct jam_event *event,
	   struct jam_arena *arena)
{
	for (size_t i = 0; i < event->sites_len; i++)
		for (size_t k = 0; k < event->sites[i].hosts_len; k++)
			push_address(out, event->sites[i].hosts[k], arena);
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
		push_address(out, event->judging.extensions[i].judge, arena);
	for (size_t i = 0; i < event->same_person_len; i++)
		for (size_t k = 0; k < event->same_person[i].emails_len; k++)
			push_address(out, event->same_person[i].emails[k],
				     arena);
	return true;
}

/* Addresses of persons, and of who answered a survey. */
static bool
get_known(struct jam_forget *f, struct jam_forget_keys *keys,
	  struct jam_error *err)
{
	struct jam_query *q = jam_query(f->store, JAM_SQL_FORGET_KNOWN, err);
	bool done;

	if (q == NULL)
		return false;
	while (jam_next(q, &done, err))
		jam_forget_keys_push(keys, jam_get_text(q, 0, f->arena),
				     f->arena);
	return done;
}

/* Those and what is declared, without who goes. */
static bool
get_others(struct jam_forget *f, const struct jam_words *slugs,
	   struct jam_error *err)
{
	struct jam_forget_keys keys = { 0 };

	if (!get_known(f, &keys, err))
		return false;
	for (size_t i = 0; i < slugs->count; i++)
		if (!jam_forget_declared(f->store, slugs->items[i], f->arena,
					 &keys, err))
			return false;
	for (size_t i = 0; i < keys.count; i++) {
		const struct jam_forget_person *p =
		    jam_map_find(&f->known, keys.items[i]);

		if (p == NULL || p->stays)
			jam_forget_keys_push(&f->others, keys.items[i],
					     f->arena);
	}
	return true;
}

bool
jam_forget_addresses(struct jam_forget *f, struct jam_error *err)
{
	struct jam_words slugs;

	if (!jam_store_list_events(f->store, f->arena, &slugs, err) ||
	    !get_others(f, &slugs, err))
		return false;
	for (size_t i = 0; i < slugs.count; i++)
		if (!forget_in_declaration(f, slugs.items[i], err) ||
		    !forget_in_amendments(f, slugs.items[i], err))
			return false;
	return true;
}
