import CycladeSchema
import FleetSimulation
import Testing

@Suite("Measured lives")
struct MeasuredLivesTests {
    private static let small: [(Dataset, String, Int, Int)] = [
        (
            .nasa,
            "cell_id,cycle,nominal_Ah,discharge_Ah,r_onset_ohm\nB1,1,2,1.9,0.1\nB1,2,2,1.8,\n", 2, 0
        ),
        (
            .nasaTemperature,
            "cell_id,cycle,nominal_Ah,discharge_Ah,ambient_C,Re_ohm,Rct_ohm\n"
                + "B1,1,2,1.9,24,0.05,0.07\nB1,2,2,1.1,4,0.1,0.2\n", 1, 1
        ),
        (
            .calce,
            "cell_id,cycle,nominal_Ah,discharge_Ah,r_onset_ohm,full_discharge\r\n"
                + "C,1,1.1,1.1,0.1,1\r\nC,2,1.1,0.3,0.1,0\r\nC,3,1.1,,,1\r\nC,4,1.1,1.0,0.1,1\r\n",
            2, 2
        ),
        (.hust, "cell_id,cycle,nominal_Ah,capacity_Ah\nH,1,1.1,1.1\nH,6,1.1,1.09", 2, 0),
        (.xjtu, "nominal_Ah,capacity_Ah,cell_id,cycle\n2,1.9,X,1\n2,1.8,X,2\n", 2, 0),
        (.matr, "cell_id,cycle,nominal_Ah,x,capacity_Ah\nM,1,1.1,,1.07\n", 1, 0),
        (
            .tbsi, "\u{FEFF}cell_id,cycle,temperature_C,nominal_Ah,capacity_Ah\nT,1,25,1.1,1.08\n",
            1, 0
        ),
    ]

    @Test("every layout is read", arguments: small)
    func layouts(dataset: Dataset, text: String, samples: Int, skipped: Int) throws {
        let read = try MeasuredLives(text: text, dataset: dataset, file: "cycles.csv")
        #expect(read.lives.count == 1)
        #expect(read.lives.first?.samples.count == samples)
        #expect(read.skippedRows == skipped)
        #expect(read.lives.first?.chemistry == dataset.chemistry)
    }

    @Test("resistance is the sum of its parts, and absent where blank")
    func resistance() throws {
        let nasa = try MeasuredLives(text: Self.small[0].1, dataset: .nasa, file: "a")
        #expect(nasa.lives[0].samples.map(\.resistanceOhm) == [0.1, nil])
        let cold = try MeasuredLives(text: Self.small[1].1, dataset: .nasaTemperature, file: "a")
        #expect(abs((cold.lives[0].samples[0].resistanceOhm ?? 0) - 0.12) < 1e-12)
    }

    private static let head = "cell_id,cycle,nominal_Ah,capacity_Ah\n"
    private static let hostile: [(String, Int, MeasuredLivesError.Problem)] = [
        ("", 1, .missingColumn("cell_id")),
        ("cell_id,cycle,cycle", 1, .repeatedColumn("cycle")),
        ("cell_id,cycle,nominal_Ah\n", 1, .missingColumn("capacity_Ah")),
        (head + "A,1,1\n", 2, .fieldCount(found: 3, expected: 4)),
        (head + "A,1,1,1,1\n", 2, .fieldCount(found: 5, expected: 4)),
        (head + "A,1,1,nan\n", 2, .number(column: "capacity_Ah")),
        (head + "A,1,inf,1\n", 2, .number(column: "nominal_Ah")),
        (head + "A,1,1,0x1p3\n", 2, .number(column: "capacity_Ah")),
        (head + "A,1,1,1e999\n", 2, .number(column: "capacity_Ah")),
        (head + "A,-1,1,1\n", 2, .number(column: "cycle")),
        (head + "A,1.5,1,1\n", 2, .number(column: "cycle")),
        (head + "A,99999999999999999999,1,1\n", 2, .number(column: "cycle")),
        (head + "A,0,1,1\n", 2, .value(.cycle(0, after: 0))),
        (head + "A,2,1,1\n\nA,2,1,1\n", 4, .value(.cycle(2, after: 2))),
        (head + "A,1,1,-0.1\n", 2, .value(.capacity(-0.1))),
        (head + "A,1,1,3\n", 2, .value(.capacity(3))),
        (head + "A,1,1,1\nA,2,1.1,1\n", 3, .nominalChanged),
        (head + "A,1,1,1\nB,1,1,1\nA,2,1,1\n", 4, .cellRepeated("A")),
        (head + ",1,1,1\n", 2, .cellName),
        (head + "电,1,1,1\n", 2, .cellName),
        (head + "A,100001,1,1\n", 2, .value(.cycle(100_001, after: 0))),
        (head + "A,1,0,0\n", 2, .value(.nominalCapacity(0))),
    ]

