import GBT32960
import TelemetryGateway

/// An alarm that the vehicle itself has raised: evidence of its own beside what is judged here.
struct VehicleAlarm: Encodable {
    /// The bit of table 18 of GB/T 32960.3, and what it stands for.
    let bit: Int
    let name: String
    /// In Beijing.
    let first: String
    let last: String
    /// How often it began.
    let times: Int64

    init(_ alarm: TelemetryAlarm) {
        bit = alarm.bit
        name = AlarmFlags.name(ofBit: alarm.bit) ?? "reserved"
        (first, last, times) = (alarm.first, alarm.last, alarm.rises)
    }

    /// For a person.
    var line: String { "the vehicle said  \(name), \(times) times, last \(last)" }
}
