/// A word that a newcomer may not know, explained in at most 25 words.
enum HardWord: String, Hashable, Sendable, CaseIterable {
    case provider = "OIDC provider"
    case token = "token"
    case serviceAccount = "service account"
    case role = "role"
    case trustPolicy = "trust policy"
    case subAndAud = "sub and aud"
    case permissionsPolicy = "permissions policy"
    case sendingPolicy = "sending policy"
    case sandbox = "sandbox"
    case delegateSender = "delegate sender"
    case link = "link"
    case rootCause = "root cause"
    case followsFrom = "follows from"
    case evidence = "evidence"
    case cannotTell = "cannot tell"
    case proof = "proof"
    case claim = "claim"
    case statement = "statement"
    case webhook = "webhook"
    case sourceARN = "source ARN"
    case deadPrincipal = "dead principal"
    case bundle = "bundle"
    case recorded = "recorded"
    case mask = "mask"
    case stage = "stage"
    case onCue = "on cue"

    /// What it means, in at most 25 words.
    var meaning: String {
        switch self {
        case .provider:
            "An entry in IAM that says: tokens signed by this cluster are genuine. Made once per cluster, in the EKS "
                + "account."
        case .token:
            "A short-lived note, signed by the cluster, that says which service account a pod runs under. Kubernetes "
                + "puts it into the pod as a file."
        case .serviceAccount:
            "The name a pod runs under in Kubernetes. Pods with the same one have the same rights."
        case .role:
            "A set of rights in AWS that somebody may borrow for an hour. It has no password and no keys of its own."
        case .trustPolicy:
            "The list on a role of who may borrow it. Ours names one service account of one cluster, nobody else."
        case .subAndAud:
            "Two lines in the token: sub is who it belongs to (namespace and service account), aud whom it is meant "
                + "for (AWS's key desk)."
        case .permissionsPolicy:
            "Door 1. What the role may do: send mail as one sender. It belongs to the EKS account and opens only its "
                + "own side."
        case .sendingPolicy:
            "Door 2. The SES account's consent, attached to the sender address: that role of the other account may "
                + "send as me."
        case .sandbox:
            "A new account's SES may mail verified addresses only. Here the EKS account's sandbox counts. AWS lifts "
                + "it on request, per region."
        case .delegateSender:
            "The account that sends with another account's address; here the EKS account. Its sandbox, daily quota "
                + "and bill count."
        case .link:
            "One of the nine things that must be right for a mail to leave, from your own sign-in to delivery."
        case .rootCause: "A link that is wrong by itself. Repair it, and what follows from it is right too."
        case .followsFrom:
            "Not wrong by itself: this works again as soon as the link it hangs on is repaired."
        case .evidence:
            "What AWS or the cluster answered, with account, call and time. It was read, nothing was changed."
        case .cannotTell:
            "Nobody let sesame look, so it does not guess. It names the right or the person that would help."
        case .proof:
            "Really taking the role with a real token, for a moment. Says more than reading; leaves two lines in the "
                + "logs."
        case .claim:
            "A line in the token: who signed it, whom it belongs to, whom it is meant for."
        case .statement:
            "One paragraph of a policy. A role opens when one statement agrees with everything the token says."
        case .webhook:
            "A helper in the cluster that puts role and token into each new pod. Pods made before it acted have none."
        case .sourceARN:
            "The line in a send that says whose address it is. Without it SES looks in the wrong account."
        case .deadPrincipal:
            "An ID in a policy whose role was deleted. A new role of the same name has another ID."
        case .bundle:
            "A file with everything that was read, without secrets. Somebody else can diagnose from it, without any "
                + "access."
        case .recorded:
            "These answers were read earlier, by somebody else. Nothing here is asked again or changed."
        case .mask:
            "A stand-in for an account, address or name, the same one everywhere, so that others may see the screen."
        case .stage:
            "The demo as an audience sees it. The presenter's notes, faults and clock are in another terminal."
        case .onCue: "Armed, not broken yet: it breaks just before the next message is sent."
        }
    }
}
