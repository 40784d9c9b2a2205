/* SPDX-License-Identifier: MIT */
/* An event file with every key, and how tests read one. */
#include "tests/unit/event_data.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/import/eventfile.h"
#include "core/model/event.h"
#include "tests/unit/jam_test.h"

const char event_yaml[] =
    "event: every-key\n"
    "title: Every Key Ünder the Sun\n"
    "timezone: Europe/Copenhagen\n"
    "starts: 2022-11-11 18:00\n"
    "ends: 2022-11-13 14:15\n"
    "description: |\n"
    "  Two lines of\n"
    "  *prose*.\n"
    "budget: 5000 USD\n"
    "teams: {min: 2, max: 5}\n"
    "judging:\n"
    "  opens: 2022-11-13 14:15\n"
    "  closes: 2022-11-13 18:15\n"
    "  grace: 15m\n"
    "  by: [authors, registered, experts]\n"
    "  batch: 4\n"
    "  unlock: anytime\n"
    "  own_site: forbid\n"
    "  extensions:\n"
    "    - {judge: Ada@Example.org, until: 2022-11-13 20:00}\n"
    "  comments: public\n"
    "  scale: {min: 1, max: 5, step: 0.5}\n"
    "criteria:\n"
    "  - {id: ml-safety, title: ML Safety, weight: 2, description: How safe}\n"
    "  - {id: novelty, title: Novelty, weight: 1.5, required: false}\n"
    "scoring:\n"
    "  method: bayes\n"
    "  prior: 11/2\n"
    "  median: 4.5\n"
    "  min_ratings: 2\n"
    "  expert_share: 0.25\n"
    "  tie_break: [ml-safety, ratings, submitted]\n"
    "sites:\n"
    "  - {id: london, title: London Hub, city: London, country: GB,"
    " timezone: Europe/London, hosts: [host@example.org, co@example.org]}\n"
    "  - {id: oslo, title: Oslo}\n"
    "links: [{kind: faq, title: FAQ, url: 'https://example.org/faq'}]\n"
    "schedule:\n"
    "  - {at: 2022-11-11 18:00, until: 2022-11-11 19:00, title: Talk,"
    " place: online}\n"
    "ideas:\n"
    "  - {id: heads, title: Heads, url: 'https://example.org/h',"
    " description: What is left}\n"
    "prizes:\n"
    "  - {place: 1, amount: 1000 USD}\n"
    "  - {name: kindest, amount: 0 USD, criterion: novelty, site: london}\n"
    "same_person: [[ada@example.org, ada@lab.example.org, a@b.example],"
    " [bo@example.org, bo@work.example]]\n"
    "survey:\n"
    "  - {id: recommend, kind: likelihood, question: How likely,"
    " column: 'How likely …'}\n"
    "  - {id: before, kind: probability, pair: career, question: Before,"
    " column: Before}\n"
    "  - {id: after, kind: probability, pair: career, question: After,"
    " column: After}\n"
    "  - {id: gender, kind: choice, options: [female, male, non-binary],"
    " leave_out: [non-binary], question: You are, column: Gender}\n"
    "series:\n"
    "  - {title: Earlier jams, events: 13, participants: '>900',"
    " projects: 168, sites: '>69', locations: '>30'}\n"
    "expectations:\n"
    "  - {id: few-leave, by: 2023-04-01, outcome: left, less_than: 20%,"
    " text: Fewer than 20 %}\n"
    "  - {id: papers, by: 2024-01-01T00:00:00Z, outcome: publication,"
    " of: projects, at_least: 12.5 %}\n";

void
event_read(struct jam_arena *arena, const char *yaml, struct jam_event *event)
{
	struct jam_error err = { 0 };
	FILE *file = tmpfile();

	assert_non_null(file);
	assert_true(fputs(yaml, file) >= 0);
	rewind(file);
	assert_done(jam_eventfile_read(file, "event.yaml", arena, event, &err),
		    &err);
	fclose(file);
}

const char *
event_edit(struct jam_arena *arena, const char *yaml, const char *old,
	   const char *new_text)
{
	const char *found = strstr(yaml, old);

	assert_non_null(found);
	return jam_format(arena, "%.*s%s%s", (int)(found - yaml), yaml,
			  new_text, found + strlen(old));
}

const char *
event_text(struct jam_arena *arena, const struct jam_event *event)
{
	struct jam_event_lines lines;
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_event_flatten(event, arena, &lines);
	for (size_t i = 0; i < lines.count; i++)
		jam_buf_format(&buf, "%s = %s\n", lines.items[i].path,
			       lines.items[i].value);
	return jam_buf_string(&buf);
}
