import CycladeSchema
import Rulebook
import Supervision
import Testing

/// Labels that were copied, or that say what the battery is not.
@Suite("Labels")
struct LabelTests {
    /// Cities with their great circles from Shanghai in km, on a sphere of 6,371,009 m (haversine).
    private static let cities: [(name: String, latitude: Int32, longitude: Int32, km: Int)] = [
        ("suzhou", 31_299_000, 120_585_000, 85), ("nanjing", 32_060_000, 118_797_000, 270),
        ("beijing", 39_904_000, 116_407_000, 1_067), ("chengdu", 30_573_000, 104_067_000, 1_661),
        ("urumqi", 43_825_000, 87_617_000, 3_268),
    ]

    /// Two swaps that see the same battery, the second `minutes` later in another city.
    private static func seen(in city: String, after minutes: Int) -> Watch {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        watch.open("shanghai", 31_230_000, 121_474_000)
        for city in cities { watch.open(city.name, city.latitude, city.longitude) }
        watch.see("b-1", at: "shanghai", minute: 0)
        watch.see("b-1", at: city, minute: minutes)
        return watch
    }

    @Test("a battery cannot be far away within the hour", arguments: ["beijing", "chengdu"])
    func tooFast(city: String) {
        let watch = Self.seen(in: city, after: 60)
        #expect(watch.found == ["two-places.1 battery/b-1"])
        let finding = watch.supervisor.findings.first
        #expect(finding?.evidence == [watch.leaf - 1, watch.leaf])
        #expect(finding?.dutyHolderID == "bank")
    }

    @Test(
        "a battery can be in the next city in an hour, and anywhere in a day",
        arguments: [("suzhou", 0), ("nanjing", 60), ("beijing", 600), ("urumqi", 1_440)]
    )
    func possible(city: String, minutes: Int) {
        #expect(Self.seen(in: city, after: minutes).found.isEmpty)
    }

    @Test("a distance is never held to be longer than it is, nor much shorter", arguments: cities)
    func distance(city: (name: String, latitude: Int32, longitude: Int32, km: Int)) {
        // 200 km/h, with an hour's grace: found until just before it could have come.
        let minutes = max(0, Double(city.km) * 60 / 200 - 60)
        #expect(Self.seen(in: city.name, after: Int(minutes.rounded(.up)) + 1).found.isEmpty)
        let soon = Int(minutes - Double(city.km) * 0.3 * 60 / 200)
        guard soon > 0 else { return }
        #expect(Self.seen(in: city.name, after: soon).found.count == 1, "\(city.name)")
    }

    @Test("one station sees a battery as often as it likes")
    func oneStation() {
        #expect(Self.seen(in: "shanghai", after: 0).found.isEmpty)
    }

    struct Enrolment: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: String
        let form: BatteryForm
        let chemistry: CellChemistry
        let isFound: Bool
    }

    static let enrolments = [
        Enrolment(
            testDescription: "what its code says",
            code: "009PB010000001E2W0000001",
            form: .pack,
            chemistry: .lfp,
            isFound: false
        ),
        Enrolment(
            testDescription: "of another chemistry",
            code: "009PB010000001E2W0000001",
            form: .pack,
            chemistry: .ternary,
            isFound: true
        ),
        Enrolment(
            testDescription: "of another form",
            code: "009MB010000001E2W0000001",
            form: .pack,
            chemistry: .lfp,
            isFound: true
        ),
        Enrolment(
            testDescription: "without a code",
            code: "ENROL-0000000000000001",
            form: .pack,
            chemistry: .ternary,
            isFound: false
        ),
    ]

    @Test("an enrolled battery is what its code says", arguments: enrolments)
    func code(row: Enrolment) {
        var enrolment = EnrolBattery()
        enrolment.batteryID = row.code
        (enrolment.form, enrolment.chemistry) = (row.form, row.chemistry)
        var watch = Watch()
        watch.add(watch.born(row.code), .enrolBattery(enrolment), by: "dealer", on: 1)
        #expect(watch.found == (row.isFound ? ["code-contradicts.1 battery/\(row.code)"] : []))
        #expect((watch.supervisor.credit(of: "dealer").score < 1_000) == row.isFound)
    }
}

extension Watch {
    fileprivate mutating func open(_ id: String, _ latitude: Int32, _ longitude: Int32) {
        var station = Station()
        station.stationID = id
        (station.latitudeE6, station.longitudeE6) = (latitude, longitude)
        add([.station(.registered(station))], by: "swapper", on: 0)
    }

    fileprivate mutating func see(_ id: String, at station: String, minute: Int) {
        var swap = Swap()
        swap.stationID = station
        swap.taken.batteryID = id
        add([], .swap(swap), by: "swapper", on: 1, minute: minute)
    }
}
