import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// What CloudTrail remembers of pods that asked for the role and did not get it.
    static let refusals = Check(
        "refusals", .token, "what STS told the pods, by CloudTrail",
        codes: ["STS-PODS-REFUSED"],
        after: causes,
        applies: { $0.token != nil && $0.role != nil && $0.answers.eksRegion != nil },
        reads: { _ in [] },
        hints: { context in context.trailRead.map { [$0.call] } ?? [] },
        right: { _ in "no refusal that CloudTrail remembers" },
        findings: { context in
            guard let read = context.trailRead, let events = context.seen[read]?.value?.events else {
                return [context.notLooked("STS-PODS-REFUSED", .token, "CloudTrail was not read")]
            }
            return context.refusal(events).map { [$0] } ?? []
        })

    /// The checks whose faults make STS refuse a token.
    private static let causes = [
        "provider-exists", "provider-audience", "provider-issuer", "trust-policy", "role-exists", "annotation",
        "token-audience",
    ]

    /// Whether one of them found a fault.
    fileprivate static func hasCause(_ context: CheckContext) -> Bool {
        causes.contains { name in
            guard let check = Checks.named(name), check.applies(context.subject) else { return false }
            return check.findings(context).contains { $0.status == .fail }
        }
    }
}

extension CheckContext {
    /// The question for the newest requests for roles with tokens; they are in the region of the STS that was asked, which
    /// is the cluster's unless somebody sets another.
    fileprivate var trailRead: Read<TrailEvents>? {
        subject.answers.eksRegion.map { .events(.eks, in: $0, by: .eventName, "AssumeRoleWithWebIdentity") }
    }

    fileprivate func refusal(_ events: [TrailEvent]) -> Finding? {
        guard let token = subject.token, let role = subject.role, let read = trailRead else { return nil }
        let own = events.filter { event in
            let asked = event.parameters["roleArn"]
            return event.username == token.subject && (asked == nil || asked == role.text || asked == annotatedRole)
        }
        // What went well after a refusal says that it is over.
        let refused = Array(own.prefix { $0.errorCode != nil })
        guard let newest = refused.first, let oldest = refused.last else { return nil }
        let isFault = Check.hasCause(self)
        return finding("STS-PODS-REFUSED") {
            let since = oldest.time?.words(at: now) ?? "an unknown time"
            $0.status = isFault ? .fail : .note
            $0.title = isFault ? "STS refuses the pods." : "STS refused the pods, and what can be read is right now."
            $0.expected = "the role \(role.text) for \(token.subject)"
            $0.found = "\(refused.count.counting("refusal")), the first that CloudTrail shows \(since)"
            $0.place = "\(eksPlace), CloudTrail in \(read.call.region?.text ?? "")"
            $0.brief = "\(refused.count.counting("refusal")) since \(since)".brief
            $0.why =
                isFault
                ? "It is right again when that is repaired."
                : "Likely it was repaired since: CloudTrail is up to 15 minutes late, and pods ask again only when they "
                    + "have to. Else a policy of the organisation refuses, which nobody sees from here."
            $0.awsSays = newest.errorMessage ?? ""
            $0.evidence = [
                evidence(
                    read.call, newest.errorCode ?? "errorCode",
                    "\(newest.time?.iso8601 ?? ""): \(newest.errorMessage ?? "")")
            ]
            $0.repair(commands: [command(read.call)])
        }
    }
}
