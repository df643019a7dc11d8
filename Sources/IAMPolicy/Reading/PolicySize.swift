/// The size of a policy document as AWS counts it, and how much it takes.
public enum PolicySize {
    /// The largest size in characters; nil where none is known.
    ///
    /// Quotas are AWS's defaults.
    ///
    /// Source: IAM user guide, "IAM and AWS STS quotas"; SES developer guide, "Policy anatomy" (4 KB);
    /// Organizations user guide, "Quotas".
    public static func limit(_ kind: PolicyKind) -> Int? {
        switch kind {
        case .identity, .boundary: 6_144
        case .session, .trust: 2_048
        case .sending: 4_096
        case .serviceControl, .resourceControl: 5_120
        case .resource: nil
        }
    }

    /// The largest sum of a role's inline policies, in characters without white space.
    public static let inlineLimit = 10_240

    /// Counts a document's characters: IAM leaves out white space between tokens, SES and Organizations count
    /// every byte.
    public static func count(_ text: String, kind: PolicyKind) -> Int {
        switch kind {
        case .sending, .resource, .serviceControl, .resourceControl: text.utf8.count
        case .identity, .boundary, .session, .trust: withoutWhiteSpace(text)
        }
    }

    private static func withoutWhiteSpace(_ text: String) -> Int {
        var count = 0
        var isString = false
        var isEscaped = false
        for byte in text.utf8 where !byte.isContinuation {
            if isString {
                count += 1
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): continue
            case UInt8(ascii: "\""): isString = true
            default: break
            }
            count += 1
        }
        return count
    }
}
