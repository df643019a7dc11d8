import Stage
import Testing

@Suite struct StageReaderTests {
    @Test func `everything that a file can say is read`() throws {
        #expect(try StageScript.read(StageExample.file, file: "a", knowing: StageExample.known) == StageExample.script)
        #expect(StageExample.script.plannedSeconds == 210)
    }

    @Test func `a talk that loops says so`() throws {
        let file = StageExample.file + "loop: true\n"
        var script = StageExample.script
        script.loops = true
        #expect(try StageScript.read(file, file: "a", knowing: StageExample.known) == script)
        #expect(
            StageSheet.markdown(script, knowing: StageExample.known).contains(
                "Played by itself it does not stop at chapters, and begins again with a fresh world."))
    }

    /// A change of the example, and what is said of it.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var from: String
        var to: String
        var says: String
        /// Whether only the reader can know: which faults and screens there are, what letters are.
        var isReadersAlone = false

        init(_ from: String, _ to: String, _ says: String, isReadersAlone: Bool = false) {
            (self.from, self.to, self.says, self.isReadersAlone) = (from, to, says, isReadersAlone)
        }

        var testDescription: String { to }
    }

    static let refusals = [
        Refusal("minutes: 1.5", "minutes: 0", "a:6:14: expected 0.1 to 60 minutes, found 0."),
        Refusal("minutes: 1.5", "minutes: 1000", "a:6:14: expected 0.1 to 60 minutes, found 1000."),
        Refusal("minutes: 1.5", "minutes: 1,5", "a:6:14: expected 0.1 to 60 minutes, with a point, found \"1,5\"."),
        Refusal("minutes: 1.5", "minutes: -1", "a:6:14: expected 0.1 to 60 minutes, found -1."),
        Refusal("minutes: 1.5", "minutes: .nan", "a:6:14: expected 0.1 to 60 minutes, found \".nan\"."),
        Refusal("minutes: 1.5", "minutes: 1e999", "a:6:14: expected 0.1 to 60 minutes, found"),
        Refusal("minutes: 1.5", "minutes: \"1.5\"", "a:6:14: expected 0.1 to 60 minutes, found \"1.5\"."),
        Refusal("    minutes: 1.5\n", "", "a:4:5: expected 0.1 to 60 minutes (minutes:), found none."),
        Refusal("minutes: 1.5", "minuts: 1.5", "a:6:5: expected one of title, sentence, minutes, steps, found the key"),
        Refusal(
            "minutes: 1.5", "duration: 1.5",
            "a:6:5: expected minutes, which it probably means, found the key \"duration\"."),
        Refusal("title: Our talk\n", "", "a:1:1: expected a title of the talk (title:), found none."),
        Refusal("Our talk", "a\nloop: again", "a:3:7: expected true or false, found \"again\"."),
        Refusal("Our talk", "a\nrepeat: true", "a:3:1: expected loop, which it probably means"),
        Refusal("Our talk", "2026", "a:2:8: expected a title of the talk, in quotes, found 2026."),
        Refusal("Our talk", "[a]", "a:2:8: expected a title of the talk, found a list."),
        Refusal("Our talk", "\"  \"", "a:2:8: expected a title of the talk, found an empty text."),
        Refusal("Our talk", "\"a\\tb\"", "found \"a\\tb\"."),
        Refusal(
            "Our talk", "\"a\\e[31mb\"", "expected a title of the talk, with letters that can be shown in one line"),
        Refusal("Our talk", "\"a\\u202Eb\"", "found \"a\\u{202e}b\"."),
        Refusal("Our talk", "\"a\\nb\"", "found \"a\\nb\"."),
        Refusal("Our talk", String(repeating: "a", count: 61), "of at most 60 characters, found 61."),
        Refusal("title: Send", "title: A title that is too long for its card", "of at most 28 characters, found 37."),
        Refusal("sesame/stage/v1", "sesame/stage/v2", "a:1:9: expected sesame/stage/v1, found \"sesame/stage/v2\"."),
        Refusal("sentence: One message.", "sentence: []", "or a list of them, 1 to 2, found 0."),
        Refusal("sentence: One message.", "sentence: [a, b, c]", "1 to 2, found 3."),
        Refusal(
            "keys: Enter", "keys: ENTER", "a:8:15: expected a key by its name; the nearest is Enter, found \"ENTER\"."),
        Refusal("keys: Enter", "keys: Return", "the nearest is Enter, found \"Return\"."),
        Refusal("keys: Enter", "keys: ctrl+o", "the nearest is Ctrl-O, found \"ctrl+o\"."),
        Refusal("keys: Enter", "keys: d Enter", "expected one key; several are a list: [d, Enter], found \"d Enter\"."),
        Refusal("keys: Enter", "keys: Up/Down", "expected one key; several are a list"),
        Refusal("keys: Enter", "keys: send", "text goes under type, found \"send\"."),
        Refusal("keys: Enter", "keys: ~", "in quotes where it means something to YAML, found nothing."),
        Refusal("keys: Enter", "keys: []", "expected a list of keys, 1 to 20, found 0."),
        Refusal("keys: Enter", "keys: {a: b}", "found a mapping."),
        Refusal("keys: Enter", "keys: é", "text goes under type, found \"é\"."),
        Refusal("keys: Enter", "key: Enter", "a:8:9: expected keys, which it probably means, found the key \"key\"."),
        Refusal(
            "keys: Enter", "keys: Enter\n        type: a", "expected one of keys, type and action; two steps do both"),
        Refusal("- type: no-reply@example.com", "- type: \"\"", "expected text that is typed, found an empty text."),
        Refusal("action: Send again", "action: 7", "as Ctrl-O lists it, in quotes, found 7."),
        Refusal(
            "action: Send again", "does: nothing", "a:20:9: expected a step with keys, type, action, say, watch, or a"),
        Refusal("screen: test", "screen: tset", "a:15:19: expected a screen: home, test, diagnose, found \"tset\"."),
        Refusal("screen: test", "screen: Test", "expected a screen; the nearest is test, found \"Test\"."),
        Refusal(
            "expect:\n          screen: test\n          focus: Send again\n          shows: [Message sent., \"4\"]",
            "expect: test", "a:14:17: expected what is seen, a mapping with screen, focus, shows…, found \"test\"."),
        Refusal("shows: [Message sent., \"4\"]", "shows: 4", "expected text within one row, in quotes, found 4."),
        Refusal(
            "shows: [Message sent., \"4\"]", "shown: a", "expected one of screen, focus, shows, found the key \"shown\""
        ),
        Refusal(
            "      - break: 1\n        say: Now.", "      - 7",
            "a:25:9: expected a step, a mapping with keys, type, action…"),
        Refusal(
            "break: 1", "break: 3", "by a number of 1 to 2 or the name of its scenario, found 3.", isReadersAlone: true),
        Refusal("break: 1", "break: 0", "by a number of 1 to 2 or the name of its scenario, found 0."),
        Refusal("break: 1", "break: irsa-sub", "near it: irsa-sub-wrong, found \"irsa-sub\".", isReadersAlone: true),
        Refusal("break: 1", "break: IAM-DENY", "near it: door1-deny, found \"IAM-DENY\"."),
        Refusal("say: Now.", "say: Now: this.", "a:26:17: mapping values are not allowed in this context. A text with"),
        Refusal("break: 1", "break: true", "or the name of its scenario, found true."),
        Refusal("on: check", "on: never", "a:28:13: expected one of send, apply, check, found \"never\"."),
        Refusal(
            "break: 1", "break: 1\n        on: send", "expected arm: FAULT beside it; break does it at once, found on"),
        Refusal("reveal: true", "reveal: yes", "a:30:17: expected true or false, found \"yes\"."),
        Refusal("chapters:", "chapters: []\nx:", "a:3:11: expected a list of chapters, 1 to 20, found 0."),
        Refusal("chapters:", "chapter:", "expected chapters, which it probably means, found the key \"chapter\"."),
        Refusal("title: Our talk", "title: Our talk\ntitle: b", "the key \"title\" stands twice, first in line 2."),
        Refusal("One message.", "*nothing", "*nothing names nothing that ended before it."),
        Refusal("keys: Esc", "keys: Esc\n\tsay: a", "a:32:"),
        Refusal("keys: Esc", "keys: Esc\n---\ntitle: b", "expected one document, found 2."),
        Refusal("say: Now.", "say: !!binary aaaa", "the tag tag:yaml.org,2002:binary is not accepted."),
    ]

    static func text(_ refusal: Refusal) throws -> String {
        let text = StageExample.file.replacing(refusal.from, with: refusal.to, maxReplacements: 1)
        try #require(text != StageExample.file)
        return text
    }

    static func sentence(_ text: String) -> String {
        do throws(StageFileProblem) {
            _ = try StageScript.read(text, file: "a", knowing: StageExample.known)
            return ""
        } catch {
            return error.sentence
        }
    }

    @Test(arguments: refusals) func `what is wrong is told with its place`(_ refusal: Refusal) throws {
        let sentence = Self.sentence(try Self.text(refusal))
        #expect(sentence.contains(refusal.says), "\(sentence)")
    }

    @Test func `everything that is wrong is told at once, in the order of the lines`() {
        let text = StageExample.file.replacing("minutes: 1.5", with: "minutes: 0").replacing("Enter", with: "enter")
            .replacing("on: check", with: "on: x")
        let lines = Self.sentence(text).split(separator: "\n")
        #expect(lines.map { $0.split(separator: ":")[1] } == ["6", "8", "28"])
    }

    @Test func `a file that is nothing, or far too much, is refused in time`() {
        for text in ["", "# only a comment", "7", "[]", "{}", "\u{0}", "a: [", "title: a"] {
            #expect(!Self.sentence(text).isEmpty, "\(text)")
        }
        let chapter = "  - {title: a, sentence: b, minutes: 1, steps: [{say: c}]}\n"
        let many = "title: a\nchapters:\n" + String(repeating: chapter, count: 5000)
        #expect(Self.sentence(many).contains("a list of chapters, 1 to 20, found 5000."))
        let wrong =
            "title: a\nchapters: [{title: a, sentence: b, minutes: 1, steps: ["
            + String(repeating: "{x: 1}, ", count: 100) + "]}]"
        let lines = Self.sentence(wrong).split(separator: "\n")
        #expect(lines.count == StageFileProblem.limit + 1)
        #expect(lines.last == "150 more faults are in a.")
        var bomb = "a0: &a0 [b, b, b, b, b, b, b, b]\n"
        for level in 1...9 {
            let list = String(repeating: "*a\(level - 1), ", count: 8)
            bomb += "a\(level): &a\(level) [\(list)]\n"
        }
        #expect(Self.sentence(bomb).contains("aliases repeat more than 10000 values"))
        #expect(Self.sentence(String(repeating: "[", count: 100_000)).contains("200 levels"))
    }

    @Test func `an alias stands for what it names`() throws {
        let text = StageExample.file.replacing("sentence: One message.", with: "sentence: &one One message.")
            .replacing("[One thing is wrong., And no reason.]", with: "*one")
        let script = try StageScript.read(text, file: "a", knowing: StageExample.known)
        #expect(script.chapters[1].sentences == ["One message."])
    }
}
