/// Something on a screen that can have the focus, with what Enter does on it.
struct Item: Hashable, Sendable {
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

    static func button(_ id: ButtonID, _ label: String, enter: String? = nil, disabled: String? = nil) -> Item {
        Item(id: .button(id), kind: .button, label: label, enter: enter ?? label.lowercasedFirst, disabled: disabled)
    }

    static let proceed = Item.button(.proceed, "Continue", enter: "continue")
    static let back = Item.button(.back, "Back", enter: "back")
}

extension String {
    /// The text with its first letter small, unless it is an abbreviation.
    var lowercasedFirst: String {
        guard let first else { return self }
        if let second = dropFirst().first, second.isUppercase { return self }
        return first.lowercased() + dropFirst()
    }
}
