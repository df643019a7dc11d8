import Canvas
import Stage
import Testing
import Wizard

@testable import sesame

/// Scripts against the product, on the demo's world, without a terminal.
@Suite(.timeLimit(.minutes(3))) struct StageRehearsalTests {
    private static func script(_ steps: String, _ known: StageVocabulary) throws -> StageScript {
        let text = "title: t\nchapters:\n  - title: c\n    sentence: s\n    minutes: 1\n    steps:\n" + steps
        return try StageScript.read(text, file: "f", knowing: known)
    }

    private static func check(_ steps: String, size: Size = Size(columns: 80, rows: 24)) async throws -> [String] {
        let script = try script(steps, try StageFile.vocabulary())
        let results = try await StageRehearsal.check(script, sizes: [size])
        return results.flatMap(\.misfits).map { "\($0.line): expected \($0.expected), found \($0.found)" }
    }

    @Test func `the ten minutes fit, and end with the message sent`() async throws {
        let script = try StageFile.script("talk")
        #expect(script.plannedSeconds == 600)
        #expect(script.chapters.map(\.plannedSeconds) == [90, 120, 120, 60, 120, 90])
        let results = try await StageRehearsal.check(script)
        #expect(results.map(\.size.words) == ["80x24", "120x40"])
        #expect(results.allSatisfy { $0.misfits.isEmpty && $0.untried == 0 }, "\(results.flatMap(\.misfits))")
        let sent = script.chapters[5].steps.compactMap(\.expected).filter { $0.texts.contains("Message sent.") }
        #expect(sent.count == 1)
        #expect(script.chapters.flatMap(\.steps).count { $0.reveals } == 1)
        // Nobody says more than fits into the time: at most 150 words a minute, with the keys between them.
        for chapter in script.chapters {
            let words = chapter.steps.reduce(0) { $0 + $1.say.split(separator: " ").count }
            #expect(words * 60 <= chapter.plannedSeconds * 150, "\(chapter.title): \(words) words")
        }
    }

    @Test func `three minutes at a stand go round and round`() async throws {
        let script = try StageFile.script("booth")
        #expect(script.plannedSeconds == 180)
        let results = try await StageRehearsal.check(script, rounds: 2)
        #expect(results.allSatisfy { $0.misfits.isEmpty && $0.untried == 0 }, "\(results.flatMap(\.misfits))")
        #expect(results.allSatisfy { $0.tried == 2 * script.chapters.flatMap(\.steps).count })
        // By itself it takes no longer than planned, with the card of each chapter and what the one before ends with.
        let reading = script.chapters.flatMap(\.steps).reduce(8000 * script.chapters.count) {
            $0 + $1.readingMilliseconds
        }
        #expect(reading <= 180_000, "\(reading)")
    }

    @Test func `the list of chapters names their screens`() throws {
        let screens = try StageFile.script("talk").chapters.map { StageLook.Chapter($0).screens }
        #expect(
            screens == [
                "screens 1, 2", "screens 3, 4, 5", "screen 6", "screen 7", "screen 7, Diagnose",
                "screens 7, 8, 9, Diagnose",
            ])
    }

    @Test func `what does not fit is told with line, what is expected and what is there`() async throws {
        let found = try await Self.check(
            """
                  - {keys: Enter, expect: {screen: introduction, shows: [Nobody says that., Access keys in pods]}}
                  - {keys: Enter, expect: {screen: test}}
                  - {say: This is not tried.}

            """)
        #expect(
            found == [
                "7: expected \"Nobody says that.\" within a row, found no such row",
                "8: expected the screen test, found the screen irsa",
            ])
    }

    @Test func `a card that has no room is told with the line of its chapter`() async throws {
        let title = String(repeating: "邮", count: 28)
        let script = try StageScript.read(
            "title: t\nchapters:\n  - {title: \(title), sentence: s, minutes: 1, steps: [{say: a}]}\n", file: "f",
            knowing: try StageFile.vocabulary())
        let result = try #require(try await StageRehearsal.check(script, sizes: [Size(columns: 80, rows: 24)]).first)
        #expect(result.misfits.map(\.step) == [0, 0] && result.misfits.allSatisfy { $0.line == 3 })
        #expect(result.misfits.first?.expected == "a title that the card has room for")
    }

    @Test func `keys and actions that mean nothing are told`() async throws {
        let cases = [
            ("{keys: F5}", "expected F5 to do something, found it does nothing here"),
            ("{keys: u}", "expected u to do something, found not now: no answer was changed"),
            ("{action: Undo an answer}", "expected the action \"Undo an answer\", found not now: no answer was"),
            ("{action: Send again}", "expected the action \"Send again\", found these actions: "),
            ("{keys: Enter, expect: {focus: Back}}", "expected the focus on \"Back\", found it on \"Continue\""),
            ("{keys: q}", "expected a key that stays on the stage, found it leaves the program"),
            ("{break: irsa-no-oidc-provider}", "expected a fault that can be broken now, found "),
        ]
        for (step, says) in cases {
            let found = try await Self.check("      - \(step)\n      - {say: a}\n")
            #expect(found.count == 1 && found[0].contains(says), "\(step): \(found)")
        }
    }

    @Test func `actions are done by their key, their button, or the list`() async throws {
        let found = try await Self.check(
            """
                  - {action: guided setup, expect: {screen: introduction}}
                  - {action: Diagnose, expect: {screen: diagnose}}
                  - {keys: Esc, expect: {screen: introduction}}
                  - {action: Show whole texts, expect: {shows: Everything is shown whole here.}}

            """)
        // What cannot be done now is told; the rest was.
        #expect(found.allSatisfy { $0.contains("not now: everything is shown whole here") }, "\(found)")
    }

    @Test func `a fault on cue breaks with the send, and mending makes the world as it was`() async throws {
        let ready = """
                  - {keys: [Enter, Enter, s, Enter, Enter, Enter], expect: {screen: apply}}
                  - {keys: [a, Enter, Enter], expect: {shows: Click the link}}
                  - {keys: [Enter, Enter, Enter], expect: {shows: 10 of 10 right.}}
                  - {keys: Enter, expect: {screen: test}}

            """
        let found = try await Self.check(
            ready + """
                      - {arm: 7, on: send, say: a}
                      - {keys: Enter, expect: {shows: AccessDenied}}
                      - {mend: 7, expect: {screen: test}}
                      - {keys: s, expect: {shows: Message sent.}}
                      - {break: [1, 8], say: b}
                      - {keys: s, expect: {shows: AccessDenied}}
                      - {keys: d, expect: {shows: 2 root causes}}
                      - {mend: [8, 1], expect: {screen: diagnose, focus: Check again}}
                      - {keys: Enter, expect: {screen: diagnose, shows: no fault seen}}

                """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `every fault of the menu is a scenario with a code, by its number`() throws {
        let menu = try FaultMenu.faults().filter { $0.number != nil }
        #expect(menu.map(\.number) == (1...14).map(Optional.some))
        #expect(menu.map(\.code).prefix(3) == ["TRUST-SUBJECT", "TRUST-AUDIENCE", "TRUST-KEY-SCHEME"])
    }
}
