/* SPDX-License-Identifier: MIT */
/* From sums to ranked rows, by mean, itch or bayes. */
#include "core/policy/scores.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/worker.h"
#include "core/policy/bayes.h"
#include "core/policy/itch.h"
#include "core/policy/mean.h"
#include "core/policy/rank.h"
#include "core/policy/standing.h"
#include "core/policy/tally.h"

/* A thread takes as long to make as it takes to score a few hundred. */
#define BESIDE_LEAST 4096

/* One aspect of all projects while it is worked on. */
struct sheet {
	struct jam_aspect aspect;
	enum jam_method method;
	const struct jam_standing_level *level; /* NULL: of the tally */
	uint64_t median2;
	struct jam_bayes bayes;
	struct jam_value *values;   /* by project; rated ones only */
	struct jam_value_most most; /* of them */
};

static bool
too_fine(struct jam_error *err)
{
	return jam_fail(err, JAM_E_DATA,
			"the scores are too fine to be exact; use fewer "
			"digits in weights and prior");
}

static bool
fill(struct sheet *sheet, struct jam_error *err)
{
	const struct jam_aspect *aspect = &sheet->aspect;

	if (sheet->method == JAM_BAYES &&
	    !jam_bayes_init(&sheet->bayes, aspect, err))
		return false;
	if (sheet->method == JAM_BAYES && sheet->level != NULL)
		jam_bayes_draw(&sheet->bayes, sheet->level->sum,
			       sheet->level->ratings);
	sheet->most = (struct jam_value_most){ 0 };
	for (size_t p = 0; p < aspect->tally->projects; p++) {
		if (jam_aspect_ratings(aspect, p) == 0)
			continue;
		if (sheet->method == JAM_ITCH)
			jam_itch_value(aspect, p, sheet->median2,
				       &sheet->values[p]);
		else if (sheet->method != JAM_BAYES)
			jam_mean_value(aspect, p, &sheet->values[p]);
		else if (!jam_bayes_value(&sheet->bayes, aspect, p,
					  &sheet->values[p]))
			return too_fine(err);
		jam_value_note(&sheet->most, &sheet->values[p],
			       sheet->method == JAM_ITCH);
	}
	return true;
}

static struct jam_rank_by
by_value(const struct sheet *sheet)
{
	return jam_rank_by_value(sheet->values, jam_value_sure(&sheet->most));
}

/* The fraction and the number that is printed. */
static bool
show(const struct sheet *sheet, uint32_t project, struct jam_frac *exact,
     int64_t *score, struct jam_error *err)
{
	const struct jam_value *value = &sheet->values[project];

	if (!jam_aspect_exact(&sheet->aspect, value, exact))
		return too_fine(err);
	if (sheet->method == JAM_ITCH && value->part != sheet->median2)
		*score = jam_itch_round(&sheet->aspect, value, sheet->median2);
	else if (!jam_frac_round(*exact, 3, score))
		return too_fine(err);
	return true;
}

static bool
rows_fill(const struct sheet *sheet, const struct jam_standing *standing,
	  struct jam_scores *scores, struct jam_error *err)
{
	const struct jam_tally *tally = sheet->aspect.tally;
	struct jam_score_row *row;

	for (size_t k = 0; k < scores->rows_len; k++) {
		row = &scores->rows[k];
		row->project = standing->order[k];
		row->rank = standing->rank[row->project];
		row->tie_broken_by = standing->broken[row->project];
		row->ratings = jam_tally_ratings(tally, row->project);
		row->exact.part = row->exact.whole = 1;
		if (row->ratings == 0)
			continue;
		row->share = jam_mean_share(&sheet->aspect, row->project);
		if (!show(sheet, row->project, &row->exact.factor, &row->score,
			  err))
			return false;
		if (sheet->method == JAM_ITCH)
			jam_itch_root(tally, row->project, sheet->median2,
				      &row->exact);
	}
	return true;
}

