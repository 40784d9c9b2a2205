/* SPDX-License-Identifier: MIT */
/* Rows kept until a later one of the same key comes. */
#include "core/import/hold.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/registration.h"

static const char *
copy(struct jam_arena *arena, const char *text)
{
	return text == NULL ? NULL : jam_strdup(arena, text);
}

static const struct jam_answer *
copy_answers(struct jam_arena *arena, const struct jam_answer *answers,
	     size_t count)
{
	struct jam_answer *made = jam_alloc_array(arena, count, sizeof *made);

	for (size_t i = 0; i < count; i++)
		made[i] =
		    (struct jam_answer){ answers[i].source, answers[i].header,
					 jam_strdup(arena, answers[i].value) };
	return made;
}

struct jam_registration_row *
jam_hold_registration(struct jam_arena *arena,
		      const struct jam_registration_row *row)
{
	struct jam_registration_row *held = jam_alloc(arena, sizeof *held);

	*held = *row;
	held->email = copy(arena, row->email);
	held->email_key = copy(arena, row->email_key);
	held->name = copy(arena, row->name);
	held->site = copy(arena, row->site);
	held->team = copy(arena, row->team);
	held->role = copy(arena, row->role);
	held->source_id = copy(arena, row->source_id);
	held->answers = copy_answers(arena, row->answers, row->answers_len);
	return held;
}

struct jam_judge_row *
jam_hold_judge(struct jam_arena *arena, const struct jam_judge_row *row)
{
	struct jam_judge_row *held = jam_alloc(arena, sizeof *held);

	*held = *row;
	held->email = copy(arena, row->email);
	held->email_key = copy(arena, row->email_key);
	held->name = copy(arena, row->name);
	held->affiliation = copy(arena, row->affiliation);
	held->expertise = copy(arena, row->expertise);
	held->site = copy(arena, row->site);
	held->conflicts =
	    jam_alloc_array(arena, row->conflicts_len, sizeof *held->conflicts);
	for (size_t i = 0; i < row->conflicts_len; i++)
		held->conflicts[i] = copy(arena, row->conflicts[i]);
	held->answers = copy_answers(arena, row->answers, row->answers_len);
	return held;
}

void
jam_hold_under(struct jam_arena *arena, const struct jam_answer *before,
	       size_t before_len, const struct jam_answer **now,
	       size_t *now_len)
{
	struct jam_answer *all =
	    jam_alloc_array(arena, *now_len + before_len, sizeof *all);
	size_t count = *now_len;

	if (count > 0)
		memcpy(all, *now, count * sizeof *all);
	for (size_t i = 0; i < before_len; i++) {
		bool there = false;

		for (size_t k = 0; k < *now_len; k++)
			there |= strcmp(all[k].header, before[i].header) == 0;
		if (!there)
			all[count++] = before[i];
	}
	*now = all;
	*now_len = count;
}

static const struct jam_member *
copy_members(struct jam_arena *arena, const struct jam_project_row *row)
{
	struct jam_member *made =
	    jam_alloc_array(arena, row->members_len, sizeof *made);

	for (size_t i = 0; i < row->members_len; i++) {
		made[i].email = copy(arena, row->members[i].email);
		made[i].email_key = copy(arena, row->members[i].email_key);
		made[i].name = copy(arena, row->members[i].name);
		made[i].source_id = copy(arena, row->members[i].source_id);
	}
	return made;
}

struct jam_project_row *
jam_hold_project(struct jam_arena *arena, const struct jam_project_row *row)
{
	struct jam_project_row *held = jam_alloc(arena, sizeof *held);

	*held = *row;
	held->title = copy(arena, row->title);
	held->team = copy(arena, row->team);
	held->site = copy(arena, row->site);
	held->url = copy(arena, row->url);
	held->abstract = copy(arena, row->abstract);
	held->idea = copy(arena, row->idea);
	held->source_id = copy(arena, row->source_id);
	held->members = copy_members(arena, row);
	held->answers = copy_answers(arena, row->answers, row->answers_len);
	return held;
}
