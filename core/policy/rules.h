/* SPDX-License-Identifier: MIT */
/*
 * The one rule book of judging: may this judge rate this project now, and if
 * not, why not.  rate, ballots and the import of ratings all ask here.
 */
#ifndef JAM_POLICY_RULES_H
#define JAM_POLICY_RULES_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/rating.h"

struct jam_arena;

/*
 * The window of one judge: [opens, end); end holds grace and, where there is
 * one, the judge's own extension.
 */
int64_t jam_rules_window_end(const struct jam_event *event,
			     const struct jam_judge *judge);

/* When the last judge's window ends. */
int64_t jam_rules_last_end(const struct jam_event *event);

/*
 * JAM_E_RULE with the exact reason and what to do: a judge who takes part no
 * more, the own project, a declared conflict, a retracted project, a time
 * outside the window, a free choice before the batch is done or never.  Times
 * are shown in the event's zone.  at is the time that counts.
 */
JAM_MUST_USE bool jam_rules_may_rate(const struct jam_rating_facts *facts,
				     int64_t at, struct jam_arena *arena,
				     struct jam_error *err);

/*
 * Whether the judge may rate outside the batch, as far as the batch goes: the
 * event's unlock, and seats that are all done.  The project is not looked at.
 */
bool jam_rules_free_choice(const struct jam_rating_facts *facts);

/*
 * What a second rating of the same project means: equal scores (and comment,
 * where one is given) change nothing (*same); others need replace, else
 * JAM_E_RULE.
 */
JAM_MUST_USE bool jam_rules_may_replace(const struct jam_rating_facts *facts,
					const struct jam_rating *rating,
					bool replace, bool *same,
					struct jam_error *err);

/* JAM_E_RULE unless the project is an open seat of the judge. */
JAM_MUST_USE bool jam_rules_may_skip(const struct jam_rating_facts *facts,
				     int64_t at, struct jam_arena *arena,
				     struct jam_error *err);

#endif
