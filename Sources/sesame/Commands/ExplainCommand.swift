import ArgumentParser
import Design
import Diagnosis
import Wire

/// `sesame explain`: what an error text, a log or a finding's code means, offline.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say what an error text, a log or a finding code means, offline.",
        discussion: """
            Takes a text, files, or standard input, of any length: a line of a log, a whole log, a stack trace, an \
            answer of AWS, an event of CloudTrail. Nothing leaves this computer, no credentials are read, and secrets \
            in the text are neither shown nor kept. Says what the text means, which causes fit, what to look at to \
            tell them apart. Exits 0 when it knows the text, 1 when it does not.

              kubectl logs deploy/notify | sesame explain
              sesame explain 'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity'
              sesame explain SES-DOOR-2
            """)

    @Argument(
        help: ArgumentHelp(
            "A text, a finding code, or files; - or nothing is standard input.", valueName: "text|code|file"),
        completion: .file())
    var words: [String] = []

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("text, or json: one document on standard output.", valueName: "format"))
    var output: OutputFormat = .text

    @Flag(help: "Never ask; fail where a text is needed.")
    var noInput = false

    @OptionGroup var look: ScreenOptions

    func run() throws {
        Exit.run(output) { () throws(Stop) in
            let process = ProcessContext.current()
            let paint = Paint(look, process)
            let source = try ExplainSource(words)
            // Only a person at a terminal, who gave nothing yet, is asked.
            if source == .input, process.inputIsTerminal {
                guard look.plain, output == .text, !noInput else {
                    throw Stop(
                        code: .usage, name: "NoText",
                        message: """
                            There is nothing to explain yet. Give a text in quotes, a file, or a pipe \
                            ("kubectl logs … | sesame explain"); "sesame explain --plain" lets you paste one.
                            """)
                }
                return try LineExplain(LineDialog(paint: paint)).run()
            }
            let explanation = try source.explanation()
            switch output {
            case .json: try Console.document(explanation.json)
            case .text: Console.lines(ExplanationText(explanation, paint).lines)
            }
            return explanation.isKnown ? .success : .failed
        }
    }
}
