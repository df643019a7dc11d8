import Digest
import Wire

/// The AWS CLI's cache of assumed roles, `~/.aws/cli/cache`, read and written in its format.
///
/// A role assumed with a multi-factor code by either program then serves the other. Nothing is cached that the AWS CLI
/// would not cache itself.
struct CLICache {
    let context: CredentialContext

    /// A cached entry that lasts at least 15 minutes more.
    func read(_ key: String, source: CredentialSource) -> Credentials? {
        guard let path = path(key), let bytes = try? context.files.read(path),
            let entry = try? JSONValue.parse(bytes), let credentials = entry["Credentials"],
            let keyID = credentials["AccessKeyId"]?.string, let secret = credentials["SecretAccessKey"]?.string,
            let token = credentials["SessionToken"]?.string,
            let end = credentials["Expiration"]?.string.flatMap({ Expiration.read($0) }),
            end.seconds(since: context.clock.now) >= RefreshingCredentials.advisoryWindow
        else { return nil }
        let account = credentials["AccountId"]?.string ?? CLICache.account(in: entry["AssumedRoleUser"]?["Arn"]?.string)
        return Credentials(
            accessKeyID: keyID, secretAccessKey: secret, sessionToken: token, expiration: end, accountID: account,
            source: source)
    }

    /// Writes an entry; a cache that cannot be written is no error.
    func write(_ key: String, _ credentials: Credentials, assumedRole: AssumedRole? = nil, type: String? = nil) {
        guard let path = path(key), let end = credentials.expiration else { return }
        var keys = JSONObject([
            ("AccessKeyId", .string(credentials.accessKeyID)),
            ("SecretAccessKey", .string(credentials.secretAccessKey)),
            ("SessionToken", JSONValue(credentials.sessionToken)),
            ("Expiration", .string(end.iso8601)),
        ])
        if let account = credentials.accountID { keys["AccountId"] = .string(account) }
        var entry = JSONObject()
        if let type { entry["ProviderType"] = .string(type) }
        entry["Credentials"] = .object(keys)
        if let assumedRole {
            entry["AssumedRoleUser"] = [
                "AssumedRoleId": .string(assumedRole.assumedRoleID), "Arn": .string(assumedRole.arn),
            ]
        }
        try? context.files.write(Array(JSONValue.object(entry).serialized(.compact).utf8), to: path)
    }

    private func path(_ key: String) -> String? {
        context.home == nil ? nil : context.expanded("~/.aws/cli/cache/\(key).json")
    }

    // MARK: Keys

    /// The name of an assumed role's entry: SHA-1 of its arguments as Python's `json.dumps(…, sort_keys=True)`.
    static func key(_ role: CredentialStep.RoleSettings) -> String {
        var arguments: [(String, JSONValue)] = [("RoleArn", .string(role.roleARN))]
        if let value = role.sessionName { arguments.append(("RoleSessionName", .string(value))) }
        if let value = role.externalID { arguments.append(("ExternalId", .string(value))) }
        if let value = role.mfaSerial { arguments.append(("SerialNumber", .string(value))) }
        if let value = role.durationSeconds { arguments.append(("DurationSeconds", JSONValue(value))) }
        return hash(arguments, comma: ", ", colon: ": ")
    }

    /// The name of a web identity role's entry.
    static func key(_ role: CredentialStep.WebIdentityRole) -> String {
        var arguments: [(String, JSONValue)] = [("RoleArn", .string(role.roleARN))]
        if let value = role.sessionName { arguments.append(("RoleSessionName", .string(value))) }
        return hash(arguments, comma: ", ", colon: ": ")
    }

    /// The name of an IAM Identity Center role's entry; this one is written without blanks.
    static func key(_ settings: CredentialStep.SSOSettings) -> String {
        var arguments: [(String, JSONValue)] = [
            ("roleName", .string(settings.roleName)), ("accountId", .string(settings.accountID)),
        ]
        if let session = settings.session {
            arguments.append(("sessionName", .string(session)))
        } else {
            arguments.append(("startUrl", .string(settings.startURL)))
        }
        return hash(arguments, comma: ",", colon: ":")
    }

    private static func hash(_ arguments: [(String, JSONValue)], comma: String, colon: String) -> String {
        let text = arguments.sorted { $0.0 < $1.0 }
            .map { "\(python(.string($0.0)))\(colon)\(python($0.1))" }.joined(separator: comma)
        return Hex.encode(SHA1.hash(Array("{\(text)}".utf8)))
    }

    /// A text or number as Python writes it: everything beyond ASCII as `\uXXXX`.
    private static func python(_ value: JSONValue) -> String {
        guard case .string(let text) = value else { return value.serialized(.compact) }
        var result = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: result += "\\\""
            case 0x5c: result += "\\\\"
            case 0x0a: result += "\\n"
            case 0x0d: result += "\\r"
            case 0x09: result += "\\t"
            case 0x08: result += "\\b"
            case 0x0c: result += "\\f"
            case 0x20...0x7e: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default: result += "\\u" + String(unit, radix: 16).zeroPadded(to: 4)
            }
        }
        return result + "\""
    }

    private static func account(in arn: String?) -> String? {
        guard let parts = arn?.split(separator: ":", omittingEmptySubsequences: false), parts.count > 5,
            !parts[4].isEmpty
        else { return nil }
        return String(parts[4])
    }
}
