import ArgumentParser
import CycladeSchema

/// Roles as the command line writes them.
enum RoleName {
    private static let roles: [(name: String, role: Role)] = [
        ("batteryMaker", .batteryMaker), ("vehicleMaker", .vehicleMaker), ("dealer", .dealer),
        ("assetManager", .assetManager), ("swapOperator", .swapOperator),
        ("serviceProvider", .serviceProvider), ("collector", .collector),
        ("assessor", .assessor), ("cascadeUser", .cascadeUser), ("dismantler", .dismantler),
        ("regulator", .regulator),
    ]

    static var all: [String] { roles.map(\.name) }

    /// Reads `id:role+role`.
    static func parse(founder text: String) throws -> (id: String, roles: [Role]) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else {
            throw ValidationError("'\(text)' is not ID:ROLE; for example bank:assetManager.")
        }
        let found = try parts[1].split(separator: "+").map { name in
            guard let role = roles.first(where: { $0.name == name })?.role else {
                throw ValidationError(
                    "'\(name)' is no role. Choose from \(all.joined(separator: ", "))."
                )
            }
            return role
        }
        return (String(parts[0]), found)
    }
}
