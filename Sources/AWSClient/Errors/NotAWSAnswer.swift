/// An answer that did not come from AWS, or only half of one: what a proxy or a captive portal puts in between.
public struct NotAWSAnswer: Hashable, Sendable {
    /// What the body looked like.
    public enum Kind: Hashable, Sendable {
        /// A page for people.
        case html
        /// Nothing at all.
        case empty
        /// The beginning of an AWS answer that breaks off.
        case truncated
        /// A redirect, which is never followed on a signed request: where it pointed.
        case redirect(to: String)
        /// Anything else.
        case unknown
    }

    /// The call that was answered so.
    public var call: AWSCall
    /// What the body looked like.
    public var kind: Kind
    /// The HTTP status.
    public var status: Int
    /// The answer's content type, where it had one.
    public var contentType: String?
    /// The beginning of the body as one line, at most 160 characters, control characters and secrets removed.
    public var excerpt: String
    /// The request id, where the answer carried one.
    public var requestID: String?

    /// Creates a description of a foreign answer.
    public init(
        call: AWSCall, kind: Kind, status: Int, contentType: String?, excerpt: String, requestID: String? = nil
    ) {
        self.call = call
        self.kind = kind
        self.status = status
        self.contentType = contentType
        self.excerpt = excerpt
        self.requestID = requestID
    }
}
