import HTTPClient
import Wire

/// Whom a caller acts as, instead of as the one who signs in.
public struct Impersonation: Hashable, Sendable {
    /// One member of the user's extra information: a key and its values.
    public struct Extra: Hashable, Sendable {
        /// The key; servers read it in small letters.
        public var key: String
        /// Its values.
        public var values: [String]

        /// A member.
        public init(key: String, values: [String]) {
            self.key = key
            self.values = values
        }
    }

    /// The user's name; empty where only the rest was given, which servers take for no impersonation at all.
    public var user: String
    /// The user's unique ID.
    public var uid: String?
    /// The groups, which replace those that the user would have.
    public var groups: [String]
    /// What else authenticators tell about the user.
    public var extra: [Extra]

    /// A user to act as.
    public init(user: String, uid: String? = nil, groups: [String] = [], extra: [Extra] = []) {
        self.user = user
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// The header fields as client-go sends them (`Impersonate-*`); groups and values are repeated.
    var headers: [HTTPHeader] {
        var headers = [HTTPHeader("Impersonate-User", user)]
        if let uid { headers.append(HTTPHeader("Impersonate-Uid", uid)) }
        headers += groups.map { HTTPHeader("Impersonate-Group", $0) }
        for member in extra {
            let name = "Impersonate-Extra-" + Self.escaped(member.key)
            headers += member.values.map { HTTPHeader(name, $0) }
        }
        return headers
    }

    /// A key as part of a header's name: bytes that no name may have, and `%`, are percent-encoded.
    private static func escaped(_ key: String) -> String {
        key.utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || "!#$&'*+-.^_`|~".contains(character) {
                return String(character)
            }
            return "%" + Hex.encode([byte])
        }.joined()
    }
}
