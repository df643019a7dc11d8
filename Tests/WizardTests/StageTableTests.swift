import Canvas
import Testing

@testable import Wizard

/// What the stage tells of its keys, and of its cards, is all of it.
@Suite struct StageTableTests {
    private static let size = Size(columns: 80, rows: 24)
    private static let scenes = GoldenScene.allCases.filter { $0.rawValue.hasPrefix("stage") }

    @Test(arguments: scenes) func `every key that works stands in the table`(scene: GoldenScene) {
        var driver = scene.driver(Self.size)
        // Every key takes away what was said.
        driver.state.message = nil
        let table = driver.state.activeBindings + StandardBindings.everywhere
        let keys =
            [
                Key.enter, .tab, .backTab, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .delete,
                .backspace,
            ] + (1...12).map(Key.function) + "abcdefghijklmnopqrstuvwxyz".map(Key.control)
            + (33...126).compactMap { Unicode.Scalar($0).map { .character(Character($0)) } } + [.character(" ")]
        for key in keys {
            let isText = driver.state.overlays.last?.capturesText ?? driver.state.isTyping
            guard !isText, !table.contains(where: { $0.keys.contains(key) }) else { continue }
            var pressed = driver
            pressed.effects = []
            pressed.press(key)
            #expect(pressed.effects.isEmpty && pressed.frame() == driver.frame(), "\(key)")
        }
    }

    @Test func `help tells the presenter's keys, and Left over a screen`() {
        var driver = Driver(stage: StageScenes.look)
        driver.walk(to: .test)
        func help(_ driver: Driver) -> [String] {
            var driver = driver
            driver.press(.character("?"))
            let lines = driver.state.topmost(HelpOverlay.self)?.lines.map(\.text) ?? []
            return lines.map { $0.split(separator: " ").joined(separator: " ") }
        }
        for line in [
            "g chapters", "b break one thing by its number", "o start over", "Space play by itself",
            "Left take the last key back",
        ] {
            #expect(help(driver).contains(line), "\(line)")
        }
        #expect(driver.frame().text(ofRow: 23).contains("break") == false)
        let viewer = GoldenScene.viewer.driver(Self.size, stage: StageScenes.look)
        #expect(viewer.state.overlays.last is ViewerOverlay)
        #expect(help(viewer).contains("Left take the last key back"))
        #expect(!help(viewer).contains { $0.hasPrefix("Left/Right") })
    }

    @Test func `what a card has no room for is known`() {
        func cuts(_ title: String, _ sentences: [String] = ["A sentence."]) -> [StageLook.Chapter.Cut] {
            StageLook.Chapter(title: title, sentences: sentences, screens: "").cuts(Self.size)
        }
        #expect(cuts("Two accounts, two doors", [String(repeating: "a word ", count: 17), "b"]) == [])
        #expect(cuts(String(repeating: "邮", count: 28)) == [.title, .listed])
        #expect(cuts("Send", [String(repeating: "邮件 ", count: 300)]) == [.sentences])
        #expect(cuts("Send", ["One.", "Two.", "Three."]) == [.sentences])
    }
}
