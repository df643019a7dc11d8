public import Wire

/// A set of AWS credentials and where they came from.
///
/// Printing, describing or dumping a value shows neither the secret key nor the session token.
public struct Credentials: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The access key id, `AKIA…` for long-lived keys, `ASIA…` for temporary ones.
    public var accessKeyID: String
    /// The secret access key.
    public var secretAccessKey: String
    /// The session token of temporary credentials.
    public var sessionToken: String?
    /// When temporary credentials end; nil when they do not or when nobody knows.
    public var expiration: Timestamp?
    /// The account's 12 digits, where the source told it.
    public var accountID: String?
    /// Where the credentials came from.
    public var source: CredentialSource

    /// Creates a set of credentials.
    public init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: Timestamp? = nil,
        accountID: String? = nil, source: CredentialSource
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.accountID = accountID
        self.source = source
    }

    /// The last four characters of the access key id behind stars, as `aws configure list` shows it.
    public var maskedKeyID: String { "****************" + String(accessKeyID.suffix(4)) }

    /// A few words without the secrets.
    public var description: String {
        let end = expiration.map { ", expires \($0.iso8601)" } ?? ""
        return "Credentials(\(maskedKeyID), \(source.words)\(end))"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror without secrets.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

extension Credentials {
    /// What must not appear in any record.
    var secrets: [String] { [secretAccessKey, accessKeyID] + (sessionToken.map { [$0] } ?? []) }
}
