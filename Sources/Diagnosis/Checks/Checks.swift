/// The checks, in the order of the links.
public enum Checks {
    /// All of them; inside a link the one that explains most comes first.
    public static let all: [Check] = [
        .callers,
        .clock,
        .clusterExists,
        .clusterContext,
        .clusterCaller,
        .annotation,
        .serviceAccount,
        .namespace,
        .clusterAnswers,
        .tokenAudience,
        .webhook,
        .pods,
        .overrides,
        .podIdentity,
        .refusals,
        .providerExists,
        .providerAudience,
        .providerIssuer,
        .trustPolicy,
        .trustRisks,
        .roleExists,
        .roleNotes,
        .firstDoor, .configurationSetRight, .permissionsRisks, .policyVersions,
        .secondDoor, .domainShadow, .sendingRisks,
        .senderIdentity, .receiver, .sendingAccount, .mailFrom, .dkim, .productionReview,
        .suppression, .configurationSet,
    ]

    /// The check of this name; nil when there is none.
    public static func named(_ name: String) -> Check? { all.first { $0.name == name } }

    /// What a check may follow from: a check by its name, with all its faults, or the one that has a code, with that
    /// fault alone.
    static func cause(_ name: String) -> Check? { named(name) ?? all.first { $0.codes.contains(name) } }

    /// What no check looks at, because nobody can read it who may only look at both accounts and the cluster.
    ///
    /// A link that is right as far as can be seen may still break at one of them.
    public static let unseen: [Unseen] = [
        Unseen(
            "service and resource control policies of the organisation",
            shownBy: "a send; only the organisation's management account can read them"),
        Unseen("policies of VPC endpoints, and the way from the pods to STS and SES", shownBy: "a send from a pod"),
        Unseen(
            "variables that containers take from secrets and config maps",
            shownBy: "a send from a pod; the check pod-overrides names the sources"),
        Unseen("an STS that is switched off in the region", shownBy: "doctor --probe"),
        Unseen(
            "tenants of SES with suppression lists of their own, and Amazon's global suppression list",
            shownBy: "events of the message, where somebody publishes them"),
        Unseen("whether a message arrived", shownBy: "the mailbox"),
    ]

    /// Something that no check looks at.
    public struct Unseen: Hashable, Sendable {
        /// What it is, as a noun.
        public let subject: String
        /// What shows it all the same.
        public let shownBy: String

        init(_ subject: String, shownBy: String) {
            self.subject = subject
            self.shownBy = shownBy
        }
    }
}
