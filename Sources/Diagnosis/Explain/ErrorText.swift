/// An error as it stands in a text: what AWS, a cluster or a library said, without the dressing of the program that
/// wrote it down.
struct ErrorText: Sendable {
    /// Who said it, by the name in the AWS CLI, or `kubernetes`; nil where the text does not tell.
    var service: String?
    /// What was asked for.
    var operation: String?
    /// The error code, or the reason of an API server.
    var code: String?
    /// The words themselves.
    var message: String
    /// The request ID.
    var requestID: String?
    /// Whether the form alone shows that it is an error of AWS or a cluster, known or not.
    var isFramed: Bool
    /// Whether the message was told apart from the rest; else it is the line.
    var hasSentence: Bool
    /// Everything that was read for it, in small letters without blanks.
    var squeezed: [UInt8]
    /// Everything that was read for it.
    var whole: String
}

/// Words that errors are recognised by: their codes and operations.
struct ErrorWords: Sendable {
    /// The codes of the catalogue, without a final `Exception`.
    let codes: Set<String>
    /// Operations with their services.
    let operations: [String: String]

    /// Codes that are words of everyday English too, and so prove nothing by themselves.
    static let generic: Set<String> = [
        "Unauthorized", "Forbidden", "NotFound", "Conflict", "BadRequest", "Throttling", "TooManyRequests",
        "ValidationError", "LimitExceeded",
    ]

    /// A code without namespace and final `Exception`: `com.amazonaws.sts#AccessDeniedException` is `AccessDenied`.
    static func bare(_ code: String) -> String {
        var code = code[...]
        if let hash = code.lastIndex(of: "#") { code = code[code.index(after: hash)...] }
        code = code.prefix { $0 != ":" }
        return code.hasSuffix("Exception") ? String(code.dropLast("Exception".count)) : String(code)
    }

    /// A service as the catalogue names it, from any of its names in the SDKs; others in small letters.
    static func service(_ name: String) -> String? {
        let name = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch name {
        case "": return nil
        case "ses", "simpleemail", "simpleemailservice", "amazonsimpleemailservice", "amazonsimpleemail", "email":
            return "ses"
        case "sesv2", "simpleemailv2", "amazonsimpleemailservicev2": return "sesv2"
        case "sts", "securitytoken", "securitytokenservice", "awssecuritytokenservice", "awssecuritytoken": return "sts"
        case "iam", "identitymanagement", "amazonidentitymanagement", "awsidentitymanagement": return "iam"
        case "eks", "amazoneks": return "eks"
        default: return name
        }
    }
}
