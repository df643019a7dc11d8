import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// A bundle that is about to be written: what is in it, what is masked, and the name of its file.
struct DiagnoseBundle: Sendable {
    private let subject: Subject
    private let seen: Observations
    private let by: String
    /// When it was read.
    let written: Timestamp
    /// The bundle, as its file will hold it.
    private(set) var bundle: Bundle
    /// The whole text of the file.
    private(set) var text: String
    /// Names that are taken in this folder.
    private var taken: Set<String>
    /// The name that is proposed for its file: the first that is not taken.
    private var proposed: String
    /// What somebody typed instead; nil where nobody did.
    private(set) var typed: LineEditor?
    /// What masks met before, so that a value has the mask again that it had in an earlier bundle.
    private var memory: MaskMemory

    /// The name of its file.
    var fileName: String { typed?.text ?? proposed }

    /// The name as it is being edited.
    var line: LineEditor { typed ?? LineEditor(proposed) }

    /// Prepares one.
    ///
    /// - Parameters:
    ///   - result: What was found.
    ///   - kinds: What is masked.
    ///   - by: What writes it, with its version.
    ///   - taken: The names of files that are there.
    ///   - memory: What masks of earlier bundles of it met.
    init(
        _ result: DiagnoseResult, masking kinds: Set<MaskKind>, by: String, taken: some Sequence<String>,
        remembering memory: MaskMemory = MaskMemory()
    ) {
        subject = result.diagnosis.subject
        seen = result.seen
        written = result.diagnosis.at
        self.by = by
        self.taken = Set(taken)
        self.memory = memory
        bundle = Bundle(subject, seen, masks: Masks(kinds, remembering: memory), written: written, by: by)
        text = bundle.document.serialized(.pretty) + "\n"
        proposed = Self.free(bundle.fileName, self.taken)
    }

    /// Masks a kind of values, or shows it.
    mutating func toggle(_ kind: MaskKind) {
        make(bundle.masked.symmetricDifference([kind]))
    }

    /// Takes what masks of earlier bundles met.
    mutating func remember(_ memory: MaskMemory) {
        guard memory != self.memory else { return }
        self.memory = memory
        make(bundle.masked)
    }

    private mutating func make(_ kinds: Set<MaskKind>) {
        bundle = Bundle(subject, seen, masks: Masks(kinds, remembering: memory), written: written, by: by)
        text = bundle.document.serialized(.pretty) + "\n"
        proposed = Self.free(bundle.fileName, taken)
    }

    /// Takes what was typed as its name.
    mutating func type(_ line: LineEditor) { typed = line }

    /// Why a file cannot be written under the name that was typed, with what helps; nil where nothing speaks against it.
    var nameProblem: (sentence: String, advice: String)? {
        guard let name = typed?.text else { return nil }
        let advice = "\(proposed) is proposed."
        let last = name.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        if name.allSatisfy(\.isWhitespace) { return ("The file has no name. Nothing was written.", advice) }
        if ["", ".", "..", "~"].contains(last) {
            return (
                "\(TerminalText.sanitized(name)) names a folder, and a file is expected. Nothing was written.", advice
            )
        }
        if name.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
            return ("A control character stands in the name. Nothing was written.", advice)
        }
        if last.utf8.count > 255 {
            return ("The name has \(last.utf8.count) bytes; 255 are the most. Nothing was written.", advice)
        }
        return nil
    }

    /// Takes over that names are taken, and proposes another one where its own is.
    mutating func avoid(_ names: some Sequence<String>) {
        taken.formUnion(names)
        proposed = Self.free(bundle.fileName, taken)
    }

    /// `mail.bundle.json`, then `mail-2.bundle.json`.
    private static func free(_ name: String, _ taken: Set<String>) -> String {
        let ending = ".bundle.json"
        let stem = name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
        var number = 1
        var proposed = name
        while taken.contains(proposed) {
            number += 1
            proposed = "\(stem)-\(number)\(ending)"
        }
        return proposed
    }

    /// `41 KB`.
    var size: String {
        let bytes = text.utf8.count
        return bytes < 10_000 ? "\(bytes) bytes" : "\((bytes + 512) / 1024) KB"
    }

    /// What is never in it, and how much of that was left out.
    var leftOut: String {
        let count = bundle.leftOut.count
        return "tokens, keys, signatures, values of env: \(count == 0 ? "none was there" : "\(count) left out")"
    }

    /// What stands in the place of a kind's values, or where they stand open.
    func words(_ kind: MaskKind) -> String {
        let answers = bundle.subject.answers
        let examples: [String?]
        switch kind {
        case .accounts: examples = [answers.eksAccount?.text, answers.sesAccount?.text]
        case .addresses: examples = [answers.sender?.text]
        case .names: examples = [answers.serviceAccount?.text, answers.eksCluster?.text]
        }
        guard bundle.masked.contains(kind) else {
            switch kind {
            case .accounts: return "IDs of accounts, roles"
            case .addresses: return "addresses, domains"
            case .names: return "roles, pods, cluster"
            }
        }
        let known = examples.compactMap(\.self)
        // Of two accounts the end of the second tells it apart.
        guard kind == .accounts, known.count == 2, known[0] != known[1] else { return known.joined(separator: ", ") }
        return "\(known[0]), …\(known[1].suffix(2))"
    }
}
