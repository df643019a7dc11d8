public import Canvas
import Wire

/// How an action is done by keys.
public enum ActionKeys: Sendable, Hashable {
    /// By these keys, one after the other.
    case keys([Key])
    /// It cannot be done now; the reason follows "not now: ".
    case off(String)
    /// Nothing is called so here; what is.
    case unknown(known: [String])
}

extension WizardState {
    /// The keys that do what the list of actions calls by a name: its own key, Enter on its button, else the list.
    ///
    /// - Parameter name: the name, in small or capital letters.
    /// - Returns: the keys, or why there are none.
    public func keys(doing name: String) -> ActionKeys {
        guard overlays.isEmpty, !isTooSmall else { return .off("something lies over the screen") }
        let wanted = name.lowercased()
        var list = ActionsList.overlay(self)
        guard let row = list.rows.first(where: { $0.name.lowercased() == wanted }) else {
            return .unknown(known: list.rows.map(\.name))
        }
        if let reason = row.reason { return .off(reason) }
        if focused.kind == .button, focused.label.lowercased() == wanted { return .keys([.enter]) }
        let own = screenBindings.first { binding in
            binding.isOn && binding.isListed
                && (binding.name.isEmpty ? binding.label : binding.name).lowercased() == wanted
        }
        if let key = own?.keys.first, key != .enter { return .keys([key]) }
        let letters = row.name.filter { $0 != "?" }.map(Key.character)
        for letter in letters { _ = list.type(letter) }
        guard let place = list.found.firstIndex(where: { list.rows[$0].name == row.name }) else {
            return .off("the list does not find it")
        }
        return .keys([.control("o")] + letters + Array(repeating: .down, count: place) + [.enter])
    }

    /// What the list of actions calls what a key does now; nil for what only moves the focus, and for text.
    public func action(of key: Key) -> String? {
        guard overlays.isEmpty, let binding = screenBindings.first(where: { $0.keys.contains(key) }) else { return nil }
        if key == .enter, focused.kind == .button { return focused.label }
        guard binding.isListed, binding.place != .hidden else { return nil }
        return binding.name.isEmpty ? binding.label.capitalizedFirst : binding.name
    }

    /// What goes on.
    public enum Rest: Sendable, Hashable {
        /// Something that ends by itself.
        case busy
        /// An apply that waits for a person and looks now and then.
        case waitsForPeople
        /// Nothing.
        case still
    }

    /// What goes on.
    public var rest: Rest {
        // Enter would show the rows that still turn, and nothing else.
        guard !hasRowsToTurn, work.running.values.allSatisfy({ $0.purpose == .apply }) else { return .busy }
        guard planning.isApplying else { return .still }
        let waits = planning.progress.values.contains {
            if case .waitingForPerson = $0 { true } else { false }
        }
        return waits && !planning.hasCallInFlight ? .waitsForPeople : .busy
    }

    /// When a row turns next that is only shown later; nil while none waits.
    public var nextTurn: Moment? { nextStageTick }
}
