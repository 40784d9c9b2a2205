/* SPDX-License-Identifier: MIT */
/* The weighted mean, and the mean with a share fixed for experts. */
#include "core/policy/mean.h"

#include "core/policy/tally.h"
#include "core/policy/value.h"

#define PEERS	0
#define EXPERTS 1
#define WHOLE	10000

enum jam_score_share
jam_mean_share(const struct jam_aspect *aspect, size_t project)
{
	if (!aspect->share || aspect->tally->classes == 1)
		return JAM_SHARE_ALL;
	if (jam_aspect_count(aspect, project, EXPERTS) == 0)
		return JAM_SHARE_PEERS;
	if (jam_aspect_count(aspect, project, PEERS) == 0)
		return JAM_SHARE_EXPERTS;
	return JAM_SHARE_ALL;
}

void
jam_mean_value(const struct jam_aspect *aspect, size_t project,
	       struct jam_value *value)
{
	bool mixed = aspect->share && aspect->tally->classes == 2 &&
		     jam_mean_share(aspect, project) == JAM_SHARE_ALL;
	jam_i128 share, peers, experts, n_peers, n_experts;

	if (!mixed) {
		jam_value_set(value, jam_aspect_total(aspect, project),
			      jam_aspect_ratings(aspect, project));
		return;
	}
	share = aspect->tally->rules->expert_share;
	peers = jam_aspect_sum(aspect, project, PEERS);
	experts = jam_aspect_sum(aspect, project, EXPERTS);
	n_peers = jam_aspect_count(aspect, project, PEERS);
	n_experts = jam_aspect_count(aspect, project, EXPERTS);
	jam_value_set(value,
		      share * experts * n_peers +
			  (WHOLE - share) * peers * n_experts,
		      WHOLE * n_peers * n_experts);
}
