import Wire

/// `aws sesv2 get-account` and `aws ses get-send-quota`.
enum AWSAccountCommand {
    /// Says how the account stands with SES.
    static func run(_ words: AWSWords, _ session: AWSSession) async throws(AWSProblem) -> JSONValue {
        try words.check()
        let answer = try await session.call(
            .get(.sesv2, "GetAccount", region: try session.region, path: "/v2/email/account"))
        guard let account = answer.json else { throw .other("Unable to parse response, invalid JSON received") }
        return account
    }

    /// Says how much may be sent.
    static func quota(_ words: AWSWords, _ session: AWSSession) async throws(AWSProblem) -> JSONValue {
        try words.check()
        let answer = try await session.call(.query(.ses, "GetSendQuota", region: try session.region, []))
        let found = answer.xml?.first("GetSendQuotaResult")
        return .object(
            JSONObject(
                ["Max24HourSend", "MaxSendRate", "SentLast24Hours"].map {
                    ($0, .number(found?.text(of: $0) ?? "0.0"))
                }))
    }
}
