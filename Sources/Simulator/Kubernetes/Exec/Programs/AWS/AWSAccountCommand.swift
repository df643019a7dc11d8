import Wire

/// `aws sesv2 get-account`.
enum AWSAccountCommand {
    /// Says how the account stands with SES.
    static func run(_ words: AWSWords, _ session: AWSSession) async throws(AWSProblem) -> JSONValue {
        try words.check()
        let answer = try await session.call(
            .get(.sesv2, "GetAccount", region: try session.region, path: "/v2/email/account"))
        guard let account = answer.json else { throw .other("Unable to parse response, invalid JSON received") }
        return account
    }
}
