import Identifiers

/// The names that hold when nobody gave others: `sesame-<cluster>-<namespace>-<service account>-<hash>`.
///
/// The hash is the setup's own (``SetupKey/hash``), so that two setups never meet. Characters that a name cannot hold
/// become `-`; a name that is too long is cut before the hash.
struct DerivedNames: Hashable {
    let role: RoleName
    let permissionsPolicy: PolicyName
    let sendingPolicy: SendingPolicyName

    init(_ key: SetupKey) {
        let whole = "sesame-\(key.words)"
        let end = "-\(key.hash)"
        func fitted(_ limit: Int, _ others: String) -> String {
            if let ascii = Self.ascii(whole, others) {
                return String(decoding: ascii.prefix(limit - end.utf8.count), as: UTF8.self) + end
            }
            let clean = whole.map { $0.isASCII && ($0.isLetter || $0.isNumber || others.contains($0)) ? $0 : "-" }
            return String(clean.prefix(limit - end.count)) + end
        }
        role = Self.made(fitted(RoleName.limit, "_.+=,@"))
        permissionsPolicy = Self.made(fitted(PolicyName.limit, "_.+=,@"))
        sendingPolicy = Self.made(fitted(SendingPolicyName.limit, "_"))
    }

    /// The text with a dash for each character that a name cannot hold; nil where it is not all ASCII.
    private static func ascii(_ text: String, _ others: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                bytes.append(byte)
            case 0..<0x80: bytes.append(others.utf8.contains(byte) ? byte : UInt8(ascii: "-"))
            default: return nil
            }
        }
        return bytes
    }

    /// The names that the first version derived, which had a hash only where something was cut or replaced.
    ///
    /// Setups that were applied with them keep them.
    init(ofFirstVersion key: SetupKey) {
        let whole = "sesame-\(key.firstClusterWord)-\(key.namespace.text)-\(key.serviceAccount.text)"
        func fitted(_ name: String, _ limit: Int) -> String {
            name.count > limit ? "\(name.prefix(limit - 9))-\(StableHash.hex(name).prefix(8))" : name
        }
        // Sending policy names know no dots, which service accounts may have.
        let plain = String(whole.map { $0 == "." ? "-" : $0 })
        let marked = plain == whole ? plain : "\(plain)-\(StableHash.hex(whole).prefix(8))"
        role = Self.made(fitted(whole, RoleName.limit))
        permissionsPolicy = Self.made(fitted(whole, PolicyName.limit))
        sendingPolicy = Self.made(fitted(marked, SendingPolicyName.limit))
    }

    /// The name; `sesame` where an issuer holds something that no name can.
    private static func made<Value: Identifier>(_ text: String) -> Value {
        if let value = try? Value(text) { return value }
        guard let value = try? Value("sesame") else { fatalError("\(Value.kind) sesame breaks its own rules") }
        return value
    }
}
