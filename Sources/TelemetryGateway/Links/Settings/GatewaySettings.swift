public import NIOSSL

/// Where the gateway listens and how much it takes on.
public struct GatewaySettings: Sendable {
    /// The address to listen on; this machine only unless told otherwise.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 for any that is free.
    public var port = 0
    /// The certificate and key for TLS; without them links are plain TCP, as terminals have them.
    public var tls: TLSConfiguration?
    public var limits = GatewayLimits()
    /// How long links may take to end when the gateway stops, in milliseconds.
    public var drainMs: Int64 = 10_000
    /// For links before anyone has logged in.
    public var guestTimeouts = LinkTimeouts()

    public init() {}
}

/// How much the gateway takes on at once.
public struct GatewayLimits: Hashable, Sendable {
    /// Connections; more are closed as they come.
    public var connections = 20_000
    /// Bytes of frames that are not yet durable, over all links; beyond that nothing is read.
    public var bytesInFlight = 32 << 20
    /// Bytes of frames that are not yet durable, of one link; beyond that it is not read.
    public var linkBytesInFlight = 8 << 20
    /// Answers that wait for durable frames, of one link; beyond that it is not read.
    public var linkAnswersWaiting = 16_384
    /// Records handed to the sink at once.
    public var batchRecords = 16_384
    /// Bytes of records handed to the sink at once, save that one record is always handed over.
    public var batchBytes = 16 << 20
    /// Password checks that wait; more logins are refused.
    public var passwordChecks = 64

    public init() {}
}
