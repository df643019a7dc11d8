import Wire

/// What a JSON web token claims (RFC 7519); nothing is verified here.
public struct TokenClaims: Hashable, Sendable {
    /// The signature algorithm that the header names; `none` for unsigned tokens, empty when there is none.
    public var algorithm: String
    /// The key that the header names.
    public var keyID: String?
    /// Who issued it, byte for byte; empty when it does not say.
    public var issuer: String
    /// Whom it is about: `system:serviceaccount:<namespace>:<name>`; empty when it does not say.
    public var subject: String
    /// For whom it is; a single text counts as a list of one.
    public var audiences: [String]
    /// When it ends, in seconds since 1970, fractions dropped; nil when it does not.
    public var expiration: Int64?
    /// When it begins to count, in seconds since 1970.
    public var notBefore: Int64?
    /// When it was issued, in seconds since 1970.
    public var issuedAt: Int64?

    /// Reads a token in compact form; blanks around it are ignored.
    public init(token: String) throws(TokenProblem) {
        let text = token.drop(while: \.isWhitespace)
        let trimmed = text.prefix(text.count - text.reversed().prefix(while: \.isWhitespace).count)
        guard !trimmed.isEmpty else { throw .empty }
        if trimmed.hasPrefix("k8s-aws-v1.") { throw .eksBearerToken }
        guard trimmed.utf8.count <= 1 << 20 else { throw .tooLong }
        let parts = trimmed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .parts(parts.count) }
        let header = try Self.object(parts[0], "header")
        let claims = try Self.object(parts[1], "claims")
        guard parts[2].isEmpty || Base64.decodeURL(String(parts[2])) != nil else { throw .notBase64(part: "signature") }
        algorithm = header["alg"]?.string ?? ""
        keyID = header["kid"]?.string
        issuer = try Self.text(claims, "iss")
        subject = try Self.text(claims, "sub")
        audiences = try Self.audiences(claims["aud"])
        expiration = try Self.moment(claims, "exp")
        notBefore = try Self.moment(claims, "nbf")
        issuedAt = try Self.moment(claims, "iat")
    }

    /// Whether the token is for `audience`.
    public func isFor(_ audience: String) -> Bool { audiences.contains(audience) }

    private static func object(_ part: Substring, _ name: String) throws(TokenProblem) -> JSONObject {
        guard let bytes = Base64.decodeURL(String(part)), !bytes.isEmpty else { throw .notBase64(part: name) }
        let json: JSONValue
        do {
            json = try JSONValue.parse(bytes)
        } catch {
            throw .notJSON(part: name, reason: error.sentence)
        }
        guard let object = json.object else { throw .notJSON(part: name, reason: "it is another value.") }
        return object
    }

    private static func text(_ claims: JSONObject, _ name: String) throws(TokenProblem) -> String {
        guard let value = claims[name] else { return "" }
        guard let text = value.string else { throw .claim(name) }
        return text
    }

    private static func audiences(_ value: JSONValue?) throws(TokenProblem) -> [String] {
        switch value {
        case nil, .null: return []
        case .string(let one): return [one]
        case .array(let many):
            let texts = many.compactMap(\.string)
            guard texts.count == many.count else { throw .claim("aud") }
            return texts
        default: throw .claim("aud")
        }
    }

    private static func moment(_ claims: JSONObject, _ name: String) throws(TokenProblem) -> Int64? {
        guard let value = claims[name], !value.isNull else { return nil }
        guard case .number(let literal) = value else { throw .claim(name) }
        if let whole = Int64(literal) { return whole }
        guard let number = Double(literal), !number.isNaN else { throw .claim(name) }
        // Doubles beyond 64 bits would trap: such a moment is simply very far away.
        if number >= 9.2e18 { return .max }
        if number <= -9.2e18 { return .min }
        return Int64(number.rounded(.down))
    }
}
