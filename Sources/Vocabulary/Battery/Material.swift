/// What is recovered from dismantled batteries, and counted by mass.
public enum Material: String, CaseIterable, Hashable, Sendable {
    case lithium
    case nickel
    case cobalt
    case manganese
    case copper
    case aluminium
    case graphite
    case steel
    case other
}
