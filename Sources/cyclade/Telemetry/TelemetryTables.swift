import TelemetryGateway

/// What a gateway has heard in all.
struct TelemetryOverview: Encodable {
    let batteries: [String]
    let strays: [StrayTelemetry]
    let contradictions: [LoginContradiction]

    /// For a person; vehicles are named as in the summaries, which are the gateway's own.
    var text: String {
        var parts = ["\(batteries.count) batteries"] + batteries.map { "  \($0)" }
        if !strays.isEmpty {
            let rows = strays.map { stray in
                [
                    stray.vehicle.isEmpty ? "unknown" : stray.vehicle, stray.reason,
                    "\(stray.frames)", stray.first, stray.last,
                ]
            }
            let header = ["vehicle", "frames of no battery, as", "frames", "first", "last"]
            parts += ["", TextTable(header: header, rows: rows).description]
        }
        return (parts + contradictions.map(\.description)).joined(separator: "\n")
    }
}

extension BatteryTelemetry {
    /// For a person.
    var text: String {
        var parts = ["\(batteryID)   \(first ?? "-") to \(last ?? "-")", ""]
        parts.append(sessionTable.description)
        if hasMoreSessions { parts.append("and more: narrow it by '--from' and '--to'") }
        parts += ["", dayTable.description]
        if !alarms.isEmpty {
            let rows = alarms.map { ["\($0.bit)", $0.first, $0.last, "\($0.rises)"] }
            let header = ["alarm bit", "first", "last", "times"]
            parts += ["", TextTable(header: header, rows: rows).description]
        }
        if !dirty.isEmpty {
            let rows = dirty.map { field in
                [field.field]
                    + [field.invalid, field.abnormal, field.outOfRange, field.implausible]
                    .map { "\($0)" }
            }
            let header = ["field", "invalid", "abnormal", "out of range", "implausible"]
            parts += ["", TextTable(header: header, rows: rows).description]
        }
        parts += [
            "",
            "\(delivery.records) records, \(delivery.duplicates) repeated, "
                + "\(delivery.outOfOrder) late, \(delivery.badTime) with a bad time, "
                + "\(delivery.unreadable) not readable",
        ]
        return parts.joined(separator: "\n")
    }

    private var sessionTable: TextTable {
        TextTable(
            header: ["session", "start", "end", "SOC %", "in kWh", "out kWh", "cells V", "C"],
            rows: sessions.map { session in
                [
                    session.kind.rawValue, session.start, session.end,
                    range(session.socStartPercent, session.socEndPercent),
                    kilowattHours(session.figures.energyInWh),
                    kilowattHours(session.figures.energyOutWh),
                    range(session.figures.cellMinV, session.figures.cellMaxV),
                    range(session.figures.temperatureMinC, session.figures.temperatureMaxC),
                ]
            }
        )
    }

    private var dayTable: TextTable {
        TextTable(
            header: ["day", "charge h", "drive h", "rest h", "in kWh", "out kWh", "samples"],
            rows: days.map { day in
                [
                    day.day, hours(day.chargeSeconds), hours(day.driveSeconds),
                    hours(day.restSeconds), kilowattHours(day.figures.energyInWh),
                    kilowattHours(day.figures.energyOutWh), "\(day.figures.samples)",
                ]
            }
        )
    }

    private func hours(_ seconds: Int64) -> String {
        "\((Double(seconds) / 3_600).rounded(places: 1))"
    }

    private func kilowattHours(_ wattHours: Double) -> String {
        "\((wattHours / 1_000).rounded(places: 2))"
    }

    private func range(_ low: Double?, _ high: Double?) -> String {
        guard let low, let high else { return "-" }
        return "\(low)-\(high)"
    }
}
