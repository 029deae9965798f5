import ArgumentParser
import CycladeSchema
import Vault
import Vocabulary

/// A payload, by the 64 hexadecimal digits of its commitment.
struct CommitmentArgument: ExpressibleByArgument {
    let commitment: Commitment

    init?(argument: String) {
        guard let digest = Digest(hex: argument) else { return nil }
        commitment = Commitment(digest)
    }
}

/// A digest, in 64 hexadecimal digits.
struct DigestArgument: ExpressibleByArgument {
    let digest: Digest

    init?(argument: String) {
        guard let digest = Digest(hex: argument) else { return nil }
        self.digest = digest
    }
}

/// What a payload says, as the command line writes it.
struct PayloadKindName: ExpressibleByArgument {
    let kind: PayloadKind

    init?(argument: String) {
        guard let kind = Self.kinds.first(where: { "\($0)" == argument }) else { return nil }
        self.kind = kind
    }

    static var allValueStrings: [String] { kinds.map { "\($0)" } }

    private static var kinds: [PayloadKind] { PayloadKind.allCases.filter { $0 != .unspecified } }
}
