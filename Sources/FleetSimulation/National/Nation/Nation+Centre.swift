import CycladeSchema

// In the centre: tested, classified, handed to the next owner, or sent back.

extension Nation {
    /// Second-use batteries below this health are taken apart, in basis points.
    private static let leastAgainBp = 4_500

    /// Tests what a shipment brought, and decides where each battery goes next.
    mutating func test(_ number: Int) {
        let shipment = shipments[number]
        shipments[number].packs = []
        let centre = roster.centres[shipment.centre]
        var sold: [Int] = []
        for pack in shipment.packs {
            assess(pack, .capacityTest)
            let verdict = classify(pack, by: shipment.centre)
            switch verdict {
            case .reuse: agenda.enter(.sendBack(pack: pack), on: today + 2)
            case .cascade: sold.append(pack)
            default:
                if shipment.centre < roster.cascadeUsers.count {
                    passOn(pack, from: centre)
                } else {
                    sold.append(pack)
                    putDown(pack, in: shipment.centre - roster.cascadeUsers.count)
                }
            }
        }
        buy(sold, by: centre)
        for pack in sold where shipment.centre < roster.cascadeUsers.count {
            pool(pack, of: shipment.centre)
        }
    }

    private mutating func classify(_ pack: Int, by centre: Int) -> Verdict {
        let bp = packs[pack].stated?.bp ?? 0
        let due: Verdict =
            if packs[pack].finding != nil || bp < Int(policy.cascadeSohBp) {
                .dismantle
            } else {
                bp >= Int(policy.reuseSohBp) ? .reuse : .cascade
            }
        var verdict = Classify()
        verdict.batteryID = packs[pack].id
        verdict.verdict = due
        if centre >= roster.cascadeUsers.count {
            verdict.verdict = .dismantle
        } else if packs[pack].isSecondUse {
            verdict.verdict = bp < Self.leastAgainBp ? .dismantle : max(due, .cascade)
        }
        if verdict.verdict != due {
            verdict.reason = "No use of this kind is in demand for a battery of its age."
        }
        write(roster.centres[centre], .classify(verdict))
        return verdict.verdict
    }

    /// Passes ownership of batteries to the centre that holds them, an offer for each owner.
    private mutating func buy(_ list: [Int], by buyer: String) {
        var left = list.filter { packs[$0].owner != buyer }
        while let first = left.first {
            let owner = packs[first].owner
            let lot = left.filter { packs[$0].owner == owner }
            left.removeAll { packs[$0].owner == owner }
            if happens(scenario.cascade.withdrawnShare) {
                var withdrawal = WithdrawOffer()
                withdrawal.offerID = offer(lot, of: owner, to: buyer)
                write(owner, .withdrawOffer(withdrawal))
            }
            var acceptance = AcceptTransfer()
            acceptance.offerID = offer(lot, of: owner, to: buyer)
            write(buyer, .acceptTransfer(acceptance))
            let manager = roster.assetManagers.firstIndex(of: owner)
            if let manager { unsettled[manager] += lot.map { packs[$0].id } }
            for pack in lot { packs[pack].owner = buyer }
        }
    }

    /// Offers batteries to a buyer.
    ///
    /// - Returns: The offer's id.
    private mutating func offer(_ lot: [Int], of owner: String, to buyer: String) -> String {
        var offer = OfferTransfer()
        offer.offerID = name("offer")
        offer.toMemberID = buyer
        offer.batteryIds = lot.map { packs[$0].id }
        offer.priceCommitment = confidences.price(
            of: "offer/\(offer.offerID)",
            batteries: lot.count,
            for: owner
        )
        write(owner, .offerTransfer(offer))
        return offer.offerID
    }

    /// Sells a battery that a cascade user has no use for to a dismantler, and sends it there.
    private mutating func passOn(_ pack: Int, from centre: String) {
        let buyer = dismantler()
        buy([pack], by: roster.dismantlers[buyer])
        send([pack], from: centre, to: roster.dismantlers[buyer])
        putDown(pack, in: buyer)
    }

    /// Sends a sound pack back to its owner, and on to its station; a few are sold abroad.
    mutating func sendBack(_ pack: Int) {
        let owner = packs[pack].owner
        send([pack], from: roster.centres[packs[pack].centre], to: owner)
        guard let station = packs[pack].station, owner == managerID(station),
            !happens(scenario.losses.exportedShare)
        else {
            var export = ReportExported()
            export.batteryID = packs[pack].id
            export.country = ["TH", "MY", "BR", "AE"][random.whole(in: 0...3)]
            export.paperCommitment = confidences.paper(
                "Bill of lading",
                of: "battery/\(export.batteryID)",
                for: owner
            )
            write(owner, .reportExported(export))
            return
        }
        send([pack], from: owner, to: operatorID(station))
        stations[station].arrivals.append(pack)
        stations[station].packsMissing -= 1
    }

    /// Divides the proceeds of the batteries sold since the last time.
    mutating func settle() {
        for manager in roster.assetManagers.indices {
            let list = unsettled[manager]
            unsettled[manager] = []
            for start in stride(from: 0, to: list.count, by: 200) {
                settle(Array(list[start..<min(start + 200, list.count)]), of: manager)
            }
        }
    }

    private mutating func settle(_ batteryIDs: [String], of manager: Int) {
        let payer = roster.assetManagers[manager]
        var statement = SettleStatement()
        statement.statementID = name("statement")
        statement.scheduleID = scheduleID(manager)
        statement.batteryIds = batteryIDs
        let subject = "statement/\(statement.statementID)"
        statement.totalCommitment = confidences.payment(
            of: subject,
            batteries: batteryIDs.count,
            for: payer
        )
        for (member, _) in scheduleShares(manager) {
            var share = ShareOut()
            share.memberID = member
            share.amountCommitment = confidences.payment(
                of: subject,
                batteries: batteryIDs.count,
                for: payer
            )
            statement.shares.append(share)
        }
        write(payer, .settleStatement(statement))
    }
}

/// The more cautious of two verdicts; they stand in the order of caution.
private func max(_ left: Verdict, _ right: Verdict) -> Verdict {
    left.rawValue < right.rawValue ? right : left
}
