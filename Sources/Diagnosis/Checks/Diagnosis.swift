public import Wire

/// What a doctor says of a subject: the findings, causes first, and how each link stands.
public struct Diagnosis: Sendable {
    /// What was diagnosed.
    public var subject: Subject
    /// All findings: root causes in the order of the links, each followed by what follows from it, then what could not
    /// be told, risks, notes, and what is right.
    public var findings: [Finding]
    /// How many calls were made.
    public var calls: Int
    /// When it was judged.
    public var at: Timestamp
    /// Whether the role was really taken with a token of the pods: more than was seen.
    public var isProven = false

    /// What is broken by itself: repair these, and the rest is right too.
    public var rootCauses: [Finding] { findings.filter(\.isRootCause) }

    /// Whether no fault was seen and nothing stayed hidden; risks do not count.
    public var isHealthy: Bool { !findings.contains { $0.status == .fail || $0.status == .unknown } }

    /// How every link stands, in their order.
    public var links: [LinkResult] {
        Link.allCases.map { link in LinkResult(link, findings.filter { $0.link == link }) }
    }

    /// Findings in the order of a report.
    static func sorted(_ findings: [Finding]) -> [Finding] {
        let roots = findings.filter(\.isRootCause)
        var sorted: [Finding] = []
        for root in roots {
            sorted.append(root)
            // What follows from several stands under the first of them.
            sorted += findings.filter { $0.consequenceOf.first { id in roots.contains { $0.id == id } } == root.id }
        }
        let rest: [Finding.Status] = [.fail, .unknown, .warn, .note, .pass, .skipped]
        for status in rest {
            sorted += findings.filter { finding in
                finding.status == status && !sorted.contains { $0.id == finding.id && $0.status == status }
            }
        }
        return sorted
    }
}
