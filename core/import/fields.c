/* SPDX-License-Identifier: MIT */
/* Names of columns, and how headers are compared. */
#include "core/import/fields.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"

#define R JAM_KIND(REGISTRATIONS)
#define J JAM_KIND(JUDGES)
#define P JAM_KIND(PROJECTS)
#define T JAM_KIND(RATINGS)
#define S JAM_KIND(SURVEY)
#define O JAM_KIND(OUTCOMES)

const char *const jam_import_words[] = {
	"registrations", "judges", "projects", "ratings",
	"ballots",	 "survey", "outcomes", NULL,
};

const struct jam_field_words jam_fields[JAM_FIELDS] = {
	[JAM_F_EMAIL] = { "email",
			  R | J | S | O,
			  { "e mail", "email address", "e mail address",
			    "mail address" } },
	[JAM_F_NAME] = { "name", R | J, { "full name" } },
	[JAM_F_FIRST] = { "first_name",
			  R | J,
			  { "first name", "given name", "forename" } },
	[JAM_F_LAST] = { "last_name",
			 R | J,
			 { "last name", "surname", "family name" } },
	[JAM_F_SITE] = { "site",
			 R | J | P,
			 { "local site", "jam site", "hub" } },
	[JAM_F_TEAM] = { "team", R | P, { "team name", "group name" } },
	[JAM_F_ROLE] = { "role", R, { NULL } },
	[JAM_F_STATUS] = { "status", R, { NULL } },
	[JAM_F_REGISTERED_AT] = { "registered_at",
				  R,
				  { "timestamp", "created at", "registered at",
				    "registration date", "submitted at",
				    "submit date (utc)" } },
	[JAM_F_ID] = { "id", R | P | S, { NULL } },
	[JAM_F_AFFILIATION] = { "affiliation",
				J,
				{ "organisation", "organization", "institution",
				  "university", "company" } },
	[JAM_F_PUBLIC] = { "public", J, { NULL } },
	[JAM_F_EXPERTISE] = { "expertise", J, { NULL } },
	[JAM_F_CONFLICTS] = { "conflicts", J, { NULL } },
	[JAM_F_TITLE] = { "title",
			  P,
			  { "project title", "project name",
			    "submission title" } },
	[JAM_F_MEMBERS] = { "members", P, { "team members", "authors" } },
	[JAM_F_URL] = { "url", P, { "link", "project link", "project url" } },
	[JAM_F_ABSTRACT] = { "abstract", P, { "description", "summary" } },
	[JAM_F_SUBMITTED_AT] = { "submitted_at",
				 P,
				 { "timestamp", "created at", "registered at",
				   "registration date", "submitted at",
				   "submit date (utc)" } },
	[JAM_F_IDEA] = { "idea", P, { NULL } },
	[JAM_F_JUDGE] = { "judge", T, { NULL } },
	[JAM_F_PROJECT] = { "project", T | O, { NULL } },
	[JAM_F_CRITERION] = { "criterion", T, { NULL } },
	[JAM_F_SCORE] = { "score", T, { NULL } },
	[JAM_F_COMMENT] = { "comment", T, { NULL } },
	[JAM_F_RATED_AT] = { "rated_at", T, { NULL } },
	[JAM_F_WAVE] = { "wave", O, { NULL } },
	[JAM_F_KIND] = { "kind", O, { "outcome" } },
	[JAM_F_DETAIL] = { "detail", O, { "details" } },
	[JAM_F_QUOTE] = { "quote", O, { NULL } },
	[JAM_F_CONSENT] = { "consent", O, { NULL } },
	[JAM_F_AT] = { "at", O, { "date" } },
	[JAM_F_STAGE] = { "status", 0, { NULL } },
	[JAM_F_PRIZE] = { "prizes", 0, { NULL } },
	[JAM_F_COMPLETE] = { "complete", 0, { NULL } },
	[JAM_F_QUANTITY] = { "seats", 0, { NULL } },
};

/* Cut a tail off folded text of `length`; true if it was there. */
static bool
drop_tail(char *text, size_t *length, const char *tail)
{
	size_t n = strlen(tail);

	if (*length <= n || memcmp(text + *length - n, tail, n) != 0)
		return false;
	*length -= n;
	while (*length > 0 && text[*length - 1] == ' ')
		--*length;
	text[*length] = '\0';
	return true;
}

const char *
jam_header_fold(struct jam_arena *arena, const char *text)
{
	const char *folded, *mark = "\xef\xbb\xbf";
	char *out, *end;
	size_t length;

	if (strncmp(text, mark, strlen(mark)) == 0)
		text += strlen(mark);
	folded = jam_utf8_tidy(arena, jam_utf8_fold(arena, text), true);
	length = strlen(folded);
	if (length > 2 && folded[0] == '"' && folded[length - 1] == '"') {
		folded++;
		length -= 2;
	}
	out = jam_strndup(arena, folded, length);
	for (end = out; *end != '\0'; end++)
		if (*end == '_' || *end == '-')
			*end = ' ';
	out = jam_strdup(arena, jam_utf8_tidy(arena, out, true));
	length = strlen(out);
	if (!drop_tail(out, &length, "(required)") &&
	    !drop_tail(out, &length, "?") && !drop_tail(out, &length, ":"))
		drop_tail(out, &length, "*");
	return out;
}

const char *
jam_header_bare(const char *folded)
{
	static const char *const leads[] = {
		"what is your ", "what's your ", "what\xe2\x80\x99s your ",
		"your ",	 "enter your ",	 "please enter your "
	};

	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (strncmp(folded, leads[i], strlen(leads[i])) == 0)
			return folded + strlen(leads[i]);
	return folded;
}

enum jam_field
jam_field_find(enum jam_import_kind kind, const char *name)
{
	for (int f = 0; f < JAM_FIELDS; f++)
		if ((jam_fields[f].kinds & 1U << kind) != 0 &&
		    strcmp(jam_fields[f].name, name) == 0)
			return (enum jam_field)f;
	return JAM_F_NONE;
}

bool
jam_field_is(enum jam_field field, const char *folded)
{
	const char *name = jam_fields[field].name;

	for (; *name != '\0' && *folded != '\0'; name++, folded++)
		if (*name != *folded && (*name != '_' || *folded != ' '))
			return false;
	return *name == '\0' && *folded == '\0';
}

bool
jam_field_alias(enum jam_field field, const char *folded)
{
	const char *const *alias = jam_fields[field].aliases;

	for (; *alias != NULL; alias++)
		if (strcmp(*alias, folded) == 0)
			return true;
	return false;
}
