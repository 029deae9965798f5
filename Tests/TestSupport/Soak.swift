import Foundation

/// Whether tests run at full length, as `make soak` has them: with `CYCLADE_SOAK` set.
package enum Soak {
    package static let isOn = ProcessInfo.processInfo.environment["CYCLADE_SOAK"] != nil
}
