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
}
