import GBT32960
import Testing

@Suite("Names of alarms")
struct AlarmNameTests {
    static let names: [(AlarmFlags, String)] = [
        (.temperatureDifference, "temperatureDifference"), (.batteryHot, "batteryHot"),
        (.chargeJump, "chargeJump"), (.poorCellConsistency, "poorCellConsistency"),
        (.insulation, "insulation"), (.highVoltageInterlock, "highVoltageInterlock"),
        (.storageOvercharge, "storageOvercharge"), (.motorOverCurrent, "motorOverCurrent"),
        (.storageThermalEvent, "storageThermalEvent"), (.stackHot, "stackHot"),
    ]

    @Test("are those of table 18, in the order of its bits", arguments: names)
    func named(flag: AlarmFlags, name: String) {
        #expect(flag.bits.map(AlarmFlags.name) == [name])
    }

    @Test("a reserved bit has none", arguments: [-1, 28, 31, 32])
    func reserved(bit: Int) {
        #expect(AlarmFlags.name(ofBit: bit) == nil)
    }
}
