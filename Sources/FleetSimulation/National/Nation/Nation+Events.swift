extension Nation {
    /// Lets an event happen.
    mutating func handle(_ event: NationEvent) {
        switch event {
        case .founding: foundNation()
        case .week: weekly()
        case .month: monthly()
        case .want(let kind): wrongs.want(kind)
        case .open(let station): open(station)
        case .accept(let station): accept(station)
        case .outfit(let station): outfit(station)
        case .visit(let car, let epoch): visit(car, epoch)
        case .check(let car, let epoch): check(car, epoch)
        case .refit(let car): refit(car)
        case .arrange(let car): arrange(car)
        case .handIn(let car, let replacement): handIn(car, replacement)
        case .takeToWorkshop(let car): takeToWorkshop(car)
        case .leak(let car, let step): leak(car, step)
        case .settleDestroyed(let car, let pack): settleDestroyed(car, pack)
        case .propose(let proposal): propose(proposal)
        case .approve(let proposal): approve(proposal)
        case .renewAgreement: renewAgreement()
        case .renewQualifications: renewQualifications()
        case .welcome(let member): welcome(member)
        case .renewKeys: renewKeys()
        case .retireKeys(let members): retireKeys(of: members)
        case .correct(let number): correct(number)
        default: handleHomeward(event)
        }
    }

    private mutating func handleHomeward(_ event: NationEvent) {
        switch event {
        case .answer(let pack): answer(pack)
        case .collect(let pack): collect(pack)
        case .ship(let pack): ship([pack])
        case .drive(let yard): drive(yard)
        case .arrive(let shipment): arrive(shipment)
        case .test(let shipment): test(shipment)
        case .turnUp(let pack, let isLost): turnUp(pack, isLost)
        case .sendBack(let pack): sendBack(pack)
        case .repaired(let pack, let provider): repaired(pack, provider)
        case .found(let pack): find(pack)
        case .callFromOwner(let pack): callFromOwner(pack)
        case .regroup(let pool): regroup(pool)
        case .regroupAlone(let pack): regroup([pack])
        case .deploy(let pack): deploy(pack)
        case .checkSecondUse(let pack): checkSecondUse(pack)
        case .endSecondUse(let pack): endSecondUse(pack)
        case .treat(let queue): treat(queue)
        case .treatLate(let pack): treatLate(pack)
        case .stateOffline(let number): stateOffline(number)
        case .checkLabels(let number): checkLabels(number)
        default: break
        }
    }

    /// What is done every seven days.
    private mutating func weekly() {
        supply()
        anchor()
        plantUntraced()
        plantWrongCode()
        agenda.enter(.week, on: today + 7)
    }

    /// What is done every thirty days.
    private mutating func monthly() {
        postPrices()
        sellMaterial()
        settle()
        enrolLegacies()
        agenda.enter(.month, on: today + 30)
    }
}
