/* SPDX-License-Identifier: MIT */
/*
 * What of a survey may be shown to everybody: nothing that rests on fewer than
 * JAM_PUBLIC_LEAST answers, nothing from which such a figure follows, and no
 * free text.
 */
#ifndef JAM_POLICY_SURVEY_PUBLIC_H
#define JAM_POLICY_SURVEY_PUBLIC_H

#include "core/policy/survey.h"

#define JAM_PUBLIC_LEAST 5

/* The line of options that are too few to be shown singly. */
#define JAM_PUBLIC_REST "(the others)"

/*
 * The lines that may be shown, of those of all people (no groups).  Options
 * that fewer than JAM_PUBLIC_LEAST chose stand together; where their sum would
 * tell how many chose each, so do all that as many chose as the next smallest.
 * Of several choices they are left out.  Shares
 * with their own denominator are shown where it leaves out enough.
 */
void jam_survey_public(const struct jam_survey_lines *all,
		       struct jam_arena *arena, struct jam_survey_lines *out);

#endif
