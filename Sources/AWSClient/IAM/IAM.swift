import Wire

/// Identity and Access Management of one caller's account.
///
/// IAM has one endpoint per partition. Its changes take seconds to be seen everywhere: who writes waits and reads again.
/// Operations throw `AWSFailure`; the codes that matter are NoSuchEntity, EntityAlreadyExists, LimitExceeded,
/// MalformedPolicyDocument, DeleteConflict and ConcurrentModification.
public struct IAM: Sendable {
    private let session: AWSSession

    /// A view over a session.
    public init(_ session: AWSSession) { self.session = session }

    /// Sends an operation that changes something and gives its result element.
    func write(_ name: String, _ input: QueryInput) async throws(AWSFailure) -> XMLFields {
        try await call(name, input, .write)
    }

    /// Sends an operation and gives its result element.
    func call(_ name: String, _ input: QueryInput, _ effect: Effect = .read) async throws(AWSFailure) -> XMLFields {
        let operation = Operation(service: .iam, name: name, effect: effect)
        let answer = try await session.call(
            operation, .form(input, action: name, version: AWSService.iam.apiVersion))
        return try answer.result()
    }

    /// Takes the percent-encoding off a policy document (IAM encodes them by RFC 3986).
    static func document(_ text: String) -> String { PercentEncoding.decode(text) ?? text }
}
