import GRDB

extension VaultError {
    /// Runs an operation of swift-crypto that has no reason to fail.
    static func catchingCryptography<Value>(
        _ body: () throws -> Value
    ) throws(VaultError) -> Value {
        do {
            return try body()
        } catch {
            throw .cryptography("\(error)")
        }
    }

    /// Runs an operation on the database at `path`, telling damage from failure.
    ///
    /// Of SQLite's error only the message is kept; its arguments are not for logs.
    static func catching<Value>(
        at path: String,
        _ body: () throws -> Value
    ) throws(VaultError) -> Value {
        do {
            return try body()
        } catch let error as VaultError {
            throw error
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB:
                throw .file(path: path, .damaged(error.message ?? "SQLite cannot read it"))
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                throw .file(path: path, .busy)
            case .SQLITE_FULL:
                throw .file(path: path, .io("the disk is full"))
            default:
                throw .file(path: path, .io(error.message ?? "\(error.resultCode)"))
            }
        } catch {
            throw .file(path: path, .io("\(error)"))
        }
    }
}
