import ArgumentParser
import Design
import Diagnosis
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
            inside policies: who opens it sees the same findings. Nothing is sent anywhere; you pass it on. A file that \
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
            let bundle = try result.get()
            switch common.output {
            case .text:
                let size = BundleFile.text(bundle).utf8.count
                Console.lines(BundleText(paint: Paint(common.look, .current())).lines(bundle, bytes: size))
                try write(bundle)
            case .json:
                if out != nil { try write(bundle) }
                try Console.document(bundle.document)
            }
            return bundle.parts.contains { $0.unanswered > 0 } ? .incomplete : .success
        }
    }

    private func read() async -> Result<Bundle, Stop> {
        do throws(Stop) {
            if let out { try BundleFile.check(out, force: force, "Nothing was read or written") }
            var session = try await DoctorSession.open(common, what, try CheckSelection(only: [], skip: []))
            await session.look()
            guard let looked = session.looked else {
                throw Stop(code: .failed, name: "NotRead", message: "Nothing was read.")
            }
            return .success(
                Bundle(
                    looked.diagnosis.subject, looked.seen, masks: Masks(mask.kinds), written: looked.diagnosis.at,
                    by: "sesame \(Version.text)"))
        } catch {
            return .failure(error)
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
