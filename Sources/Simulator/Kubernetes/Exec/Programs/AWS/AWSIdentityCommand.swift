import Wire

/// `aws sts get-caller-identity`.
enum AWSIdentityCommand {
    /// Says whose credentials the pod has.
    static func run(_ words: AWSWords, _ session: AWSSession) async throws(AWSProblem) -> JSONValue {
        try words.check()
        let answer = try await session.call(
            .query(.sts, "GetCallerIdentity", region: try session.region, []))
        let found = answer.xml?.first("GetCallerIdentityResult")
        return [
            "UserId": .string(found?.text(of: "UserId") ?? ""), "Account": .string(found?.text(of: "Account") ?? ""),
            "Arn": .string(found?.text(of: "Arn") ?? ""),
        ]
    }
}
