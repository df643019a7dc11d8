import Calls
import Canvas
import Testing
import Wire

@testable import Wizard

/// The calls of a run, from every screen.
@Suite struct CallsPageTests {
    private func call(_ number: Int) -> LoggedCall {
        LoggedCall(
            "iam GetRole", .getRole("role-\(number)"), place: "111122223333", answer: ["Role": ["RoleName": "r"]],
            requestID: nil, milliseconds: 12, at: Timestamp(secondsSinceEpoch: 1_800_000_000))
    }

    @Test func `what was asked is listed on every screen, and nothing was asked at the start`() throws {
        var driver = Driver()
        driver.press(.character("l"))
        #expect(driver.state.says.first == "Not now: no call was made." && driver.state.overlays.isEmpty)
        driver.walk(to: .configuration)
        driver.send(.called([call(1), call(2)]))
        driver.run(driver.state.setFocus(.button(.proceed)))
        driver.press(.character("l"))
        #expect(driver.text().contains("2 calls, all of them read only"), "\(driver.text())")
        driver.effects = []
        driver.press(.character("c"))
        guard case .copy(let command, _)? = driver.effects.first else {
            Issue.record("no command was copied")
            return
        }
        #expect(command == "aws iam get-role --role-name role-2 --profile eks-admin\n")
        driver.press(.enter)
        #expect(driver.text().contains("\"RoleName\": \"r\""), "\(driver.text())")
    }

    @Test func `what is found is chosen`() {
        var driver = Driver(.live)
        driver.walk(to: .ses)
        driver.send(.called(GoldenScene.madeCalls))
        driver.press(.character("l"), .character("/"))
        driver.type("refus")
        driver.press(.enter)
        #expect(driver.text().contains("▸   444455556666"), "\(driver.text())")
        #expect(driver.state.says.first == "Needs ses:GetAccount in 444455556666.")
    }

    @Test func `memory is bounded however many calls there are`() {
        var made = CallsMade()
        for start in stride(from: 0, to: 4000, by: 40) { made.take((start..<(start + 40)).map(call)) }
        #expect(made.count == 4000 && made.all.count == CallsMade.most)
        #expect(made.all.count { $0.answer != nil } == CallsMade.mostAnswers)
        #expect(made.all.suffix(CallsMade.mostAnswers).allSatisfy { $0.answer != nil })
    }
}
