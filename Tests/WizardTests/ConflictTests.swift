import Canvas
import Design
import Testing

@testable import Wizard

/// A resource that others made is no dead end: it can be taken over, or named otherwise.
@Suite struct ConflictTests {
    static let foreignRole: [ResourceAddress: @Sendable (inout PlannedResource, PlanOptions) -> Void] = [
        .role: { row, options in
            row.action = options.takeOver.contains(.role) ? .change : .conflict
            row.gain = row.action == .conflict ? "made by others" : "trust changes, 1 line"
            row.reason = "A role of this name exists and differs; others made it."
            row.isTakenOver = row.action == .change
            row.canTakeOver = row.action == .conflict
            if row.action == .conflict { row.steps = [] }
        }
    ]

    private func driver() -> Driver {
        var driver = Driver(.live)
        driver.world.changes = ConflictTests.foreignRole
        driver.walk(to: .apply)
        return driver
    }

    @Test func `a role of others can be taken over, which is planned first and applied as that`() {
        var driver = driver()
        #expect(driver.state.focused.id == .resource(.role))
        driver.press(.enter)
        #expect(driver.text().contains("Take it over") && driver.text().contains("Take another name"))
        driver.press(.down, .down, .enter)
        #expect(driver.state.planning.plan?[.role]?.action == .change)
        driver.effects = []
        driver.press(.character("a"))
        #expect(driver.text().contains("~ The role ses-sender-role of others is taken over."))
        driver.press(.enter)
        #expect(driver.effects.contains { if case .apply(_, _, _, let over) = $0 { over == [.role] } else { false } })
    }

    @Test func `what was taken over can be left again, and another answer leaves it`() {
        var driver = driver()
        driver.press(.enter, .down, .down, .enter)
        driver.run(driver.state.setFocus(.resource(.role)))
        driver.press(.enter)
        #expect(driver.text().contains("Leave it to its maker"))
        driver.press(.down, .down, .enter)
        #expect(driver.state.planning.takeOver.isEmpty && driver.state.planning.plan?[.role]?.action == .conflict)
        driver.press(.enter, .down, .down, .enter)
        #expect(driver.state.planning.takeOver == [.role])
        driver.run(driver.state.enter("my-own-role", into: .role))
        #expect(driver.state.planning.takeOver.isEmpty)
    }

    @Test func `what cannot be taken over says so`() {
        var driver = driver()
        driver.world.changes[.role] = { row, _ in
            row.action = .conflict
            row.reason = "A stack made it."
        }
        driver.press(.enter, .down, .down, .enter)
        #expect(driver.state.planning.takeOver.isEmpty)
        #expect(
            driver.state.says.first == "Role cannot be taken over." && driver.state.says.second == "A stack made it.")
    }

    @Test func `what a stack made is offered another name only`() {
        var driver = driver()
        driver.world.changes[.role] = { row, _ in
            row.action = .conflict
            row.canTakeOver = false
        }
        driver.run(driver.state.readPlan())
        driver.run(driver.state.setFocus(.resource(.role)))
        driver.press(.enter)
        #expect(driver.text().contains("Take another name") && !driver.text().contains("Take it over"))
    }

    @Test func `another name leads to the field, with its own screen and focus`() {
        var driver = driver()
        driver.press(.enter, .down, .enter)
        #expect(driver.state.screen == .configuration && driver.state.focused.id == .field(.role))
    }

    @Test func `after an apply a conflict is still one, and no row that is right already`() throws {
        var driver = driver()
        let result = ApplyResult(
            address: .role, outcome: .notTried, problem: Problem("A role of this name exists.", code: "Conflict"))
        driver.state.planning.hear(.ended(result), at: driver.state.now)
        let row = try #require(PlanRow.rows(driver.state).first { $0.address == .role })
        #expect(row.mark == .conflict && row.words == "made by others" && !row.isRight)
    }
}
