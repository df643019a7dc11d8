import Canvas
import Design
import Testing

@testable import Wizard

/// A click puts the focus there, a second one does what Enter does, the wheel scrolls; views leave it to the terminal.
@Suite struct MouseTests {
    /// Where some words begin on the screen.
    private func place(_ words: String, _ driver: Driver) throws -> Position {
        let frame = driver.frame()
        for row in 0..<frame.size.rows {
            let text = frame.text(ofRow: row)
            if let range = text.firstRange(of: words) {
                return Position(row: row, column: text.distance(from: text.startIndex, to: range.lowerBound))
            }
        }
        throw Missing()
    }

    private struct Missing: Error {}

    private func click(_ words: String, _ driver: inout Driver) throws {
        driver.press(.mouse(.press, try place(words, driver)))
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)])
    func `every item of every screen is where it is clicked`(size: Size) throws {
        for scene in GoldenScene.allCases {
            var driver = scene.driver(size)
            driver.state.usesMouse = true
            guard driver.state.overlays.isEmpty else { continue }
            let targets = Body.targets(driver.state)
            for item in driver.state.code.items(driver.state) where Body.hidden(driver.state)?.below == 0 {
                guard let target = targets.first(where: { $0.item == item.id }) else {
                    // A long table shows the rows around the focused one.
                    var there = driver
                    there.run(there.state.setFocus(item.id))
                    let isInTable = driver.state.diagnosing.page == .fleet
                    #expect(
                        isInTable && Body.targets(there.state).contains { $0.item == item.id },
                        "\(scene): \(item.id) is nowhere")
                    continue
                }
                guard driver.state.route.focus(on: driver.state.screen) != item.id else { continue }
                var clicked = driver
                clicked.press(.mouse(.press, Position(row: target.row, column: target.columns.lowerBound)))
                #expect(clicked.state.focused.id == item.id, "\(scene): \(item.id)")
                #expect(clicked.state.screen == driver.state.screen && clicked.state.overlays.isEmpty)
            }
        }
    }

    @Test func `a second click does what Enter does`() throws {
        var driver = Driver()
        driver.state.usesMouse = true
        driver.walk(to: .configuration)
        try click("Region", &driver)
        #expect(driver.state.focused.id == .field(.eksRegion) && driver.state.overlays.isEmpty)
        try click("eu-west-1", &driver)
        #expect(driver.state.topmost(ListOverlay.self)?.title == Field[.eksRegion].label)
        driver.press(.home)
        let first = try #require(driver.state.topmost(ListOverlay.self)?.rows[2].text)
        try click(first, &driver)
        #expect(driver.state.topmost(ListOverlay.self)?.selected == 2)
        try click(first, &driver)
        #expect(driver.state.overlays.isEmpty && driver.state.answers[.eksRegion] == first)
    }

    @Test func `nothing is written by one click`() throws {
        var driver = Driver()
        driver.state.usesMouse = true
        driver.walk(to: .apply)
        driver.effects = []
        try click("[ Apply these", &driver)
        #expect(driver.effects.isEmpty && driver.state.overlays.isEmpty)
        try click("[ Apply these", &driver)
        #expect(driver.state.overlays.count == 1)
        try click("[ Not yet ]", &driver)
        try click("[ Not yet ]", &driver)
        #expect(driver.state.overlays.isEmpty && !driver.state.planning.isApplying)
    }

    @Test func `the wheel scrolls texts, lists and long screens`() throws {
        var driver = Driver()
        driver.state.usesMouse = true
        driver.walk(to: .apply)
        driver.press(.character("?"))
        driver.press(.mouse(.wheelDown, Position(row: 9, column: 9)))
        #expect((driver.state.overlays.last as? HelpOverlay)?.text.offset == 3)
        driver.press(.escape, .character(":"))
        driver.press(.mouse(.wheelDown, Position(row: 9, column: 9)))
        #expect(driver.state.topmost(FindingList.self)?.selected == 1)
    }

    @Test func `views of texts leave the mouse to the terminal, and so does M`() {
        var driver = Driver()
        driver.walk(to: .configuration)
        #expect(!driver.frame().wantsMouse, "text can be selected until somebody wants it otherwise")
        driver.press(.character("M"))
        #expect(driver.frame().wantsMouse)
        driver.press(.character("v"))
        #expect(!driver.frame().wantsMouse)
        driver.press(.escape)
        #expect(driver.frame().wantsMouse)
        driver.press(.character("M"))
        #expect(!driver.frame().wantsMouse)
        let focus = driver.state.focused.id
        driver.press(.mouse(.press, Position(row: 6, column: 22)))
        #expect(driver.state.focused.id == focus)
        driver.press(.character("M"))
        #expect(driver.frame().wantsMouse)
        #expect(!driver.frame(Size(columns: 60, rows: 20)).wantsMouse)
    }

    @Test func `digits and letters find in lists`() {
        var driver = Driver()
        driver.walk(to: .ses)
        driver.press(.character("g"), .character("3"), .enter)
        #expect(driver.state.screen == .configuration && driver.state.overlays.isEmpty)
        driver.press(.character("g"), .character("9"), .enter)
        #expect(driver.state.screen == .configuration && driver.state.says.first == "Not now: not reached yet.")
        driver.press(.escape, .escape, .control("o"))
        driver.type("view")
        driver.press(.enter)
        #expect(driver.state.overlays.last is ViewerOverlay)
    }

    @Test func `Space goes on typing where somebody types, and opens the list before`() {
        var driver = Driver()
        driver.walk(to: .configuration)
        driver.press(.backTab, times: 4)
        #expect(driver.state.focused.id == .field(.namespace))
        driver.type("x y")
        #expect(driver.state.overlays.isEmpty && driver.state.form.text(of: .namespace).hasSuffix("x y"))
        driver.press(.control("u"), .character(" "))
        #expect(driver.state.overlays.last is ListOverlay)
    }

    @Test(arguments: GoldenScene.allCases)
    func `help explains every overlay and closes again`(scene: GoldenScene) {
        var driver = scene.driver(Size(columns: 80, rows: 24))
        guard let overlay = driver.state.overlays.last, !overlay.capturesText, !(overlay is HelpOverlay) else { return }
        driver.press(.character("?"))
        let count = driver.state.overlays.count
        #expect(driver.state.overlays.last is HelpOverlay)
        #expect(driver.text().contains("Keys that work now"))
        driver.press(.escape)
        #expect(driver.state.overlays.count == count - 1)
    }

    @Test(arguments: GoldenScene.allCases)
    func `help says more than the line above the footer`(scene: GoldenScene) {
        let driver = scene.driver(Size(columns: 80, rows: 24))
        guard driver.state.overlays.isEmpty, !driver.state.isTyping else { return }
        let text = HelpText.overlay(driver.state).lines.map(\.text).joined(separator: " ")
        let words = text.split(separator: " ").joined(separator: " ")
        if case .field = driver.state.focused.id { return }
        #expect(words.contains("Here \(driver.state.screen.about.prefix(40))"))
    }

    @Test func `a reading that arrives moves no row`() {
        var driver = Driver()
        driver.walk(to: .irsa)
        driver.answers = false
        driver.press(.character("s"))
        #expect(driver.state.screen == .configuration)
        func rows(_ driver: Driver) -> [Int] {
            let frame = driver.frame()
            return ["Namespace", "Policy name", "[ Continue ]"].compactMap { label in
                (0..<24).first { frame.text(ofRow: $0).contains(label) }
            }
        }
        let before = rows(driver)
        #expect(before.count == 3)
        var answered = driver
        answered.answers = true
        answered.run(answered.open)
        #expect(rows(answered) == before)
    }
}
