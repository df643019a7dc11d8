import Wire

/// Credentials in the environment: `AWS_ACCESS_KEY_ID` and its kin.
struct EnvironmentSource {
    let context: CredentialContext

    /// The credentials, or nil when the key id is not set or blank.
    func credentials() throws(CredentialError) -> Credentials? {
        guard let key = context.variable("AWS_ACCESS_KEY_ID") else { return nil }
        guard let secret = context.variable("AWS_SECRET_ACCESS_KEY") else {
            throw .partial(source: "the environment", missing: "AWS_SECRET_ACCESS_KEY")
        }
        // The old name first, as botocore has it.
        let token = context.variable("AWS_SECURITY_TOKEN") ?? context.variable("AWS_SESSION_TOKEN")
        var end: Timestamp?
        if let text = context.variable("AWS_CREDENTIAL_EXPIRATION") {
            guard let time = Expiration.read(text) else {
                throw .partial(source: "the environment", missing: "a time in AWS_CREDENTIAL_EXPIRATION")
            }
            if time <= context.clock.now { throw .expired(source: .environment, at: time.iso8601) }
            end = time
        }
        return Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: token, expiration: end,
            accountID: context.variable("AWS_ACCOUNT_ID"), source: .environment)
    }
}