/* A thread's part of the work. */
struct share {
	struct sheet sheet;
	const struct jam_standing *standing;
	struct jam_score_part *parts; /* criteria_len items a project */
	struct jam_frac *means;	      /* so too, or NULL */
	size_t first, step;	      /* of the criteria */
	struct jam_arena *arena;
	struct jam_error err;
	bool done;
};

/*
 * One criterion of all projects; ranks among the ranked that have it.  The
 * parts are filled in the order in which the sums lie in memory.
 */
static bool
parts_fill(struct share *share)
{
	struct sheet *sheet = &share->sheet;
	size_t all = sheet->aspect.tally->projects, n = 0;
	size_t step = sheet->aspect.tally->rules->criteria_len;
	struct jam_mark mark = jam_arena_mark(share->arena);
	uint32_t *projects =
	    jam_alloc_array(share->arena, all, sizeof(*projects));
	uint32_t *rank = jam_alloc_array(share->arena, all, sizeof(*rank));
	struct jam_score_part *parts = share->parts + sheet->aspect.criterion;
	struct jam_score_part *part;
	struct jam_frac mean;

	if (!fill(sheet, &share->err))
		return false;
	for (uint32_t p = 0; p < all; p++) {
		part = &parts[p * step];
		part->ratings = jam_aspect_ratings(&sheet->aspect, p);
		if (part->ratings == 0)
			continue;
		if (!show(sheet, p, &mean, &part->score, &share->err))
			return false;
		if (share->means != NULL)
			share->means[p * step + sheet->aspect.criterion] = mean;
		if (share->standing->rank[p] != 0)
			projects[n++] = p;
	}
	jam_rank(projects, n, by_value(sheet), rank, share->arena);
	for (size_t p = 0; p < all; p++)
		parts[p * step].rank = rank[p];
	jam_arena_reset(share->arena, mark);
	return true;
}

static void
share_fill(void *data)
{
	struct share *share = data;
	struct sheet *sheet = &share->sheet;

	share->done = true;
	for (size_t c = share->first;
	     share->done && c < sheet->aspect.tally->rules->criteria_len;
	     c += share->step) {
		sheet->aspect.criterion = c;
		share->done = parts_fill(share);
	}
}

/* The rows and the criteria; many of them by two threads. */
static bool
fill_all(struct share *own, struct jam_scores *scores)
{
	struct share other = *own;
	struct jam_worker worker = { 0 };

	other.done = true;
	if (scores->rows_len >= BESIDE_LEAST) {
		own->step = other.step = 2;
		other.first = 1;
		other.arena = jam_arena_beside(own->arena);
		other.sheet.values = jam_alloc_array(
		    other.arena, scores->rows_len, sizeof(*other.sheet.values));
		jam_worker_ask(&worker, share_fill, &other);
	}
	own->done = rows_fill(&own->sheet, own->standing, scores, &own->err);
	if (own->done)
		share_fill(own);
	jam_worker_stop(&worker);
	if (other.arena != own->arena)
		jam_arena_free(other.arena);
	if (own->done && !other.done)
		own->err = other.err;
	return own->done && other.done;
}

static bool
sheet_init(struct sheet *sheet, const struct jam_tally *tally,
	   enum jam_method method, const struct jam_standing_level *level,
	   struct jam_arena *arena, struct jam_error *err)
{
	*sheet = (struct sheet){ .method = method, .level = level };
	if (!jam_tally_check(tally, err))
		return false;
	sheet->aspect =
	    (struct jam_aspect){ tally, JAM_OVERALL, method == JAM_MEAN };
	if (method == JAM_ITCH)
		sheet->median2 = level != NULL ? level->median2
					       : jam_itch_median2(tally, arena);
	sheet->values =
	    jam_alloc_array(arena, tally->projects, sizeof(*sheet->values));
	return fill(sheet, err);
}

/* What bayes draws to, and how strongly. */
static bool
fill_centre(const struct sheet *sheet, struct jam_scores *scores,
	    struct jam_error *err)
{
	const struct jam_bayes *bayes = &sheet->bayes;
	struct jam_value mean;

