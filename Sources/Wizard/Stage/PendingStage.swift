public import Canvas

/// What others make of this meanwhile.
public enum ActionKeys: Sendable, Hashable {
    case keys([Key])
    case off(String)
    case unknown(known: [String])
}

extension WizardState {
    public func keys(doing name: String) -> ActionKeys { .unknown(known: []) }
    public func action(of key: Key) -> String? { nil }
    public var rests: Bool {
        guard work.running.values.allSatisfy({ $0.purpose == .apply }) else { return false }
        return !planning.isApplying || !planning.hasCallInFlight
    }
    public func isForPresenter(_ key: Key) -> Bool { false }
    public var showsChapterCard: Bool { false }
    public var isPresenting: Bool { false }
}
