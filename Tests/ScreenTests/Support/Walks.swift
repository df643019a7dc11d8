import Testing

/// The walks through the program that the tests share.
extension Step {
    /// From Home to "Message sent" in the demo: all is proposed, so every key but one is Enter.
    static let demo: [Step] =
        [
            Step("sesame  Home", "▸ Guided setup", "eks-admin, ses-admin"),
            Step("▸1 Introduction", "▸ [ Continue ]", "✓ 111122223333", "✓ 444455556666"),
        ] + tour + [
            Step("▸3 IRSA configuration", "▸ [ Continue ]", "read from EKS", "not in IAM yet"),
            Step("▸4 Cross-account access", "▸ [ Continue ]", "DOOR 1"),
            Step("▸5 SES configuration", "▸ [ Continue ]", "! not verified yet", "Sandbox"),
            Step("▸6 Review and apply", "▸ + provider", "9 to add", key: "a"),
            Step("▸6 Review and apply", "Apply 9 changes?", "▸ [ Apply ]"),
            Step("▸6 Review and apply", "▸ [ Open the demo inbox ]", "3 wait for a person"),
            Step("▸6 Review and apply", "Demo inbox", "[ Click the link ]", mails: 3),
            Step("▸6 Review and apply", "Demo inbox", "[ Click the link ]", mails: 2),
            Step("▸6 Review and apply", "Demo inbox", "[ Click the link ]", mails: 1),
            Step("▸6 Review and apply", "10 of 10 right", "▸ [ Continue ]"),
            Step("▸7 Testing and validation", "▸ [ Send the message ]"),
        ]

    /// From "Message sent" to the last screen.
    static let toTheEnd: [Step] = [
        Step("▸7 Testing and validation", "Message sent.", "▸ [ Continue ]"),
        Step("▸8 Best practices", "things are right", "▸ [ Continue ]"),
        Step("▸9 Done", "in mail-prod sends as", "▸ [ Finish ]"),
    ]

    /// From Home to the last screen where everything was set up before.
    static let ready: [Step] =
        [
            Step("sesame  Home", "▸ Guided setup", "eks-admin, ses-admin"),
            Step("▸1 Introduction", "▸ [ Continue ]", "✓ 111122223333", "✓ 444455556666"),
        ] + tour + [
            Step("▸3 IRSA configuration", "▸ [ Continue ]", "read from EKS"),
            Step("▸4 Cross-account access", "▸ [ Continue ]", "DOOR 1"),
            Step("▸5 SES configuration", "▸ [ Continue ]", "✓ verified"),
            Step("▸6 Review and apply", "10 already right", "▸ [ Continue ]"),
            Step("▸7 Testing and validation", "▸ [ Send the message ]"),
        ] + toTheEnd

    private static let tour = (1...7).map { Step("▸2 IRSA and its benefits", "▸ \($0)  ", "step \($0) of 7") }
}

extension PseudoTerminal {
    /// Takes steps, each as soon as the screen is ready for it.
    ///
    /// - Returns: How many keys were pressed; fewer than the steps when a screen never came.
    @discardableResult
    func walk(
        _ steps: some Collection<Step>, ascii: Bool = false, location: SourceLocation = #_sourceLocation
    ) -> Int {
        for (count, step) in steps.enumerated() {
            guard stand(before: step, ascii: ascii, location: location) else { return count }
            type(step.key)
        }
        return steps.count
    }

    /// Breaks one thing of the demo, by its number in the menu, and closes the menu.
    func breakOnPurpose(_ fault: Int, location: SourceLocation = #_sourceLocation) {
        type("b")
        wait(for: "14 sign-in", location: location)
        for _ in 1..<fault { type(Keys.down) }
        type(Keys.enter)
        wait(for: "Something is broken now.", location: location)
        type(Keys.escape)
    }

    /// Waits until the screen is ready for a step, without taking it.
    @discardableResult
    func stand(before step: Step, ascii: Bool = false, location: SourceLocation = #_sourceLocation) -> Bool {
        wait(for: "\(step.title), \(step.ready)", location: location) { step.isReady($0, ascii: ascii) }
    }
}
