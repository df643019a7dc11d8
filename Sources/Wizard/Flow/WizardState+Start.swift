extension WizardState {
    /// What the runner does first: read names from files.
    public mutating func start() -> [WizardEffect] {
        [.listCallers(work.begin(.local, "reading files", at: now))]
    }

    /// Starts at the first screen that is not complete, for `sesame setup`.
    public mutating func startSetup() -> [WizardEffect] {
        start() + go(to: .introduction)
    }
}
