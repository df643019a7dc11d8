import Foundation
import Testing

/// The demo by keys alone, as a person would take it who accepts everything that is proposed.
@Suite(.serialized) struct WalkTests {
    /// How the program is started for a walk.
    struct Setting: CustomTestStringConvertible, Sendable {
        var columns = 80
        var rows = 24
        var arguments: [String] = []
        var environment: [String: String] = [:]
        var isASCII = false

        var testDescription: String { "\(columns)x\(rows) \(arguments) \(environment)" }
    }

    static let settings: [Setting] = [
        Setting(), Setting(columns: 120, rows: 40), Setting(columns: 200, rows: 60),
        Setting(arguments: ["--ascii"], isASCII: true),
        Setting(environment: ["LANG": "de_DE.ISO-8859-1"], isASCII: true),
        Setting(environment: ["NO_COLOR": "1"]), Setting(arguments: ["--color", "never"]),
        Setting(environment: ["TERM": "linux"]), Setting(environment: ["TERM": "vt100"]),
        Setting(environment: ["TERM": "a-terminal-that-nobody-knows"]),
    ]

    @Test(arguments: settings) func `twenty keys lead from home to a message sent`(_ setting: Setting) throws {
        let terminal = try Program.demo(
            setting.arguments, rows: setting.rows, columns: setting.columns, more: setting.environment)
        let keys = terminal.walk(Step.demo, ascii: setting.isASCII)
        terminal.wait(for: "Message sent.")
        #expect(keys == 20)
        #expect(Step.demo.map(\.key).filter { $0 != Keys.enter } == ["a"])
        if setting.isASCII { #expect(terminal.text.utf8.allSatisfy { $0 < 0x80 }, "\(terminal.text)") }
        terminal.walk(Step.toTheEnd, ascii: setting.isASCII)
        #expect(terminal.exitCode() == 0)
        #expect(terminal.modesAreRestored)
    }

    @Test(arguments: [
        Setting(environment: ["NO_COLOR": "1"]), Setting(arguments: ["--color", "never"]),
        Setting(environment: ["TERM": "vt100"]),
    ]) func `without colour no byte asks for one`(_ setting: Setting) throws {
        let terminal = try Program.demo(setting.arguments, more: setting.environment)
        terminal.walk(Step.demo)
        terminal.wait(for: "Message sent.")
        let asked = ColorRequests.all(in: terminal.output)
        #expect(asked.isEmpty, "\(asked)")
    }

    @Test func `with colour some bytes do`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo.prefix(2))
        terminal.wait(for: "▸2 IRSA and its benefits")
        #expect(!ColorRequests.all(in: terminal.output).isEmpty)
    }

    @Test func `a message that was sent lies in the demo's inbox`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo)
        terminal.wait(for: "Message sent.")
        terminal.type("m")
        terminal.wait(for: "Demo inbox")
        terminal.wait(for: "▸ to ops@example.com")
    }

    @Test func `the test workload is added, applied, and the message leaves from its pod`() throws {
        let terminal = try Program.demo()
        terminal.walk(Step.demo)
        terminal.walk([
            Step("▸7 Testing and validation", "Message sent.", key: "p"),
            Step("▸7 Testing and validation", "no pod to send from", "▸ [ Add the test workload ]"),
            Step("▸7 Testing and validation", "▸ [ See what to apply first ]"),
            Step("▸6 Review and apply", "+ test workload", "1 to add", key: "a"),
            Step("▸6 Review and apply", "Apply 1 change?", "▸ [ Apply ]"),
            Step("▸6 Review and apply", "11 of 11 right", "▸ [ Continue ]"),
            Step("▸7 Testing and validation", "the pod ses-test", "[ Send again ]", key: "p"),
        ])
        terminal.wait(for: "Message sent, from inside the pod.")
        #expect(terminal.text.contains("The pod is ses-sender-role"), "\(terminal.text)")
        #expect(terminal.text.contains("┌ in pod ses-test-"), "\(terminal.text)")
        terminal.type("m")
        terminal.wait(for: "Demo inbox")
    }

    @Test func `what was typed ahead never writes`() throws {
        let terminal = try Program.demo()
        let plan = try #require(Step.demo.firstIndex { $0.key == "a" })
        terminal.walk(Step.demo.prefix(plan - 1))
        terminal.stand(before: Step.demo[plan - 1])
        // A key that is held down: meant for screen 5, and more of it than screen 5 takes.
        terminal.type(String(repeating: Keys.enter, count: 40))
        terminal.stand(before: Step.demo[plan])
        terminal.type("a" + String(repeating: Keys.enter, count: 40))
        terminal.stand(before: Step.demo[plan + 1])
        terminal.settle(milliseconds: 200)
        #expect(terminal.text.contains("▸ [ Apply ]"), "\(terminal.text)")
    }
}