    @Test("a file that breaks its layout is refused with its line", arguments: hostile)
    func refusals(text: String, line: Int, problem: MeasuredLivesError.Problem) throws {
        let error = #expect(throws: MeasuredLivesError.self) {
            try MeasuredLives(text: text, dataset: .hust, file: "cycles.csv")
        }
        #expect(error?.file == "cycles.csv" && error?.line == line && error?.problem == problem)
    }

    @Test("no file of bytes traps the reader")
    func randomBytes() throws {
        var random = SplitMix64(seed: 7)
        let pieces = [
            "cell_id", "cycle", "nominal_Ah", "capacity_Ah", ",", "\n", "1", "A", "e9", "\r",
        ]
        for _ in 0..<2_000 {
            var bytes: [UInt8] = random.next() % 2 == 0 ? Array(Self.head.utf8) : []
            for _ in 0..<random.next() % 60 {
                if random.next() % 4 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: random.next()))
                } else {
                    bytes += Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
                }
            }
            _ = try? MeasuredLives(bytes: bytes, dataset: .hust, file: "random")
        }
    }

    @Test("one interrupted cycle does not move the median, and the median never looks ahead")
    func median() throws {
        let capacities = [1.0, 0.99, 0.98, 0.2, 0.97, 0.96, 0.5, 0.5, 0.5]
        let samples = capacities.enumerated().map { index, capacity in
            MeasuredLife.Sample(cycle: index + 1, capacityAh: capacity, resistanceOhm: nil)
        }
        let whole = HealthRecord(
            of: try MeasuredLife(id: "a", dataset: .hust, nominalAh: 1, samples: samples)
        )
        #expect(
            whole.points.map(\.sohBp) == [10000, 9900, 9900, 9800, 9800, 9700, 9600, 5000, 5000]
        )
        for count in 1..<samples.count {
            let seen = HealthRecord(
                of: try MeasuredLife(
                    id: "a",
                    dataset: .hust,
                    nominalAh: 1,
                    samples: Array(samples.prefix(count))
                )
            )
            #expect(seen.points == Array(whole.points.prefix(count)))
        }
        #expect(whole.point(atCycle: 0)?.sohBp == 10000)
        #expect(whole.point(atCycle: 99)?.cycle == 9)
    }

    @Test("in service an estimate counts from its charge on, and a test finds the truth")
    func estimates() throws {
        let samples = (1...9).map {
            MeasuredLife.Sample(cycle: $0, capacityAh: 1, resistanceOhm: nil)
        }
        let life = try MeasuredLife(id: "a", dataset: .nasa, nominalAh: 1, samples: samples)
        let estimates = [
            MeasuredLife.Estimate(cycle: 7, sohBp: 7_500, intervalBp: 7_300...7_800),
            MeasuredLife.Estimate(cycle: 4, sohBp: 9_000, intervalBp: 8_900...9_200),
        ].compactMap(\.self)
        let record = HealthRecord(of: life.estimated(estimates))
        let expected: [UInt32] = [10_000, 10_000, 10_000, 9_000, 9_000, 9_000, 7_500, 7_500, 7_500]
        #expect(record.points.map(\.sohBp) == expected)
        #expect(record.points.allSatisfy { $0.testedBp == 10_000 })
        #expect(record.points[2].intervalBp == nil && record.points[8].intervalBp == 7_300...7_800)
        #expect(MeasuredLife.Estimate(cycle: 1, sohBp: 7_000, intervalBp: 7_100...7_200) == nil)
        #expect(MeasuredLife.Estimate(cycle: 1, sohBp: 7_000, intervalBp: 0...15_001) == nil)
    }
}
