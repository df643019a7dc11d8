import Design

/// The seven steps from a pod to credentials, as screen 2 tells them.
enum IRSASteps {
    struct Step {
        var title: String
        var more: String
        var breaks: String
    }

    static func step(_ number: Int, _ state: WizardState) -> Step {
        let account = state.form.text(of: .serviceAccount).orElse("ses-sender")
        let role = state.form.text(of: .role).orElse("ses-sender-role")
        switch number {
        case 1:
            return Step(
                title: "Once per cluster: IAM learns the signature of the cluster.",
                more: "The entry is named OIDC provider. From then on its tokens are believed.",
                breaks: "no provider, another issuer, or STS is not in its audiences.")
        case 2:
            return Step(
                title: "The role says who may use it: one service account, nobody else.",
                more: "That list is the trust policy of \(role).",
                breaks: "another namespace, name or cluster in it; STS only refuses.")
        case 3:
            return Step(
                title: "The service account \(account) says which role is its own.",
                more: "A note on it (annotation) holds the role's whole ARN.",
                breaks: "a mistyped ARN, or the note is in another namespace.")
        case 4:
            return Step(
                title: "A pod starts: the cluster puts a token and the role's name into it.",
                more: "A webhook of EKS does this. Nothing is changed in your image.",
                breaks: "the pod is older than the note, or Pod Identity is set up.")
        case 5:
            return Step(
                title: "The pod shows its token to STS and asks for the role.",
                more: "The AWS SDK in your program does this by itself; no code is needed.",
                breaks: "old SDK, access keys set in the pod, no way out to STS.")
        case 6:
            return Step(
                title: "STS checks the signature (step 1) and the trust policy (step 2).",
                more: "All three must fit: who signed it, whom it is about, what it is for.",
                breaks: "the token ran out, or the role does not exist.")
        default:
            return Step(
                title: "The pod gets keys for an hour, and sends.",
                more: "No keys in pods; the rights of one role, for one service account.",
                breaks: "a boundary forbids it.")
        }
    }
}

extension String {
    /// Another text when this one is empty.
    func orElse(_ other: String) -> String { isEmpty ? other : self }
}
