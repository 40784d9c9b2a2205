/* SPDX-License-Identifier: MIT */
/*
 * LEMON's maximum flow on the network that an assigner would give it: judges
 * with 20 random projects each, 5 to take; projects with room for their even
 * share.  Prints the milliseconds of the solve alone, the median of 5 runs.
 * It solves a more general problem than jam does.
 */
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

using namespace lemon;

static double
solve(int judges, int projects, int batch, int candidates, unsigned seed)
{
	SmartDigraph g;
	SmartDigraph::ArcMap<int> cap(g);
	std::vector<SmartDigraph::Node> judge, project;
	std::mt19937 random(seed);
	auto source = g.addNode(), sink = g.addNode();

	for (int j = 0; j < projects; j++) {
		project.push_back(g.addNode());
		cap[g.addArc(project[j], sink)] =
		    (judges * batch + projects - 1) / projects;
	}
	for (int i = 0; i < judges; i++) {
		judge.push_back(g.addNode());
		cap[g.addArc(source, judge[i])] = batch;
		for (int c = 0; c < candidates; c++)
			cap[g.addArc(judge[i],
				     project[random() % projects])] = 1;
	}
	auto start = std::chrono::steady_clock::now();
	Preflow<SmartDigraph, SmartDigraph::ArcMap<int>> flow(g, cap, source,
							      sink);
	flow.runMinCut();
	flow.startSecondPhase();
	std::chrono::duration<double, std::milli> took =
	    std::chrono::steady_clock::now() - start;
	return took.count();
}

int
main(int argc, char **argv)
{
	int judges = argc > 1 ? std::atoi(argv[1]) : 100000;
	std::vector<double> ms;

	for (unsigned run = 0; run < 5; run++)
		ms.push_back(solve(judges, judges / 4, 5, 20, run));
	std::sort(ms.begin(), ms.end());
	std::printf("%.3f\n", ms[2]);
}
