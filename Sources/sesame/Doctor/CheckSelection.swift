import Design
import Diagnosis
import Identifiers

/// Which checks count, by `--only` and `--skip`: links, checks and codes.
struct CheckSelection: Sendable {
    /// The checks that are read and judged: the chosen ones, and those that may explain what they find.
    let checks: [Check]
    private let chosen: [Check]
    /// Whether all checks were chosen.
    var isAll: Bool { chosen.count == Checks.all.count && onlyCodes.isEmpty && skippedCodes.isEmpty }
    private let onlyCodes: Set<String>
    private let skippedCodes: Set<String>

    /// Chooses.
    ///
    /// - Parameters:
    ///   - only: Words for what counts; empty for all.
    ///   - skip: Words for what does not.
    /// - Throws: `Stop` with 64 for a word that names nothing.
    init(only: [String], skip: [String]) throws(Stop) {
        var chosen = Checks.all
        var onlyCodes: Set<String> = []
        if !only.isEmpty {
            var named: Set<String> = []
            for word in only {
                named.formUnion(try Self.checks(word, "--only").map(\.name))
                if Self.isCode(word) { onlyCodes.insert(word) }
            }
            chosen = chosen.filter { named.contains($0.name) }
            // A code beside a link does not narrow what the link has.
            if onlyCodes.count < only.count { onlyCodes = [] }
        }
        var skippedCodes: Set<String> = []
        for word in skip {
            let named = Set(try Self.checks(word, "--skip").map(\.name))
            if Self.isCode(word) { skippedCodes.insert(word) } else { chosen.removeAll { named.contains($0.name) } }
        }
        self.chosen = chosen
        self.onlyCodes = onlyCodes
        self.skippedCodes = skippedCodes
        checks = Self.withCauses(chosen)
    }

    /// A diagnosis with what was chosen alone; causes that were not chosen still explain what follows from them.
    func narrowed(_ diagnosis: Diagnosis) -> Diagnosis {
        guard !isAll else { return diagnosis }
        var diagnosis = diagnosis
        diagnosis.findings = diagnosis.findings.filter { finding in
            guard chosen.contains(where: { $0.link == finding.link && $0.codes.contains(finding.code) }) else {
                return false
            }
            guard finding.status == .fail || finding.status == .warn else { return true }
            return !skippedCodes.contains(finding.code)
                && (onlyCodes.isEmpty || onlyCodes.contains(finding.code))
        }
        return diagnosis
    }

    private static func checks(_ word: String, _ option: String) throws(Stop) -> [Check] {
        let found = Checks.all.filter { check in
            [check.name, check.link.rawValue, check.link.words].contains(word) || check.codes.contains(word)
        }
        guard found.isEmpty else { return found }
        let words = Link.allCases.map(\.rawValue) + Checks.all.map(\.name) + Checks.all.flatMap(\.codes)
        // A link without a check of its own is one all the same.
        if Link(rawValue: word) != nil { return [] }
        let hint = EditDistance.nearest(to: word, among: words).map { " Did you mean \"\($0)\"?" } ?? ""
        throw Stop(
            code: .usage, name: "BadOption",
            message: "\(option): \"\(word)\" is no link, check or code.\(hint) \"sesame doctor --list\" names them.")
    }

    private static func isCode(_ word: String) -> Bool { Checks.all.contains { $0.codes.contains(word) } }

    private static func withCauses(_ chosen: [Check]) -> [Check] {
        var names = Set(chosen.map(\.name))
        var open = chosen
        while let check = open.popLast() {
            for name in check.after where names.insert(name).inserted {
                // A check may follow from one code of another alone.
                open += Checks.all.filter { before in
                    before.name == name || before.codes.contains(name) && names.insert(before.name).inserted
                }
            }
        }
        return Checks.all.filter { names.contains($0.name) }
    }
}
