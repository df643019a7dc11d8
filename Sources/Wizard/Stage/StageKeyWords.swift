import Canvas
import Stage

/// What a key that was pressed is called in row 24 of the stage.
enum StageKeyWords {
    /// A key with what it does, text that is typed, a text of so many characters that is pasted.
    enum Entry: Hashable {
        case key(String, String)
        case typing
        case paste(Int)
    }

    /// What a key does in a state; nil for one that does nothing, and for what is nobody's business.
    static func entry(_ key: Key, _ state: WizardState) -> Entry? {
        if case .mouse = key { return nil }
        if case .paste(let text) = key { return .paste(text.count) }
        let isText = state.overlays.last.map(\.capturesText) ?? state.isTyping
        if isText, isEditing(key) { return .typing }
        let bindings = state.activeBindings
        guard let binding = bindings.first(where: { $0.keys.contains(key) }), binding.isOn else { return nil }
        // Aliases have no words: those of the key that goes the other way.
        let label = binding.label.isEmpty ? label(of: key, bindings) : binding.label
        return label.isEmpty ? nil : .key(name(of: key), label)
    }

    private static func isEditing(_ key: Key) -> Bool {
        switch key {
        case .character(let character): character != "?"
        case .backspace, .delete, .left, .right, .home, .end: true
        case .control(let letter): "aewuk".contains(letter)
        default: false
        }
    }

    private static func label(of key: Key, _ bindings: [Binding]) -> String {
        let twin: Key
        switch key {
        case .down: twin = .up
        case .right: twin = .left
        case .left: twin = .right
        case .pageUp, .pageDown: return "scroll"
        case .end: twin = .home
        case .tab: twin = .backTab
        default: return ""
        }
        return bindings.first { $0.keys.contains(twin) && !$0.label.isEmpty }?.label ?? ""
    }

    private static func name(of key: Key) -> String {
        switch key {
        case .paste, .mouse: ""
        default: key.words
        }
    }
}
