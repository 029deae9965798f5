import Vocabulary

extension PlanAssembly {
    /// How many sites near a pack are weighed against the chosen one.
    private static let sitesWeighed = 8

    /// Why a pack goes to its site: the other sites as if nobody else wanted them.
    func explainSite(
        of pack: Int,
        _ route: RecallRoute,
        distance: Metres
    ) -> Explanation<SiteID> {
        let tariff = problem.request.tariff
        let sites = problem.request.sites
        let item = problem.items[pack]
        let onward = problem.onwardCost(of: item.condition, from: route.site, to: route.centre)
        let total = tariff.detour(distance) + onward
        let hits = sites.index.nearest(to: item.point, count: Self.sitesWeighed) {
            [problem] site in
            site != route.site && problem.fits(item, site)
        }
        var second: (total: Int64, site: Int, centre: Int)?
        for hit in hits {
            guard let (cost, centre) = cheapestCentre(of: item.condition, from: hit.place)
            else { continue }
            let detour = tariff.detour(sites.roads.metres(overSquaredChord: hit.squaredChord))
            let option = (detour + cost, hit.place, centre)
            if second.map({ option < $0 }) ?? true { second = option }
        }
        return Explanation(
            choice: sites.sites[route.site].id,
            reason: second.map { $0.total < total ? reason(against: $0, pack) : .cheapest }
                ?? .cheapest,
            figures: [
                Figure(.distance, distance.rawValue), Figure(.detour, tariff.detour(distance)),
                Figure(.transport, onward), Figure(.total, total),
            ],
            runnerUp: second.map {
                .init(choice: sites.sites[$0.site].id, figure: Figure(.total, $0.total))
            }
        )
    }

    private func reason(
        against other: (total: Int64, site: Int, centre: Int),
        _ pack: Int
    ) -> Reason {
        let item = problem.items[pack]
        if let lack = capacity.shortage(at: other.site, for: item) { return .cheapestLeft(lack) }
        return capacity.hasRoom(atCentre: other.centre, for: item)
            ? .cheapestTogether : .cheapestLeft(.centreCapacity)
    }

    private func cheapestCentre(
        of condition: PackCondition,
        from site: Int,
        except excluded: Int? = nil
    ) -> (cost: Int64, centre: Int)? {
        var best: (cost: Int64, centre: Int)?
        for centre in 0..<problem.centreCount where centre != excluded {
            let cost = problem.onwardCost(of: condition, from: site, to: centre)
            guard cost != RecallProblem.forbidden, best.map({ cost < $0.cost }) ?? true else {
                continue
            }
            best = (cost, centre)
        }
        return best
    }

    /// Why a load goes to its centre, in the costs of one pack.
    func explainCentre(of group: LoadGroup) -> Explanation<MemberID> {
        let (route, condition) = (group.route, group.condition)
        let position = route.site * problem.centres.count + route.centre
        let total = problem.onwardCost(of: condition, from: route.site, to: route.centre)
        let fee = problem.centres[route.centre].fees[condition]?.rawValue ?? 0
        let second = cheapestCentre(of: condition, from: route.site, except: route.centre)
        let isCheapest = second.map { total <= $0.cost } ?? true
        let isFull =
            second.map { capacity.places(atCentre: $0.centre, for: condition) == 0 } ?? false
        return Explanation(
            choice: problem.centres[route.centre].id,
            reason: isCheapest
                ? .cheapest : isFull ? .cheapestLeft(.centreCapacity) : .cheapestTogether,
            figures: [
                Figure(.distance, problem.ways[position].rawValue),
                Figure(.transport, total - fee), Figure(.fee, fee), Figure(.total, total),
            ],
            runnerUp: second.map {
                .init(choice: problem.centres[$0.centre].id, figure: Figure(.total, $0.cost))
            }
        )
    }
}
