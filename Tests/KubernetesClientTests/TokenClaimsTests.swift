import KubernetesClient
import Testing
import Wire

/// Claims of service account tokens.
@Suite struct TokenClaimsTests {
    private func token(_ claims: String, header: String = #"{"alg":"RS256","kid":"k1"}"#) -> String {
        [header, claims, "signature"].map { Base64.encodeURL(Array($0.utf8)) }.joined(separator: ".")
    }

    @Test func `a projected token is read`() throws {
        let text = token(
            """
            {"iss":"https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E",
            "sub":"system:serviceaccount:mail:mailer","aud":["sts.amazonaws.com","b"],"exp":1900000000.9,"iat":1,"nbf":2}
            """)
        let claims = try TokenClaims(token: "\n \(text)\n")
        #expect(claims.issuer == "https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E")
        #expect(claims.subject == "system:serviceaccount:mail:mailer")
        #expect(claims.audiences == ["sts.amazonaws.com", "b"])
        #expect(claims.isFor("sts.amazonaws.com") && !claims.isFor("c"))
        #expect(claims.expiration == 1_900_000_000 && claims.issuedAt == 1 && claims.notBefore == 2)
        #expect(claims.algorithm == "RS256" && claims.keyID == "k1")
    }

    @Test(
        arguments: [
            ("{}", nil), (#"{"exp":-5}"#, -5), (#"{"exp":1e400}"#, .max), (#"{"exp":-1e400}"#, .min),
            (#"{"exp":null}"#, nil),
            (#"{"exp":99999999999999999999}"#, .max), (#"{"exp":1e3}"#, 1000),
        ] as [(String, Int64?)])
    func `odd moments do not trap`(claims: String, expiration: Int64?) throws {
        #expect(try TokenClaims(token: token(claims)).expiration == expiration)
    }

    @Test(arguments: [
        ("", TokenProblem.empty), ("a.b", .parts(2)), ("a.b.c.d", .parts(4)), ("k8s-aws-v1.aHR0", .eksBearerToken),
        ("!.e30.", .notBase64(part: "header")), ("e30..", .notBase64(part: "claims")),
        ("e30.e30.!", .notBase64(part: "signature")),
    ])
    func `texts that are no token`(text: String, problem: TokenProblem) {
        #expect(throws: problem) { try TokenClaims(token: text) }
    }

    @Test(arguments: [
        (#"{"aud":1}"#, "aud"), (#"{"aud":[1]}"#, "aud"), (#"{"iss":1}"#, "iss"), (#"{"sub":[]}"#, "sub"),
        (#"{"exp":"soon"}"#, "exp"),
    ])
    func `claims of the wrong kind`(claims: String, name: String) {
        #expect(throws: TokenProblem.claim(name)) { try TokenClaims(token: token(claims)) }
    }
}