	if (sheet->method != JAM_BAYES)
		return true;
	jam_value_set(&mean, bayes->sum, bayes->ratings);
	scores->prior = jam_frac_make(bayes->prior_num, bayes->prior_den);
	return jam_aspect_exact(&sheet->aspect, &mean, &scores->centre) ||
	       too_fine(err);
}

static bool
rows_make(struct sheet *sheet, const struct jam_standing *standing,
	  struct jam_arena *arena, struct jam_scores *scores,
	  struct jam_error *err)
{
	size_t projects = sheet->aspect.tally->projects;
	size_t criteria = sheet->aspect.tally->rules->criteria_len;
	struct jam_score_part *parts =
	    jam_alloc_array(arena, projects * criteria, sizeof(*parts));
	struct jam_frac *means =
	    sheet->aspect.tally->rules->means
		? jam_alloc_array(arena, projects * criteria, sizeof(*means))
		: NULL;
	struct share share = { .sheet = *sheet,
			       .standing = standing,
			       .parts = parts,
			       .means = means,
			       .step = 1,
			       .arena = arena };

	*scores = (struct jam_scores){
		.method = sheet->method,
		.rows = jam_alloc_array(arena, projects, sizeof(*scores->rows)),
		.rows_len = projects,
		.ranked = standing->ranked,
		.median2 = sheet->median2,
	};
	for (size_t k = 0; k < projects; k++) {
		size_t at = standing->order[k] * criteria;

		scores->rows[k].parts = parts + at;
		scores->rows[k].means = means != NULL ? means + at : NULL;
	}
	if (fill_all(&share, scores))
		return fill_centre(sheet, scores, err);
	*err = share.err;
	return false;
}

bool
jam_scores_make(const struct jam_tally *tally, enum jam_method method,
		struct jam_arena *arena, struct jam_scores *scores,
		struct jam_error *err)
{
	struct sheet sheet;
	struct jam_standing standing;

	if (!sheet_init(&sheet, tally, method, NULL, arena, err))
		return false;
	jam_standing_init(&standing, tally, arena);
	jam_standing_rank(&standing, tally, by_value(&sheet),
			  sheet.aspect.share, arena);
	return rows_make(&sheet, &standing, arena, scores, err);
}

bool
jam_standing_make(struct jam_standing *standing, const struct jam_tally *tally,
		  enum jam_method method,
		  const struct jam_standing_level *level,
		  struct jam_arena *arena, struct jam_error *err)
{
	struct sheet sheet;

	if (!sheet_init(&sheet, tally, method, level, arena, err))
		return false;
	jam_standing_init(standing, tally, arena);
	jam_standing_rank(standing, tally, by_value(&sheet), sheet.aspect.share,
			  arena);
	return true;
}

bool
jam_standing_rows(const struct jam_standing *standing,
		  const struct jam_tally *tally, struct jam_arena *arena,
		  struct jam_scores *scores, struct jam_error *err)
{
	struct sheet sheet;

	return sheet_init(&sheet, tally, JAM_MIXED, NULL, arena, err) &&
	       rows_make(&sheet, standing, arena, scores, err);
}

void
jam_surd_write(struct jam_buf *out, const struct jam_surd *surd)
{
	jam_frac_write(out, surd->factor);
	if (surd->factor.num != 0 && surd->part != surd->whole)
		jam_buf_format(out, "*sqrt(%llu/%llu)",
			       (unsigned long long)surd->part,
			       (unsigned long long)surd->whole);
}

void
jam_score_write(struct jam_buf *out, int64_t thousandths)
{
	uint64_t n =
	    thousandths < 0 ? -(uint64_t)thousandths : (uint64_t)thousandths;

	jam_buf_format(out, "%s%llu.%03llu", thousandths < 0 ? "-" : "",
		       (unsigned long long)(n / 1000),
		       (unsigned long long)(n % 1000));
}
