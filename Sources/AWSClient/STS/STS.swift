import Calls
import Wire

/// The Security Token Service of one caller, in the session's region.
///
/// Operations throw `AWSFailure`; the ones each operation may answer with are in the AWS STS API reference.
public struct STS: Sendable {
    private let session: AWSSession

    /// A view over a session.
    public init(_ session: AWSSession) { self.session = session }

    /// Asks whose credentials these are (GetCallerIdentity); needs no permission.
    public func getCallerIdentity() async throws(AWSFailure) -> CallerIdentity {
        let reply = try await session.perform(.getCallerIdentity(.eks))
        return CallerIdentity(
            account: reply.value["Account"]?.string ?? "", arn: reply.value["Arn"]?.string ?? "",
            userID: reply.value["UserId"]?.string ?? "", requestID: reply.requestID)
    }

    /// Becomes a role (AssumeRole).
    ///
    /// - Parameters:
    ///   - roleARN: The role.
    ///   - sessionName: 2 to 64 characters of letters, digits and `_=,.@-`; seen in CloudTrail.
    ///   - durationSeconds: 900 to the role's maximum; one hour at most when a role assumes a role. AWS: 3600.
    ///   - externalID: What the role's owner asks for.
    ///   - serialNumber: The multi-factor device.
    ///   - tokenCode: The device's six digits.
    ///   - source: What the credentials are recorded to have come from.
    /// - Returns: The credentials and who one has become.
    /// - Throws: ``AWSFailure``.
    public func assumeRole(
        _ roleARN: String, sessionName: String, durationSeconds: Int? = nil, externalID: String? = nil,
        serialNumber: String? = nil, tokenCode: String? = nil, source: CredentialSource? = nil
    ) async throws(AWSFailure) -> AssumedRole {
        var input = QueryInput()
        input.add("RoleArn", roleARN)
        input.add("RoleSessionName", sessionName)
        input.add("DurationSeconds", durationSeconds)
        input.add("ExternalId", externalID)
        input.add("SerialNumber", serialNumber)
        input.add("TokenCode", tokenCode)
        let secrets = [externalID, tokenCode].compactMap(\.self)
        let result = try await call("AssumeRole", input, secrets: secrets)
        return try assumed(result, source ?? .given("AssumeRole \(roleARN)"))
    }

    /// Becomes a role with a token of an identity provider (AssumeRoleWithWebIdentity).
    ///
    /// The request is unsigned and carries no credentials of the caller.
    ///
    /// - Parameters:
    ///   - roleARN: The role.
    ///   - token: The token, a JWT of 4 to 20000 characters.
    ///   - sessionName: 2 to 64 characters of letters, digits and `_=,.@-`.
    ///   - durationSeconds: 900 to the role's maximum. AWS: 3600.
    ///   - source: What the credentials are recorded to have come from.
    /// - Returns: The credentials and what STS read from the token.
    /// - Throws: ``AWSFailure``.
    public func assumeRoleWithWebIdentity(
        _ roleARN: String, token: String, sessionName: String, durationSeconds: Int? = nil,
        source: CredentialSource? = nil
    ) async throws(AWSFailure) -> AssumedRole {
        var input = QueryInput()
        input.add("RoleArn", roleARN)
        input.add("RoleSessionName", sessionName)
        input.add("WebIdentityToken", token)
        input.add("DurationSeconds", durationSeconds)
        let result = try await call(
            "AssumeRoleWithWebIdentity", input, isSigned: false, retried: ["IDPCommunicationError"], secrets: [token])
        return try assumed(result, source ?? .webIdentity(profile: nil, roleARN: roleARN))
    }

    private func call(
        _ name: String, _ input: QueryInput, isSigned: Bool = true, retried: Set<String> = [], secrets: [String] = []
    ) async throws(AWSFailure) -> XMLFields {
        let operation = CallTraits(
            service: .sts, name: name, isSigned: isSigned, retriedCodes: retried, secrets: secrets)
        let answer = try await session.call(
            operation, .form(input, action: name, version: AWSService.sts.apiVersion))
        return try answer.result()
    }

    private func assumed(_ result: XMLFields, _ source: CredentialSource) throws(AWSFailure) -> AssumedRole {
        let user = result.optionalStructure("AssumedRoleUser")
        let arn = user?.optional("Arn") ?? ""
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        let account = parts.count > 5 && !parts[4].isEmpty ? String(parts[4]) : nil
        let credentials = try credentials(result.structure("Credentials"), account: account, source)
        // STS says itself whose keys it gives.
        if let account { session.state.remember(account: account, ofKey: credentials.accessKeyID) }
        return AssumedRole(
            credentials: credentials, arn: arn,
            assumedRoleID: user?.optional("AssumedRoleId") ?? "",
            subject: result.optional("SubjectFromWebIdentityToken"), audience: result.optional("Audience"),
            provider: result.optional("Provider"), packedPolicySize: result.integer("PackedPolicySize"),
            requestID: result.requestID)
    }

    private func credentials(_ fields: XMLFields, account: String?, _ source: CredentialSource) throws(AWSFailure)
        -> Credentials
    {
        Credentials(
            accessKeyID: try fields.required("AccessKeyId"),
            secretAccessKey: try fields.required("SecretAccessKey"),
            sessionToken: try fields.required("SessionToken"), expiration: fields.time("Expiration"),
            accountID: account, source: source)
    }
}
