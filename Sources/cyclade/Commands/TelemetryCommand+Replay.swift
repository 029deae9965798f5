import ArgumentParser
import CycladeSchema
import GBT32960
import LedgerNode
import Synchronization
import Vault
import Vocabulary

extension TelemetryCommand {
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send measured frames to a gateway, as the terminals of many vehicles.",
            discussion: """
                FILE is a CSV of t_s, speed_kmh, charge_state, odo_km, pack_V, pack_A, soc_pct,
                cell_max_V, cell_min_V, temp_max_C, temp_min_C, insulation_kohm, alarm_level,
                alarm_flags, and of up to 200 single cells cell_V_1 and so on. Each row becomes a
                report of GB/T 32960.3-2016. Vehicles beyond the first take the files in turn.
                Terminals log in again after a lost link, and send what they could not as reissues.

                The vehicles must be registered with the gateway: with '--member' their numbers are
                read from that member's vault. Without '--from' the last frame is of now.

                EXAMPLES
                  cyclade telemetry replay frames_F01.csv --member swap-one --speed 1000
                  cyclade telemetry replay frames_*.csv --vins vins.txt --vehicles 100 --speed max
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Argument(help: ArgumentHelp("The measured frames.", valueName: "file"))
        var files: [String]

        @Option(help: "Where the gateway listens.")
        var host = "127.0.0.1"

        @Option(help: "The gateway's port.")
        var port = 32_960

        @Option(help: "How many vehicles send.")
        var vehicles = 1

        @Option(help: ArgumentHelp("The vehicles' numbers, one a line.", valueName: "file"))
        var vins: String?

        @Option(help: ArgumentHelp("The member whose vault has the numbers.", valueName: "id"))
        var member: String?

        @Option(help: ArgumentHelp("The passphrase of the vault's key file.", valueName: "file"))
        var passphraseFile: String?

        @Option(help: "When the first frame is of.")
        var from: MomentArgument?

        @Option(help: ArgumentHelp("So many times faster, or 'max'.", valueName: "times"))
        var speed = SpeedArgument(times: 1)

        @Option(help: ArgumentHelp("Send only so many rows of a file.", valueName: "rows"))
        var rows: Int?

        @Option(help: ArgumentHelp("Wait so long to log in again.", valueName: "seconds"))
        var retryWait = 60.0

        @Option(help: "Try so often to log in again.")
        var retries = 3

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard (1...100_000).contains(vehicles) else {
                throw ValidationError("'--vehicles' takes 1 to 100000.")
            }
            guard (vins == nil) != (member == nil) else {
                throw ValidationError("Give '--vins FILE' or '--member ID' for the vehicles.")
            }
            guard (0.001...86_400).contains(retryWait), retries >= 0, rows ?? 1 > 0 else {
                throw ValidationError("'--retry-wait' is 0.001 to 86400, '--rows' at least 1.")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                let senders = try senders()
                guard senders.count >= vehicles else {
                    throw ExitStatus.saying(
                        ExitStatus.usage,
                        "There are \(senders.count) numbers for \(vehicles) vehicles."
                    )
                }
                let plan = try plan()
                let counts = ReplayCounts()
                let clock = ContinuousClock()
                let elapsed = await clock.measure {
                    await send(plan, senders.prefix(vehicles), counts)
                }
                let answer = ReplayAnswer(counts, vehicles: vehicles, elapsed)
                if json { try JSON.print(answer) } else { print(answer.text) }
                if answer.givenUp > 0 { throw ExitStatus.unavailable }
            }
        }

        private func plan() throws -> ReplayPlan {
            let months = try files.map { file in
                let month = FieldMonth(
                    try MeasurementTable.open(file, columns: FieldMonth.neededColumns)
                )
                guard !month.rows.isEmpty else {
                    throw ExitStatus.saying(ExitStatus.usage, "\(file) has no row.")
                }
                return month.prefix(rows)
            }
            let longest = months.compactMap(\.rows.last?.second).max() ?? 0
            let now = LedgerNode.systemClock()
            return ReplayPlan(
                host: host,
                port: port,
                months: months,
                startMs: from?.moment.rawValue ?? now - UInt64(longest * 1_000),
                speed: speed.times,
                retryWait: .seconds(retryWait),
                retries: retries
            )
        }

        private func senders() throws -> [SenderID] {
            guard let member else {
                let bytes = try InputFile(vins).bytes(limit: 4 << 20)
                return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
                    .compactMap { SenderID($0) }
            }
            let files = VaultFiles(of: member, in: data.directory)
            let (keys, _) = try KeySource(path: files.keys, passphraseFile: passphraseFile).read()
            let store = try VaultStore(opening: files.store, keys: keys)
            defer { try? store.close() }
            return try store.commitments().compactMap { commitment in
                let payload = try store.open(commitment)
                guard payload.kind == .vin, case .text(let vin) = payload.content else {
                    return nil
                }
                return SenderID(vin)
            }
        }

        private func send(
            _ plan: ReplayPlan,
            _ senders: some Collection<SenderID> & Sendable,
            _ counts: ReplayCounts
        ) async {
            let progress = Progress()
            let total = (0..<senders.count).reduce(0) { $0 + plan.frames(of: $1).month.rows.count }
            progress.begin("frames", total: total)
            let start = ContinuousClock.now
            await withTaskGroup { group in
                let watch = Task {
                    while !Task.isCancelled {
                        progress.show(counts.frames.load(ordering: .relaxed), of: total)
                        try? await Task.sleep(for: .milliseconds(200))
                    }
                }
                for (number, sender) in senders.enumerated() {
                    group.addTask {
                        await ReplayTerminal(
                            vehicle: sender,
                            number: number,
                            plan: plan,
                            counts: counts,
                            start: start
                        ).run()
                    }
                }
                await group.waitForAll()
                watch.cancel()
            }
            progress.clear()
        }
    }
}

/// `1000`, or `max`.
struct SpeedArgument: ExpressibleByArgument {
    /// `nil` for as fast as it goes.
    let times: Double?

    init(times: Double?) {
        self.times = times
    }

    init?(argument: String) {
        if argument == "max" {
            times = nil
        } else {
            guard let times = Double(argument), (0.001...1_000_000).contains(times) else {
                return nil
            }
            self.times = times
        }
    }

    var defaultValueDescription: String { times.map { "\(Int($0))" } ?? "max" }
}

/// What a replay came to.
struct ReplayAnswer: Encodable {
    let vehicles: Int
    let frames: Int
    let reissued: Int
    let bytes: Int
    let logins: Int
    let lostLinks: Int
    let refused: Int
    let givenUp: Int
    let seconds: Double

    init(_ counts: ReplayCounts, vehicles: Int, _ elapsed: Duration) {
        self.vehicles = vehicles
        frames = counts.frames.load(ordering: .relaxed)
        reissued = counts.reissued.load(ordering: .relaxed)
        bytes = counts.bytes.load(ordering: .relaxed)
        logins = counts.logins.load(ordering: .relaxed)
        lostLinks = counts.lostLinks.load(ordering: .relaxed)
        refused = counts.refused.load(ordering: .relaxed)
        givenUp = counts.givenUp.load(ordering: .relaxed)
        seconds = (elapsed / .seconds(1)).rounded(places: 2)
    }

    var text: String {
        let rate = Int(Double(frames) / max(seconds, 0.001))
        return """
            \(vehicles) vehicles sent \(frames) frames in \(seconds) s, \(rate) a second
            \(reissued) again as reissues, \(logins) logins, \(lostLinks) links lost, \
            \(refused) frames refused, \(givenUp) vehicles gave up
            """
    }
}
