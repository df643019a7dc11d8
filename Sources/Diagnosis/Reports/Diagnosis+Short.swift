import Design
import Identifiers
import Wire

extension Diagnosis {
    /// The report for a chat: at most 6 lines of at most 80 characters, words instead of glyphs.
    public var short: String {
        let region = (subject.answers.eksRegion ?? subject.answers.sesRegion).map { ", \($0.text)" } ?? ""
        var lines = ["sesame doctor: \(subject.words)\(region)"]
        let roots = rootCauses
        if roots.count == 1, let root = roots.first {
            lines.append("Root cause \(root.code): \(root.title.uncapitalizedFirst)")
            lines += facts(root).map { "  \($0.0.blankPadded(to: 10))\($0.1)" }
        } else if !roots.isEmpty {
            let shown = roots.prefix(roots.count > 4 ? 3 : 4)
            lines += shown.map { "Root cause \($0.code): \($0.title.uncapitalizedFirst)" }
            if roots.count > 4 {
                lines.append("Root causes besides: \(roots.dropFirst(3).map(\.code).joined(separator: ", "))")
            }
        } else if let hidden = findings.first(where: { $0.status == .unknown }) {
            lines.append("No fault seen. Not seen: \(Self.words(links(.cannotTell))).")
            lines.append("  \(hidden.found)")
        } else {
            lines.append(isProven ? "Proven: \(provenWords)." : "No fault seen, as far as can be seen without sending.")
        }
        let right = links(.right, .risk).count
        lines.append(
            "\(right.counting("link")) right, \(links(.cannotTell).count) not seen. \(time), \(method).")
        return lines.map { Self.cut(TerminalText.sanitized($0, limit: .max)) + "\n" }.joined()
    }

    /// What is expected, what was found and where, as far as it is known.
    private func facts(_ root: Finding) -> [(String, String)] {
        let seen = root.evidence.compactMap(\.account).first ?? ""
        let account = seen.isEmpty || root.place.contains(seen) ? "" : "\(seen), "
        let since = root.since.isEmpty ? "" : ", since \(moment(root.since))"
        return [
            ("expected", root.expected), ("found", root.found),
            ("where", root.place.isEmpty ? "" : account + root.place + since),
        ].filter { !$0.1.isEmpty }
    }

    /// The time of a change; its date too, where that is not the report's.
    private func moment(_ since: String) -> Substring {
        since.prefix(10) == at.iso8601.prefix(10) ? since.dropFirst(11).prefix(5) : since.prefix(10)
    }

    /// What the probe showed, in a few words.
    var provenWords: String { "the role was taken with a token of \(subject.pods)" }

    /// A line of at most 80 characters, which loses its middle.
    private static func cut(_ line: String) -> String {
        guard line.count > 80 else { return line }
        return "\(line.prefix(52))...\(line.suffix(25))"
    }
}

extension String {
    /// The text with its first letter small, to stand behind a colon; a name in capitals stays as it is.
    var uncapitalizedFirst: String {
        guard let first, dropFirst().first?.isUppercase != true, dropFirst().first?.isNumber != true else {
            return self
        }
        return first.lowercased() + dropFirst()
    }
}
