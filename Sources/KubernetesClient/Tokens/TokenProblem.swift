/// Why a text is no JSON web token.
public enum TokenProblem: Error, Hashable, Sendable {
    /// Nothing is there.
    case empty
    /// A token has three parts; so many were found.
    case parts(Int)
    /// An EKS bearer token, which is a signed URL and no JSON web token.
    case eksBearerToken
    /// More bytes than any real token has.
    case tooLong
    /// Header or claims are not base64url.
    case notBase64(part: String)
    /// Header or claims are no JSON object; why.
    case notJSON(part: String, reason: String)
    /// A claim is of another kind than it must be.
    case claim(String)

    /// What is wrong, for people.
    public var sentence: String {
        switch self {
        case .empty: "The token is empty."
        case .parts(let count): "This is not a JSON web token: it has \(count) parts between dots instead of three."
        case .eksBearerToken: "This is an EKS bearer token for the API server, not a service account's token."
        case .tooLong: "This is too long for a token."
        case .notBase64(let part): "The token's \(part) is not base64url: was it cut?"
        case .notJSON(let part, let reason): "The token's \(part) is not a JSON object: \(reason)"
        case .claim(let name): "The token's claim \(name) is not what it must be."
        }
    }
}
