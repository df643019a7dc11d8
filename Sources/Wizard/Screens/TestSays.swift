import Design
import Diagnosis

/// The lines above the footer of screen 7.
enum TestSays {
    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .button(.showCause): return HiddenCause.says(state)
        case .button(.send) where state.sendObstacle != nil && !state.work.isRunning(.send):
            return Says("Not now: \(state.sendObstacle ?? "").", mark: .open)
        case .button(.send) where state.testing.mayBeOut:
            return .warning(
                "Sends one more message: a second one, if the first went out.",
                TestScreen.isTestMailbox(state)
                    ? "That bothers nobody: it goes to Amazon's test mailbox."
                    : "Look into the mailbox of \(TestScreen.target(state)) first.", mark: .attention)
        case .button(.proceed) where state.testing.mayBeOut:
            return Says(
                TestScreen.isTestMailbox(state)
                    ? "Whether the message went out is not known."
                    : "Look into the mailbox of \(TestScreen.target(state)): is it there?",
                "Enter goes on to best practices and leaves that open.")
        case .button(.send):
            let account =
                switch state.testing.request.via {
                case .chain: "as a pod would"
                case .owner: "with the SES account's own credentials"
                case .pod: state.testing.request.byJob ? "from a Job in the cluster" : "from inside the pod"
                }
            return Says(
                "Sends one message to \(TestScreen.target(state)), \(account).",
                state.testing.request.byJob
                    ? "Two Jobs are made for it and deleted again. It is asked first."
                    : state.testing.request.via == .pod
                        ? "Waits until the pod runs, asks it who it is, then sends." : "It writes nothing in AWS.")
        case .button(.sendByJob):
            return Says(
                "Sends from inside the cluster without the deployment: two Jobs, deleted again.",
                "What is made is shown first, and asked about.")
        case .button(.restartPods):
            return Says(
                "Its pods are made anew: they get role and token when they are made.",
                "What restarts is shown first, and asked about.")
        case .button(.nameImage):
            return Says(
                "For closed networks: a registry of your own, with the AWS CLI in it.",
                "What that changes is shown before it is done.")
        case .button(.sendFromPod):
            return Says(
                "Runs the same send inside ses-test: also proves webhook, image, network.",
                "It writes nothing in AWS; one more test message goes out.")
        case .button(.sendWithoutPod):
            return Says("Sends one message with the role's keys, got from here.", "It writes nothing in AWS.")
        case .button(.usePublicImage):
            return Says(
                "Changes 1 line of the deployment; the pod is made again. It is asked first.",
                "The mail setup is not at fault.")
        case .button(.removeWorkload):
            return Says("Deletes the deployment that sesame made, and its pod.", "Shown once more before it is done.")
        case .row, .button(.stopWaiting): return podSays(state)
        case .button(.proceed) where state.testing.request.via == .pod && state.testing.isAccepted:
            return Says(
                state.testing.request.byJob
                    ? "Enter goes on to best practices. What was made for the message is deleted."
                    : "Enter goes on to best practices. The pod stays until you remove it.",
                state.testing.request.byJob ? "" : "e shows the kubectl line that does the same by hand.",
                mark: .right)
        case .button(.proceed):
            return Says("Enter goes on to best practices.", mark: state.testing.isAccepted ? .right : nil)
        case .button(.seePlan):
            return Says(
                state.reviewObstacle.map { "Goes to screen 6: \($0)." }
                    ?? "Goes to screen 6, where something is still to be applied.",
                "Without that the message is likely to be refused.", mark: .open)
        case .button(.verifyReceiver):
            return Says(
                "Adds \(state.form.text(of: .sesReceiver)) to the EKS account: SES mails it a link to click.",
                "Shown once more before it is done.")
        case .button(.useTestMailbox):
            return Says(
                "Sends one message to Amazon's own test mailbox instead; no click is needed for it.",
                "It writes nothing in AWS.")
        case .button(.seeFix) where state.testing.request.via == .pod && !state.testing.hasFix:
            return Says(
                "Enter shows the whole finding with its fix.",
                state.comparison.map { comparison in
                    guard comparison.chain.isOK, !comparison.isBeforeChange else { return "" }
                    return "Role and both doors were right when it was sent from here"
                        + (comparison.time.map { " at \($0)." } ?? ".")
                } ?? "")
        case .button(.seeFix):
            return Says("Enter shows the fix: the one change that repairs it. Nothing is written by that.")
        case .button(.retry):
            return Says(state.testing.card?.fix?.text ?? "Shows the plan again.", "Shown once more before it is done.")
        case .choice(.sendVia) where state.testing.request.via == .pod:
            return Says(
                "From a pod the send also proves webhook, image and network.", "Left and Right change it.")
        case .choice(.sendVia):
            return Says(
                "With the role's keys the send proves token, role and both doors; the SES account's prove the address.",
                "Left and Right change it.")
        case .choice(.sendTo): return Says("The receiver, or Amazon's own test mailbox.", "Left and Right change it.")
        case .button(.deployWorkload):
            return Says(
                "The guide's pod ses-test, to try the send from inside the cluster.",
                "Changes the plan of screen 6; nothing is made before you apply it.")
        default: return Says("Back to screen 6. All answers are kept.")
        }
    }

    /// What a row of the workload is, while it comes and afterwards.
    private static func podSays(_ state: WizardState) -> Says {
        guard state.work.isRunning(.send) else {
            return Says("Enter shows what the cluster says about it, newest first.")
        }
        let isPulling = state.testing.workload?.rows.contains { $0.part == .image && $0.state == .running } ?? false
        return Says(
            isPulling
                ? "Pulling takes 5 to 60 s the first time on a node. It goes on by itself."
                : "It goes on by itself, as soon as the cluster is so far.",
            state.testing.request.byJob
                ? "Esc stops and deletes the Job. Enter shows what the cluster says."
                : "Esc stops the waiting, not the pod. Enter shows what the cluster says.")
    }
}
