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
    /// The name of its file: of the first that is not taken.
    private(set) var fileName: String

    /// Prepares one.
    ///
    /// - Parameters:
    ///   - result: What was found.
    ///   - kinds: What is masked.
    ///   - by: What writes it, with its version.
    ///   - taken: The names of files that are there.
    init(_ result: DiagnoseResult, masking kinds: Set<MaskKind>, by: String, taken: some Sequence<String>) {
        subject = result.diagnosis.subject
        seen = result.seen
        written = result.diagnosis.at
        self.by = by
        self.taken = Set(taken)
        bundle = Bundle(subject, seen, masks: Masks(kinds), written: written, by: by)
        text = bundle.document.serialized(.pretty) + "\n"
        fileName = Self.free(bundle.fileName, self.taken)
    }

    /// Masks a kind of values, or shows it.
    mutating func toggle(_ kind: MaskKind) {
        let kinds = bundle.masked.symmetricDifference([kind])
        bundle = Bundle(subject, seen, masks: Masks(kinds), written: written, by: by)
        text = bundle.document.serialized(.pretty) + "\n"
        fileName = Self.free(bundle.fileName, taken)
    }

    /// Takes over that names are taken, and proposes another one where its own is.
    mutating func avoid(_ names: some Sequence<String>) {
        taken.formUnion(names)
        fileName = Self.free(bundle.fileName, taken)
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
