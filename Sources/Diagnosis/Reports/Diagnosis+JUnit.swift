import Design
import Wire

extension Diagnosis {
    /// The report as JUnit's XML, for build servers: a case for each finding, its link as the class.
    ///
    /// - Parameters:
    ///   - milliseconds: How long the look took.
    ///   - failsOnRisks: Whether a risk counts as a failure.
    /// - Returns: The document.
    public func junit(milliseconds: Int64, failsOnRisks: Bool = false) -> String {
        func isFailure(_ finding: Finding) -> Bool {
            finding.status == .fail || failsOnRisks && finding.status == .warn
        }
        let skipped = findings.count { $0.status == .unknown || $0.status == .skipped }
        let counts = "tests=\"\(findings.count)\" failures=\"\(findings.count(where: isFailure))\" errors=\"0\""
        let seconds = "\(milliseconds / 1000).\(String(milliseconds % 1000).zeroPadded(to: 3))"
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites name=\"sesame doctor\" \(counts) time=\"\(seconds)\">",
            "  <testsuite name=\"\(Self.attribute(subject.words))\" \(counts) skipped=\"\(skipped)\" "
                + "timestamp=\"\(at.iso8601.prefix(19))\" time=\"\(seconds)\">",
        ]
        for finding in findings {
            let name = finding.about.isEmpty ? finding.code : "\(finding.code) \(finding.about)"
            let open = "    <testcase classname=\"sesame.\(finding.link.rawValue)\" name=\"\(Self.attribute(name))\""
            let title = Self.attribute(finding.title)
            if isFailure(finding) {
                let kind = finding.isRootCause ? "root cause" : finding.status == .warn ? "risk" : "consequence"
                lines.append("\(open)>")
                lines.append(
                    "      <failure type=\"\(kind)\" message=\"\(title)\">\(Self.escaped(finding.report))</failure>")
                lines.append("    </testcase>")
            } else if finding.status == .unknown || finding.status == .skipped {
                let words = finding.found.isEmpty ? title : Self.attribute(finding.found)
                lines.append("\(open)><skipped message=\"\(words)\"/></testcase>")
            } else {
                lines.append("\(open)/>")
            }
        }
        return (lines + ["  </testsuite>", "</testsuites>"]).map { $0 + "\n" }.joined()
    }

    private static func attribute(_ text: String) -> String {
        escaped(TerminalText.sanitized(text, limit: .max)).replacing("\"", with: "&quot;")
    }

    /// Text for XML, which has no way to write control characters.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
