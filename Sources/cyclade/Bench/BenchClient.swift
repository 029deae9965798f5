import CycladeSchema
import LedgerNode

/// One client of the benchmark: a station, two leased vehicles, and batteries that nobody else names.
///
/// It sends one transaction at a time, so whatever order the clients' transactions take, each is
/// accepted; many clients together keep the node busy.
struct BenchClient {
    /// What a client sends, over and over: of twenty, twelve swaps, five assessments, two births
    /// and one step of a delivery.
    static let mix = "60 % swap, 25 % assess, 10 % make, 5 % supply"

    let number: Int
    private var inVehicle: [String]
    private var inStation: String
    private var slot: UInt32 = 0
    private var step = 0
    private var born: [String] = []
    private var deliveries = 0
    private var openDelivery: String?
    /// The numbers of the batteries that it made.
    private(set) var made: Range<Int>

    /// - Parameters:
    ///   - number: The client's number.
    ///   - codes: Two batteries for its vehicles and one for its station.
    ///   - firstNumber: Numbers from here on are for batteries that it makes.
    init(number: Int, codes: [String], firstNumber: Int) {
        self.number = number
        inVehicle = Array(codes[..<2])
        inStation = codes[2]
        made = firstNumber..<firstNumber
    }

    static func vehicleID(_ client: Int, _ vehicle: Int) -> String {
        let digits = String(client * 2 + vehicle, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    static func stationID(_ client: Int) -> String { "station-\(client)" }

    /// The next transaction, who signs it and what it asks; if it is to assess, then `assessed`.
    mutating func next(
        assessing assessed: String
    ) throws -> (member: String, command: TransactionBody.OneOf_Command) {
        defer { step += 1 }
        switch step % 20 {
        case 3, 7, 11, 15, 18:
            return ("assessor", BenchCommands.assess(assessed, sohBp: 9_000 - UInt32(step % 500)))
        case 5, 14:
            let code = try BenchCommands.code(made.upperBound)
            made = made.lowerBound..<made.upperBound + 1
            born.append(code)
            return ("maker", BenchCommands.make(code))
        case 19:
            return supply()
        default:
            return ("operator", swap())
        }
    }

    private mutating func supply() -> (member: String, command: TransactionBody.OneOf_Command) {
        if let delivery = openDelivery {
            openDelivery = nil
            return ("manager", BenchCommands.accept(delivery))
        }
        let delivery = "delivery-\(number)-\(deliveries)"
        deliveries += 1
        openDelivery = delivery
        defer { born.removeAll() }
        return ("maker", BenchCommands.deliver(delivery, born))
    }

    private mutating func swap() -> TransactionBody.OneOf_Command {
        let vehicle = step % 2
        let taken = inVehicle[vehicle]
        let given = inStation
        slot = (slot + 1) % 4
        inVehicle[vehicle] = given
        inStation = taken
        return .swap(
            BenchCommands.exchange(
                Self.stationID(number),
                Self.vehicleID(number, vehicle),
                taken: taken,
                into: slot,
                given: given
            )
        )
    }
}
