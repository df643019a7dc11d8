import ArgumentParser
import Design
import Diagnosis
import Setup
import Wire
import Work

/// `sesame bundle`: what the doctor reads, without secrets, for somebody else to diagnose.
struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "Write what the doctor reads into one file, for somebody else to diagnose.",
        discussion: """
            Reads what the checks ask for in both accounts and the cluster, and writes it as one JSON file for its \
            owner alone (0600). Tokens, keys, signatures and values of environment variables are never in it. \
            Accounts and addresses are masked unless --mask says otherwise, each by the same stand-in everywhere, also \
            inside policies: who opens it sees the same findings. The stand-ins are kept with sesame's state (0600), so \
            that the next bundle of the setup has the same ones. Nothing is sent anywhere; you pass it on. A file that \
            is there and differs is left alone without --force. With -o json the bundle is printed, and written only \
            where --out names a file. Exits 3 when something could not be read; that it could not is in the bundle too.
            """)

    @Argument(help: ArgumentHelp("Whose mail, as for \"sesame doctor\".", valueName: "what"))
    var what: [String] = []

    @Option(
        help: ArgumentHelp(
            "accounts, addresses and names, with commas between them, or none.", valueName: "kinds"))
    var mask = MaskOption.usual

    @Option(
        help: ArgumentHelp("File to write (default: named after the setup, in this folder).", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var out: String?

    @Flag(help: "Overwrite a file that differs.")
    var force = false

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let (result, signal) = Bridge.wait(doing: "Reading what the doctor asks for") { [self] in await read() }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let made = try result.get()
            let bundle = made.bundle
            switch common.output {
            case .text:
                let size = BundleFile.text(bundle).utf8.count
                Console.lines(BundleText(paint: Paint(common.look, .current())).lines(bundle, bytes: size))
                try write(bundle)
            case .json:
                if out != nil { try write(bundle) }
                try Console.document(bundle.document)
            }
            keep(made)
            return bundle.parts.contains { $0.unanswered > 0 } ? .incomplete : .success
        }
    }

    /// A bundle, and the answers as they are.
    private struct Made: Sendable {
        let bundle: Bundle
        let answers: Answers
    }

    private func read() async -> Result<Made, Stop> {
        do throws(Stop) {
            if let out { try BundleFile.check(out, force: force, "Nothing was read or written") }
            var session = try await DoctorSession.open(common, what, try CheckSelection(only: [], skip: []))
            await session.look()
            guard let looked = session.looked else {
                throw Stop(code: .failed, name: "NotRead", message: "Nothing was read.")
            }
            let answers = looked.diagnosis.subject.answers
            let masks = Masks(mask.kinds, remembering: store?.memory(of: answers) ?? MaskMemory())
            let bundle = Bundle(
                looked.diagnosis.subject, looked.seen, masks: masks, written: looked.diagnosis.at,
                by: "sesame \(Version.text)")
            return .success(Made(bundle: bundle, answers: answers))
        } catch {
            return .failure(error)
        }
    }

    /// Where masks are kept; nil where nothing is, as in the demo.
    private var store: MaskStore? { common.demo ? nil : ProcessContext.current().state.map { MaskStore($0) } }

    /// Keeps the masks for the next bundle.
    private func keep(_ made: Made) {
        guard let store, !mask.kinds.isEmpty else { return }
        do throws(StateProblem) {
            try store.keep(made.bundle.masks.memory, of: made.answers)
        } catch {
            Console.note("sesame: The next bundle will have other masks: \(error.sentence)")
        }
    }

    private func write(_ bundle: Bundle) throws(Stop) {
        let path = try BundleFile.write(bundle, to: out, force: force)
        let told = "wrote \(path), which only you may read (0600); nothing was sent anywhere"
        if common.output == .json {
            Console.note(told)
        } else {
            Console.lines(Paint(common.look, .current()).lines(told, hanging: 6))
        }
    }
}
