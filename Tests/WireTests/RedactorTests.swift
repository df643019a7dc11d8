import Testing
import Wire

/// What must not be seen is taken out, wherever it stands; what only looks alike stays.
@Suite struct `Secrets in texts` {
    private static let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6YTpiIn0.c2lnbmF0dXJl"
    private static let key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    private static let session = "IQoJb3JpZ2luX2VjEJr" + String(repeating: "k3Zq9+Xw", count: 14) + "=="

    @Test(arguments: [
        ("Authorization: Bearer s3cr3t-token", "s3cr3t-token"), ("got 'Bearer abcdefghijklmnopqrstuv'", "abcdefghij"),
        ("header Authorization: Basic dTpwYXNz is wrong", "dTpwYXNz"),
        ("\"Authorization\":[\"Bearer x9\"]", "x9"), ("proxy-authorization: Digest abc", "abc"),
        ("see \(jwt) there", "c2lnbmF0dXJl"), ("k8s-aws-v1.aHR0cHM6Ly9zdHM", "aHR0cHM6"),
        ("server: https://u:PASS@cluster.example.com:6443/x", "PASS"), ("http://only-user@h", "only-user"),
        ("https://u:pa/ss@h/path", "pa/ss"), ("https://u:p%40x@[::1]:6443", "p%40x"),
        ("AKIAIOSFODNN7EXAMPLE is unknown", "AKIAIOSF"), ("key/ASIAIOSFODNN7EXAMPLE/x", "ASIAIOSF"),
        ("the key \(key), mistyped", "K7MDENG"), ("x \(session) y", "k3Zq9"),
        ("aws_secret_access_key = abc", "abc"), ("AWS_SESSION_TOKEN=abc", "abc"), ("DB_PASSWORD=hunter", "hunter"),
        ("\"password\": \"two words\"", "words"), ("VAULT_TOKEN=plain", "plain"), ("--token plain", "plain"),
        ("--client-secret=plain", "plain"), ("client-key-data: LS0t", "LS0t"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end", "MIIE"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "MIIE"), ("token: s.1234abcd", "1234abcd"),
        ("AUTH PLAIN AGFwcAA2cGFzcw==", "AGFwcAA2"),
        ("the SMTP one, BJkQ7vT2mZ9pLxW4cN8bHs3dFgY6uRjKeA1iOoUyPqXz, is refused", "kQ7vT2m"),
    ])
    func `are taken out`(text: String, secret: String) {
        let clean = Redactor().redact(text)
        #expect(!clean.contains(secret), "\(clean)")
        #expect(clean.contains(Redactor.mark))
        #expect(Redactor().redact(clean) == clean, "a second time changes nothing")
    }

    @Test(arguments: [
        "The bearer token was refused: it is too old", "token: expired", "Bearer tokens are needed",
        "arn:aws:iam::111122223333:role/app/ses-sender-role", "AROAEXAMPLEID1234567:session",
        "https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E",
        "no-reply@example.com", "https://host:6443/api/v1/users/a@b", "0102018f3b1c9a5e-5d0c7f3a-8b1e-4c55-000000",
        "/home/somebody/work/projects/2026/cluster-setup/Environments/production-eu-west-1/secrets.d/kubeconfig-1.yaml",
        "create serviceaccounts/token \"mailer\" in namespace \"mail\"", "Token bucket, eyJust, Tokens=3",
        "9e99a48a9960b14926bb7f3b02e22da2b0ab7280", "-----BEGIN CERTIFICATE-----\nMIIE", "The token is not valid.",
    ])
    func `what only looks alike stays`(text: String) { #expect(Redactor().redact(text) == text) }

    @Test func `known secrets are taken out in every form they travel in`() {
        let redactor = Redactor(secrets: ["a/b+c", "abc"])
        #expect(redactor.redact("a/b+c a%2Fb%2Bc abc") == "(redacted) (redacted) abc")
    }

    @Test func `a secret is taken out before escapes could part it`() {
        #expect(Redactor(secrets: ["s3cr3t"]).shown("\u{1B}[1ms3cr3t\u{7}") == "\\x1b[1m(redacted)\\x07")
    }
}
