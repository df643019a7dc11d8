import Diagnosis

extension Finding.Status {
    /// The mark of the row.
    var mark: Mark {
        switch self {
        case .pass: .right
        case .warn: .attention
        case .fail: .wrong
        case .unknown: .unknown
        case .note, .skipped: .nothing
        }
    }
}

extension Finding.Remedy {
    /// The screen where it is done; nil for what needs none.
    var screen: ScreenID? {
        switch self {
        case .apply, .resend, .verifyReceiver: .apply
        case .answers: .configuration
        case .credentials: .introduction
        case .testMailbox, .tryAgain: nil
        }
    }
}

extension WizardState {
    /// Goes where something is mended.
    mutating func mend(_ remedy: Finding.Remedy?) -> [WizardEffect] {
        guard let screen = remedy?.screen else { return [] }
        // What differs shows in a new plan, and is put right there.
        if screen == .apply { planning.isOld = true }
        return go(to: screen)
    }
}
