extension Body {
    /// Passes over what follows the type; lists are one field, named `value`.
    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        switch self {
        case .vehicle(let body): self = .vehicle(try visited(body, &pass, edition))
        case .motors(let list): self = .motors(try visited(list, &pass, edition))
        case .fuelCell2016(let body): self = .fuelCell2016(try visited(body, &pass, edition))
        case .fuelCell2025(let body): self = .fuelCell2025(try visited(body, &pass, edition))
        case .engine(let body): self = .engine(try visited(body, &pass, edition))
        case .position(let body): self = .position(try visited(body, &pass, edition))
        case .extremes(let body): self = .extremes(try visited(body, &pass, edition))
        case .alarm(let body): self = .alarm(try visited(body, &pass, edition))
        case .voltages(let list): self = .voltages(try visited(list, &pass, edition))
        case .temperatures(let list): self = .temperatures(try visited(list, &pass, edition))
        case .stacks(let list): self = .stacks(try visited(list, &pass, edition))
        case .supercapacitor(let body): self = .supercapacitor(try visited(body, &pass, edition))
        case .supercapacitorExtremes(let body):
            self = .supercapacitorExtremes(try visited(body, &pass, edition))
        case .user(var body):
            if body.hasLength {
                try pass.block("data", &body.data)
            } else {
                try pass.data("data", &body.data, byteCount: nil)
            }
            self = .user(body)
        }
    }
}

private func visited<Content: Structure, Pass: FieldPass>(
    _ content: Content,
    _ pass: inout Pass,
    _ edition: Edition
) throws(Pass.Failure) -> Content {
    var content = content
    try content.visit(&pass, in: edition)
    return content
}

private func visited<Element: Structure, Pass: FieldPass>(
    _ list: Counted<Element>,
    _ pass: inout Pass,
    _ edition: Edition
) throws(Pass.Failure) -> Counted<Element> {
    var list = list
    try pass.list("value", &list, count: .byte, in: edition, as: .objects)
    return list
}
