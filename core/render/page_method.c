/* SPDX-License-Identifier: MIT */
/* How the results came about, in words. */
#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/render/doc.h"
#include "core/render/page.h"

/* The sentence of each method (jam-scoring(7)). */
static const char *
method_text(const char *method)
{
	static const struct {
		const char *method, *text;
	} texts[] = {
		{ "mean", "A project's score is the mean of its ratings." },
		{ "itch",
		  "A project's score is the mean of its ratings, taken down "
		  "by the square root of (ratings / median) where it has "
		  "fewer ratings than the median project (the formula of "
		  "itch.io)." },
		{ "bayes",
		  "A project's score is the mean of its ratings, drawn "
		  "towards the mean of all ratings the more, the fewer it "
		  "has." },
		{ "mixed",
		  "The rank follows an estimate that takes out how lenient "
		  "each judge is (a linear mixed model, fitted by REML); the "
		  "score beside it is the plain mean of the ratings.  The "
		  "range is where the estimate lies with 90 % confidence." },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(texts[i].method, method) == 0)
			return texts[i].text;
	return "";
}

static void
put_weights(struct jam_doc *doc, const struct jam_page_results *r)
{
	jam_doc_say(doc, "A rating is the weighted mean of one judge's scores "
			 "(");
	for (size_t i = 0; i < r->criteria_len; i++) {
		if (i > 0)
			jam_doc_say(doc, ", ");
		jam_doc_user(doc, r->criteria[i].title);
		jam_doc_say(doc, " %s", r->criteria[i].weight_text);
	}
	jam_doc_say(doc, "). ");
}

static void
put_ties(struct jam_doc *doc, const struct jam_page_results *r)
{
	if (r->tie_break.count == 0) {
		jam_doc_say(doc, "Projects with equal scores share a rank.");
		return;
	}
	jam_doc_say(doc, "Equal scores are ordered by ");
	for (size_t i = 0; i < r->tie_break.count; i++) {
		const char *word = r->tie_break.items[i];

		if (i > 0)
			jam_doc_say(doc, ", then by ");
		jam_page_rule(doc, word);
		if (strcmp(word, "ratings") == 0)
			jam_doc_say(doc, " (more first)");
		else if (strcmp(word, "submitted") == 0)
			jam_doc_say(doc, " (earlier first)");
	}
	jam_doc_say(doc, "; what is equal even then shares a rank.");
}

/* "112 ratings count." */
static void
put_counts(struct jam_doc *doc, const struct jam_pages *pages)
{
	const struct jam_page_results *r = pages->results;

	if (r->ratings == JAM_NONE)
		return;
	jam_doc_say(doc, " %" PRId64 " ratings count%s.", r->ratings,
		    pages->one_site ? " in the whole event" : "");
}

static void
put_origins(struct jam_doc *doc, const struct jam_page_results *r)
{
	if (r->recorded > 0 && r->recorded == r->ratings)
		jam_doc_say(doc, " They were taken over as the record of a "
				 "jam that was over.");
	else if (r->recorded > 0)
		jam_doc_say(doc,
			    " %" PRId64 " of them %s taken over as the record "
			    "of a jam that was over.",
			    r->recorded, r->recorded == 1 ? "was" : "were");
	if (r->later > 0)
		jam_doc_say(doc,
			    " %" PRId64 " of them %s typed in later, with the "
			    "time of the ballot.",
			    r->later, r->later == 1 ? "was" : "were");
	if (r->changed == 1)
		jam_doc_say(doc, " Rules of judging were changed once, for a "
				 "reason that is on record.");
	else if (r->changed > 1)
		jam_doc_say(doc,
			    " Rules of judging were changed %" PRId64
			    " times, for reasons that are on record.",
			    r->changed);
}

static void
put_assignments(struct jam_doc *doc, const struct jam_page_results *r)
{
	if (r->assignments <= 0)
		return;
	if (r->assignments == 1)
		jam_doc_say(doc, " Who rates what was assigned once,");
	else
		jam_doc_say(doc,
			    " Who rates what was assigned in %" PRId64 " runs,",
			    r->assignments);
	jam_doc_say(doc, r->seeded ? " with a seed that the organizer chose."
				   : " with a seed that follows from the event "
				     "and its projects.");
}

void
jam_page_withdrawn(struct jam_doc *doc, const struct jam_pages *pages)
{
	const struct jam_page_results *r = pages->results;

	if (r->withdrawn == 0)
		return;
	jam_doc_paragraph(doc, "note");
	jam_doc_say(doc, "Since these results were published, ");
	if (r->withdrawn == 1)
		jam_doc_say(doc, "a project was taken out of competition on ");
	else
		jam_doc_say(doc,
			    "%" PRId64 " projects were taken out of "
			    "competition, the last on ",
			    r->withdrawn);
	jam_doc_time(doc, r->withdrawn_at);
	jam_doc_say(doc, ": those behind moved up, and the scores are as they "
			 "were.");
	jam_doc_paragraph_end(doc);
}

static void
put_publication(struct jam_doc *doc, const struct jam_page_results *r)
{
	if (r->published_at == JAM_NONE)
		return;
	jam_doc_paragraph(doc, "note");
	jam_doc_say(doc, "Published ");
	jam_doc_time(doc, r->published_at);
	if (r->digest != NULL) {
		jam_doc_say(doc, ". Digest: ");
		jam_doc_code(doc, r->digest);
		jam_doc_say(doc, ". It fixes %s and every rating behind them: ",
			    r->withdrawn == 0
				? "these results"
				: "the results as they were then, with what "
				  "was taken out since,");
		jam_doc_code(doc, "jam verify --head");
		jam_doc_say(doc,
			    " checks it against the record. Who rated finds "
			    "the receipt in the organizer's ");
		jam_doc_code(doc, "jam log");
		jam_doc_say(doc, "; how to check or dispute a result is in ");
		jam_doc_code(doc, "man jam-dispute");
	}
	jam_doc_say(doc, ".");
	if (r->since > 0)
		jam_doc_say(doc, " Rules of judging were changed since; these "
				 "results are by the rules before.");
	jam_doc_paragraph_end(doc);
}

void
jam_page_method(struct jam_doc *doc, const struct jam_pages *pages)
{
	const struct jam_page_results *r = pages->results;

	jam_doc_heading(doc, 2, "How the results came about");
	jam_doc_paragraph(doc, "note");
	put_weights(doc, r);
	jam_doc_say(doc, "%s ", method_text(r->method));
	jam_doc_say(doc, "Scores are kept as exact fractions, compared as "
			 "such, and rounded once, half away from zero, to "
			 "three places. ");
	put_ties(doc, r);
	jam_doc_paragraph_end(doc);
	jam_doc_paragraph(doc, "note");
	jam_doc_say(doc, "Scores by criterion stand here from 3 ratings on.");
	if (r->min_ratings > 0)
		jam_doc_say(doc,
			    " Projects with fewer than %" PRId64
			    " ratings are listed, not ranked.",
			    r->min_ratings);
	put_counts(doc, pages);
	put_origins(doc, r);
	put_assignments(doc, r);
	jam_doc_paragraph_end(doc);
	put_publication(doc, r);
}
