import Digest
import Wire

/// The faults of web-identity tokens, in STS's words.
enum WebIdentityFault {
    /// The issuer's key cannot be had.
    static let noVerificationKey = AWSFault(
        "InvalidIdentityToken",
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity "
            + "documentation for requirements")
    /// The token's signature or form is wrong.
    static let notValid = AWSFault("InvalidIdentityToken", "The web identity token provided could not be validated")
    /// The trust policy says no, or there is no such role.
    static let notAuthorized = refused("sts:AssumeRoleWithWebIdentity")

    /// The trust policy says no to an action.
    static func refused(_ action: String) -> AWSFault {
        AWSFault("AccessDenied", "Not authorized to perform \(action)", status: 403)
    }

    /// No provider is registered for the issuer.
    static func noProvider(_ issuer: String) -> AWSFault {
        AWSFault("InvalidIdentityToken", "No OpenIDConnect provider found in your account for \(issuer)")
    }

    /// A claim is missing.
    static func missing(_ claim: String) -> AWSFault {
        AWSFault("InvalidIdentityToken", "Missing a required claim: \(claim)")
    }
}

/// A JSON web token, taken apart but not yet believed.
struct WebIdentityToken {
    /// The header.
    let header: JSONValue
    /// The claims.
    let claims: JSONValue
    /// The part that is signed.
    let signed: [UInt8]
    /// The signature.
    let signature: [UInt8]

    /// Takes a token in compact form apart.
    init(_ text: String) throws(AWSFault) {
        let refusal = AWSFault(
            "InvalidIdentityToken",
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)")
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let header = Base64.decodeURL(parts[0]), let claims = Base64.decodeURL(parts[1]),
            let signature = Base64.decodeURL(parts[2]), let headerValue = try? JSONValue.parse(header),
            let claimsValue = try? JSONValue.parse(claims), claimsValue.object != nil
        else { throw refusal }
        self.header = headerValue
        self.claims = claimsValue
        self.signature = signature
        signed = Array((parts[0] + "." + parts[1]).utf8)
    }

    /// The issuer, with its scheme.
    var issuer: String? { claims["iss"]?.string }
    /// The subject.
    var subject: String? { claims["sub"]?.string }
    /// The audiences, whether written as one text or as a list.
    var audiences: [String] {
        claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.array?.compactMap(\.string) ?? []
    }
    /// The end of the token, in seconds since 1970.
    var expires: Int? { claims["exp"]?.int ?? claims["exp"]?.double.map { Int(min(max($0, -1e15), 1e15)) } }

    /// Whether a key made the signature.
    func isSigned(by key: RSAPublicKey) -> Bool {
        header["alg"]?.string == "RS256" && key.verifies(signature: signature, of: signed)
    }
}
