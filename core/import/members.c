/* SPDX-License-Identifier: MIT */
/* Who made a project. */
#include "core/import/members.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/table.h"
#include "core/model/person.h"
#include "core/model/registration.h"

/* More people than any event allows (1,000), and an end to quadratic work. */
#define MOST 2000

struct crew {
	const struct jam_import *import;
	const struct jam_row *row;
	struct jam_member *items;
	size_t count, room;
};

static bool
refuse(struct jam_error *err, const char *format, const char *text)
{
	/* The format is one of two constants below. */
	jam_fail(err, JAM_E_DATA, "\"%.100s\" %s", text, format);
	return jam_error_field(err, "members");
}

/* The member that has this address already, or NULL. */
static struct jam_member *
find(struct crew *crew, const char *key)
{
	for (size_t i = 0; i < crew->count; i++)
		if (crew->items[i].email_key != NULL &&
		    strcmp(crew->items[i].email_key, key) == 0)
			return &crew->items[i];
	return NULL;
}

static bool
add(struct crew *crew, const char *email, const char *name,
    struct jam_error *err)
{
	struct jam_arena *arena = crew->row->arena;
	struct jam_member member = { .name = name };
	struct jam_member *there;

	if (email != NULL &&
	    !jam_email_read(arena, email, &member.email, &member.email_key))
		return refuse(err, "is not an e-mail address", email);
	if (name != NULL && jam_utf8_length(name) > JAM_LINE_MAX)
		return refuse(err, "is longer than 300 characters", name);
	if (crew->count == MOST)
		return refuse(err, "and more: over 2000 people",
			      name != NULL ? name : email);
	there = member.email == NULL ? NULL : find(crew, member.email_key);
	if (there != NULL) {
		if (name != NULL && there->name != NULL &&
		    strcmp(name, there->name) != 0)
			jam_import_note(crew->import, crew->row->line,
					"%.254s stands for \"%.60s\" and "
					"\"%.60s\"; one person is kept",
					member.email, there->name, name);
		return true;
	}
	crew->items = jam_grow(arena, crew->items, &crew->room, crew->count + 1,
			       sizeof *crew->items);
	crew->items[crew->count++] = member;
	return true;
}

/* A part of the field: an address, `Ada <ada@…>`, or a name. */
static bool
add_part(struct crew *crew, const char *part, struct jam_error *err)
{
	struct jam_arena *arena = crew->row->arena;
	const char *open = strchr(part, '<'), *name;

	if (strchr(part, '@') == NULL)
		return add(crew, NULL, part, err);
	if (open == NULL || open == part)
		return add(crew, part, NULL, err);
	name = jam_utf8_tidy(
	    arena, jam_strndup(arena, part, (size_t)(open - part)), true);
	return add(crew, part, *name != '\0' ? name : NULL, err);
}

static bool
parts_alone(const char *part)
{
	return strchr(part, '@') != NULL || strchr(part, ' ') != NULL;
}

/* Commas part people only when every part is a whole name or an address. */
static bool
add_by_commas(struct crew *crew, const char *text, struct jam_error *err)
{
	struct jam_arena *arena = crew->row->arena;
	const char *parts[MOST], *end;
	size_t count = 0;
	bool alone = true;

	for (const char *c = text; c != NULL;
	     c = *end == ',' ? end + 1 : NULL) {
		const char *part;

		end = c + strcspn(c, ",");
		part = jam_utf8_tidy(
		    arena, jam_strndup(arena, c, (size_t)(end - c)), true);
		if (*part == '\0')
			continue;
		if (count == MOST)
			return refuse(err, "has over 2000 parts", text);
		alone &= parts_alone(part);
		parts[count++] = part;
	}
	if (count > 1 && !alone)
		return refuse(err,
			      "may be one person or several; put ; between "
			      "people",
			      text);
	for (size_t i = 0; i < count; i++)
		if (!add_part(crew, parts[i], err))
			return false;
	return true;
}

static bool
read_field(struct crew *crew, struct jam_error *err)
{
	const char **items;
	size_t count;

	if (!jam_row_list(crew->row, JAM_F_MEMBERS, &items, &count, err))
		return false;
	if (count == 1)
		return add_by_commas(crew, items[0], err);
	for (size_t i = 0; i < count; i++)
		if (!add_part(crew, items[i], err))
			return false;
	return true;
}

/* One triplet: first name, last name, e-mail. */
static bool
add_triplet(struct crew *crew, const char *const cells[3],
	    struct jam_error *err)
{
	const char *name = jam_utf8_tidy(
	    crew->row->arena,
	    jam_format(crew->row->arena, "%s %s", cells[0], cells[1]), true);

	if (*name == '\0')
		name = NULL;
	if (cells[2][0] == '\0')
		return name == NULL || add(crew, NULL, name, err);
	return add(crew, cells[2], name, err);
}

/* The named columns of the submitter (0) and the members (1, 2, …). */
static bool
read_named(struct crew *crew, struct jam_error *err)
{
	const struct jam_headers *headers = crew->row->headers;
	size_t last = 0;

	for (size_t i = 0; i < headers->count; i++)
		if (headers->columns[i].role == JAM_AS_PART &&
		    headers->columns[i].index / 3 > last)
			last = headers->columns[i].index / 3;
	for (size_t n = 0; n <= last && n < MOST; n++) {
		const char *cells[3] = { "", "", "" };

		for (size_t i = 0; i < headers->count; i++)
			if (headers->columns[i].role == JAM_AS_PART &&
			    headers->columns[i].index / 3 == n)
				cells[headers->columns[i].index % 3] =
				    jam_row_cell(crew->row, i);
		if (!add_triplet(crew, cells, err))
			return false;
	}
	return true;
}

/* From the literal `...` on, to the record's end. */
static bool
read_open_end(struct crew *crew, struct jam_error *err)
{
	const struct jam_headers *headers = crew->row->headers;

	if (headers->triplets == headers->count)
		return true;
	for (size_t i = headers->triplets; i < crew->row->count; i += 3) {
		const char *cells[3] = { jam_row_cell(crew->row, i),
					 jam_row_cell(crew->row, i + 1),
					 jam_row_cell(crew->row, i + 2) };

		if (!add_triplet(crew, cells, err))
			return false;
	}
	return true;
}

bool
jam_members_read(const struct jam_import *import, const struct jam_row *row,
		 const struct jam_member **members, size_t *count,
		 struct jam_error *err)
{
	struct crew crew = { .import = import, .row = row };

	if (!read_field(&crew, err) || !read_named(&crew, err) ||
	    !read_open_end(&crew, err))
		return false;
	*members = crew.items;
	*count = crew.count;
	return true;
}
