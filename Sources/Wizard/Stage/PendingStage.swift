public import Canvas

extension WizardState {
    public func isForPresenter(_ key: Key) -> Bool { false }
    public var showsChapterCard: Bool { false }
}
