import Wire

/// SES's limit of one control call a second, per account and region, where a world enforces it.
enum RateLimit {
    /// Refuses a control call that comes too soon.
    static func check(_ call: AWSCall, _ operation: AWSOperation, _ state: inout WorldState) throws(AWSFault) {
        let isSES = call.service == .ses || call.service == .sesv2
        guard state.options.enforcesRates, isSES, !operation.name.hasPrefix("Send") else { return }
        let burst = state.options.hypotheses.contains(.noControlCallBurst) ? 1 : 5
        let recent = state[ses: call.account, call.region].controlCalls
            .filter { call.now.duration(since: $0) < .seconds(burst) }
        guard recent.count < burst else { throw InjectedFault.throttling(call.service) }
        state[ses: call.account, call.region].controlCalls = recent + [call.now]
    }
}
