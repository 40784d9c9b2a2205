/* SPDX-License-Identifier: MIT */
/* A ballot to write. */
#include "tests/unit/ballot_data.h"

#include "core/base/arena.h"
#include "core/model/event.h"

static const char *const scores[] = { "4", "3.5" };

struct jam_sheet *
jam_sheet_data(struct jam_arena *arena, const char *text)
{
	struct jam_sheet *b = jam_alloc(arena, sizeof(*b));
	struct jam_criterion *c = jam_alloc_array(arena, 2, sizeof(*c));
	struct jam_sheet_project *p = jam_alloc_array(arena, 3, sizeof(*p));

	c[0] = (struct jam_criterion){ .key = "ml-safety",
				       .title = "ML Safety",
				       .description = text,
				       .required = true };
	c[1] = (struct jam_criterion){ .key = "novelty", .title = text };
	p[0] = (struct jam_sheet_project){ .number = 3,
					   .slug = "heads",
					   .title = text,
					   .url = "https://example.org/p",
					   .abstract = text };
	p[1] = (struct jam_sheet_project){ .number = 12,
					   .slug = "trails",
					   .title = "Trojan Trails",
					   .url = "javascript:alert(1)",
					   .scores = scores,
					   .comment = text };
	p[2] = (struct jam_sheet_project){ .number = 5,
					   .slug = "neuron",
					   .title = "The Quiet Neuron",
					   .skip = text,
					   .other = true };
	*b = (struct jam_sheet){
		.file = "ballot-ada",
		.event = "demo",
		.event_title = text,
		.event_uid = "4f0c4f0c4f0c4f0c4f0c4f0c4f0c4f0c",
		.judge = text,
		.judge_uid = "9b1e9b1e9b1e9b1e9b1e9b1e9b1e9b1e",
		.rubric = "5d41402abc4b2a76",
		.closes = "2022-11-13 18:15 CET",
		.scale_min = 10,
		.scale_max = 50,
		.scale_step = 5,
		.decimals = 1,
		.criteria = c,
		.criteria_len = 2,
		.projects = p,
		.projects_len = 3,
	};
	return b;
}
