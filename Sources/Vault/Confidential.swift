/// Something that says what it is, and never what it holds.
///
/// Text made of it by `print`, `dump`, string interpolation or a failed test shows only
/// ``description``: whatever ends in a log must not have to be destroyed.
public protocol Confidential: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{}

extension Confidential {
    public var debugDescription: String { description }

    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
