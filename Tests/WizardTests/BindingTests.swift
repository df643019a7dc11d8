import Canvas
import Design
import Testing
import Wire

@testable import Wizard

/// The binding tables of every recorded screen and overlay: what they show is true.
@Suite struct BindingTests {
    static let size = Size(columns: 80, rows: 24)

    @Test(arguments: GoldenScene.allCases)
    func `no row of a table hides another one`(scene: GoldenScene) {
        let bindings = scene.driver(BindingTests.size).state.activeBindings
        for (index, binding) in bindings.enumerated() where binding.place != .hidden {
            #expect(!binding.keys.isEmpty && !binding.keyWords.isEmpty && !binding.label.isEmpty)
            for key in binding.keys {
                #expect(bindings.firstIndex { $0.keys.contains(key) } == index, "\(binding.label): \(key)")
            }
        }
    }

    @Test(arguments: GoldenScene.allCases)
    func `a key that cannot be used says why, and does nothing`(scene: GoldenScene) {
        let driver = scene.driver(BindingTests.size)
        let help = HelpText.overlay(driver.state).lines.map(\.text)
        for binding in driver.state.activeBindings {
            guard case .off(let reason) = binding.availability else { continue }
            for key in binding.keys {
                var pressed = driver
                pressed.effects = []
                pressed.press(key)
                #expect(pressed.state.says.first == "Not now: \(reason).")
                #expect(pressed.effects.isEmpty)
                #expect(pressed.state.overlays.count == driver.state.overlays.count)
                #expect(pressed.state.screen == driver.state.screen)
            }
            guard driver.state.overlays.isEmpty, binding.place != .hidden else { continue }
            let text = help.joined(separator: " ").split(separator: " ").joined(separator: " ")
            #expect(text.contains("\(binding.label) not now: \(reason)"), "\(binding.label)")
        }
    }

    @Test func `every key that is shown does something`() {
        var shown: Set<String> = []
        var working: Set<String> = []
        for scene in GoldenScene.allCases {
            var driver = scene.driver(BindingTests.size)
            // In the middle of a list or a long text, so that every direction leads somewhere.
            if driver.state.overlays.last is ListOverlay || driver.state.overlays.last is FindingList
                || driver.state.overlays.last is ChooseOverlay
            {
                driver.press(.down)
            }
            if var text = driver.state.overlays.last as? any TextOverlay {
                text.text = ScrollText((1...90).map { "line \($0)" })
                text.text.offset = 40
                text.text.query = LineEditor("line")
                driver.state.overlays = [text]
            }
            driver.answers = false
            let place = driver.state.overlays.last.map { "\(type(of: $0))" } ?? "\(driver.state.screen)"
            for binding in driver.state.activeBindings where binding.place != .hidden && binding.isOn {
                let name = "\(place): \(binding.keyWords) \(binding.label)"
                shown.insert(name)
                for key in binding.keys where hasEffect(key, driver) { working.insert(name) }
            }
        }
        #expect(shown.count > 100)
        #expect(shown.subtracting(working).sorted() == [])
    }

    private func hasEffect(_ key: Key, _ driver: Driver) -> Bool {
        var pressed = driver
        pressed.effects = []
        pressed.press(key)
        let text = (driver.state.overlays.last as? any TextOverlay)?.text
        let after = (pressed.state.overlays.last as? any TextOverlay)?.text
        return !pressed.effects.isEmpty || pressed.frame() != driver.frame() || after != text
    }

    @Test(arguments: GoldenScene.allCases)
    func `a row of Actions does what its key does`(scene: GoldenScene) throws {
        var driver = scene.driver(BindingTests.size)
        guard driver.state.overlays.isEmpty, !driver.state.isTyping else { return }
        driver.answers = false
        driver.effects = []
        let listed = driver.state.screenBindings.filter {
            $0.isListed && $0.isOn && $0.place != .hidden && !$0.label.isEmpty
        }
        for binding in listed {
            var pressed = driver
            pressed.press(binding.keys[0])
            var chosen = driver
            chosen.press(.character(":"))
            let list = try #require(chosen.state.topmost(FindingList.self))
            let index = try #require(
                list.rows.firstIndex { $0.key == binding.keyWords && $0.reason == nil }, "\(binding.label)")
            chosen.press(.down, times: index)
            chosen.press(.enter)
            #expect(chosen.effects == pressed.effects, "\(binding.label)")
            #expect(chosen.state.screen == pressed.state.screen)
            #expect(chosen.state.overlays.count == pressed.state.overlays.count)
        }
    }

    @Test func `what was possible when Actions opened is asked again when it is chosen`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        driver.press(.character(":"))
        let list = try #require(driver.state.topmost(FindingList.self))
        let row = try #require(list.rows.firstIndex { $0.name == "Apply" })
        #expect(list.rows[row].reason == nil)
        driver.state.planning.isOld = true
        driver.press(.down, times: row)
        driver.effects = []
        driver.press(.enter)
        #expect(driver.state.overlays.isEmpty && driver.effects.isEmpty)
        #expect(driver.state.says.first == "Not now: answers changed, r reads again.")
    }

    @Test func `a plan that could not be read again is not applied`() throws {
        var driver = Driver()
        driver.walk(to: .apply)
        #expect(driver.state.applyObstacle == nil)
        driver.answers = false
        driver.open = []
        driver.press(.character("r"))
        let asked = driver.open.compactMap { if case .plan(let id, _, _) = $0 { id } else { nil } }
        driver.send(.planned(try #require(asked.first), .failure(Problem("Nobody answered."))))
        #expect(driver.state.planning.plan != nil)
        #expect(driver.state.applyObstacle == "what is there could not be read, r reads again")
        driver.effects = []
        driver.press(.character("a"))
        #expect(driver.effects.isEmpty && driver.state.overlays.isEmpty)
    }

    @Test func `the focus does not stay on Back`() {
        var driver = Driver()
        driver.press(.enter)
        let landing = driver.state.focused.id
        for key in [Key.enter, .escape] {
            driver.press(.backTab)
            if landing != .button(.back) { driver.run(driver.state.setFocus(.button(.back))) }
            #expect(driver.state.focused.id == .button(.back))
            driver.press(key)
            #expect(driver.state.screen == .home)
            driver.press(.enter)
            #expect(driver.state.screen == .introduction)
            #expect(driver.state.focused.id == landing)
        }
    }

    @Test func `leaving, suspending and drawing again work in every window`() {
        for size in [BindingTests.size, Size(columns: 20, rows: 5)] {
            var driver = Driver(size: size)
            driver.effects = []
            driver.press(.control("z"), .control("l"), .control("s"), .control("q"), .control("c"))
            #expect(driver.effects == [.suspend, .redraw, .saveState, .quit])
        }
    }
}
