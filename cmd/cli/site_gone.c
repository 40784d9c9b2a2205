/* SPDX-License-Identifier: MIT */
/* Closing the gaps of a ranking. */
#include "cmd/cli/site_gone.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/rank.h"
#include "core/render/pages.h"

/* Ranks that are free now, sorted. */
struct gaps {
	int64_t *ranks;
	size_t len;
};

static int
by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
add(struct gaps *gaps, int64_t rank)
{
	if (rank != JAM_NONE)
		gaps->ranks[gaps->len++] = rank;
}

static int64_t
move_up(int64_t rank, const struct gaps *gaps)
{
	return rank == JAM_NONE
		   ? JAM_NONE
		   : jam_rank_without(rank, gaps->ranks, gaps->len);
}

/* Of the whole ranking first, then of each criterion. */
static struct gaps *
find_gaps(const struct jam_run *run, const struct jam_site_gone *gone,
	  size_t criteria)
{
	struct gaps *gaps =
	    jam_alloc_array(run->arena, criteria + 1, sizeof(*gaps));

	for (size_t c = 0; c <= criteria; c++) {
		gaps[c].ranks = jam_alloc_array(run->arena, gone->len,
						sizeof(*gaps[c].ranks));
		for (size_t i = 0; i < gone->len; i++)
			add(&gaps[c],
			    c == 0 ? gone->items[i].rank
				   : gone->items[i].criteria[c - 1].rank);
		if (gaps[c].len > 0)
			qsort(gaps[c].ranks, gaps[c].len,
			      sizeof(*gaps[c].ranks), by_size);
	}
	return gaps;
}

void
jam_site_close_gaps(const struct jam_run *run, const struct jam_site_gone *gone,
		    struct jam_page_project *projects, size_t n)
{
	size_t criteria = gone->criteria;
	const struct gaps *gaps;

	if (gone->len == 0)
		return;
	gaps = find_gaps(run, gone, criteria);
	for (size_t i = 0; i < n; i++) {
		struct jam_page_project *p = &projects[i];
		struct jam_page_score *scores;

		p->rank_low = p->rank_high = JAM_NONE;
		if (p->criteria == NULL)
			continue;
		p->rank = move_up(p->rank, &gaps[0]);
		scores = jam_alloc_array(run->arena, criteria, sizeof(*scores));
		for (size_t c = 0; c < criteria; c++) {
			scores[c] = p->criteria[c];
			scores[c].rank = move_up(scores[c].rank, &gaps[c + 1]);
		}
		p->criteria = scores;
	}
}
