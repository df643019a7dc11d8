import Testing

@testable import Identifiers

/// The forms in which people find a cluster's issuer.
@Suite struct IssuerReadingTests {
    static let id = "D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"
    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/\(id)"

    @Test(arguments: [
        issuer, "https://\(issuer)", "https://\(issuer)/", "\(issuer)//", " \(issuer)\n",
        "https://\(issuer)/.well-known/openid-configuration", "https://\(issuer)/keys",
        "arn:aws:iam::111122223333:oidc-provider/\(issuer)", "https://OIDC.EKS.eu-west-1.amazonaws.com/id/\(id)",
    ])
    func `all name one issuer, and nothing needs to be said`(_ text: String) throws {
        let reading = try IssuerReading(text)
        #expect(reading.issuer.text == Self.issuer)
        #expect(reading.note == nil)
        #expect(IssuerReading.doubt(reading.issuer) == nil)
    }

    @Test(arguments: [
        ("oidc-eks.eu-west-1.api.aws/id/\(id)", issuer),
        ("https://oidc-eks.eu-west-1.api.aws/id/\(id)/.well-known/openid-configuration", issuer),
        (
            "oidc-eks.cn-north-1.api.amazonwebservices.com.cn/id/\(id)",
            "oidc.eks.cn-north-1.amazonaws.com.cn/id/\(id)"
        ),
    ])
    func `the dual-stack host becomes the one that tokens carry, and that is said`(_ text: String, _ means: String)
        throws
    {
        let reading = try IssuerReading(text)
        #expect(reading.issuer.text == means)
        #expect(reading.note?.contains("oidc-eks.") == true && reading.note?.contains("tokens carry oidc.eks.") == true)
    }

    @Test func `an issuer of another maker keeps its slash`() throws {
        #expect(try IssuerReading("https://issuer.example.com/").issuer.text == "issuer.example.com/")
        #expect(try IssuerReading("https://issuer.example.com/keys").issuer.text == "issuer.example.com/keys")
        #expect(
            try IssuerReading("https://issuer.example.com/a/.well-known/openid-configuration").issuer.text
                == "issuer.example.com/a")
    }

    @Test(arguments: [id, id.lowercased()])
    func `the ID alone is refused with what is missing`(_ text: String) {
        let error = #expect(throws: IdentifierError.self) { try IssuerReading(text) }
        #expect(error?.reason.contains("ID alone") == true && error?.reason.contains("oidc.eks.REGION") == true)
    }

    @Test(arguments: [
        "oidc.eu-west-1.eks.amazonaws.com/id/\(id)", "oidc.eks.eu-west-1.amazonaws.com/\(id)",
        "oidc.eks.eu-west-1.amazonaws.com/id/\(id.dropLast())",
        "oidc.eks.eu-west-1.amazonaws.com/id/\(id.lowercased())",
        "oidc.eks.cn-north-1.amazonaws.com/id/\(id)", "issuer.example.com", "oidc.eks.eu-west-1.amazonaws.com",
    ])
    func `a form that no EKS issuer has is doubted, not refused`(_ text: String) throws {
        let issuer = try IssuerReading(text).issuer
        #expect(issuer.text == text)
        #expect(IssuerReading.doubt(issuer)?.contains("does not look like the issuer of an EKS cluster") == true)
    }
}
