import Diagnosis
import Wire

/// A row of the list of a diagnosis: a link that is right, a cause, what follows from it, what nobody can tell.
struct DiagnoseRow: Hashable, Sendable {
    /// What a row is, which decides what Enter does on it.
    enum Kind: Hashable, Sendable {
        /// The links that are right, in one line.
        case folded
        /// One link that is right.
        case right
        /// Wrong by itself.
        case cause
        /// Right again when its cause is.
        case consequence
        /// It could not be looked at.
        case unknown
        /// It works, with a risk.
        case risk
        /// Nobody looked.
        case notLooked
    }

    var kind: Kind
    var link: Link?
    var name: String
    var words: String
    /// What stands at the right: `root cause`, `follows from trust policy`.
    var verdict = ""
    /// What its card shows; nil for several links in one line.
    var finding: Finding?

    /// The mark of the row.
    var mark: Mark {
        switch kind {
        case .folded, .right: .right
        case .cause: .wrong
        case .consequence, .notLooked: .nothing
        case .unknown: .unknown
        case .risk: .attention
        }
    }

    /// The rows of a diagnosis.
    ///
    /// - Parameters:
    ///   - diagnosis: What was found.
    ///   - isUnfolded: Whether the links that are right have rows of their own.
    ///   - isWide: Whether there is room for all nine links in their order.
    /// - Returns: What is right, then causes with their consequences, then the rest; or all by links.
    static func rows(_ diagnosis: Diagnosis, isUnfolded: Bool, isWide: Bool) -> [DiagnoseRow] {
        let links = diagnosis.links
        let rightLinks = diagnosis.links(.right)
        let right = rightLinks.map { result in
            DiagnoseRow(
                kind: .right, link: result.link, name: result.link.words, words: clean(result.words),
                finding: result.findings.first { $0.status == .pass } ?? result.findings.first)
        }
        var others = causes(diagnosis)
        others += rest(diagnosis, .unknown, .unknown) + rest(diagnosis, .warn, .risk) + notLooked(links)
        guard !isWide else { return ordered(right + others) }
        guard right.count > 1 else { return right + others }
        let head = DiagnoseRow(
            kind: .folded, name: "\(right.count) links are right",
            words: isUnfolded ? "one by one" : Diagnosis.words(rightLinks))
        return [head] + (isUnfolded ? right : []) + others
    }

    /// Root causes, each with what follows from it; a second finding of a link stands below its first.
    private static func causes(_ diagnosis: Diagnosis) -> [DiagnoseRow] {
        let roots = diagnosis.rootCauses
        return roots.enumerated().flatMap { index, root in
            let number = roots.count > 1 ? " \(index + 1)" : ""
            let cause = DiagnoseRow(
                kind: .cause, link: root.link, name: root.link.words, words: brief(root),
                verdict: "root cause\(number)", finding: root)
            let followers = diagnosis.findings.filter { finding in
                finding.status == .fail
                    && finding.consequenceOf.first { id in roots.contains { $0.id == id } } == root.id
            }
            return [cause]
                + followers.map { finding in
                    DiagnoseRow(
                        kind: .consequence, link: finding.link, name: finding.link.words, words: brief(finding),
                        verdict: diagnosis.origin(of: finding), finding: finding)
                }
        }
    }

    /// The findings of a status, one row for each thing that is missing.
    private static func rest(_ diagnosis: Diagnosis, _ status: Finding.Status, _ kind: Kind) -> [DiagnoseRow] {
        var known: Set<String> = []
        return diagnosis.findings.filter { $0.status == status }.compactMap { finding in
            guard known.insert("\(finding.link.rawValue) \(finding.code) \(finding.found)").inserted else { return nil }
            return DiagnoseRow(
                kind: kind, link: finding.link, name: finding.link.words,
                words: status == .unknown ? doubt(finding) : brief(finding), finding: finding)
        }
    }

    /// The links that nobody looked at, in one row.
    private static func notLooked(_ links: [LinkResult]) -> [DiagnoseRow] {
        let links = links.filter { $0.state == .notLooked }
        guard let first = links.first else { return [] }
        let names = Diagnosis.words(links)
        let finding = first.findings.first
        guard links.count > 1 else {
            return [
                DiagnoseRow(kind: .notLooked, link: first.link, name: names, words: "not looked at", finding: finding)
            ]
        }
        return [DiagnoseRow(kind: .notLooked, name: "\(links.count) links not seen", words: names, finding: finding)]
    }

    /// All rows in the order of the links; what follows from a cause stands below it.
    private static func ordered(_ rows: [DiagnoseRow]) -> [DiagnoseRow] {
        var blocks: [(link: Link, rows: [DiagnoseRow])] = []
        for row in rows {
            if row.kind == .consequence, !blocks.isEmpty, let last = blocks.indices.last {
                blocks[last].rows.append(row)
            } else {
                blocks.append((row.link ?? .delivery, [row]))
            }
        }
        // In the order of the chain; rows of one link keep theirs.
        return Link.allCases.flatMap { link in blocks.filter { $0.link == link }.flatMap(\.rows) }
    }

    /// A finding in a few words.
    private static func brief(_ finding: Finding) -> String {
        clean(finding.brief.isEmpty ? finding.title.withoutFullStop : finding.brief)
    }

    /// What is missing, without the words that the row's mark says.
    private static func doubt(_ finding: Finding) -> String {
        let found = clean(finding.found)
        guard finding.brief.isEmpty, found.hasPrefix("cannot tell: ") else { return brief(finding) }
        return String(found.dropFirst("cannot tell: ".count))
    }

    private static func clean(_ text: String) -> String { TerminalText.sanitized(text, limit: .max) }
}
