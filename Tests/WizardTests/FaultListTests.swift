import Canvas
import Stage
import Testing

@testable import Wizard

/// The list of what can be broken in the demo's world.
struct FaultListTests {
    private static let faults = [
        DemoFault(
            name: "sub", number: 1, called: "trust names another namespace", title: "The trust names another one.",
            code: "TRUST-SUBJECT"),
        DemoFault(
            name: "door", number: 2, called: "sending policy is gone", title: "The sending policy is gone.",
            code: "SES-DOOR-2", standing: .on(seconds: 75)),
        DemoFault(
            name: "dead", number: 3, called: "role made again", title: "The role was made again.",
            code: "SES-PRINCIPAL-DEAD", hiddenBy: ["door"]),
        DemoFault(name: "deny", called: "a policy forbids it", title: "A policy forbids it.", code: "IAM-DENY"),
    ]

    private func driver() -> Driver {
        var driver = Driver()
        driver.walk(to: .test)
        driver.effects = []
        driver.press(.character("b"))
        #expect(driver.effects.contains(.demo(.readFaults)))
        driver.send(.faults(Self.faults))
        driver.effects = []
        return driver
    }

    private func list(_ driver: Driver) -> [String] {
        driver.state.topmost(FaultsOverlay.self)?.shown(driver.state).map(\.name) ?? []
    }

    @Test func `the menu is shown, and Enter breaks what is whole and mends what is broken`() {
        var driver = driver()
        #expect(list(driver) == ["sub", "door", "dead"])
        #expect(driver.state.says.second == "Enter breaks it now, Space just before the next message is sent.")
        driver.press(.enter, .down)
        #expect(driver.state.says == Says("The sending policy is gone.", "Broken for 1:15. Enter mends it."))
        driver.press(.enter, .down)
        #expect(driver.state.says.second == "3 cannot be seen while 2 is broken.")
        driver.press(.character(" "), .up, .character(" "))
        let deeds = driver.effects.compactMap { if case .demo(let deed) = $0 { deed } else { nil } }
        #expect(deeds == [.breakFault("sub"), .mend("door"), .arm("dead", .send)])
        #expect(driver.state.topmost(FaultsOverlay.self) != nil, "it stays open for more")
    }

    @Test func `all are found by words, code and number`() {
        var driver = driver()
        driver.press(.character("/"), .character("d"), .character("e"), .character("n"))
        #expect(list(driver) == ["deny"])
        driver.press(.enter)
        #expect(driver.effects.contains(.demo(.breakFault("deny"))))
        var changed = Self.faults
        changed[3].standing = .armed(.send)
        driver.send(.faults(changed))
        driver.press(.escape)
        #expect(list(driver) == ["sub", "door", "dead", "deny"], "what waits is shown beside the menu")
        driver.press(.end)
        #expect(driver.state.says.second == "It breaks just before the next send. Enter takes that back.")
        driver.send(.faults(Self.faults))
        #expect(driver.state.says.first == "The role was made again.", "the last row, where that one is gone")
        driver.press(.character("/"), .character("2"))
        #expect(list(driver) == ["door"])
        driver.press(.character("x"))
        #expect(list(driver) == [])
        #expect(driver.state.says.first == "Nothing is called so.")
        driver.press(.escape, .escape)
        #expect(driver.state.overlays.isEmpty)
    }

    @Test func `footers do not say what an audience should not know`() {
        var driver = Driver()
        for screen in [ScreenID.test, .practices, .done] {
            driver.walk(to: screen)
            let footer = driver.text().split(separator: "\n").suffix(1).joined()
            #expect(!footer.contains("break") && !footer.contains("inbox") && !footer.contains("start the demo over"))
            let shown = Set(driver.state.activeBindings.filter { $0.place == .help }.map(\.label))
            #expect(shown.isSuperset(of: ["break something", "demo inbox", "start the demo over"]))
        }
    }
}
