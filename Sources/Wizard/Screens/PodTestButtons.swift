import Calls
import Canvas
import Design
import Diagnosis

/// What screen 7 offers for a pod that did not send: another image, a restart, Jobs instead.
extension PodTest {
    /// Whether the image of the pod cannot be fetched and is changed here, so that its buttons come first.
    static func isImageFault(_ state: WizardState) -> Bool {
        state.testing.request.via == .pod && state.testing.hasEnded && !state.testing.isOld
            && state.testing.workload?.fault?.kind == .image
            && (state.testing.workload?.isOwn == true || state.testing.request.byJob)
    }

    /// The buttons for an image that cannot be fetched.
    static func imageButtons(_ state: WizardState) -> [Item] {
        // What others made is changed where they made it.
        let reason =
            state.testing.workload?.isOwn == true || state.testing.request.byJob ? nil : "others made the deployment"
        var items: [Item] = []
        let image = state.testing.workload?.rows.first { $0.part == .image }?.subject
        if image != DelegateSending.defaultImage {
            items.append(
                .button(
                    .usePublicImage, "Use the image of public.ecr.aws", enter: "change it", disabled: reason
                ) { use(DelegateSending.defaultImage, &$0) })
        }
        items.append(
            .button(.nameImage, "Name another image", enter: "name it", disabled: reason) { state in
                let known = state.form.text(of: .image)
                return state.show(
                    ImageOverlay(editor: LineEditor(known.isEmpty ? image ?? "" : known)) { use($0, &$1) })
            })
        return items
    }

    /// The answers get an image; what that changes is shown before it is done.
    private static func use(_ image: String, _ state: inout WizardState) -> [WizardEffect] {
        let card = state.testing.card
        var effects = state.enter(image, into: .image)
        _ = state.form.leave(.image)
        if state.testing.request.byJob {
            state.freeFocus()
            state.message = Says("The next Job takes this image.", "Send again shows what it makes, and asks.")
            return effects
        }
        if !state.answers.testWorkload {
            effects += state.enter("true", into: .testWorkload)
            _ = state.form.leave(.testWorkload)
        }
        guard var finding = card else { return effects }
        finding.fix?.address = .deployment
        finding.fix?.remedy = .apply
        return effects + state.showFixOfRefusal(finding)
    }

    /// The button that has the workload make its pod anew, where the pod is older than its role; nil where that helps
    /// nothing.
    static func restartButton(_ state: WizardState) -> Item? {
        guard let targets = state.testing.card?.fix?.restarts, let first = targets.first else { return nil }
        let label = first.isTestWorkload ? "Restart the pod" : "Restart \(first.words)"
        return .button(.restartPods, label, enter: "see what restarts", disabled: state.restartObstacle) { state in
            state.askToRestart(targets, state.answers)
        }
    }

    /// The button that sends by Jobs, which need no workload.
    static func jobButton(_ state: WizardState) -> Item {
        .button(.sendByJob, "Send by a Job", enter: "see what is made", disabled: state.podObstacle) { $0.sendByJob() }
    }

    /// What is made for a send by Jobs, before it is.
    static func jobDialog(_ state: WizardState) -> DialogOverlay {
        let notice = state.form.preview.design?.jobNotice ?? []
        return DialogOverlay(
            title: "Make 2 Jobs in the cluster?",
            lines: notice.enumerated().map { .init($0.element, mark: $0.offset == 0 ? .add : nil) }
                + [.init("One message goes to \(TestScreen.target(state)).", mark: .attention)],
            choices: [
                .init(
                    label: "Make and send", says: Says("Makes them one after the other, and deletes each."),
                    run: { $0.sendNow() }),
                .init(label: "Not now", says: Says("Closes this. Nothing is made, nothing is sent.")),
            ], selected: 1)
    }
}
