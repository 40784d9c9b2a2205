/* SPDX-License-Identifier: MIT */
/* Words of rules that were given up. */
#include "cmd/cli/relaxed.h"

#include <string.h>

#include "core/policy/assign.h"

bool
jam_relaxed_has(const char *relaxed, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = relaxed; at != NULL && *at != '\0';) {
		size_t length = strcspn(at, " ");

		if (length == n && strncmp(at, word, n) == 0)
			return true;
		at += length;
		at += strspn(at, " ");
	}
	return false;
}

unsigned
jam_relaxed_rules(const char *relaxed)
{
	static const struct {
		const char *word;
		unsigned rule;
	} rules[] = {
		{ "balance", JAM_ASSIGN_RELAX_BALANCE },
		{ "batch", JAM_ASSIGN_RELAX_BATCH },
		{ "kept", JAM_ASSIGN_RELAX_KEPT },
	};
	unsigned all = 0;

	for (size_t r = 0; r < sizeof(rules) / sizeof(*rules); r++)
		if (jam_relaxed_has(relaxed, rules[r].word))
			all |= rules[r].rule;
	return all;
}
