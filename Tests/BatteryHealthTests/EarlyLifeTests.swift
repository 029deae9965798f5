import Foundation
import TestSupport
import Testing

@testable import BatteryHealth

@Suite("Early life")
struct EarlyLifeTests {
    private struct Cell {
        /// The decimal logarithm of how much the variance of the curve changed.
        let variance: Double
        /// In cycles.
        let life: Double
    }

    /// The cells of one of the published splits.
    private static func cells(_ split: String) throws -> [Cell] {
        let folder = try Repository.shared("data/battery/matr_lfp")
        var curves: [Substring: [Int: [Double]]] = [:]
        for fields in try rows(folder, "discharge_QV_\(split).csv") {
            let cycle = try #require(Int(fields[1]))
            curves[fields[0], default: [:]][cycle] = fields[2...].compactMap { Double($0) }
        }
        return try rows(folder, "cells_\(split).csv").map { fields in
            let features = try #require(EarlyLife.features(of: curves[fields[0]] ?? [:]))
            return Cell(variance: features[0], life: try #require(Double(fields[3])))
        }
    }

    private static func rows(_ folder: URL, _ name: String) throws -> [[Substring]] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private static func error(_ ridge: RidgeRegression, _ cells: [Cell]) -> Double {
        cells.map { pow(10, ridge([$0.variance])) - $0.life }.rootMeanSquare
    }

    @Test("the variance alone tells published lives with the published errors")
    func variance() throws {
        let known = try Self.cells("train")
        #expect(known.count == 41)
        // As published, without the cell that died at once.
        let asked = try Self.cells("test1").filter { $0.life > 300 }
        #expect(asked.count == 42)
        let ridge = try #require(
            RidgeRegression(known.map { [$0.variance] }, known.map { log10($0.life) }, penalty: 0)
        )
        // Severson and others, Nature Energy 4, 2019, table 1, on the open batches.
        #expect(Self.error(ridge, known).rounded() == 104)
        #expect(Self.error(ridge, asked).rounded() == 138)
    }

    @Test("curves that are missing or did not change foretell nothing")
    func missing() {
        let curve = [0.0, 0.5, 1]
        #expect(EarlyLife.features(of: [:]) == nil)
        #expect(EarlyLife.features(of: [2: curve, 10: curve]) == nil)
        #expect(EarlyLife.features(of: [2: curve, 10: curve, 100: curve]) == nil)
        #expect(EarlyLife.features(of: [2: curve, 10: curve, 100: [0, 0.4]]) == nil)
        #expect(EarlyLife.features(of: [2: curve, 10: curve, 100: [0, 0.4, 0.99]]) != nil)
    }
}
