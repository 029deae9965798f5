import GBT32960
import Vocabulary

// What the file says, as the gateway takes it.

extension GatewayFile.FleetForm {
    func settings(_ name: String) throws(GatewayFileError) -> FleetSettings {
        let key = "fleets.\(name)"
        var settings = FleetSettings(name: name)
        settings.terminalAnswers = terminalAnswers.shape
        settings.platformAnswers = platformAnswers.shape
        settings.answersTerminalReports = answersReports
        settings.userBodies = try schema(key)
        settings.timeouts = try timeouts.settings("\(key).timeouts")
        if let cipher = try cipher?.cipher("\(key).cipher") { settings.cipher = { _ in cipher } }
        guard !signatureKeys.isEmpty else { return settings }
        var keys: [SenderID: VehicleKey] = [:]
        for (vin, form) in signatureKeys {
            guard let sender = SenderID(vin) else {
                throw GatewayFileError("a vehicle is named wrongly", at: "\(key).signature_keys")
            }
            keys[sender] = try form.key("\(key).signature_keys")
        }
        settings.signatureJudge = { [keys] sender, signature, signed in
            // Without a key nothing can be said, as without signature keys at all.
            guard let key = keys[sender] else { return true }
            guard let signature else { return false }
            return (try? key.verifies(signature, over: signed)) ?? false
        }
        settings.activationJudge = { [keys] sender, activation, signed in
            guard let key = keys[sender], key.isWritten(as: activation.publicKey) else {
                return false
            }
            return (try? key.verifies(activation.signature, over: signed)) ?? false
        }
        return settings
    }

    func reading(_ name: String) throws(GatewayFileError) -> SummaryStore.FrameReading {
        var reading = SummaryStore.FrameReading()
        reading.schema = try schema("fleets.\(name)")
        reading.sign = current == .out ? .positiveOut : .positiveIn
        return reading
    }

    private func schema(_ key: String) throws(GatewayFileError) -> UserBodySchema {
        guard !userBodies.isEmpty else { return .standard }
        var forms: [UInt8: UserBodySchema.Form] = [:]
        for (type, size) in userBodies {
            guard let number = UInt8(type, radix: 16), (0x80...0xFE).contains(number) else {
                throw GatewayFileError("types are 80 to FE", at: "\(key).user_bodies")
            }
            guard let form = UserBodySchema.Form(size) else {
                throw GatewayFileError("bytes, or 'rest'", at: "\(key).user_bodies.\(type)")
            }
            forms[number] = form
        }
        return UserBodySchema(forms)
    }
}

extension GatewayFile.AnswerForm {
    fileprivate var shape: AnswerShape { self == .whole ? .whole : .timeOnly }
}

extension GatewayFile.TimeoutForm {
    fileprivate func settings(_ key: String) throws(GatewayFileError) -> LinkTimeouts {
        var timeouts = LinkTimeouts()
        if let login { timeouts.loginMs = try milliseconds(login, "\(key).login") }
        if let idle { timeouts.idleMs = try milliseconds(idle, "\(key).idle") }
        if let frame { timeouts.frameMs = try milliseconds(frame, "\(key).frame") }
        return timeouts
    }

    private func milliseconds(
        _ seconds: Double,
        _ key: String
    ) throws(GatewayFileError) -> UInt64 {
        guard (0.1...86_400).contains(seconds) else {
            throw GatewayFileError("0.1 to 86400 seconds", at: key)
        }
        return UInt64(seconds * 1_000)
    }
}

extension GatewayFile.CipherForm {
    fileprivate func cipher(_ at: String) throws(GatewayFileError) -> AES128UnitCipher {
        guard let key = [UInt8](hex: key) else {
            throw GatewayFileError("32 hexadecimal digits", at: "\(at).key")
        }
        let mode: CipherMode
        switch self.mode {
        case .ecb: mode = .ecb
        case .cbc:
            guard let vector = vector.flatMap({ [UInt8](hex: $0) }) else {
                throw GatewayFileError("32 hexadecimal digits, for cbc", at: "\(at).vector")
            }
            mode = .cbc(initializationVector: vector)
        }
        do throws(CipherError) {
            return try AES128UnitCipher(key: key, mode: mode, padding: padding.value)
        } catch {
            throw GatewayFileError("\(error)", at: at)
        }
    }
}

extension GatewayFile.CipherForm.Padding {
    fileprivate var value: CipherPadding {
        switch self {
        case .pkcs7: .pkcs7
        case .zero: .zero
        case .none: .none
        }
    }
}

extension GatewayFile.KeyForm {
    fileprivate func key(_ at: String) throws(GatewayFileError) -> VehicleKey {
        let made: VehicleKey?
        if let point = p256.flatMap({ [UInt8](hex: $0) }) {
            made = try? VehicleKey(p256: point)
        } else if let modulus = modulus.flatMap({ [UInt8](hex: $0) }),
            let exponent = exponent.flatMap({ [UInt8](hex: $0) })
        {
            made = try? VehicleKey(rsaModulus: modulus, exponent: exponent)
        } else {
            made = nil
        }
        guard let made else {
            throw GatewayFileError("'p256', or 'modulus' and 'exponent', in hexadecimal", at: at)
        }
        return made
    }
}

extension GatewayFile.PlatformForm {
    func account(
        _ fleets: [String: FleetSettings]
    ) throws(GatewayFileError) -> PlatformAccount {
        guard (1...12).contains(user.utf8.count) else {
            throw GatewayFileError("a user has 1 to 12 bytes", at: "platforms.user")
        }
        guard let hash = try? PasswordHash(text: password) else {
            throw GatewayFileError(
                "what 'cyclade telemetry hash-password' prints",
                at: "platforms.password"
            )
        }
        guard let fleet = fleets[fleet] else {
            throw GatewayFileError("there is no such fleet", at: "platforms.fleet")
        }
        return PlatformAccount(user: user, password: hash, fleet: fleet)
    }
}

extension GatewayFile.StationForm {
    func account() throws(GatewayFileError) -> StationAccount {
        guard let digest = Digest(hex: token) else {
            throw GatewayFileError("64 hexadecimal digits", at: "stations.token_sha256")
        }
        return StationAccount(tokenDigest: digest, stations: Set(stations))
    }
}
