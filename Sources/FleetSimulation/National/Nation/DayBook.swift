/// What falls due on which day of a story; those of one day in the order they were entered.
///
/// Both entering and taking out are O(1).
struct DayBook {
    /// The last day; what would fall due later never happens.
    let lastDay: Int
    private var days: [[NationEvent]]
    private var today = 0
    private var taken = 0

    init(lastDay: Int) {
        self.lastDay = lastDay
        days = Array(repeating: [], count: lastDay + 1)
    }

    /// Enters an event for a day, or for today if that has passed.
    mutating func enter(_ event: NationEvent, on day: Int) {
        guard day <= lastDay else { return }
        days[max(day, today)].append(event)
    }

    /// Takes out the next event.
    mutating func next() -> (day: Int, event: NationEvent)? {
        while today <= lastDay {
            if taken < days[today].count {
                taken += 1
                return (today, days[today][taken - 1])
            }
            days[today] = []
            today += 1
            taken = 0
        }
        return nil
    }
}

/// Something that falls due in the national story; numbers are indices into the nation's lists.
enum NationEvent {
    case founding
    case week
    case month
    case propose(NationProposal)
    case approve(proposal: Int)
    case renewAgreement
    case renewQualifications
    case welcome(Int)
    case renewKeys
    case retireKeys(members: Int)
    case correct(Int)
    /// A wrong is to be planted at the next occasion.
    case want(PlantingKind)

    case open(station: Int)
    case accept(station: Int)
    case outfit(station: Int)
    /// A driver comes to swap, unless the plan has changed since (`epoch`).
    case visit(car: Int, epoch: Int)
    case check(car: Int, epoch: Int)
    case refit(car: Int)
    case arrange(car: Int)
    case handIn(car: Int, replacement: Int)
    case takeToWorkshop(car: Int)
    case leak(car: Int, step: LeakStep)
    case settleDestroyed(car: Int, pack: Int)

    case answer(pack: Int)
    case collect(pack: Int)
    case ship(pack: Int)
    case drive(yard: Int)
    case arrive(shipment: Int)
    case test(shipment: Int)
    case turnUp(pack: Int, isLost: Bool)
    case sendBack(pack: Int)
    case repaired(pack: Int, provider: Int)
    case found(pack: Int)
    case callFromOwner(pack: Int)

    case regroup(pool: Int)
    case regroupAlone(pack: Int)
    case deploy(pack: Int)
    case checkSecondUse(pack: Int)
    case endSecondUse(pack: Int)
    case treat(queue: Int)
    case treatLate(pack: Int)
    case stateOffline(number: Int)
    case checkLabels(number: Int)
}
