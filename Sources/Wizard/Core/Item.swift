/// Something on a screen that can have the focus, with what Enter does on it.
struct Item: Sendable {
    /// What kind of thing it is, which decides what keys mean on it.
    enum Kind: Hashable, Sendable {
        case text, choice, button, row
    }

    let id: ItemID
    let kind: Kind
    /// The words of a button.
    var label = ""
    /// What Enter does, for the footer: `next`, `choose`, `details`.
    var enter: String
    /// Why it cannot be used now; nil when it can.
    var disabled: String?
    /// What Enter does.
    let activate: Handler

    /// A button; without words of its own the footer says what stands on it.
    static func button(
        _ id: ButtonID, _ label: String, enter: String? = nil, disabled: String? = nil, activate: @escaping Handler
    ) -> Item {
        Item(
            id: .button(id), kind: .button, label: label, enter: enter ?? label.lowercasedFirst, disabled: disabled,
            activate: activate)
    }

    /// A row of a list.
    static func row(_ id: ItemID, enter: String, activate: @escaping Handler) -> Item {
        Item(id: id, kind: .row, enter: enter, activate: activate)
    }

    /// Something that is chosen, or stepped through.
    static func choice(_ id: ItemID, enter: String, activate: @escaping Handler) -> Item {
        Item(id: id, kind: .choice, enter: enter, activate: activate)
    }

    static let proceed = proceed(unless: nil)

    /// Continue, where something has to come first.
    static func proceed(unless reason: String?) -> Item {
        .button(.proceed, "Continue", enter: "continue", disabled: reason) { $0.goForward() }
    }

    static let back = Item.button(.back, "Back", enter: "back") { $0.goBack() }

    static func writeFiles(_ state: WizardState) -> Item {
        .button(.writeFiles, "Write the files", disabled: state.answersObstacle) { $0.writeFiles() }
    }
}

extension String {
    /// The text with its first letter small, unless it is an abbreviation.
    var lowercasedFirst: String {
        guard let first else { return self }
        if let second = dropFirst().first, second.isUppercase { return self }
        return first.lowercased() + dropFirst()
    }
}
