import Canvas
import Design
import Diagnosis
import Testing

@testable import Wizard

/// The probe: a dialog first, then seen and proof side by side.
@Suite struct ProbeTests {
    private func healthy() -> Driver {
        var driver = GoldenScene.proveDialog.driver(BindingTests.size)
        driver.press(.escape)
        driver.effects = []
        return driver
    }

    private func proofs(_ driver: Driver) -> [Bool] {
        driver.effects.compactMap { if case .prove(_, _, let mail) = $0 { mail } else { nil } }
    }

    @Test func `nothing is proven without a yes, and nothing is sent by Enter`() {
        var driver = healthy()
        driver.press(.character("p"), .escape)
        #expect(proofs(driver).isEmpty && driver.state.overlays.isEmpty)
        driver.press(.character("p"), .enter)
        #expect(proofs(driver) == [false])
    }

    @Test func `one mail goes out by Right and Enter`() {
        var driver = healthy()
        driver.press(.character("p"), .right)
        #expect(driver.state.says.first.contains("success@simulator.amazonses.com"))
        driver.press(.enter)
        #expect(proofs(driver) == [true])
    }

    @Test func `what is proven is said so, and the nine links keep it`() {
        var driver = GoldenScene.proved.driver(BindingTests.size)
        #expect(driver.text().contains("proven 08:00"), "\(driver.text())")
        #expect(driver.state.focused.id == .button(.back))
        driver.press(.enter)
        #expect(driver.text().contains("It works: the role was taken with a real token."), "\(driver.text())")
        #expect(!driver.text().contains("[ Prove it ]"))
    }

    @Test func `what reading and AWS disagree about is one finding`() {
        var driver = GoldenScene.proofRefused.driver(BindingTests.size)
        #expect(driver.text().contains("seen ✓, proof ✗"), "\(driver.text())")
        #expect(driver.text().contains("STS-GUARD-RAIL"))
        #expect(driver.state.focused.id == .row(1))
        driver.press(.enter)
        #expect(driver.text().contains("Proof     it did not hold, 131 ms"), "\(driver.text())")
    }

    @Test func `Escape stops a probe, and its late answer is dropped`() throws {
        var driver = GoldenScene.proving.driver(BindingTests.size)
        let id = try #require(driver.state.work.ids(.prove).first)
        driver.effects = []
        driver.press(.escape)
        #expect(driver.effects.contains(.cancel(id)))
        driver.send(.proved(id, .failure(Problem("late"))))
        #expect(driver.text().contains("The probe was stopped.") && !driver.text().contains("late"))
    }
}
