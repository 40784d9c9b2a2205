/* SPDX-License-Identifier: MIT */
/* E-mail addresses, and the words of a registration's status. */
#include "core/model/person.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"

#define EMAIL_MAX 254

const char *const jam_status_words[] = { "going", "cancelled", "waitlist",
					 "declined", NULL };

static bool
starts_with_scheme(const char *text)
{
	static const char scheme[] = "mailto:";

	for (size_t i = 0; scheme[i] != '\0'; i++)
		if ((text[i] | 0x20) != (scheme[i] | 0x20))
			return false;
	return true;
}

/* The address in `Ada <ada@example.org>`, else the text itself. */
static const char *
inner(struct jam_arena *arena, const char *text)
{
	const char *open = strrchr(text, '<');
	size_t n = strlen(text);

	if (open != NULL && n > 0 && text[n - 1] == '>')
		text = jam_strndup(arena, open + 1, strlen(open) - 2);
	if (starts_with_scheme(text))
		text += strlen("mailto:");
	return jam_utf8_tidy(arena, text, true);
}

/* Characters that stand in no address, and would break a header or a list. */
static bool
is_forbidden(int32_t code)
{
	return code <= 0x20 || (code >= 0x7f && code <= 0xa0) ||
	       code == 0x1680 || (code >= 0x2000 && code <= 0x200f) ||
	       (code >= 0x2028 && code <= 0x202f) ||
	       (code >= 0x205f && code <= 0x206f) || code == 0x3000 ||
	       code == 0xfeff || (code < 0x80 && strchr("\"(),:;<>[\\]", code));
}

static bool
has_good_characters(const char *text)
{
	int32_t code;
	size_t n;

	for (; (n = jam_utf8_next(text, &code)) > 0; text += n)
		if (is_forbidden(code))
			return false;
	return true;
}

/* Labels of at least a character each, and at least two of them. */
static bool
is_domain(const char *domain)
{
	size_t n = strlen(domain);

	return n >= 3 && domain[0] != '.' && domain[n - 1] != '.' &&
	       strchr(domain, '.') != NULL && strstr(domain, "..") == NULL;
}

/*
 * Most addresses: letters, digits and . _ + - alone, one @ with a dot behind
 * it.  True: *email and *key are made, as the long way would make them.
 */
static bool
read_plain(struct jam_arena *arena, const char *text, const char **email,
	   const char **key)
{
	size_t n = 0, at = 0, ats = 0;
	bool upper = false;
	char *folded;

	for (; text[n] != '\0'; n++) {
		char c = text[n];

		if (c == '@') {
			at = n;
			ats++;
		} else if (c >= 'A' && c <= 'Z') {
			upper = true;
		} else if ((c < 'a' || c > 'z') && (c < '0' || c > '9') &&
			   c != '.' && c != '_' && c != '+' && c != '-') {
			return false;
		}
	}
	if (ats != 1 || at == 0 || n > EMAIL_MAX || !is_domain(text + at + 1))
		return false;
	*email = jam_strndup(arena, text, n);
	*key = *email;
	if (!upper)
		return true;
	*key = folded = jam_strndup(arena, text, n);
	for (; *folded != '\0'; folded++)
		if (*folded >= 'A' && *folded <= 'Z')
			*folded += 'a' - 'A';
	return true;
}

bool
jam_email_read(struct jam_arena *arena, const char *text, const char **email,
	       const char **key)
{
	const char *address, *at;

	if (read_plain(arena, text, email, key))
		return true;
	address = inner(arena, jam_utf8_tidy(arena, text, true));
	at = strchr(address, '@');
	if (at == NULL || at == address || strchr(at + 1, '@') != NULL ||
	    strlen(address) > EMAIL_MAX || !is_domain(at + 1) ||
	    !has_good_characters(address))
		return false;
	*email = address;
	*key = jam_utf8_fold(arena, address);
	return true;
}
