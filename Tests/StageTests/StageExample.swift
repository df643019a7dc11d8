import Canvas
import Stage

/// A stage file that uses everything there is, and the names it may use.
enum StageExample {
    static let known = StageVocabulary(
        screens: ["home", "test", "diagnose"],
        faults: [
            .init(number: 1, name: "irsa-sub-wrong", title: "trust names \"prod\"", code: "TRUST-SUBJECT"),
            .init(number: 2, name: "ses-policy-gone", title: "sending policy is gone", code: "SES-DOOR-2"),
            .init(number: nil, name: "door1-deny", title: "A policy forbids it.", code: "IAM-DENY"),
        ])

    static let file = """
        schema: sesame/stage/v1
        title: Our talk
        chapters:
          - title: Send
            sentence: One message.
            minutes: 1.5
            steps:
              - keys: Enter
                does: Open it
                say: >
                  Two lines
                  of words.
                watch: The row.
                expect:
                  screen: test
                  focus: Send again
                  shows: [Message sent., "4"]
              - keys: [d, Ctrl-O, Space, 7]
              - type: no-reply@example.com
              - action: Send again
          - title: Break it
            sentence: [One thing is wrong., And no reason.]
            minutes: 2
            steps:
              - break: 1
                say: Now.
              - arm: [2, door1-deny]
                on: check
              - mend: irsa-sub-wrong
                reveal: true
                keys: Esc

        """

    static let script = StageScript(
        title: "Our talk",
        chapters: [
            .init(
                title: "Send", sentences: ["One message."], plannedSeconds: 90,
                steps: [
                    .init(
                        [.key(.enter)], does: "Open it",
                        expected: .init(screen: "test", focus: "Send again", texts: ["Message sent.", "4"]),
                        say: "Two lines of words.", watch: "The row.", line: 8),
                    .init(
                        [.key(.character("d")), .key(.control("o")), .key(.character(" ")), .key(.character("7"))],
                        line: 18),
                    .init([.text("no-reply@example.com")], line: 19), .init([.action("Send again")], line: 20),
                ], line: 4),
            .init(
                title: "Break it", sentences: ["One thing is wrong.", "And no reason."], plannedSeconds: 120,
                steps: [
                    .init(say: "Now.", faults: [.breaks("irsa-sub-wrong")], line: 25),
                    .init(faults: [.arms("ses-policy-gone", .check), .arms("door1-deny", .check)], line: 27),
                    .init([.key(.escape)], faults: [.mends("irsa-sub-wrong")], reveals: true, line: 29),
                ], line: 21),
        ])
}
