import TestSupport
import Testing

@Suite("The life that the domain draws")
struct LifeModelTests {
    @Test("is the life that the rules allow", arguments: LifeBeginning.all(isLong: Soak.isOn))
    func agreement(beginning: LifeBeginning) throws {
        let walk = try LifeWalk(from: beginning)
        print(
            "from \(beginning.name), to depth \(beginning.depth): \(walk.states.count) states,",
            "\(walk.steps) steps compared, of which \(walk.accepted) are allowed"
        )
        #expect(walk.states.count > 500)
        #expect(walk.accepted > walk.steps / 20)
    }

    @Test("has steps of different names, each of which leads somewhere")
    func steps() throws {
        let names = Set(LifeStep.all.map(\.description))
        #expect(names.count == LifeStep.all.count)
        var untaken = names
        for beginning in LifeBeginning.all(isLong: false) {
            var lives: Set<Life> = [Life()]
            for name in beginning.steps {
                let step = try #require(LifeStep.all.first { $0.description == name })
                untaken.remove(name)
                lives = Set(lives.compactMap(step.next))
            }
            for _ in 0..<3 {
                var following: Set<Life> = []
                for life in lives {
                    for step in LifeStep.all {
                        guard let next = step.next(life) else { continue }
                        untaken.remove(step.description)
                        following.insert(next)
                    }
                }
                lives = following
            }
        }
        #expect(untaken.isEmpty)
    }
}
