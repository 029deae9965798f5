import Testing

@testable import GBT32960

@Suite("Values that no frame can hold")
struct UnwritableTests {
    @Test("what an edition does not have cannot be written in it")
    func wrongEdition() {
        let time = BeijingTime.zero
        let extremes = VehicleReport(time: time, bodies: [.extremes(ExtremesBody())])
        expect(.notInEdition("extremes", .y2025), DataUnit(.report(extremes)), .y2025)
        let stacks = VehicleReport(time: time, bodies: [.stacks([])])
        expect(.notInEdition("fuel_cell_stacks", .y2016), DataUnit(.report(stacks)), .y2016)
        let signed = VehicleReport(time: time, signature: Signature())
        expect(.notInEdition("signature", .y2016), DataUnit(.report(signed)), .y2016)
        expect(.notInEdition("parameters", .y2025), DataUnit(.parameters(ParameterList())), .y2025)
        expect(.notInEdition("Login2016", .y2025), DataUnit(.login2016(Login2016())), .y2025)
    }

    @Test("what does not fit its field cannot be written")
    func tooLong() {
        var login = Login2016()
        login.iccid = "898600000000000000001"
        expect(.tooLong(field: "iccid", byteCount: 21, limit: 20), DataUnit(.login2016(login)))
        login.iccid = "8986"
        login.subsystems = 2
        login.codeLength = 3
        login.codes = ["abc"]
        expect(.inconsistent(field: "codes"), DataUnit(.login2016(login)))

        var alarm = AlarmBody()
        alarm.motorFaults.raw = .list([UInt32](repeating: 1, count: 254))
        let many = VehicleReport(time: .zero, bodies: [.alarm(alarm)])
        expect(.tooMany(field: "motor_faults", count: 254, limit: 253), DataUnit(.report(many)))

        let body = UserBody(type: 0x80, data: [UInt8](repeating: 0, count: 65_530))
        let long = VehicleReport(time: .zero, bodies: [.user(body)])
        expect(.unitTooLong(65_539), DataUnit(.report(long)))
        let vast = UserBody(type: 0x80, data: [UInt8](repeating: 0, count: 65_536))
        let report = VehicleReport(time: .zero, bodies: [.user(vast)])
        expect(.tooLong(field: "data", byteCount: 65_536, limit: 65_535), DataUnit(.report(report)))
    }

    private func expect(_ error: EncodingError, _ unit: DataUnit, _ edition: Edition = .y2016) {
        #expect(throws: error) { try unit.encoded(in: edition) }
    }
}
