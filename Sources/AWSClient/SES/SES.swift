import Wire

/// The Simple Email Service of one caller, in the session's region: the region of the identity.
///
/// Both APIs share one state; methods ending in `V1` speak the query API of 2010, the others the REST API of 2019.
/// All operations but sends are paced once SES has throttled (see `SESPacing`).
public struct SES: Sendable {
    let session: AWSSession

    /// A view over a session.
    public init(_ session: AWSSession) { self.session = session }

    /// Sends a REST operation of the API of 2019 under `/v2/email`.
    func call(
        _ name: String, _ method: String, _ path: [String], query: [(String, String?)] = [], body: JSONValue? = nil,
        effect: Effect = .read, isSend: Bool = false
    ) async throws(AWSFailure) -> JSONFields {
        let operation = Operation(
            service: .sesv2, name: name, effect: isSend ? .writeEachTime : effect, isPaced: !isSend)
        let answer = try await session.call(
            operation, .rest(method, ["v2", "email"] + path, query: query, body: body))
        return try answer.document()
    }

    /// Sends an operation of the query API of 2010.
    func callV1(_ name: String, _ input: QueryInput, effect: Effect = .read, isSend: Bool = false)
        async throws(AWSFailure) -> XMLFields
    {
        let operation = Operation(
            service: .ses, name: name, effect: isSend ? .writeEachTime : effect, isPaced: !isSend)
        let answer = try await session.call(
            operation, .form(input, action: name, version: AWSService.ses.apiVersion))
        return try answer.result()
    }

    /// Tags as the REST API writes them.
    static func json(_ tags: [AWSTag]) -> JSONValue {
        .array(tags.map { ["Key": .string($0.key), "Value": .string($0.value)] })
    }

    /// Tags as the REST API answers them.
    static func tags(_ fields: JSONFields) -> [AWSTag] {
        fields.members("Tags").compactMap { tag in
            tag.optional("Key").map { AWSTag($0, tag.optional("Value") ?? "") }
        }
    }
}
