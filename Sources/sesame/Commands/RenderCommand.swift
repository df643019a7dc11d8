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
            same answers give the same bytes. No AWS_* variable is read and nothing is asked over a network. With -o \
            json the documents are printed as one, and written only where --out names a folder. --snippet prints what a \
            program has to say instead, in one language or framework; its names: \
            \(Snippets.names.joined(separator: ", ")).
            """)

    @Option(
        help: ArgumentHelp("Folder to write to (default: this one).", valueName: "dir"), completion: .directory)
    var out: String?

    @Option(
        help: ArgumentHelp("Print one document to standard output instead.", valueName: "name"),
        completion: .list(ArtifactName.allCases.map(\.rawValue)))
    var only: String?

    @Option(
        help: ArgumentHelp("Print what a program has to say, in one language or framework.", valueName: "name"),
        completion: .list(Snippets.names))
    var snippet: String?

    @Flag(help: "Overwrite files that differ.")
    var force = false

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        Exit.run(common.output) { () throws(Stop) in
            if only != nil, out != nil || force {
                throw Stop(
                    code: .usage, name: "BadOption",
                    message: "--only prints one document and writes none; --out and --force are for writing all.")
            }
            if snippet != nil, only != nil || out != nil || force {
                throw Stop(
                    code: .usage, name: "BadOption",
                    message: "--snippet prints and writes no file; --only, --out and --force are for the documents.")
            }
            let answers = try AnswersSource.offline(common)
            let design: DelegateSending
            do throws(IncompleteAnswers) {
                design = try DelegateSending(answers)
            } catch {
                throw Stop(code: .badData, name: "IncompleteAnswers", message: error.sentence)
            }
            Advice.tell(answers)
            if let snippet { return try print(snippet: snippet, design) }
            let artifacts = Artifacts.make(design)
            if let only { return try print(only, of: artifacts) }
            if common.output == .json {
                if out != nil { try write(artifacts) }
                try Console.document(Artifacts.document(artifacts))
                return .success
            }
            try write(artifacts)
            return .success
        }
    }

    private func print(_ name: String, of artifacts: [Artifact]) throws(Stop) -> Design.ExitCode {
        guard let artifact = artifacts.first(where: { $0.name.rawValue == name }) else {
            let names = ArtifactName.allCases.map(\.rawValue).joined(separator: ", ")
            throw Stop(code: .usage, name: "BadOption", message: "--only: there is no \"\(name)\"; there are \(names).")
        }
        switch common.output {
        case .text: try Console.whole(artifact.content)
        case .json: try Console.document(Artifacts.document([artifact]))
        }
        return .success
    }

    private func print(snippet name: String, _ design: DelegateSending) throws(Stop) -> Design.ExitCode {
        guard let snippet = Snippets.make(name, design) else {
            let names = Snippets.names.joined(separator: ", ")
            throw Stop(
                code: .usage, name: "BadOption", message: "--snippet: there is no \"\(name)\"; there are \(names).")
        }
        switch common.output {
        case .text:
            // Where the language has no comments, what there is to know must not stand among its lines.
            if !snippet.hasComments { for note in snippet.notes { Console.note(note) } }
            try Console.whole(snippet.content)
        case .json: try Console.document(Snippets.document(snippet))
        }
        return .success
    }

    private func write(_ artifacts: [Artifact]) throws(Stop) {
        let out = out ?? "."
        do throws(ArtifactFiles.Problem) {
            let outcome = try ArtifactFiles.write(
                artifacts.map { ($0.name.rawValue, $0.content) }, to: out, force: force)
            for (artifact, isNew) in zip(artifacts, outcome) {
                let line = "\(isNew ? "wrote    " : "unchanged") \(out)/\(artifact.name.rawValue)  \(artifact.purpose)"
                if common.output == .json {
                    Console.note(line)
                } else {
                    Console.lines(Paint(common.look, .current()).lines(line, hanging: 10))
                }
            }
        } catch {
            var name = "NotWritten"
            if case .differs = error { name = "FilesDiffer" }
            throw Stop(code: .failed, name: name, message: error.sentence)
        }
    }
}
