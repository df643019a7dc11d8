import Canvas
import Design
import Testing

@testable import Wizard

/// Random keys and sizes: nothing crashes, the focus exists, the footer tells the truth.
@Suite struct PropertyTests {
    static let keys: [Key] =
        [
            .enter, .enter, .enter, .tab, .backTab, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
            .delete, .backspace, .control("a"), .control("u"), .control("o"), .control("w"), .control("t"),
            .control("x"), .control("n"), .function(1), .paste("arn:aws:iam::111122223333:role/app/mailer"),
            .paste("{\"cluster\":{\"name\":\"x\""), .paste("中👩‍💻\u{202E}"),
        ] + "abcdeghilnoprsuvwRNU/: ?@-.中é".map { Key.character($0) }

    @Test(arguments: 0..<40)
    func `random keys and sizes never break a rule`(seed: Int) {
        var random = Seeded(seed: UInt64(seed) &* 7919 &+ 17)
        var driver = Driver(seed % 2 == 0 ? .demo : .live, answers: seed % 3 == 0 ? Answers() : FakeWorld.answers)
        driver.answers = seed % 5 != 0
        for _ in 0..<300 {
            if random.next(20) == 0 {
                let isTiny = random.next(3) == 0
                driver.send(
                    .resize(Size(columns: 1 + random.next(isTiny ? 79 : 200), rows: 1 + random.next(isTiny ? 23 : 60))))
            }
            if random.next(10) == 0 {
                driver.send(.tick(driver.state.now.adding(milliseconds: Int64(random.next(3000)))))
            }
            driver.send(.key(PropertyTests.keys[random.next(PropertyTests.keys.count)]))
            check(driver.state)
        }
    }

    private func check(_ state: WizardState) {
        let frame = view(state, state.size)
        #expect(frame == view(state, state.size))
        #expect(frame.size == state.size)
        guard !state.isTooSmall else { return }
        let items = state.code.items(state)
        #expect(items.contains { $0.id == state.focused.id }, "focus \(state.focused.id) on \(state.screen)")
        if let cursor = frame.cursor {
            #expect(cursor.row < state.size.rows && cursor.column < state.size.columns && cursor.row >= 0)
        } else {
            Issue.record("no cursor on \(state.screen) with \(state.overlays)")
        }
        let footer = frame.text(ofRow: state.size.rows - 1)
        for entry in Footer.entries(state.activeBindings, width: state.size.columns - 4) {
            #expect(footer.contains("\(entry.keys) \(entry.label)"))
        }
    }
}
