public import Design
import Identifiers

extension SubjectClue {
    /// What of known answers may belong to the subject that this names.
    ///
    /// What was named beats a file: where the two differ, what hangs on the difference is of somebody else's mail and
    /// has to be found anew. Credentials and the way to the cluster stay, as they say where to look.
    ///
    /// - Parameter answers: What a file or a known setup says.
    /// - Returns: The answers that do not contradict this clue.
    public func belonging(_ answers: Answers) -> Answers {
        var kept = answers
        let isOther = { (fields: Set<FieldID>) in
            values.contains { fields.contains($0.field) && answers[$0.field] != nil && answers[$0.field] != $0.text }
        }
        func forget(_ fields: Set<FieldID>) { for field in fields { kept.clear(field) } }
        if kind == .sender || kind == .identity {
            if isOther(Self.sending) || isOther(Self.sesAccount) { forget(Self.sending) }
            if isOther(Self.sesAccount) { forget(Self.sesAccount) }
            return kept
        }
        let isOtherName = object.map { kind == .pod || $0 != answers.serviceAccount?.text } ?? false
        // A role that the file derives is not spelt out in it.
        let isUnsaidRole = kind == .role && answers[.role] == nil && answers.serviceAccount != nil
        if isOther(Self.cluster) { forget(Self.cluster) }
        if isOther(Self.cluster.union(Self.mail).union(Self.sending)) || isOtherName || isUnsaidRole {
            forget(Self.mail.union(Self.sending).union(Self.sesAccount))
        }
        return kept
    }

    /// Which cluster, and whose.
    private static let cluster: Set<FieldID> = [.eksAccount, .eksRegion, .eksCluster, .eksOIDCProvider]
    /// Whose mail it is, and what names were given to what it needs.
    private static let mail: Set<FieldID> = [
        .namespace, .serviceAccount, .role, .rolePath, .permissionsBoundary, .permissionsPolicy, .sendingPolicy,
        .testWorkload,
    ]
    /// What is sent, and to whom.
    private static let sending: Set<FieldID> = [
        .sesSender, .sesIdentity, .sesReceiver, .configurationSet, .sendingActions,
    ]
    /// Where the sender is.
    private static let sesAccount: Set<FieldID> = [.sesAccount, .sesRegion, .sesSandbox]
}
