import Wire

/// What the first version of SES says about the account.
enum SESAccount {
    /// The quotas and how much of the day's is used.
    static func sendQuota(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let ses = state[ses: call.account, call.region]
        return .xml([
            XMLNode("SentLast24Hours", "\(ses.sent.total(at: call.now)).0"),
            XMLNode("Max24HourSend", "\(ses.dailyQuota).0"), XMLNode("MaxSendRate", "\(ses.sendRate).0"),
        ])
    }

    /// What was sent, as one point for the last hours.
    static func sendStatistics(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let sent = state[ses: call.account, call.region].sent
        guard let last = sent.last else { return .xml([XMLNode("SendDataPoints", [])]) }
        return .xml([
            .list(
                "SendDataPoints",
                [
                    [
                        XMLNode("DeliveryAttempts", sent.total(at: call.now)), XMLNode("Timestamp", last.description),
                        XMLNode("Rejects", 0), XMLNode("Bounces", 0), XMLNode("Complaints", 0),
                    ]
                ])
        ])
    }

    /// Whether sending is switched on.
    static func sendingEnabled(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        .xml([XMLNode("Enabled", state[ses: call.account, call.region].sendingEnabled)])
    }

    /// Switches sending on or off.
    static func updateSendingEnabled(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        state[ses: call.account, call.region].sendingEnabled = call.flag("Enabled")
        return .acknowledged
    }
}
