import ArgumentParser
import Design
import IAMPolicy
import Wire

/// `sesame evaluate`: decide policy cases offline.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Decide policy cases offline: decision, deciding statement, reason.",
        discussion: """
            Reads JSON files, each a list of cases or one case; the form is Resources/data/policy-cases.schema.json. \
            A denial exits 0, an "expected" that differs exits 1, bad input 65.
            """)

    @Argument(help: "Files with cases; - is standard input.", completion: .file(extensions: ["json"]))
    var files: [String]

    @Option(name: [.customShort("o"), .customLong("output")], help: "text or json.")
    var output: OutputFormat = .text

    func run() throws {
        Exit.run(output) { () throws(Stop) in
            var results: [PolicyCaseResult] = []
            for file in files { results += try cases(in: file).decide() }
            switch output {
            case .json: try Console.document(PolicyCases.document(of: results))
            case .text:
                let paint = Paint(nil, .current())
                for result in results { describe(result, paint) }
            }
            return results.contains(where: \.differs) ? .failed : .success
        }
    }

    private func cases(in file: String) throws(Stop) -> PolicyCases {
        let text = try Input.text(file, .cases)
        let cases: PolicyCases
        do {
            cases = try PolicyCases.read(text)
        } catch {
            throw Stop(
                code: .badData, name: "BadCases",
                message: "\(file):\(error.position.line):\(error.position.column): \(error.sentence)")
        }
        // A pipeline that made no cases must not look like one whose cases are right.
        guard !cases.cases.isEmpty else {
            throw Stop(
                code: .badData, name: "NoCases",
                message: "\(file == "-" ? "Standard input" : file) holds no cases, and at least one is expected.")
        }
        return cases
    }

    private func describe(_ result: PolicyCaseResult, _ paint: Paint) {
        let decision = result.decision
        var lines = paint.lines("\(decision.decision.rawValue)  \(result.policyCase.name)", hanging: 4)
        if let deciding = decision.deciding { lines += paint.lines("    \(deciding.words)") }
        lines += paint.lines("    \(decision.reason)")
        if result.differs, let expected = result.policyCase.expected {
            lines += paint.lines("    expected \(expected.rawValue)")
        }
        Console.lines(lines)
    }
}
