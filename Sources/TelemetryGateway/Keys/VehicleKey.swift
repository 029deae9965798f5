import Crypto
import CryptoExtras
import FoundationEssentials
public import GBT32960

/// A vehicle's public key, which checks the signatures of its reports; 2025.
public struct VehicleKey: Sendable {
    private enum Kind: Sendable {
        case rsa(_RSA.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
    }

    /// Why a key cannot be used.
    public enum KeyError: Error, Hashable, Sendable {
        /// Bytes that are no such key.
        case malformed
    }

    /// Why a signature cannot be checked at all.
    public enum SignatureError: Error, Hashable, Sendable {
        /// SM2 is recognised but not supported.
        case unsupported(SignatureAlgorithm)
        /// An algorithm that the standard does not list.
        case unknownAlgorithm(UInt8)
        /// The key is for another algorithm than the signature.
        case wrongKey
    }

    private let kind: Kind

    /// Creates a key of RSA, of 2048 bits at least.
    ///
    /// - Throws: ``KeyError/malformed`` for numbers that are no such key.
    public init(rsaModulus modulus: [UInt8], exponent: [UInt8]) throws(KeyError) {
        guard let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent) else {
            throw .malformed
        }
        kind = .rsa(key)
    }

    /// Creates a key of the curve P-256 from its uncompressed point, 65 bytes.
    ///
    /// - Throws: ``KeyError/malformed`` for bytes that are no point of the curve.
    public init(p256 point: [UInt8]) throws(KeyError) {
        guard let key = try? P256.Signing.PublicKey(x963Representation: point) else {
            throw .malformed
        }
        kind = .p256(key)
    }

    /// Whether a terminal may mean this key by these bytes.
    ///
    /// The standard does not say how a key is written: a point of the curve may be with or without
    /// the byte that says that it is uncompressed, RSA the modulus alone or as DER has it.
    public func isWritten(as bytes: [UInt8]) -> Bool {
        switch kind {
        case .p256(let key):
            let point = Array(key.x963Representation)
            return bytes == point || bytes == Array(point.dropFirst())
        case .rsa(let key):
            if bytes == Array(key.derRepresentation) || bytes == Array(key.pkcs1DERRepresentation) {
                return true
            }
            let modulus = try? key.getKeyPrimitives().modulus
            return modulus.map { Array($0.drop { $0 == 0 }) == Array(bytes.drop { $0 == 0 }) }
                ?? false
        }
    }

    /// Whether the signature is of this key over `signedBytes`, hashed with SHA-256.
    ///
    /// RSA signatures are PKCS #1 v1.5.
    ///
    /// - Parameters:
    ///   - signature: The signature of a report or activation.
    ///   - signedBytes: What it is over; see ``ReceivedFrame/signedBytes``.
    /// - Returns: Whether it holds.
    /// - Throws: ``SignatureError`` when that cannot be told.
    public func verifies(
        _ signature: Signature,
        over signedBytes: [UInt8]
    ) throws(SignatureError) -> Bool {
        let digest = SHA256.hash(data: signedBytes)
        switch (signature.algorithm.meaning, kind) {
        case (nil, _): throw .unknownAlgorithm(signature.algorithm.raw)
        case (.sm2, _): throw .unsupported(.sm2)
        case (.rsa, .rsa(let key)):
            let rsa = _RSA.Signing.RSASignature(rawRepresentation: signature.r)
            return key.isValidSignature(rsa, for: digest, padding: .insecurePKCS1v1_5)
        case (.ecc, .p256(let key)):
            guard let raw = signature.p256Representation,
                let ecdsa = try? P256.Signing.ECDSASignature(rawRepresentation: raw)
            else { return false }
            return key.isValidSignature(ecdsa, for: digest)
        case (.rsa, .p256), (.ecc, .rsa): throw .wrongKey
        }
    }
}

extension Signature {
    /// R and S as 32 bytes each; `nil` if one does not fit.
    fileprivate var p256Representation: [UInt8]? {
        guard let r = Self.fitted(r), let s = Self.fitted(s) else { return nil }
        return r + s
    }

    // Senders may leave zeros at the front out, or put one there as DER does.
    private static func fitted(_ number: [UInt8]) -> [UInt8]? {
        let digits = number.drop { $0 == 0 }
        guard digits.count <= 32 else { return nil }
        return [UInt8](repeating: 0, count: 32 - digits.count) + digits
    }
}
