/// Keeps `value` alive, so that the optimiser cannot drop the work that made it.
@inline(never)
func blackHole<Value>(_ value: borrowing Value) {
    withExtendedLifetime(value) {}
}
