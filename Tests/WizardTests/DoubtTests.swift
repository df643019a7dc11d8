import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Testing

@testable import Wizard

/// What screens say and do where something is not known: nothing more than is true, and nothing twice.
@Suite struct DoubtTests {
    @Test func `a confirmation names the account also where only the attachment is missing`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        let plan = try #require(driver.state.planning.plan)
        for resource in plan.resources where resource.address != .roleAttachment {
            driver.state.planning.progress[resource.address] = .unchanged
        }
        #expect(driver.state.changes == 1)
        let dialog = ConfirmApply.dialog(driver.state)
        #expect(dialog.lines.first?.text.contains("EKS account 111122223333") == true)
        #expect(dialog.lines.first?.text.contains("1 to add") == true)
    }

    @Test func `a risk is shown whole before it is taken`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        let risk = "Pods started from now on get another role than arn:aws:iam::111122223333:role/of-another-team."
        driver.state.planning.plan?.resources[0].risks = [risk]
        driver.press(.character("a"))
        #expect(driver.frame().cuts.isEmpty)
        let shown = driver.text().split(separator: "\n").map { $0.filter { $0 != "│" } }
        let words = shown.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.contains("! \(risk)"))
    }

    @Test func `a resumed setup that asks nobody does not claim that others have to do it`() {
        var driver = Driver(.live)
        driver.walk(to: .apply)
        let saved = driver.state.saved
        driver = Driver(.live)
        driver.run(driver.state.restore(saved))
        driver.press(.escape)
        #expect(driver.state.screen == .apply)
        #expect(driver.text().contains("not asked yet"))
        #expect(!driver.text().contains("hand-over") && !driver.text().contains("The owner of"))
        #expect(driver.text().contains("g opens the list of screens, screen 1 asks."))
        driver.press(.character("g"), .character("1"), .enter)
        #expect(driver.state.screen == .introduction)
        #expect(driver.state.overlays.isEmpty)
    }

    @Test func `Enter sends no second message where the first may have gone out`() {
        var driver = Driver()
        driver.walk(to: .test)
        driver.state.testing.outcome = .lost("No answer came back.")
        driver.state.freeFocus()
        let sent = driver.effects.count { if case .send = $0 { true } else { false } }
        #expect(driver.text().contains("Look into the mailbox of ops@example.com: is it there?"))
        driver.press(.enter)
        #expect(driver.state.screen == .practices)
        #expect(driver.effects.count { if case .send = $0 { true } else { false } } == sent)
    }

    @Test func `what could not be told stays a question after an apply`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        let index = try #require(driver.state.planning.plan?.resources.firstIndex { $0.address == .namespace })
        driver.state.planning.plan?.resources[index].action = .unknown
        for resource in try #require(driver.state.planning.plan?.resources) {
            driver.state.planning.progress[resource.address] = .unchanged
        }
        driver.state.planning.progress[.namespace] = .notTried("Cannot tell: the cluster does not know the caller")
        driver.state.freeFocus()
        #expect(driver.text().contains("? namespace          default                   cannot tell"))
        #expect(driver.text().contains("9 of 10 right. 1 not known."))
        #expect(driver.state.focused.id == .resource(.namespace))
        #expect(driver.text().contains("? Cannot tell: the cluster does not know the caller."))
    }

    @Test func `after a change the next Enter sends again instead of going round`() {
        var driver = Driver()
        driver.walk(to: .test)
        driver.state.testing.isOld = false
        driver.state.testing.outcome = .of(
            [SendLink(.assumeRole, Problem("No."))],
            finding: Finding(
                code: "L3", link: .provider, status: .fail, title: "The provider does not accept it.",
                fix: Finding.Fix(text: "Add it.", remedy: .apply)))
        driver.state.freeFocus()
        driver.press(.enter)
        #expect(driver.state.screen == .diagnose && driver.state.diagnosing.page == .fix)
        driver.press(.escape)
        driver.run(driver.state.go(to: .apply))
        let id = driver.state.work.begin(.apply, "applying", at: driver.state.now)
        driver.state.planning.begin(id, .sides([.eks]))
        for address in driver.state.planning.plan?.resources.map(\.address) ?? [] {
            driver.send(.progress(id, .ended(.done(address))))
        }
        driver.send(.applied(id, .finished))
        driver.run(driver.state.go(to: .test))
        #expect(driver.state.focused.id == .button(.send))
    }
}
