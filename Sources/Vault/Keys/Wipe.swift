import Glibc

/// Overwrites a secret that is no longer needed, with a call that no optimiser removes.
///
/// It reaches this copy only: make no other of an array that is wiped. Keys are kept as
/// `SymmetricKey` and `Curve25519` keys, which overwrite themselves.
func wipe(_ bytes: inout [UInt8]) {
    unsafe bytes.withUnsafeMutableBytes { buffer in
        guard let start = buffer.baseAddress else { return }
        unsafe explicit_bzero(start, buffer.count)
    }
    bytes.removeAll()
}
