import Wire
import ArgumentParser
import Design

/// `sesame render`: the six documents, offline.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Write the six documents, offline.",
        discussion: """
            Writes iam-policy.json, trust-policy.json, service-account.yaml, ses-sending-policy.json, deployment.yaml \
            and send-email.sh: all six or none. A file that is there and differs is left alone without --force. The \
            same answers give the same bytes. No AWS_* variable is read and nothing is asked over a network.
            """)

    @Option(help: ArgumentHelp("Folder to write to.", valueName: "dir"), completion: .directory)
    var out = "."

    @Option(
        help: ArgumentHelp("Print one document to standard output instead.", valueName: "name"),
        completion: .list(ArtifactName.allCases.map(\.rawValue)))
    var only: String?

    @Flag(help: "Overwrite files that differ.")
    var force = false

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        Exit.run(common.output) { () throws(Stop) in
            let answers = try RenderCommand.answers(common)
            let artifacts: [Artifact]
            do throws(IncompleteAnswers) {
                artifacts = try Artifacts.make(answers)
            } catch {
                throw Stop(code: .badData, name: "IncompleteAnswers", message: error.sentence)
            }
            if let only { return try print(only, of: artifacts) }
            if common.output == .json {
                try Console.document(Artifacts.document(artifacts))
                return .success
            }
            try write(artifacts)
            return .success
        }
    }

    /// The answers file's, or with `--demo` those of the demo.
    private static func answers(_ options: CommonOptions) throws(Stop) -> Answers {
        guard options.demo, options.answersFile == nil else { return try AnswersSource.required(options) }
        var answers = try DemoWorld.offlineAnswers()
        answers.merge(try options.flagAnswers())
        return answers
    }

    private func print(_ name: String, of artifacts: [Artifact]) throws(Stop) -> Design.ExitCode {
        guard let artifact = artifacts.first(where: { $0.name.rawValue == name }) else {
            let names = ArtifactName.allCases.map(\.rawValue).joined(separator: ", ")
            throw Stop(code: .usage, name: "BadOption", message: "--only: there is no \"\(name)\"; there are \(names).")
        }
        try Console.whole(artifact.content)
        return .success
    }

    private func write(_ artifacts: [Artifact]) throws(Stop) {
        do throws(ArtifactFiles.Problem) {
            let outcome = try ArtifactFiles.write(
                artifacts.map { ($0.name.rawValue, $0.content) }, to: out, force: force)
            for (artifact, isNew) in zip(artifacts, outcome) {
                Console.line(
                    "\(isNew ? "wrote    " : "unchanged") \(out)/\(artifact.name.rawValue)  \(artifact.purpose)")
            }
        } catch {
            var name = "NotWritten"
            if case .differs = error { name = "FilesDiffer" }
            throw Stop(code: .failed, name: name, message: error.sentence)
        }
    }
}
