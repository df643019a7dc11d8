/// The result of one link of a test send.
public struct LinkResult: Hashable, Sendable {
    /// The link's name, as in the JSON documents: `annotation`, `token`, `assume-role`, `send`.
    public var name: String
    /// Whether it held.
    public var isRight: Bool
    /// Whether nobody knows if what the link is for happened; then it is not right, but not wrong either.
    public var isUnknown: Bool
    /// How long it took.
    public var milliseconds: Int64
    /// The request's ID, where AWS gave one.
    public var requestID: String?
    /// What came back, in a few words: `from STS, good for 60 min`.
    public var detail: String
    /// The same in at most 25 characters, for a narrow screen; the code where it did not hold.
    public var short: String

    /// A link's result.
    public init(
        name: String, isRight: Bool, isUnknown: Bool = false, milliseconds: Int64, requestID: String? = nil,
        detail: String = "",
        short: String = ""
    ) {
        self.name = name
        self.isRight = isRight
        self.isUnknown = isUnknown
        self.milliseconds = milliseconds
        self.requestID = requestID
        self.detail = detail
        self.short = short
    }
}
