import CycladeSchema
import FoundationEssentials
import Vocabulary

/// What a story's members say in confidence: plausible values, each given to who keeps it.
///
/// Each function makes up a value of its kind, has it kept for a member, and gives what the ledger
/// shows of it. The values have a generator of their own, so that what happens in a story does not
/// depend on them.
struct Confidences {
    let keeper: any PayloadKeeper
    private var random: SplitMix64
    private var count = 0
    private var vehicles = 0

    init(keeper: any PayloadKeeper, seed: UInt64) {
        self.keeper = keeper
        random = SplitMix64(seed: seed ^ 0x5EC2_E75A_17ED_0001)
    }

    private mutating func keep(
        _ kind: PayloadKind,
        of subject: String,
        for memberID: String,
        _ content: StoryPayload.Content
    ) -> Data {
        count += 1
        return keeper.keep(
            StoryPayload(
                number: count,
                memberID: memberID,
                kind: kind,
                subject: subject,
                content: content
            )
        )
    }
}

// MARK: - Vehicles, owners and sites

extension Confidences {
    /// The characters of the model years from 2018 on.
    private static let yearCodes = Array("JKLMNPRSTVWXY12345678")

    /// The number of a new vehicle, made `years` after 2018.
    mutating func vin(of subject: String, years: Int, for memberID: String) -> Data {
        vehicles += 1
        let year = Self.yearCodes[min(max(0, years), Self.yearCodes.count - 1)]
        let serial = String(vehicles)
        let digits = String(repeating: "0", count: max(0, 6 - serial.count)) + serial
        let (front, back) = ("LCYC1EV1", "\(year)S\(digits)")
        let digit = (try? VIN("\(front)0\(back)"))?.checkDigit ?? "0"
        return keep(.vin, of: subject, for: memberID, .text("\(front)\(digit)\(back)"))
    }

    mutating func owner(of subject: String, for memberID: String) -> Data {
        keep(.owner, of: subject, for: memberID, .text(party()))
    }

    mutating func user(of subject: String, for memberID: String) -> Data {
        keep(.user, of: subject, for: memberID, .text(party()))
    }

    private mutating func party() -> String {
        "Party \(random.whole(in: 100_000_000...999_999_999)), id \(random.next())"
    }

    /// A place somewhere in the east of China.
    mutating func site(of subject: String, for memberID: String) -> Data {
        let place = StoryPayload.Content.place(
            latitudeE6: Int32(random.whole(in: 22_000_000...41_000_000)),
            longitudeE6: Int32(random.whole(in: 103_000_000...121_000_000))
        )
        return keep(.site, of: subject, for: memberID, place)
    }
}

// MARK: - Money

extension Confidences {
    /// A monthly rent of 299 to 899 yuan.
    mutating func rent(of subject: String, for memberID: String) -> Data {
        keep(.rent, of: subject, for: memberID, amount(29_900...89_900))
    }

    /// A deposit of 2,000 to 9,000 yuan.
    mutating func deposit(of subject: String, for memberID: String) -> Data {
        keep(.deposit, of: subject, for: memberID, amount(200_000...900_000))
    }

    /// A price of 10,000 to 60,000 yuan a battery.
    mutating func price(of subject: String, batteries: Int = 1, for memberID: String) -> Data {
        let most = 6_000_000 * max(1, batteries)
        return keep(.price, of: subject, for: memberID, amount(most / 6...most))
    }

    /// A payment of 500 to 6,000 yuan a battery.
    mutating func payment(of subject: String, batteries: Int = 1, for memberID: String) -> Data {
        let most = 600_000 * max(1, batteries)
        return keep(.payment, of: subject, for: memberID, amount(most / 12...most))
    }

    private mutating func amount(_ fen: ClosedRange<Int>) -> StoryPayload.Content {
        .amount(fen: UInt64(random.whole(in: fen)))
    }
}

// MARK: - Papers

extension Confidences {
    mutating func notice(of subject: String, for memberID: String) -> Data {
        let text = words("Please hand in your battery", of: subject)
        return keep(.notice, of: subject, for: memberID, .text(text))
    }

    mutating func paper(_ title: String, of subject: String, for memberID: String) -> Data {
        let text = words(title, of: subject)
        return keep(.paper, of: subject, for: memberID, .document(Array(text.utf8)))
    }

    mutating func photographs(of subject: String, for memberID: String) -> Data {
        let text = words("Photographs", of: subject)
        return keep(.photographs, of: subject, for: memberID, .document(Array(text.utf8)))
    }

    private mutating func words(_ title: String, of subject: String) -> String {
        "\(title), \(subject), number \(random.next())"
    }
}
