internal import Vocabulary

extension ParameterList {
    /// The members of a report: the time, and each parameter with its name.
    var members: [ReportValue.Member] {
        let parameters = parameters.elements.map { parameter in
            ReportValue.object([
                "id": .integer(parameter.id),
                "name": .string(parameter.name),
                "value": parameter.reported,
            ])
        }
        return [
            ReportValue.Member("time", .time(time)),
            ReportValue.Member("parameters", .array(parameters)),
        ]
    }
}

extension Parameter {
    fileprivate var reported: ReportValue {
        switch value {
        case .number(let reading): .reading(reading.map { .integer($0) })
        case .text(let text): .string(text.text)
        case nil: .hex(bytes)
        }
    }
}

extension TerminalControl {
    /// The members of a report: the time, the command with its name, and what it needs.
    var members: [ReportValue.Member] {
        var members = [
            ReportValue.Member("time", .time(time)),
            ReportValue.Member("id", .integer(command)),
            ReportValue.Member("name", .string(name)),
            ReportValue.Member("args", .hex(arguments)),
        ]
        if let upgrade {
            members.append(ReportValue.Member("upgrade", .array(upgrade.map { .string($0) })))
        }
        if let alarmLevel {
            let level = ReportValue.reading(alarmLevel.map { .integer($0) })
            members.append(ReportValue.Member("level", level))
        }
        return members
    }
}
