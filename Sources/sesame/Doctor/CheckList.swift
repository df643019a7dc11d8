import Diagnosis
import Wire

/// `doctor --list`: the checks with their codes.
enum CheckList {
    /// The checks by their links, for people.
    static func lines(_ paint: Paint) -> [String] {
        var lines: [String] = []
        for link in Link.allCases {
            let checks = Checks.all.filter { $0.link == link }
            guard !checks.isEmpty else { continue }
            if !lines.isEmpty { lines.append("") }
            lines += paint.lines(link.rawValue == link.words ? link.words : "\(link.words) (\(link.rawValue))")
            for check in checks {
                lines += paint.lines("  \(check.name.blankPadded(to: 20)) \(check.subject)", hanging: 23)
                let margin = paint.speaks ? "    " : String(repeating: " ", count: 23)
                lines += paint.lines(margin + check.codes.joined(separator: ", "))
            }
        }
        lines += ["", "not to be seen by reading"]
        for unseen in Checks.unseen {
            lines += paint.lines("  \(unseen.subject)", hanging: 4)
            lines += paint.lines("    shown by: \(unseen.shownBy)", hanging: 14)
        }
        return lines
    }

    /// The same for programs.
    static var document: JSONValue {
        [
            "schema": "sesame/doctor-checks/v1",
            "checks": .array(
                Checks.all.map { check in
                    [
                        "name": .string(check.name), "link": .string(check.link.rawValue),
                        "subject": .string(check.subject), "codes": JSONValue(check.codes),
                        "after": JSONValue(check.after),
                    ]
                }),
            "unseen": .array(
                Checks.unseen.map { ["subject": .string($0.subject), "shownBy": .string($0.shownBy)] }),
        ]
    }
}
