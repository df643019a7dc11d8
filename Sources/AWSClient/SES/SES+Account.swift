import Wire

extension SES {
    /// Sandbox or production, quota, health (SES v2 GetAccount); per region.
    public func getAccount() async throws(AWSFailure) -> SESAccount {
        let answer = try await call("GetAccount", "GET", ["account"])
        guard let production = answer.bool("ProductionAccessEnabled") else {
            throw answer.missing("ProductionAccessEnabled")
        }
        let quota = answer.optionalStructure("SendQuota")
        let review = answer.optionalStructure("Details")?.optionalStructure("ReviewDetails")
        return SESAccount(
            isInProduction: production, isSendingEnabled: answer.bool("SendingEnabled") ?? true,
            enforcementStatus: answer.optional("EnforcementStatus"), max24HourSend: quota?.number("Max24HourSend"),
            maxSendRate: quota?.number("MaxSendRate"), sentLast24Hours: quota?.number("SentLast24Hours"),
            suppressedReasons: answer.optionalStructure("SuppressionAttributes")?.texts("SuppressedReasons") ?? [],
            review: review.flatMap { review in
                review.optional("Status").map { SESAccount.Review(status: $0, caseID: review.optional("CaseId")) }
            })
    }

    /// Whether SES keeps mail from an address (SES v2 GetSuppressedDestination); nil when it does not.
    public func getSuppressedDestination(_ address: String) async throws(AWSFailure) -> SuppressedDestination? {
        let answer: JSONFields
        do {
            answer = try await call("GetSuppressedDestination", "GET", ["suppression", "addresses", address])
        } catch  where error.isNotFound {
            return nil
        }
        let found = try answer.structure("SuppressedDestination")
        return SuppressedDestination(
            address: found.optional("EmailAddress") ?? address, reason: try found.required("Reason"),
            since: found.time("LastUpdateTime"))
    }

    /// Adds tags to an SES resource or overwrites them (SES v2 TagResource).
    ///
    /// - Parameters:
    ///   - arn: The resource, for example an identity's ARN.
    ///   - tags: At most 50.
    /// - Throws: ``AWSFailure``.
    public func tagResource(_ arn: String, tags: [AWSTag]) async throws(AWSFailure) {
        _ = try await call(
            "TagResource", "POST", ["tags"], body: ["ResourceArn": .string(arn), "Tags": SES.json(tags)], effect: .write
        )
    }

    /// The sending limits (SES v1 GetSendQuota).
    public func getSendQuotaV1() async throws(AWSFailure) -> SendQuota {
        let result = try await callV1("GetSendQuota", QueryInput())
        guard let daily = result.number("Max24HourSend") else { throw result.missing("Max24HourSend") }
        guard let rate = result.number("MaxSendRate") else { throw result.missing("MaxSendRate") }
        return SendQuota(
            max24HourSend: daily, maxSendRate: rate, sentLast24Hours: result.number("SentLast24Hours") ?? 0)
    }
}
