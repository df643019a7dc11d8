import Calls
import Design
import Diagnosis
import Files
import Wire
import Work

/// A run of the doctor on a bundle: nobody is asked for anything, and nothing in it is carried out.
struct RecordedSession: Sendable {
    private let bundle: Bundle
    private let diagnosis: Diagnosis
    /// Whether nothing was left out by choice.
    private let isWhole: Bool
    private let age: String

    /// Reads a bundle and judges what it holds, as of when it was written.
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard input.
    ///   - selection: The checks that count.
    ///   - now: The time, for words about its age; the checks do not see it.
    /// - Throws: `Stop` with 65 for what cannot be read, or is no bundle of this version.
    init(_ path: String, _ selection: CheckSelection, now: Timestamp) throws(Stop) {
        let bytes = try Input.bytes(path, .bundle, limit: InputFile.bundleLimit)
        do throws(BundleProblem) { bundle = try Bundle.read(bytes) } catch {
            let name = path == "-" ? "Standard input" : path
            throw Stop(code: .badData, name: "BadBundle", message: "\(name): \(error.words)")
        }
        isWhole = selection.isAll
        var diagnosis = selection.narrowed(bundle.diagnosis(selection.checks))
        // Who only reads a file has made no call.
        diagnosis.calls = 0
        self.diagnosis = diagnosis
        age = bundle.written.age(at: now)
    }

    /// The bundle among the words after `doctor`; nil where they are not exactly one.
    static func file(among words: [String]) -> String? {
        guard words.count == 1, words[0].hasSuffix(".json"), FileKind.at(words[0]) == .file,
            let bytes = (try? InputFile.read(words[0], limit: InputFile.bundleLimit, pipes: .refused)) ?? nil
        else { return nil }
        return String(decoding: bytes.prefix(400), as: UTF8.self).contains("sesame/bundle/") ? words[0] : nil
    }

    /// How the command ends: as it would have where the answers were read.
    func exitCode(_ failOn: DoctorCommand.FailOn) -> ExitCode { diagnosis.exitCode(failsOnRisks: failOn == .warn) }

    /// Prints the report in one of its forms; what has to be said of the bundle itself goes to standard error.
    func print(
        _ format: DoctorFormat, _ paint: Paint, showsCalls: Bool, _ failOn: DoctorCommand.FailOn
    ) throws(Stop) {
        for remark in bundle.remarks { Console.say("sesame: ! \(TerminalText.sanitized(remark))") }
        var text = DoctorText(paint: paint)
        text.isWhole = isWhole
        switch format {
        case .json: try Console.document(diagnosis.document)
        case .short: Console.text(diagnosis.short)
        case .markdown: Console.text(diagnosis.markdown(by: "sesame \(Version.text)"))
        case .junit: try Console.whole(diagnosis.junit(milliseconds: 0, failsOnRisks: failOn == .warn))
        case .text, .csv: Console.lines(text.lines(diagnosis, closing: closing))
        }
        guard showsCalls else { return }
        let made = bundle.observations.calls.sorted { $0.key < $1.key }.compactMap { call in
            bundle.observations[call].map { MadeCall(call, $0, milliseconds: 0) }
        }
        text.showsCalls = nil
        let lines = text.calls(made, profiles: [:])
        if format == .text { Console.lines(lines) } else { Console.note(lines.joined(separator: "\n")) }
    }

    /// When it was recorded and by what, and what is masked in it.
    private var closing: String {
        let by = bundle.by.isEmpty ? "" : ", by \(TerminalText.sanitized(bundle.by, limit: 60))"
        let masked =
            bundle.masked.isEmpty
            ? "Nothing is masked." : "Masked: \(bundle.masked.sorted().map(\.rawValue).listed)."
        let count = bundle.count.counting("answer")
        return "Recorded \(bundle.written.minute), \(age)\(by): \(count). \(masked) No call was made."
    }
}
