public import Calls
public import Design
import Identifiers
import Wire

/// Who changed last what a cause is about, and when: looked up in CloudTrail after the verdict, never before it.
///
/// The history may be refused, too old or 15 minutes late; then nothing is said, as the verdict does not rest on it.
public enum History {
    /// More operations than this are not looked up for one cause; CloudTrail allows two look-ups a second.
    private static let limit = 5

    /// Which calls may tell it: one look-up for each operation that the cause makes likely.
    ///
    /// - Parameters:
    ///   - cause: A root cause.
    ///   - subject: What is diagnosed.
    ///   - seen: What was read.
    /// - Returns: The calls; none where no operation of AWS could have done it.
    public static func reads(_ cause: Finding, _ subject: Subject, _ seen: Observations) -> [Call] {
        Trace(cause, subject, seen)?.reads.map(\.call) ?? []
    }

    /// The newest event that did it, as evidence; quoted without blame.
    ///
    /// - Parameters:
    ///   - cause: A root cause.
    ///   - subject: What is diagnosed.
    ///   - seen: What was read, the history included.
    /// - Returns: Nil where the history does not tell.
    public static func evidence(_ cause: Finding, _ subject: Subject, _ seen: Observations) -> Finding.Evidence? {
        guard let trace = Trace(cause, subject, seen) else { return nil }
        let events = trace.reads.flatMap { seen[$0]?.value?.events ?? [] }
        let done = events.filter { $0.errorCode == nil && trace.isAbout($0) }
        guard let last = done.max(by: { ($0.time ?? .distant) < ($1.time ?? .distant) }), let time = last.time else {
            return nil
        }
        let who = last.username.isEmpty ? last.caller ?? "" : last.username
        return Finding.Evidence(
            account: trace.account?.text, call: Finding.trailCall, field: last.name,
            value: "\(time.minute), \(last.name)\(who.isEmpty ? "" : " by \(who)")")
    }

    /// A diagnosis whose root causes say since when they are so and who did it, where what was read tells that.
    ///
    /// - Parameters:
    ///   - diagnosis: A diagnosis.
    ///   - seen: What was read, the history included.
    /// - Returns: The same with one more row of evidence for each root cause that the history knows.
    public static func telling(_ diagnosis: Diagnosis, _ seen: Observations) -> Diagnosis {
        let roots = Set(diagnosis.rootCauses.map(\.id))
        var diagnosis = diagnosis
        diagnosis.findings = diagnosis.findings.map { finding in
            guard roots.contains(finding.id), finding.isRootCause,
                let evidence = evidence(finding, diagnosis.subject, seen)
            else { return finding }
            var finding = finding
            finding.evidence.append(evidence)
            return finding
        }
        return diagnosis
    }

    /// What to look for.
    private struct Trace {
        let side: Side
        let account: AccountID?
        let region: Region
        let operations: [String]
        /// Names and ARNs of which an event has to name one.
        let things: [String]

        var reads: [Read<TrailEvents>] {
            operations.prefix(History.limit).map { .events(side, in: region, by: .eventName, $0) }
        }

        init?(_ cause: Finding, _ subject: Subject, _ seen: Observations) {
            let role = [subject.role?.name.text, subject.role?.text].compactMap(\.self)
            let isOfRole: Bool
            switch cause.code {
            case "STS-ROLE-MISSING": (operations, isOfRole) = (["DeleteRole"], true)
            case "STS-ROLE-PATH": (operations, isOfRole) = (["CreateRole"], true)
            case "IAM-BOUNDARY": (operations, isOfRole) = (["PutRolePermissionsBoundary", "CreateRole"], true)
            case _ where cause.code.hasPrefix("SES-PRINCIPAL"):
                (operations, isOfRole) = (["CreateRole", "DeleteRole"], true)
            default:
                operations = Self.operations(cause.link)
                isOfRole = cause.link == .trust
            }
            guard !operations.isEmpty else { return nil }
            switch cause.link {
            case _ where isOfRole: things = role
            case .provider:
                things = [subject.token?.providerARN.text, subject.token?.issuer.url].compactMap(\.self)
            case .permissions:
                let attached = subject.role.flatMap { seen.attachedPolicies($0.name)?.value } ?? []
                things = role + attached.map(\.text) + [subject.design?.permissionsPolicyARN.text].compactMap(\.self)
            case .sendingPolicy, .sandbox:
                let identity = subject.design?.identity.text ?? subject.answers.identity?.text
                things = [identity].compactMap(\.self)
            case .you, .token, .trust, .role, .delivery: return nil
            }
            guard !things.isEmpty else { return nil }
            // IAM is in no region: its events are in the partition's first.
            let isOfSES = !isOfRole && (cause.link == .sendingPolicy || cause.link == .sandbox)
            side = isOfSES ? .ses : .eks
            account = isOfSES ? subject.answers.sesAccount : subject.answers.eksAccount
            guard
                let region = isOfSES
                    ? subject.answers.sesRegion : Region(unlisted: subject.partition.globalRegion)
            else { return nil }
            self.region = region
        }

        func isAbout(_ event: TrailEvent) -> Bool {
            let named = Array(event.parameters.values) + event.resources
            return named.contains { name in things.contains(name) }
        }

        /// The operations by which a link is changed so that it breaks.
        private static func operations(_ link: Link) -> [String] {
            switch link {
            case .trust: ["UpdateAssumeRolePolicy", "CreateRole"]
            case .provider:
                [
                    "DeleteOpenIDConnectProvider", "RemoveClientIDFromOpenIDConnectProvider",
                    "CreateOpenIDConnectProvider",
                ]
            case .permissions:
                ["DetachRolePolicy", "CreatePolicyVersion", "PutRolePolicy", "DeleteRolePolicy", "AttachRolePolicy"]
            case .sendingPolicy:
                [
                    "DeleteEmailIdentityPolicy", "UpdateEmailIdentityPolicy", "CreateEmailIdentityPolicy",
                    "DeleteIdentityPolicy", "PutIdentityPolicy",
                ]
            case .sandbox: ["DeleteEmailIdentity", "DeleteIdentity"]
            case .you, .token, .role, .delivery: []
            }
        }
    }
}

extension Timestamp {
    /// Before everything that a history holds.
    fileprivate static let distant = Timestamp(secondsSinceEpoch: 0)
}
