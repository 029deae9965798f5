import Testing

@testable import FleetSimulation

@Suite("Fade laws")
struct FadeLawTests {
    @Test("LFP falls to the standard near 1,800 cycles, NMC near 775")
    func standard() throws {
        for (law, cycles) in [(FadeLaw.lfp, 1_792), (FadeLaw.nmc, 775)] {
            #expect(abs(law.health(after: cycles, pace: 1) - 0.8) < 0.01)
        }
    }

    @Test("a bend quickens fading, and never before it begins")
    func bend() throws {
        let law = FadeLaw.lfp
        let before = law.health(after: 1_690, pace: 1) - law.health(after: 1_790, pace: 1)
        let after = law.health(after: 1_810, pace: 1) - law.health(after: 1_910, pace: 1)
        #expect(after > 3.5 * before && after < 4.5 * before)
    }

    @Test("NMC ends where the measured cells do")
    func end() throws {
        #expect(abs(FadeLaw.nmc.health(after: 1_163, pace: 1) - 0.686) < 0.01)
    }

    @Test("the same seed gives the same fleet, another seed another")
    func seeds() throws {
        let fleet = SimulatedLives(count: 12, seed: 1).lives
        #expect(fleet == SimulatedLives(count: 12, seed: 1).lives)
        #expect(fleet != SimulatedLives(count: 12, seed: 2).lives)
        #expect(fleet.count == 12)
    }
}
