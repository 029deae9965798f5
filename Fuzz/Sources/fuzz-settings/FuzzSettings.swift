import TelemetryGateway

/// A settings file is taken or refused, and every vehicle that it names has its fleet.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSettings(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let yaml = String(validating: bytes, as: UTF8.self),
        let file = try? GatewayFile(yaml: yaml)
    else { return 0 }
    for vehicle in file.fleetOfVehicle.keys {
        guard file.fleet(of: vehicle) != nil else { fatalError("\(vehicle) has no fleet") }
    }
    return 0
}
