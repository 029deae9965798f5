/// A value that has passed the check of `Owner`.
///
/// Only this module can make one, so that an `init(checked:)` which the language forces to be public
/// cannot be used to go round the check.
public struct Checked<Owner, Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }
}
