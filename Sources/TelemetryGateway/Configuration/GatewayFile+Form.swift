import FoundationEssentials
import GBT32960
import Vocabulary

extension GatewayFile {
    /// The file as it is written.
    struct Form: Decodable {
        var fleets: [String: FleetForm] = [:]
        var platforms: [PlatformForm] = []
        var stations: [StationForm] = []

        enum CodingKeys: String, CodingKey, CaseIterable { case fleets, platforms, stations }

        init() {}

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
            fleets = try values.value(.fleets, or: [:])
            platforms = try values.value(.platforms, or: [])
            stations = try values.value(.stations, or: [])
        }
    }

    struct FleetForm: Decodable {
        let vehicles: [String]
        let terminalAnswers: AnswerForm
        let platformAnswers: AnswerForm
        let answersReports: Bool
        let current: CurrentForm
        let userBodies: [String: String]
        let timeouts: TimeoutForm
        let cipher: CipherForm?
        let signatureKeys: [String: KeyForm]

        enum CodingKeys: String, CodingKey, CaseIterable {
            case vehicles
            case terminalAnswers = "terminal_answers"
            case platformAnswers = "platform_answers"
            case answersReports = "answers_reports"
            case current
            case userBodies = "user_bodies"
            case timeouts
            case cipher
            case signatureKeys = "signature_keys"
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
            vehicles = try values.value(.vehicles, or: [])
            terminalAnswers = try values.value(.terminalAnswers, or: .whole)
            platformAnswers = try values.value(.platformAnswers, or: .time)
            answersReports = try values.value(.answersReports, or: false)
            current = try values.value(.current, or: .out)
            userBodies = try values.value(.userBodies, or: [:])
            timeouts = try values.value(.timeouts, or: TimeoutForm())
            cipher = try values.decodeIfPresent(CipherForm.self, forKey: .cipher)
            signatureKeys = try values.value(.signatureKeys, or: [:])
        }
    }

    /// What answers hold: the whole message, or its time alone.
    enum AnswerForm: String, Decodable { case whole, time }

    /// Which way current is positive.
    enum CurrentForm: String, Decodable { case out, `in` }

    struct TimeoutForm: Decodable {
        var login: Double?
        var idle: Double?
        var frame: Double?

        enum CodingKeys: String, CodingKey, CaseIterable { case login, idle, frame }

        init() {}

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
            login = try values.decodeIfPresent(Double.self, forKey: .login)
            idle = try values.decodeIfPresent(Double.self, forKey: .idle)
            frame = try values.decodeIfPresent(Double.self, forKey: .frame)
        }
    }

    struct CipherForm: Decodable {
        enum Mode: String, Decodable { case ecb, cbc }
        enum Padding: String, Decodable { case pkcs7, zero, none }

        let mode: Mode
        let padding: Padding
        let key: String
        let vector: String?

        enum CodingKeys: String, CodingKey, CaseIterable { case mode, padding, key, vector }

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
            mode = try values.decode(Mode.self, forKey: .mode)
            padding = try values.value(.padding, or: .pkcs7)
            key = try values.decode(String.self, forKey: .key)
            vector = try values.decodeIfPresent(String.self, forKey: .vector)
        }
    }

    /// A public key: `p256`, or `modulus` and `exponent`; hexadecimal.
    struct KeyForm: Decodable {
        let p256: String?
        let modulus: String?
        let exponent: String?

        enum CodingKeys: String, CodingKey, CaseIterable { case p256, modulus, exponent }

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
            p256 = try values.decodeIfPresent(String.self, forKey: .p256)
            modulus = try values.decodeIfPresent(String.self, forKey: .modulus)
            exponent = try values.decodeIfPresent(String.self, forKey: .exponent)
        }
    }

    struct PlatformForm: Decodable {
        let user: String
        let password: String
        let fleet: String

        enum CodingKeys: String, CodingKey, CaseIterable { case user, password, fleet }

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
            user = try values.decode(String.self, forKey: .user)
            password = try values.decode(String.self, forKey: .password)
            fleet = try values.value(.fleet, or: GatewayFile.defaultFleet)
        }
    }

    struct StationForm: Decodable {
        let token: String
        let stations: [String]

        enum CodingKeys: String, CodingKey, CaseIterable {
            case token = "token_sha256"
            case stations
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.strictContainer(keyedBy: CodingKeys.self)
            token = try values.decode(String.self, forKey: .token)
            stations = try values.value(.stations, or: [])
        }
    }
}
